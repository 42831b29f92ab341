"""Answers as letters: their heads, their words, their files, and how they are sent."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.messages import File, Reply
from bot.parcels import Refused, Sent
from bot.settings import Settings
from handlers.email import headervalues, outgoing, reading, stationery
from handlers.email.relay import Address, Relay
from tests.fakes import relay as fakes
from tests.handlers.email import answers
from tests.handlers.email.answers import ANSWERS, AT, CSV, EXPORT, HOUSE, KEPT, KEY

REFERENCE = f"<re.{KEY.removeprefix('email:')}@firm.example>"


def read(raw):
    return message_from_bytes(raw, policy=default)


def made(parcel, file=None):
    return read(answers.made(parcel, file).as_bytes())


@pytest.mark.parametrize("name", [f"{name}.eml" for name in ANSWERS])
def test_an_answer_is_its_golden_letter(name):
    assert answers.expected()[name] == (answers.FOLDER / name).read_bytes()


def test_every_golden_letter_is_an_answer():
    assert {each.name for each in answers.FOLDER.iterdir()} == set(answers.expected())


@pytest.mark.parametrize("name", ANSWERS)
def test_the_head_says_what_it_must_and_nothing_else(name):
    letter = made(*ANSWERS[name])

    assert letter["To"] == "ada@firm.example"
    assert letter["From"] == "Tenths <time@firm.example>"
    assert letter["Message-ID"] == REFERENCE
    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter["X-Auto-Response-Suppress"] == "All"
    assert not letter.defects
    assert set(letter.keys()) <= set(
        "From To Reply-To Subject Date Message-ID In-Reply-To References "
        "Auto-Submitted X-Auto-Response-Suppress MIME-Version Content-Type".split()
    )
    assert len(letter.keys()) == len(set(letter.keys()))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Settlement offer", "Re: Settlement offer"),
        ("Re: Settlement offer", "Re: Settlement offer"),
        ("RE: AW: Re[2]: offer", "Re: offer"),
        ("Fwd: Settlement offer", "Re: Fwd: Settlement offer"),
        ("", "Re: Tenths"),
        ("Re:", "Re: Tenths"),
        ("offer\r\nBcc: x@evil.example", "Re: offer Bcc: x@evil.example"),
        ("a\x00b\u2028c\x85d\u202ee", "Re: a b c d e"),
        ("x" * 300, "Re: " + "x" * 199 + "…"),
        ("合同 – Zoë 🙂", "Re: 合同 – Zoë 🙂"),
        ("\udcff\ud800", "Re: Tenths"),
    ],
)
def test_a_subject_is_answered_once_and_harmlessly(theirs, ours):
    letter = made(replace(KEPT, envelope={"subject": theirs}))

    assert letter["Subject"] == ours
    assert letter["Bcc"] is None


@pytest.mark.parametrize(
    ("given", "answers_", "stands_in"),
    [
        ("<a@x>", "<a@x>", "<a@x>"),
        ("  <a@x>\r\nBcc: <b@evil.example> ", "<a@x>", "<a@x>"),
        ("", None, None),
        ("no id", None, None),
        (f"<{'a' * 500}@x>", None, None),
        (f"<{'a' * 240}@x>", f"<{'a' * 240}@x>", f"<{'a' * 240}@x>"),
        ("<ü@x>", None, None),
    ],
)
def test_only_ids_that_can_be_passed_on_are(given, answers_, stands_in):
    parcel = replace(KEPT, envelope={"message_id": given})
    letter = made(parcel)

    assert b"=?" not in answers.made(parcel).as_bytes()
    assert letter["In-Reply-To"] == answers_
    assert letter["References"] == stands_in


def test_a_long_thread_keeps_its_first_and_its_latest_letters():
    before = " ".join(f"<{number}@{'x' * 200}>" for number in range(500))
    letter = made(
        replace(KEPT, envelope={"message_id": "<last@x>", "references": before})
    )
    chain = headervalues.ids(letter["References"])

    assert [each.partition("@")[0] for each in chain] == [
        "<0",
        *(f"<{number}" for number in range(492, 500)),
        "<last",
    ]


@pytest.mark.parametrize("name", ANSWERS)
def test_no_line_is_longer_than_a_relay_takes(name):
    lines = answers.made(*ANSWERS[name]).as_bytes().split(b"\r\n")

    assert max(map(len, lines)) < 998
    assert not any(
        b"\n" in line or b"\r" in line or not line.isascii() for line in lines
    )


@pytest.mark.parametrize("name", ANSWERS)
def test_the_html_says_the_same_as_the_text(name):
    letter = made(*ANSWERS[name])
    text = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    tree = LexborHTMLParser(html)
    for each in tree.css("style, title"):
        each.decompose()
    shown = tree.text(separator=" ")

    def words(told):
        # Marks that only one of the two has: of a quote, and between columns.
        return sorted(re.findall(r"[^\s·>\ufffd]+", told))

    assert words(shown) == words(text)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_html_brings_nothing_from_elsewhere(name):
    html = made(*ANSWERS[name]).get_body(("html",)).get_content()
    tree = LexborHTMLParser(html)

    assert tree.css("a, img, script, link, iframe, form, object, svg") == []
    assert not re.search(r"url\(|src=|href=|\bon\w+=|@import", html)


def test_a_file_goes_along_byte_for_byte_under_its_name():
    (attached,) = made(EXPORT, CSV).iter_attachments()

    assert attached.get_filename() == "2026-11-18-ada-clio.csv"
    assert attached.get_content_type() == "text/csv"
    assert attached.get_payload(decode=True) == CSV


def test_a_workbook_goes_as_one_and_any_name_as_it_is():
    file = File("Zoë’s week.xlsx", Path("x"))
    (attached,) = made(
        replace(KEPT, reply=Reply("x", file=file)), b"PK"
    ).iter_attachments()

    assert attached.get_filename() == "Zoë’s week.xlsx"
    assert attached.get_content_type().endswith("spreadsheetml.sheet")


def test_a_file_of_another_kind_goes_as_bytes():
    file = File("x.bin", Path("x"))
    (attached,) = made(
        replace(KEPT, reply=Reply("x", file=file)), b"\x00"
    ).iter_attachments()

    assert attached.get_content_type() == "application/octet-stream"


def test_an_address_beyond_ascii_is_written_as_it_is():
    raw = answers.made(replace(KEPT, to="zoë@firm.example")).as_bytes()

    assert "To: zoë@firm.example" in raw.decode()


def test_our_own_answer_is_known_for_a_machines():
    assert reading.read(answers.made(KEPT).as_bytes()).letter.automatic


def test_an_answer_to_our_answer_is_known_by_its_thread():
    ours = made(KEPT)
    theirs = EmailMessage(policy=SMTP)
    theirs["From"], theirs["To"] = ours["To"], ours["Reply-To"]
    theirs["Subject"] = ours["Subject"]
    theirs.set_content("1\n\nOn Wed, 18 Nov 2026, Tenths wrote:\n> 0.2 h\n")
    head = f"In-Reply-To: {ours['Message-ID']}\r\n".encode()

    assert reading.read(head + theirs.as_bytes()).thread == KEY


@pytest.fixture
def loop():
    with fakes.loop_running() as running:
        yield running


@pytest.fixture
def fake():
    with fakes.running(data_size_limit=20_000) as running:
        yield running


@pytest.fixture
def post(loop, fake):
    address = Address("127.0.0.1", fake.port, "firm.example", timeout=30.0)
    post = outgoing.Post(HOUSE, Relay(address, bounces=HOUSE.address), loop, lambda: AT)
    yield post
    asyncio.run_coroutine_threadsafe(post.close(), loop).result(5)


def with_file(tmp_path, content):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    return replace(EXPORT, reply=Reply("✓ Clio · 2 entries", file=File("x.csv", path)))


def test_a_parcel_is_carried_to_where_the_person_is(post, fake):
    assert post.carry(KEPT) == Sent(REFERENCE)
    (taken,) = fake.taken
    assert (taken.giver, taken.recipients) == ("<>", ["ada@firm.example"])
    assert taken.raw == answers.expected()["kept.eml"]


def test_a_file_is_carried_along(post, fake, tmp_path):
    post.carry(with_file(tmp_path, CSV))

    (attached,) = fake.taken[0].message.iter_attachments()
    assert attached.get_payload(decode=True) == CSV


def test_a_file_that_is_gone_is_said_to_be(post, fake, tmp_path):
    parcel = with_file(tmp_path, CSV)
    parcel.reply.file.path.unlink()

    assert post.carry(parcel) == Sent(REFERENCE)
    letter = fake.taken[0].message
    assert list(letter.iter_attachments()) == []
    assert "x.csv is no longer where it was put" in letter.get_body().get_content()


def test_a_file_that_is_too_large_stays_and_is_said_to(post, fake, tmp_path):
    assert post.carry(with_file(tmp_path, b"x" * 30_000)) == Sent(REFERENCE)
    letter = fake.taken[0].message
    assert list(letter.iter_attachments()) == []
    text = letter.get_body(("plain",)).get_content()
    assert "x.csv is larger than your mail takes" in text


def test_words_that_are_too_large_are_refused(post, fake, tmp_path):
    parcel = with_file(tmp_path, b"x" * 30_000)
    long = replace(parcel, reply=replace(parcel.reply, text="x" * 30_000))

    assert post.carry(long) == Refused("too large")
    assert post.carry(replace(long, reply=Reply("x" * 30_000))) == Refused("too large")
    assert fake.taken == []


def test_the_carrier_is_as_it_is_set(loop):
    def carrier(**environ):
        settings = Settings.from_env({"TENTHS_TIMEZONE": "UTC", **environ})
        return outgoing.post(settings, loop=loop, now=lambda: datetime.now(UTC))

    only = {"TENTHS_MAIL_ADDRESS": "time@firm.example"}
    whole = {
        **only,
        "TENTHS_RELAY_HOST": "smtp.firm.example",
        "TENTHS_RELAY_PORT": "587",
        "TENTHS_RELAY_TLS": "starttls",
        "TENTHS_RELAY_USER": "tenths",
        "TENTHS_RELAY_PASSWORD": "secret",
    }
    made_ = carrier(**whole)

    assert carrier() is None
    assert carrier(**only) is None
    assert made_.house == HOUSE
    assert made_.relay._address == Address(
        *("smtp.firm.example", 587, "firm.example"),
        tls="starttls",
        user="tenths",
        password="secret",
    )
    assert stationery.reference(KEPT, made_.house) == REFERENCE
