"""Letters on their way in: over real sockets, to entries in a database, once each."""

import json
import random
import signal
import smtplib
import socket
import sqlite3
import ssl
import threading
import time
from urllib.request import urlopen

import pytest

from handlers.email import statuses
from handlers.email.readroom import Room
from storage.engine import open_store
from tests.fakes import certificate, mail
from tests.fakes import door as doors
from tests.fakes.door import free_port
from tests.fakes.mail import BASE, EMAILS, MX, letter
from tests.fakes.serving import serving
from tests.fakes.terminal import furnished

_LETTERS = str.maketrans("0123456789", "bcdfghjklm")
LINE = "0.2 call re scheduling, Smith file"


@pytest.fixture(scope="module")
def room():
    with Room(desks=2, seconds=60) as opened:
        yield opened


@pytest.fixture
def post(store, tmp_path, room):
    return mail.moved_in(store, tmp_path, read=room.read)


@pytest.fixture
def door(post):
    with doors.running(post.inbox) as here:
        yield here


def bring(door, raw, *to):
    """Bring a letter over LMTP; return the status for each recipient that has one."""
    with door.knock_locally() as client:
        client.mail("x@client.example")
        for each in to:
            client.rcpt(each)
        client.docmd("DATA")
        client.send(raw + b".\r\n")
        told = [client.getreply() for _ in to]
    return [f"{code} {words.decode()}" for code, words in told]


def test_a_letter_over_either_way_becomes_an_entry(door, post):
    with door.knock() as client:
        refused = client.sendmail("x@y", [post.to["ada"]], letter(LINE))
    told = bring(door, letter("0.3 letter, Jones file"), post.to["ada"])

    assert (refused, told) == ({}, [statuses.TAKEN])
    assert [each.minutes for each in post.house.day()] == [12, 18]
    assert post.house.day("ben") == post.house.day("zoe") == []


def test_of_one_letter_to_two_people_each_has_theirs_or_a_no(door, post):
    told = bring(door, letter(LINE), post.to["ada"], post.to["zoe"])

    assert told == [statuses.TAKEN, statuses.NOT_SHOWN]
    assert len(post.house.day()) == 1
    assert post.house.day("zoe") == []


def test_the_same_letter_by_many_ways_at_one_moment_is_one_entry(door, post):
    raw = letter(LINE)
    told = []

    def knock():
        with door.knock() as client:
            told.append(client.sendmail("x@y", [post.to["ada"]], raw))

    threads = [threading.Thread(target=knock) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert told == [{}] * 12
    assert len(post.house.day()) == 1


def test_an_unknown_and_a_revoked_mailbox_cannot_be_told_apart(door, post):
    old = post.to["ada"]
    post.house.bot.mailbox_change("chat:ada")
    wrong = [old, BASE, "time+aaaaaaaaaaaaaaaa@firm.example", "ada@firm.example"]
    with door.knock() as client:
        client.mail("x@y")
        told = {client.rcpt(each) for each in [*wrong, f"x{old}"]}

    code, _, words = statuses.NO_MAILBOX.partition(" ")
    assert told == {(int(code), words.encode())}


def test_a_bold_sender_is_told_what_would_help(door, post):
    with door.knock() as client, pytest.raises(smtplib.SMTPDataError) as refused:
        client.sendmail("x@y", [post.to["ada"]], letter(LINE, proven=False))

    assert refused.value.smtp_code == 550
    assert b"DKIM" in refused.value.smtp_error
    assert post.messages() == 0


def test_fifty_letters_on_a_few_connections_are_fifty_entries(door, post):
    def knock(start):
        with door.knock() as client:
            for number in range(start, start + 10):
                raw = letter(f"0.{number % 9 + 1} call {number}, Smith file")
                assert client.sendmail("x@y", [post.to["ada"]], raw) == {}

    threads = [threading.Thread(target=knock, args=(10 * n,)) for n in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    numbers = sorted(int(each.narrative.split()[1]) for each in post.house.day())
    assert numbers == list(range(50))


# --- In a process of its own --------------------------------------------------------


@pytest.fixture
def terminal(tmp_path):
    return furnished(tmp_path, {"TENTHS_MAIL_ADDRESS": BASE, "TENTHS_AUTHSERV_ID": MX})


@pytest.fixture
def ada(terminal):
    done = terminal.call("people", "set", "--email", EMAILS["ada"], "--json")
    return json.loads(done.stdout)["inbox"]


def now(text, **options):
    """Return a letter that says it was sent now."""
    return letter(text, Date=None, **options)


def entries(terminal):
    (path,) = terminal.files("**/tenths.sqlite3")
    db = sqlite3.connect(path)
    try:
        return [
            each
            for (each,) in db.execute("SELECT narrative FROM entry ORDER BY narrative")
        ]
    finally:
        db.close()


def test_what_is_served_keeps_letters_and_says_nothing_of_them(terminal, ada):
    with serving(terminal) as here:
        here.send(now("0.2 zanzibar call, Smith file", Subject="zanzibar"), ada)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            here.send(now(LINE), "time+zanzibar@firm.example")
        with pytest.raises(smtplib.SMTPDataError):
            here.send(now("zanzibar", proven=False), ada)
        code = here.stop()
        told = here.told

    assert entries(terminal) == ["zanzibar call"]
    assert code == 0
    assert "letter status=250 recipients=1" in told
    assert "letter status=550 recipients=1" in told
    assert told.splitlines()[-1].endswith("stopped")
    words = ("zanzibar", "firm.example", "client.example", ada.split("+")[1][:16])
    assert not [word for word in words if word in told]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_finishes_the_letter_that_is_coming_in(terminal, ada, how):
    with serving(terminal) as here:
        client = here.knock()
        client.ehlo()
        client.mail("x@y")
        client.rcpt(ada)
        assert client.docmd("DATA")[0] == 354
        here.running.send_signal(how)
        here.wait_for("stopping")
        client.send(now(LINE) + b".\r\n")

        assert client.getreply()[0] == 250
        assert client.getreply()[0] == 421
        client.close()
        assert here.stop() == 0
    assert entries(terminal) == ["call re scheduling"]


def test_encrypted_letters_are_taken_where_there_is_a_certificate(
    terminal, ada, tmp_path
):
    cert, key = certificate.write(tmp_path)
    paths = {"TENTHS_SMTP_CERT": str(cert), "TENTHS_SMTP_KEY": str(key)}
    with serving(terminal, "email", **paths) as here, here.knock() as client:
        client._host = MX
        client.starttls(context=ssl.create_default_context(cafile=cert))
        client.sendmail("x@y", [ada], now(LINE))

    assert entries(terminal) == ["call re scheduling"]


@pytest.mark.parametrize(
    ("words", "environ", "says"),
    [
        ((), {"TENTHS_MAIL_ADDRESS": ""}, "TENTHS_MAIL_ADDRESS"),
        (("email",), {"TENTHS_MAIL_ADDRESS": ""}, "TENTHS_MAIL_ADDRESS"),
        (("imap",), {}, "TENTHS_IMAP_HOST"),
        (("fax",), {}, "There are email, imap"),
        ((), {"TENTHS_SMTP_CERT": "/nowhere/cert.pem"}, "TENTHS_SMTP_KEY"),
        (
            (),
            {"TENTHS_SMTP_CERT": "/nowhere/c.pem", "TENTHS_SMTP_KEY": "/nowhere/k.pem"},
            "TENTHS_SMTP_CERT",
        ),
        ((), {"TENTHS_SMTP_HOST": "192.0.2.1"}, "TENTHS_SMTP_HOST"),
        ((), {"TENTHS_SMTP_HOST": "nowhere.invalid"}, "nowhere.invalid:"),
    ],
    ids=str,
)
def test_what_cannot_be_served_is_said_at_once(terminal, words, environ, says):
    with serving(terminal, *words, ready="", **environ) as here:
        code = here.running.wait(30)
        told = here.told

    assert code == 1
    assert says in told
    assert "fault of ours" not in told


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "Not served: slack: set SLACK_APP_TOKEN"),
        ({"TENTHS_CLIO_CLIENT_ID": "a"}, "Not served: connect: set TENTHS_WEB_URL"),
        ({"TENTHS_IMAP_USER": "ada"}, "TENTHS_IMAP_HOST"),
    ],
    ids=str,
)
def test_a_channel_that_is_half_set_up_is_told_and_the_others_serve(
    terminal, environ, says
):
    with serving(terminal, **environ) as here:
        code = here.stop()
        told = here.told

    assert code == 0
    assert says in told
    assert "services=email," in told


def test_letters_alone_have_a_page_of_health_too(terminal, ada):
    port = free_port()
    with serving(terminal, TENTHS_WEB_PORT=str(port)) as here:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60) as answer:
            told = json.load(answer)
        here.send(now(LINE), ada)
        assert here.stop() == 0

    assert told == {"ok": True}
    assert entries(terminal) == ["call re scheduling"]


def test_a_port_that_is_taken_is_named(terminal):
    with socket.create_server((doors.HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        with serving(terminal, ready="", TENTHS_SMTP_PORT=port) as here:
            code = here.running.wait(30)
            told = here.told

    assert code == 1
    assert f"127.0.0.1:{port} (address already in use)" in told
    assert "TENTHS_SMTP_PORT" in told


def named(*numbers):
    """Return a word for *numbers* in which nothing looks like one."""
    return "x".join(str(each).translate(_LETTERS) for each in numbers)


def crash(here, ada, *, after, seed):
    """Bring letters until the process dies; return those that were answered 250."""
    kept, sent = [], []
    lock = threading.Lock()

    def knock(who):
        number = 0
        while True:
            number += 1
            name = f"call {named(seed, who, number)}"
            raw = now(f"0.2 {name}, Smith file")
            with lock:
                sent.append((name, raw))
            try:
                here.send(raw, ada)
            except (OSError, smtplib.SMTPException):
                return
            with lock:
                kept.append(name)

    threads = [threading.Thread(target=knock, args=(each,)) for each in range(6)]
    for each in threads:
        each.start()
    # The first letters wait for whoever reads them to start.
    while not kept and any(each.is_alive() for each in threads):
        time.sleep(0.01)
    time.sleep(after)
    here.stop(how=signal.SIGKILL)
    for each in threads:
        each.join()
    return kept, sent


def killed(terminal, ada, *, times):
    """Kill what is served *times*, bringing all again each time; return the names."""
    chance = random.Random(11)
    every = []
    for seed in range(times):
        with serving(terminal) as here:
            kept, sent = crash(here, ada, after=chance.uniform(0, 0.5), seed=seed)
        assert sorted(kept) == sorted(set(kept))
        assert set(kept) <= set(entries(terminal))
        with serving(terminal) as here:
            with here.knock() as client:
                for _, raw in sent:
                    client.sendmail("x@y", [ada], raw)
            here.stop()
        every += [name for name, _ in sent]
        assert entries(terminal) == sorted(every)
    return every


def test_killed_at_any_moment_it_has_lost_nothing_and_doubles_nothing(terminal, ada):
    assert len(killed(terminal, ada, times=2)) > 12


@pytest.mark.soak
def test_killed_twenty_times_it_has_lost_nothing_and_doubles_nothing(terminal, ada):
    assert len(killed(terminal, ada, times=20)) > 120


def test_a_locked_database_asks_for_the_letter_again(sqlite_url, tmp_path, room):
    store = open_store(sqlite_url, migrate=False, patience=0.1)
    post = mail.moved_in(store, tmp_path, read=room.read)
    raw = letter(LINE)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    with doors.running(post.inbox) as door:
        other.execute("BEGIN IMMEDIATE")
        told = bring(door, raw, post.to["ada"])
        other.rollback()
        again = bring(door, raw, post.to["ada"])
    other.close()

    assert (told, again) == ([statuses.TROUBLE], [statuses.TAKEN])
    assert len(post.house.day()) == 1
    store.close()
