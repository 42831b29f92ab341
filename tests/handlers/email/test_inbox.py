"""A letter is taken for the person whose it is, once, and for nobody else."""

import logging
import re
import sqlite3
import zlib
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import mailboxes
from bot.errors import BadSetting
from handlers.email import reading, statuses, trimming
from handlers.email.dnstexts import Undecided
from storage.engine import open_store
from tests.fakes import mail
from tests.fakes.house import NOON, TODAY
from tests.fakes.mail import BASE, EMAILS, letter
from tests.fakes.signing import Dns, sign

DKIM_PASS = (
    b"Authentication-Results: mx.firm.example; dkim=pass header.d=firm.example\r\n"
)
LINE = "0.2 call re scheduling, Smith file"


@pytest.fixture
def post(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False)
    yield mail.moved_in(store, tmp_path)
    store.close()


@pytest.fixture
def asking(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False)
    yield mail.moved_in(store, tmp_path, TENTHS_MAIL_UNPROVEN="ask")
    store.close()


def minutes(post, who="ada", **when):
    return [each.minutes for each in post.house.day(who, **when)]


def test_a_line_becomes_an_entry_of_who_wrote_it(post):
    raw = letter(LINE)
    told = post.take(raw)

    message, kept = post.kept(reading.read(raw).key)
    (entry,) = post.house.day("ada")
    assert told == [statuses.TAKEN]
    assert (entry.minutes, entry.narrative) == (12, "call re scheduling")
    assert (message.by, message.text) == ("email:ada@firm.example", LINE)
    assert message.envelope["subject"] == "time"
    assert message.envelope["message_id"].endswith("@client.example>")
    assert (zlib.decompress(kept.raw), kept.size) == (raw, len(raw))
    assert (kept.cut, kept.trust) == (False, "dmarc")
    assert (minutes(post, "ben"), minutes(post, "zoe")) == ([], [])


def test_each_ones_letters_are_ones_own(post):
    for who, email in EMAILS.items():
        assert post.take(letter(LINE, sender=email), who) == [statuses.TAKEN]

    assert [minutes(post, who) for who in EMAILS] == [[12]] * 3


@pytest.mark.parametrize(
    ("sender", "to"),
    [("ada", "ben"), ("ada", "zoe"), ("zoe", "ada"), ("ben", "ada")],
)
def test_a_letter_to_anothers_mailbox_is_refused(post, sender, to):
    raw = letter(LINE, sender=EMAILS[sender])

    assert post.take(raw, to) == [statuses.NOT_SHOWN]
    assert post.messages() == 0


@pytest.mark.parametrize(
    "raw",
    [
        letter(LINE, proven=False),
        letter(
            LINE,
            proven=False,
            top=b"Authentication-Results: mx.firm.example; dmarc=fail\r\n",
        ),
        letter(
            LINE, proven=False, top=mail.shown("firm.example", by="mx.evil.example")
        ),
        letter(LINE, top=b"Authentication-Results: mx.firm.example; none\r\n"),
        letter(LINE, top=b"From: eve@evil.example\r\n"),
        letter(LINE, sender="Eve <eve@evil.example>, ada@firm.example"),
        letter(LINE, sender="eve@evil.example", Sender="ada@firm.example"),
        letter(LINE, sender="ada@firm.example@evil.example"),
        letter(LINE, sender='"ada@firm.example" <eve@evil.example>'),
        letter(LINE, sender="<ada@firm.example> eve <eve@evil.example>"),
        letter(LINE, sender=""),
        letter(LINE, sender="xada@firm.example"),
        letter(LINE, sender="ada@sub.firm.example"),
        letter(LINE, top=b"Subject: twice\r\n"),
        b"\r\n\r\n" + LINE.encode(),
        b"",
    ],
    ids=range(16),
)
def test_what_is_not_shown_to_be_the_owners_keeps_nothing(post, raw):
    assert post.take(raw) == [statuses.NOT_SHOWN]
    assert post.messages() == 0


def test_a_signature_verified_here_shows_the_sender_too(post):
    post.lookup = Dns("firm.example")
    signed = sign(letter(LINE, proven=False))

    assert post.take(signed) == [statuses.TAKEN]
    assert post.take(signed + b"0.9 added, Smith file\r\n") == [statuses.NOT_SHOWN]
    assert post.kept(reading.read(signed).key)[1].trust == "dkim"


def test_while_the_dns_does_not_answer_a_letter_is_to_come_again(post):
    record = "s1._domainkey.firm.example."
    post.lookup = Dns(records={record: Undecided()})
    signed = sign(letter(LINE, proven=False))
    told = post.take(signed)
    post.lookup = Dns("firm.example")

    assert told == [statuses.NO_ANSWER]
    assert post.messages() == 0
    assert post.take(signed) == [statuses.TAKEN]


def test_nobody_is_asked_about_a_letter_to_no_owner_of_its_sender(post):
    post.lookup = Dns()
    post.take(sign(letter(LINE, proven=False)), "ben")

    assert post.lookup.asked == []


# --- Once --------------------------------------------------------------------------


def test_the_same_letter_again_makes_nothing_new(post):
    raw = letter(LINE)
    later = b"Received: from mx2 by mx.firm.example; Wed\r\n" + raw

    assert [post.take(each) for each in (raw, raw, later)] == [[statuses.TAKEN]] * 3
    assert minutes(post) == [12]
    assert post.messages() == 1


def test_the_same_letter_many_times_at_one_moment_is_kept_once(post):
    raw = letter(LINE)
    with ThreadPoolExecutor(16) as threads:
        told = list(threads.map(lambda _: post.take(raw), range(48)))

    assert told == [[statuses.TAKEN]] * 48
    assert (minutes(post), post.messages()) == ([12], 1)


def test_another_letter_under_the_same_id_is_another_letter(post):
    one = letter(LINE, Message_ID="<same@x>")
    two = letter("0.3 letter, Jones file", Message_ID="<same@x>")
    post.take(one)
    post.take(two)

    assert minutes(post) == [12, 18]


UNSIGNED_ID = {"include_headers": [b"from", b"subject", b"date"]}


def replayed(signed, count):
    """Return a signed letter again and again, under an id that nobody has signed."""
    (name,) = re.findall(rb"\r\nMessage-ID: (<[^>]+>)", signed)
    return [signed.replace(name, b"<again%d@x>" % number) for number in range(count)]


@pytest.mark.parametrize("seen_by", ["us", "mx"])
def test_a_signed_letter_under_another_id_is_the_same_letter(post, seen_by):
    post.lookup = Dns("firm.example") if seen_by == "us" else None
    top = b"" if seen_by == "us" else DKIM_PASS
    signed = sign(letter(LINE, proven=False), **UNSIGNED_ID)
    told = [post.take(top + each) for each in [signed, *replayed(signed, 5)]]

    without = signed.replace(b"\r\nMessage-ID", b"\r\nX-Was")
    assert [*told, post.take(top + without)] == [[statuses.TAKEN]] * 7
    assert (minutes(post), post.messages()) == ([12], 1)


def test_a_signed_letter_many_times_at_one_moment_is_kept_once(post):
    post.lookup = Dns("firm.example")
    signed = sign(letter(LINE, proven=False), **UNSIGNED_ID)
    with ThreadPoolExecutor(16) as threads:
        told = list(threads.map(post.take, replayed(signed, 32)))

    assert told == [[statuses.TAKEN]] * 32
    assert (minutes(post), post.messages()) == ([12], 1)


def test_what_cannot_be_done_is_not_done_again_either(post):
    post.lookup = Dns("firm.example")
    signed = sign(letter("export nonsense", proven=False), **UNSIGNED_ID)
    for each in replayed(signed, 3):
        assert post.take(each) == [statuses.TAKEN]

    assert post.messages() == 1


def test_of_two_signatures_each_alone_shows_the_same_letter(post):
    post.lookup = Dns("firm.example", "mail.firm.example")
    bare = letter(LINE, proven=False)
    once = sign(bare, **UNSIGNED_ID)
    twice = sign(bare, "mail.firm.example", **UNSIGNED_ID)[: -len(bare)] + once
    for each in (twice, *replayed(once, 2), *replayed(twice, 2)):
        assert post.take(each) == [statuses.TAKEN]

    assert post.messages() == 1


def test_letters_that_differ_in_what_is_signed_are_two(post):
    post.lookup = Dns("firm.example")
    for signed in (
        sign(letter(LINE, proven=False, Message_ID="<1@x>")),
        sign(letter(LINE, proven=False, Message_ID="<2@x>")),
        sign(letter(LINE, proven=False, at=NOON - timedelta(1)), **UNSIGNED_ID),
        sign(letter(LINE, proven=False, Subject="other"), **UNSIGNED_ID),
        sign(letter("0.4 call, Smith file", proven=False), **UNSIGNED_ID),
    ):
        assert post.take(signed) == [statuses.TAKEN]

    assert post.messages() == 5


def test_a_signed_letter_to_two_is_kept_for_each(asking):
    asking.lookup = Dns("firm.example")
    signed = sign(letter(LINE, proven=False), **UNSIGNED_ID)
    for each in [signed, *replayed(signed, 2)]:
        asking.take(each, "ada", "ben")

    # For Ben nothing shows whose it is: it waits, once for each id.
    assert minutes(asking) == [12]
    assert {each.state for each in asking.house.day("ben")} == {"open"}


# --- Several recipients ---------------------------------------------------------------


def test_of_several_recipients_each_has_an_answer(post):
    told = post.take(letter(LINE), "ada", "ben", "ada", f"time+nobody@{BASE[5:]}")

    assert told == [
        statuses.TAKEN,
        statuses.NOT_SHOWN,
        statuses.TAKEN,
        statuses.NO_MAILBOX,
    ]
    assert (minutes(post), minutes(post, "ben")) == ([12], [])


def test_a_fault_with_one_recipient_is_not_the_others(asking, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    answer = type(asking.house.bot).answer

    def failing(bot, said, **options):
        if said.by.startswith("email:ben"):
            raise RuntimeError("zanzibar")
        return answer(bot, said, **options)

    monkeypatch.setattr(type(asking.house.bot), "answer", failing)
    told = asking.take(letter(LINE), "ada", "ben", "zoe")

    assert told == [statuses.TAKEN, statuses.TROUBLE, statuses.TAKEN]
    assert "fault=RuntimeError at=test_inbox.py:" in caplog.text
    assert "zanzibar" not in caplog.text


# --- What is no line --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["hello there", "", "export nonsense", "edit 9 0.2", "2 call, Smith file"]
)
def test_a_letter_that_makes_no_entry_is_kept_and_taken(post, text):
    raw = letter(text)

    assert post.take(raw) == [statuses.TAKEN]
    assert post.kept(reading.read(raw).key)[0].answer is not None
    assert post.texts() == [raw]


def test_words_that_are_more_than_is_kept_are_refused(post):
    post.read = lambda raw: replace(reading.read(raw), said="x" * 17_000_000)

    assert post.take(letter(LINE)) == [statuses.TOO_LARGE]
    assert post.messages() == 0


@pytest.mark.parametrize("note", ["overdue", "unreadable"])
def test_a_letter_that_could_not_be_read_is_kept_and_taken(post, note):
    post.read = lambda raw: reading.headline(raw, note=note)
    raw = letter(LINE)

    assert post.take(raw) == [statuses.TAKEN]
    assert minutes(post) == []
    assert post.texts() == [raw]


@pytest.mark.parametrize(
    ("raw", "giver"),
    [
        (letter(LINE, Auto_Submitted="auto-replied"), "x@y"),
        (letter(LINE, Precedence="bulk"), "x@y"),
        (letter(LINE, List_Id="<l.example>"), "x@y"),
        (letter("Undelivered", sender="MAILER-DAEMON@mx.example"), "<>"),
        (letter(LINE), "<>"),
    ],
)
def test_a_machines_letter_is_taken_and_nothing_is_kept(post, raw, giver):
    assert post.take(raw, giver=giver) == [statuses.TAKEN]
    assert post.messages() == 0


def test_a_letter_that_goes_in_circles_is_sent_back(post):
    hops = b"Received: by mx.firm.example; Wed\r\n"

    assert post.take(hops * 49 + letter(LINE)) == [statuses.TAKEN]
    assert post.take(hops * 50 + letter(LINE)) == [statuses.LOOP]


@pytest.mark.parametrize(
    "recipient", ["postmaster", "Postmaster@firm.example", "POSTMASTER"]
)
def test_the_postmasters_letters_are_taken_and_never_booked(post, recipient, caplog):
    caplog.set_level(logging.INFO)

    assert post.inbox.knows(recipient)
    assert post.take(letter(LINE), recipient) == [statuses.TAKEN]
    assert post.take(letter(LINE), recipient, "ada") == [statuses.TAKEN] * 2
    assert post.messages() == 1
    assert "postmaster letters=1" in caplog.text


# --- Whose mailbox ------------------------------------------------------------------------


def test_only_a_mailbox_that_is_open_is_known(post):
    old = post.to["ada"]
    person = post.house.bot.mailbox_change("chat:ada")
    new = mailboxes.address(BASE, person.token)
    gone = post.house.bot.mailbox_change("chat:ben", closed=True)

    assert gone.token is None
    known = {
        new: True,
        new.upper(): True,
        post.to["zoe"]: True,
        old: False,
        post.to["ben"]: False,
        BASE: False,
        "time+@firm.example": False,
        "time+aaaaaaaaaaaaaaaa@firm.example": False,
        new.replace("firm.example", "other.example"): False,
        new.replace("time+", "other+"): False,
        new.replace("time+", "+"): False,
        new.replace("@", "+x@"): False,
        f"<{new}>": False,
        person.token: False,
        "postmaster@other.example": False,
        "": False,
        "\0": False,
        "time+\ud800@firm.example": False,
    }
    assert {each: post.inbox.knows(each) for each in known} == known
    assert post.take(letter(LINE), old) == [statuses.NO_MAILBOX]


def test_a_mailbox_without_a_mail_address_takes_nothing(asking):
    asking.house.bot.store.write(
        lambda db: db.connection().exec_driver_sql(
            "DELETE FROM address WHERE address LIKE 'email:%'"
        )
    )

    assert asking.take(letter(LINE)) == [statuses.NOT_SHOWN]


def test_a_second_address_of_ones_own_is_as_good(post):
    post.house.bot.person_change("chat:ada", email="ada@home.example")

    assert post.take(letter(LINE, sender="Ada <ADA@home.example>")) == [statuses.TAKEN]
    assert minutes(post) == [12]


def test_an_address_that_is_ones_own_no_more_brings_nothing(post):
    bot = post.house.bot
    bot.person_change("chat:ada", email="ada@home.example", without=EMAILS["ada"])
    told = [post.take(letter(LINE)), post.take(letter(LINE, sender="ada@home.example"))]
    bot.person_change("chat:ada", without="ada@home.example")

    assert told == [[statuses.NOT_SHOWN], [statuses.TAKEN]]
    assert not post.inbox.knows(post.to["ada"])
    assert post.inbox.knows(post.to["ben"])


def test_an_address_that_is_somebody_elses_stays_theirs(post):
    with pytest.raises(BadSetting, match="belongs to somebody already"):
        post.house.bot.person_change("chat:ben", email="ADA@firm.example")

    assert post.take(letter(LINE)) == [statuses.TAKEN]


# --- When ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        (timedelta(0), TODAY),
        (timedelta(days=-1), TODAY - timedelta(days=1)),
        (timedelta(days=-13, hours=-23), TODAY - timedelta(days=14)),
        (timedelta(minutes=9), TODAY),
        (timedelta(days=1), TODAY),
    ],
    ids=str,
)
def test_the_work_day_is_that_of_sending_where_it_can_be(post, sent, day):
    post.take(letter(LINE, at=NOON + sent))

    assert minutes(post, start=day) == [12]


OFF = [timedelta(days=-40_000), timedelta(days=-14, seconds=-1), timedelta(days=1, seconds=1)]  # fmt: skip


@pytest.mark.parametrize("off", OFF, ids=str)
@pytest.mark.parametrize("by", ["mx", "dkim"])
def test_a_letter_that_was_not_sent_lately_shows_nothing_any_more(post, off, by):
    post.lookup = Dns("firm.example")
    raw = letter(LINE, at=NOON + off, proven=by == "mx")
    raw = sign(raw) if by == "dkim" else raw

    assert post.take(raw) == [statuses.MISDATED]
    assert post.take(letter(LINE, at=NOON + off, proven=False)) == [statuses.NOT_SHOWN]
    assert post.take(raw, "ben") == [statuses.NOT_SHOWN]
    assert post.messages() == 0


@pytest.mark.parametrize("off", OFF, ids=str)
def test_where_it_is_asked_it_waits_and_the_question_says_why(asking, off):
    raw, command = (letter(each, at=NOON + off) for each in (LINE, "today"))
    assert asking.take(raw) == asking.take(command) == [statuses.TAKEN]

    (entry,) = asking.house.day("ada")
    message, kept = asking.kept(reading.read(raw).key)
    refused, _ = asking.kept(reading.read(command).key)
    assert (entry.state, kept.trust) == ("open", "none")
    for told in (message.answer["text"], refused.answer["text"]):
        assert "by its date it was written more than 14 days ago, or is still" in told
        assert "nothing showed" not in told
    assert "set the clock" in refused.answer["text"]


def test_a_letter_without_a_date_was_sent_when_it_came(post):
    post.take(letter(LINE, Date=None))
    post.take(letter("0.3 call, Jones file", Date="yesterday, I think"))

    assert minutes(post) == [12, 18]


def test_a_date_is_read_with_its_own_offset(post):
    late = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
    post.take(letter(LINE, Date="Tue, 17 Nov 2026 12:30:00 -1100", at=late))

    assert minutes(post, start=TODAY) == [12]


# --- Trouble ------------------------------------------------------------------------------------


def test_while_the_database_is_locked_a_letter_is_to_come_again(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False, patience=0.1)
    post = mail.moved_in(store, tmp_path)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    other.execute("BEGIN EXCLUSIVE")
    raw = letter(LINE)
    told = post.take(raw)
    other.rollback()
    other.close()

    assert told == [statuses.TROUBLE]
    assert post.take(raw) == [statuses.TAKEN]
    assert minutes(post) == [12]
    store.close()


def test_a_reader_that_cannot_read_is_our_trouble_not_the_letters(post, caplog):
    caplog.set_level(logging.DEBUG)

    def fail(_):
        raise RuntimeError("broken")

    post.read = fail
    told = post.take(letter("0.2 zanzibar, Smith file"), "ada", "ben")

    assert told == [statuses.TROUBLE] * 2
    assert "zanzibar" not in caplog.text


def test_the_log_has_counts_and_nothing_of_anybody(post, caplog):
    caplog.set_level(logging.DEBUG)
    post.take(letter("0.2 zanzibar, Smith file", Subject="zanzibar"))
    post.take(letter("zanzibar", sender="zanzibar@evil.example"))
    post.take(letter("zanzibar"), "zanzibar@firm.example")

    assert "letter status=250 recipients=1 bytes=" in caplog.text
    assert "letter status=550" in caplog.text
    told = caplog.text.casefold()
    assert not [
        word for word in ("zanzibar", "ada", "firm.example", "+") if word in told
    ]


# --- Not proven -----------------------------------------------------------------------------------


@pytest.mark.parametrize("sender", [EMAILS["ada"], "ada@home.example", EMAILS["zoe"]])
def test_where_it_is_asked_what_is_not_proven_waits_for_a_yes(asking, sender):
    raw = letter(LINE, sender=sender, proven=sender == EMAILS["zoe"])
    told = asking.take(raw)

    (entry,) = asking.house.day("ada")
    message, kept = asking.kept(reading.read(raw).key)
    assert told == [statuses.TAKEN]
    assert (entry.state, [ask["field"] for ask in entry.asks][:1]) == (
        "open",
        ["sender"],
    )
    assert (message.by, kept.trust) == ("email:ada@firm.example", "none")
    assert minutes(asking, "zoe") == []


def test_where_it_is_asked_what_is_proven_is_kept_at_once(asking):
    asking.take(letter(LINE))

    (entry,) = asking.house.day("ada")
    assert entry.state == "ready"


# --- What is kept of a large letter ------------------------------------------------------------------


def large(*, files=1, words=LINE, size=1_500_000):
    part = b"--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    body = f"--b\r\nContent-Type: text/plain\r\n\r\n{words}\r\n".encode()
    body += (part + b"QUJD" * (size // 4) + b"\r\n") * files
    head = letter("", Content_Type="multipart/mixed; boundary=b")
    return head + body + b"--b--\r\n"


def test_of_a_large_letter_the_words_are_kept_and_the_files_are_not(post):
    raw = large(files=2)
    told = post.take(raw)

    _, kept = post.kept(reading.read(raw).key)
    shorter = zlib.decompress(kept.raw)
    assert told == [statuses.TAKEN]
    assert minutes(post) == [12]
    assert (kept.size, kept.cut) == (len(raw), True)
    assert reading.read(shorter).said == LINE
    assert shorter.count(b"application/pdf") == 2
    assert len(shorter) < 2_000


def test_a_letter_inside_a_letter_is_cut_like_it():
    inner = b64encode(large(size=1_000_000))
    head = letter("", Content_Type="message/rfc822", Content_Transfer_Encoding="base64")
    source = trimming.kept(head + inner, trust="none")

    assert len(zlib.decompress(source.raw)) <= trimming.WHOLE


@pytest.mark.parametrize(
    "raw",
    [
        large(words=LINE + "\n" + "filler " * 300_000),
        letter(LINE + "\n" + "x" * 3_000_000),
        letter(LINE, X_Long="y" * 2_000_000),
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n"
        + b"--a\r\n\r\nx\r\n" * 300_000,
        b"\x00" * 2_000_000,
    ],
    ids=["text", "plain", "header", "parts", "rubbish"],
)
def test_no_letter_is_kept_larger_than_what_is_kept_of_one(raw):
    source = trimming.kept(raw, trust="none")

    assert len(zlib.decompress(source.raw)) <= trimming.WHOLE
    assert (source.size, source.cut) == (len(raw), True)
