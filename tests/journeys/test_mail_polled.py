"""A firm that cannot route mail: an ordinary mailbox is looked into, letter by letter."""

import logging
import threading
import time
from contextlib import contextmanager

import pytest

from bot.settings import Settings
from handlers.email import imap, polling
from handlers.email.imap import KEYWORDS, SEEN
from tests.fakes import imap as servers
from tests.fakes import mail as mails
from tests.fakes.imap import Account

LINE = "0.2 call re scheduling, Smith file"


@pytest.fixture
def post(store, tmp_path):
    return mails.moved_in(store, tmp_path)


@pytest.fixture
def account():
    return Account()


def settings(port, **environ):
    return Settings.from_env(
        {
            "TENTHS_DATABASE_URL": "sqlite:////nowhere",
            "TENTHS_IMAP_HOST": "127.0.0.1",
            "TENTHS_IMAP_PORT": str(port),
            "TENTHS_IMAP_TLS": "false",
            "TENTHS_IMAP_USER": "time@firm.example",
            "TENTHS_IMAP_PASSWORD": "hush",
            "TENTHS_IMAP_SECONDS": "5",
            **environ,
        }
    )


def polls(post, port, **environ):
    return polling.Poll(
        post.inbox, settings(port, **environ), lambda: post.house.clock[0]
    )


def look(post, account, *, times=1, poll=None, **environ):
    """Let the mailbox be looked into some *times* over one connection."""
    with servers.running(account) as port:
        poll = poll or polls(post, port, **environ)
        with imap.opened(settings(port), connect=imap.connected) as folder:
            for _ in range(times):
                poll.look(folder)
    return poll


@contextmanager
def polled(post, account):
    """Let the mailbox be looked into all the time that the block lasts."""
    with servers.running(account) as port:
        poll = polls(post, port)
        thread = threading.Thread(target=poll.run)
        thread.start()
        try:
            yield poll
        finally:
            poll.stopping.set()
            thread.join(20)
    assert not thread.is_alive()


def until(true, *, seconds=60):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.02)


def to(post, who, text=LINE, **more):
    return mails.letter(text, sender=mails.EMAILS[who], To=post.to[who], **more)


def test_a_letter_is_kept_marked_and_left_unread(post, account):
    uid = account.put(to(post, "ada"))

    look(post, account)

    assert [each.narrative for each in post.house.day()] == ["call re scheduling"]
    assert account.flags(uid) == {KEYWORDS.kept}


def test_a_letter_that_was_kept_and_not_marked_makes_nothing_new(post, account):
    uid = account.put(to(post, "ada"))
    look(post, account)
    account.flags(uid).clear()

    look(post, account)

    assert len(post.house.day()) == 1
    assert account.flags(uid) == {KEYWORDS.kept}


def test_many_letters_come_each_to_their_own(post, account):
    for number in range(150):
        who = ("ada", "ben", "zoe")[number % 3]
        account.put(
            to(post, who, f"0.{number % 9 + 1} call number {number}, Smith file")
        )

    look(post, account, times=2)

    assert [len(post.house.day(who)) for who in ("ada", "ben", "zoe")] == [50, 50, 50]
    assert all(each.flags == {KEYWORDS.kept} for each in account.letters.values())


def test_other_letters_in_the_mailbox_are_none_of_ours(post, account):
    other = account.put(mails.letter("0.5 lunch", To="ada@firm.example"))
    bare = account.put(mails.letter(LINE, To="time@firm.example"))

    look(post, account, times=3)

    bodies = [each for each in account.commands if "BODY.PEEK[]" in each]
    assert (post.messages(), bodies) == (0, [])
    assert account.flags(other) == account.flags(bare) == set()


def test_a_letter_that_nobody_shows_to_be_hers_is_refused_once(post, account):
    uid = account.put(to(post, "ada", proven=False))

    look(post, account, times=2)

    assert post.messages() == 0
    assert account.flags(uid) == {KEYWORDS.refused}
    assert sum("BODY.PEEK[]" in each for each in account.commands) == 1


def test_a_server_without_keywords_marks_as_seen(post, account):
    account.keywords = False
    good = account.put(to(post, "ada"))
    bad = account.put(to(post, "ben", proven=False))

    look(post, account, times=2)

    assert account.flags(good) == set(SEEN.kept.split())
    assert account.flags(bad) == set(SEEN.refused.split())
    assert len(post.house.day()) == 1


def test_what_cannot_be_kept_for_the_moment_is_left_for_the_next_look(post, account):
    uid = account.put(to(post, "ada"))
    whole = post.read

    def trouble(raw):
        raise OSError(28, "No space left on device")

    post.read = trouble
    look(post, account)
    left = set(account.flags(uid))
    post.read = whole
    look(post, account)

    assert left == set()
    assert account.flags(uid) == {KEYWORDS.kept}
    assert len(post.house.day()) == 1


def test_a_letter_that_is_too_large_is_not_fetched(post, account):
    uid = account.put(to(post, "ada", LINE + "\n" + "x" * 20_000))

    look(post, account, TENTHS_MAIL_SIZE="10000")

    assert account.flags(uid) == {KEYWORDS.refused}
    assert not any("BODY.PEEK[]" in each for each in account.commands)


def test_a_machines_letter_is_marked_and_makes_nothing(post, account):
    uid = account.put(to(post, "ada", top=b"Return-Path: <>\r\n"))

    look(post, account)

    assert post.messages() == 0
    assert account.flags(uid) == {KEYWORDS.kept}


def test_nothing_is_deleted_moved_or_marked_beside_ours(post, account):
    account.put(to(post, "ada"), "\\Deleted")

    look(post, account)

    assert not any(
        each.split()[0] in {"EXPUNGE", "CLOSE", "COPY", "MOVE"}
        for each in account.commands
    )
    assert len(account.letters) == 1


@pytest.mark.parametrize("idle", [True, False])
def test_what_comes_while_we_wait_is_kept(post, account, idle):
    account.idle = idle
    with polled(post, account):
        until(lambda: any("SEARCH" in each for each in account.commands))
        account.put(to(post, "ada"))
        until(post.house.day)


@pytest.mark.parametrize("when", ["STORE", "FETCH", "SEARCH", "SELECT", "LOGIN"])
def test_a_server_that_hangs_up_is_come_back_to(post, account, when, monkeypatch):
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.1)
    hung = []

    def fault(command):
        if when in command and not hung:
            hung.append(command)
            return "hang up"
        return None

    account.fault = fault
    uid = account.put(to(post, "ada"))
    with polled(post, account):
        until(lambda: account.flags(uid))

    assert hung
    assert len(post.house.day()) == 1


def test_a_wrong_password_is_tried_again_after_a_while(post, account, monkeypatch):
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.1)
    account.password = "another"
    uid = account.put(to(post, "ada"))
    with polled(post, account):
        until(lambda: sum("LOGIN" in each for each in account.commands) >= 2)
        account.password = "hush"
        until(lambda: account.flags(uid))


def test_the_log_has_no_word_of_anybodys(post, account, caplog):
    caplog.set_level(logging.DEBUG)
    account.put(to(post, "ada", "0.2 call about the zebra, Quagga file"))
    account.put(to(post, "ben", "0.2 zebra", proven=False))
    with polled(post, account):
        until(lambda: all(each.flags for each in account.letters.values()))

    said = caplog.text.casefold()
    assert not any(word in said for word in ("zebra", "quagga", "hush", "@firm"))


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({}, "TENTHS_IMAP_HOST"),
        (
            {"TENTHS_IMAP_HOST": "imap.firm.example"},
            "TENTHS_MAIL_ADDRESS and TENTHS_IMAP_USER and TENTHS_IMAP_PASSWORD",
        ),
    ],
)
def test_what_is_missing_is_named(environ, named):
    assert named in polling.missing(Settings.from_env(environ))
