"""No letter raises, however it was mutilated on its way."""

import json
import random
from datetime import date
from pathlib import Path

import pytest

from handlers.email import reading

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.eml"))
SHARDS = (
    *(b"\n", b"\r\n", b"\r", b"\0", b"\xff", b" " * 50, b"=", b"> ", b"--", b"<", b">"),
    *(b"From: ", b"Subject: ", b"Content-Type: ", b"boundary=", b"multipart/mixed"),
    *(b"multipart/alternative; boundary=x", b"message/rfc822", b"text/calendar"),
    *(b"base64", b"quoted-printable", b"charset=utf-7", b"charset=utf-16", b"flowed"),
    *(b"=?utf-8?q?", b"=?utf-8?b?w?=", b"?=", b"\xed\xa0\x80", b"\xe2\x80\xa8"),
    *(b"<div", b"<blockquote", b"BEGIN:VEVENT\n", b"application/ms-tnef", b"0.5 x"),
    *(b"On Tue, x wrote:\n", b"-----BEGIN PGP SIGNED MESSAGE-----\n"),
)


def _mutilated(chance):
    raw = bytearray(chance.choice(LETTERS).read_bytes())
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(raw) + 1)
        end = at + chance.choice([1, 2, 10, 100, 1_000])
        match chance.randrange(5):
            case 0:
                del raw[at:end]
            case 1:
                raw[at:at] = chance.choice(SHARDS)
            case 2:
                raw[at:at] = raw[at:end] * chance.choice([1, 2, 50])
            case 3:
                other = chance.choice(LETTERS).read_bytes()
                raw[at:at] = other[at:end]
            case _:
                raw[at:end] = chance.randbytes(min(3, len(raw[at:end])))
    return bytes(raw[:100_000])


def _is_read(seed):
    raw = _mutilated(random.Random(seed))
    try:
        said = reading.as_json(reading.read(raw), today=date(2026, 11, 18))
        json.dumps(said, ensure_ascii=False).encode()
        reading.headline(raw, note="overdue")
    except Exception as error:
        raise AssertionError(f"letter {seed} raises {error!r}") from error


def test_a_mutilated_letter_is_read():
    for seed in range(300):
        _is_read(seed)


@pytest.mark.soak
def test_many_mutilated_letters_are_read():
    for seed in range(1_000, 30_000):
        _is_read(seed)
