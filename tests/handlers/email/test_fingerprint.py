"""A letter is the same however it is brought, and another when it says something else."""

from email import message_from_bytes, policy
from quopri import encodestring

import pytest

from handlers.email import fingerprint, heads, parts
from tests.handlers.email.making import (
    OWN,
    attached,
    base64,
    letter,
    multipart,
    part,
    whole,
)


def _print(raw):
    head, start = heads.read(raw)
    return fingerprint.of(parts.read(raw, head, start))


LETTER = letter(
    f"{OWN}\n\ncafé\n", end="\n", Subject="=?utf-8?q?caf=C3=A9_re?=\n scheduling"
)
MIXED = whole(
    multipart(part(f"{OWN} café"), part(b"%PDF\r\n\0", "application/pdf"), attached())
)


@pytest.mark.parametrize(
    "again",
    [
        b"Received: by another way\n" + LETTER,
        b"Return-Path: <ada@firm.example>\nX-Spam: no\n" + LETTER,
        LETTER.replace(b"\n", b"\r\n"),
        LETTER.replace(b"re?=\n scheduling", b"re?=\n\tscheduling"),
        LETTER.replace(b"re?=\n scheduling", b"re?= scheduling"),
        LETTER.replace(b"To: time@firm.example", b"To: somebody@else.example"),
        letter(
            encodestring(f"{OWN}\n\ncafé\n".encode()),
            end="\n",
            Subject="café re scheduling",
            Content_Transfer_Encoding="quoted-printable",
        ),
        letter(
            base64(f"{OWN}\n\ncafé\n"),
            end="\n",
            Subject="café re scheduling",
            Content_Transfer_Encoding="base64",
        ),
        LETTER + b"\n\n",
        # What the relaxed form of DKIM leaves unsigned.
        LETTER.replace(b"0.2 call", b"0.2 \t call"),
        LETTER.replace(b"Smith file\n", b"Smith file \t\n"),
    ],
)
def test_the_same_letter_by_another_way_is_the_same(again):
    assert _print(again) == _print(LETTER)


@pytest.mark.parametrize(
    "other",
    [
        LETTER.replace(b"0.2", b"0.3"),
        LETTER.replace(b"one@firm.example", b"two@firm.example"),
        LETTER.replace(b"10:11:12", b"10:11:13"),
        LETTER.replace(b"ada@", b"ben@"),
        LETTER.replace(b"scheduling\nDate", b"schedules\nDate"),
        LETTER.replace("café\n".encode(), b""),
    ],
)
def test_another_letter_is_another(other):
    assert _print(other) != _print(LETTER)


def test_a_relay_may_code_every_part_anew():
    again = message_from_bytes(MIXED, policy=policy.SMTP)
    for each in again.walk():
        if not each.is_multipart():
            meant = each.get_payload(decode=True)
            del each["Content-Transfer-Encoding"]
            each["Content-Transfer-Encoding"] = "base64"
            each.set_payload(base64(meant).decode())

    assert _print(again.as_bytes()) == _print(MIXED)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (multipart(part("ab"), part("c")), multipart(part("a"), part("bc"))),
        (multipart(part("a"), part("b")), multipart(part("b"), part("a"))),
        (multipart(part("a"), attached("One")), multipart(part("a"), attached("Two"))),
        (
            multipart(part("a"), attached(text="x")),
            multipart(part("a"), attached(text="y")),
        ),
        (multipart(*[part("a")] * 600), multipart(*[part("a")] * 599, part("b"))),
    ],
)
def test_every_part_counts(one, other):
    assert _print(whole(one)) != _print(whole(other))


def test_a_letter_that_cannot_be_taken_apart_has_one_too():
    assert fingerprint.unread(LETTER) == fingerprint.unread(b"Received: x\n" + LETTER)
    assert fingerprint.unread(LETTER) != fingerprint.unread(LETTER + b"x")
    assert fingerprint.unread(LETTER) != fingerprint.unread(
        LETTER.replace(b"one@", b"two@")
    )
