"""`tenths read` shows how letters are read; programs rely on its shape."""

import json
import subprocess
import sys

import pytest

from tests.fakes.terminal import Terminal
from tests.handlers.email.making import OWN, letter

FORBIDDEN = (
    "sqlalchemy",
    "pydantic",
    "dbos",
    "rich",
    "typer",
    "storage",
    "aiosmtpd",
    "dkim",
    "authres",
    "icalendar",
    "chardet",
)
PASSED = "mx.firm.example; dmarc=pass header.from=firm.example"


@pytest.fixture
def terminal(tmp_path):
    return Terminal(tmp_path)


@pytest.fixture
def file(tmp_path):
    def file(raw, name="letter.eml"):
        path = tmp_path / name
        path.write_bytes(raw)
        return str(path)

    return file


def _read(done):
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(each) for each in done.stdout.splitlines()]


def test_a_letter_is_one_object(terminal, file):
    (said,) = _read(terminal.call("read", "--json", file(letter(OWN))))

    assert list(said) == [
        "from",
        "subject",
        "message_id",
        "automatic",
        "trust",
        "said",
        "forwarded",
        "entries",
        "bookmark",
        "problems",
    ]
    assert (said["from"], said["said"], said["trust"]) == (
        "ada@firm.example",
        OWN,
        "none",
    )
    assert said["forwarded"] is None
    assert [
        (each["minutes"], each["matter"], each["date"]) for each in said["entries"]
    ] == [(12, "Smith", "2026-11-18")]


def test_several_letters_are_an_object_each_in_order(terminal, file):
    paths = [file(letter(OWN, Subject=str(n)), f"{n}.eml") for n in range(3)]

    assert [
        each["subject"] for each in _read(terminal.call("read", "--json", *paths))
    ] == ["0", "1", "2"]


def test_the_day_is_the_letters_own_where_it_was_written(terminal, file):
    made = letter("0.2 call, Smith file", Date="Mon, 16 Nov 2026 23:30:00 -0800")

    (said,) = _read(terminal.call("read", "--json", file(made)))
    (other,) = _read(terminal.call("read", "--json", "--today=2026-11-20", file(made)))

    assert said["entries"][0]["date"] == "2026-11-16"
    assert other["entries"][0]["date"] == "2026-11-20"


def test_the_locale_orders_dates(terminal, file):
    made = file(
        letter("0.2 call, Smith file, 11/12", Date="Wed, 16 Dec 2026 10:00:00 +1100")
    )

    (said,) = _read(terminal.call("read", "--json", made))
    (other,) = _read(terminal.call("read", "--json", "--locale=en-US", made))

    assert said["entries"][0]["date"] == "2026-12-11"
    assert other["entries"][0]["date"] == "2026-11-12"


def test_a_letter_may_be_piped_in(terminal):
    (said,) = _read(terminal.call("read", "--json", "-", said=letter(OWN).decode()))

    assert said["said"] == OWN


def test_trust_is_what_the_named_server_says(terminal, file):
    made = file(letter(OWN, Authentication_Results=PASSED))

    trust = [
        _read(terminal.call("read", "--json", *options, made))[0]["trust"]
        for options in (
            [],
            ["--authserv-id=mx.firm.example"],
            ["--authserv-id=mx.evil.example"],
        )
    ]

    assert trust == ["none", "dmarc", "none"]


def test_the_server_to_believe_may_be_set(tmp_path, file):
    terminal = Terminal(tmp_path, env={"TENTHS_AUTHSERV_ID": "mx.firm.example"})
    made = file(letter(OWN, Authentication_Results=PASSED))

    (said,) = _read(terminal.call("read", "--json", made))

    assert said["trust"] == "dmarc"


def test_without_json_it_is_read_in_words(terminal, file):
    done = terminal.call(
        "read", file(letter("0.2 call\x1b[2J re lease, Smith file", Subject="Monday"))
    )

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "From ada@firm.example (trust: none)",
        "Subject Monday",
        "| Monday",
        "| 0.2 call [2J re lease, Smith file",
        "12 min · Smith · call[2J re lease · 2026-11-16",
        "",
    ]


@pytest.mark.parametrize("name", ["nothing.eml", "."])
def test_a_file_that_cannot_be_read_says_so(terminal, name):
    done = terminal.call("read", "--json", name)

    assert done.returncode == 1
    assert f"I cannot read “{name}”" in done.stderr


def test_it_starts_without_what_it_does_not_need(file):
    code = (
        "import sys; from handlers.cli import read; "
        f"read.run(['--json', {file(letter(OWN))!r}]); "
        "print(*sorted({each.partition('.')[0] for each in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert not set(done.stderr.split()) & set(FORBIDDEN)
