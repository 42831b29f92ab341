"""What an operator asks: who keeps time, is the database ready, what is on."""

import json
import re
import sqlite3

import pytest

from tests.fakes.terminal import Terminal, furnished


@pytest.fixture
def terminal(tmp_path):
    return furnished(tmp_path)


def people(terminal):
    done = terminal.call("people", "list", "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(each) for each in done.stdout.splitlines()]


def test_whoever_starts_first_is_there_under_the_login_name(terminal):
    (ada,) = people(terminal)

    assert ada["name"] == "ada"
    assert ada["addresses"] == ["chat:local"]
    assert ada["zone"] == terminal.zone


def test_one_sets_ones_own_name_code_and_rate(terminal):
    done = terminal.call(
        *("people", "set", "--name", "Ada Byron", "--code", "AB"),
        *("--rate", "450", "--clio", "ada@firm.example"),
    )

    (ada,) = people(terminal)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("AB · Ada Byron · ")
    assert (ada["name"], ada["code"], ada["rate"]) == ("Ada Byron", "AB", "450")
    assert ada["targets"] == {"clio": "ada@firm.example"}


def test_a_colleague_is_added_and_changed(terminal):
    added = terminal.call(
        *("people", "add", "chat:local:ben"),
        *("--name", "Ben Okri", "--code", "BO", "--zone", "Australia/Perth"),
    )
    changed = terminal.call("people", "set", "BO", "--rate", "380")

    assert added.returncode == 0, added.stderr
    assert changed.returncode == 0, changed.stderr
    (ben,) = (each for each in people(terminal) if each["code"] == "BO")
    assert ben["name"] == "Ben Okri"
    assert ben["addresses"] == ["chat:local:ben"]
    assert (ben["zone"], ben["rate"]) == ("Australia/Perth", "380")


def test_a_colleague_with_a_mail_address_gets_an_inbound_address(tmp_path):
    terminal = furnished(tmp_path, {"TENTHS_MAIL_ADDRESS": "time@firm.example"})
    added = terminal.call("people", "add", "Ben Okri", "--email", "Ben@Firm.Example")
    listed = terminal.call("people", "list")

    (ben,) = (each for each in people(terminal) if each["code"] == "BO")
    assert added.returncode == 0, added.stderr
    assert re.fullmatch(r"time\+[a-z2-7]{16}@firm\.example", ben["inbox"])
    assert ben["addresses"] == ["email:ben@firm.example"]
    assert f"letters to {ben['inbox']}" in added.stdout
    assert f"letters to {ben['inbox']}" in listed.stdout


def test_an_inbound_address_is_kept_until_it_is_changed_or_taken_away(tmp_path):
    terminal = furnished(tmp_path, {"TENTHS_MAIL_ADDRESS": "time@firm.example"})

    def inbox(*words):
        done = terminal.call(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["inbox"]

    first = inbox("people", "set", "--email", "ada@firm.example")
    same = inbox("people", "set", "--email", "ada@home.example")
    shown = inbox("people", "token")
    second = inbox("people", "token", "--rotate")
    gone = inbox("people", "token", "--revoke")

    (ada,) = people(terminal)
    assert first == same == shown
    assert second not in {first, None}
    assert gone is ada["inbox"] is None
    assert ada["addresses"][1:] == ["email:ada@firm.example", "email:ada@home.example"]


def test_what_was_taken_away_is_given_again_only_when_somebody_says_so(tmp_path):
    terminal = furnished(tmp_path, {"TENTHS_MAIL_ADDRESS": "time@firm.example"})
    terminal.call("people", "add", "Ben Okri", "--email", "ben@firm.example")

    def inbox(*words):
        done = terminal.call("people", *words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["inbox"], done.stderr

    inbox("token", "BO", "--revoke")
    changed = inbox("set", "BO", "--rate", "380")
    shown = inbox("token", "BO")
    rotated = inbox("token", "BO", "--rotate")
    inbox("token", "BO", "--revoke")
    named = inbox("set", "BO", "--email", "ben@home.example")

    assert changed[0] is shown[0] is None
    assert "tenths people token BO --rotate" in shown[1]
    assert rotated[0] is not None
    assert named[0] not in {rotated[0], None}


def test_an_address_that_is_theirs_no_more_is_taken_away(tmp_path):
    terminal = furnished(tmp_path, {"TENTHS_MAIL_ADDRESS": "time@firm.example"})
    terminal.call("people", "add", "Ben Okri", "--email", "ben@firm.example")
    terminal.call("people", "set", "BO", "--email", "ben@home.example")

    def left(*words):
        done = terminal.call("people", "set", "BO", *words, "--json")
        assert done.returncode == 0, done.stderr
        ben = json.loads(done.stdout)
        return ben["addresses"], ben["inbox"]

    both, inbox = left()
    one = left("--remove-email", "Ben@Firm.Example")
    other = left("--remove-email", "ben@home.example", "--email", "ben@new.example")
    none = left("--remove-email", "ben@new.example")
    back, new = left("--email", "ben@firm.example")
    ada = terminal.call("people", "set", "--email", "ben@home.example")

    assert both == ["email:ben@firm.example", "email:ben@home.example"]
    assert one == (["email:ben@home.example"], inbox)
    assert other == (["email:ben@new.example"], inbox)
    assert none == ([], None)
    assert back == ["email:ben@firm.example"]
    assert new not in {inbox, None}
    assert ada.returncode == 0, ada.stderr


def test_a_mail_address_before_mail_is_on_says_what_is_missing(terminal):
    done = terminal.call("people", "add", "Ben Okri", "--email", "ben@firm.example")

    assert done.returncode == 0
    assert "TENTHS_MAIL_ADDRESS" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["add"],
        ["add", "Ben Okri"],
        ["add", "chat:local:ben"],
        ["add", "--email", "ben@firm.example"],
        ["token", "--rotate", "--revoke"],
    ],
)
def test_what_is_half_said_is_bad_use(terminal, words):
    done = terminal.call("people", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert "fault of ours" not in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["add", "Ben", "--email", "not an address"], "mail address"),
        (["add", "Ben", "--email", "a@b@c"], "mail address"),
        (["token", "ZZ", "--rotate"], "ZZ"),
        (["set", "--remove-email", "ben@firm.example"], "They have none"),
        (["set", "--remove-email", "nobody"], "mail address"),
        (["set", "ZZ", "--remove-email", "ben@firm.example"], "ZZ"),
        (["set", "--zone", "Mars"], "Mars"),
        (["set", "--rate", "lots"], "lots"),
        (["set", "--locale", "fr"], "fr"),
        (["set", "XX", "--rate", "1"], "XX"),
        (["add", "chat:local", "--name", "Twin"], "chat:local"),
    ],
)
def test_what_cannot_be_is_said(terminal, words, says):
    done = terminal.call("people", *words)

    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert "fault of ours" not in done.stderr


def test_the_status_says_what_is_on_and_what_is_missing(terminal):
    shown = terminal.call("status")
    read = json.loads(terminal.call("status", "--json").stdout)

    assert shown.returncode == 0
    assert shown.stdout.startswith("✓ database: ")
    assert "– Slack: " in shown.stdout
    assert {each["what"] for each in read["on"]} >= {"database", "formats", "files"}
    assert all(set(each) == {"what", "state"} for each in read["off"])


def test_to_migrate_again_is_harmless(terminal):
    first = terminal.call("migrate")
    second = terminal.call("migrate")

    assert (first.returncode, second.returncode) == (0, 0)
    assert second.stdout == "✓ The database is up to date.\n"


def test_a_database_newer_than_the_program_is_left_alone(terminal):
    terminal.call("migrate")
    (path,) = terminal.files("**/tenths.sqlite3")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()

    for words in (["migrate"], ["status"], ["say", "0.2 call, Smith file"]):
        done = terminal.call(*words)

        assert (done.returncode, done.stdout) == (1, "")
        assert "newer" in done.stderr


def test_the_same_database_is_everybodys_on_a_server_and_ones_own_at_home(tmp_path):
    shared = {"TENTHS_DATABASE_URL": f"sqlite:///{tmp_path}/one.sqlite3"}
    home = Terminal(tmp_path, shared)
    home.call("say", "0.2 call, Smith file")

    other = Terminal(tmp_path, {**shared, "LOGNAME": "root"})

    assert len(people(other)) == 1
