"""Every letter that is made to harm is read: in time, whole, and for what it is."""

import json
import time
from datetime import date

import pytest

from handlers.email import reading
from tests.handlers.email.hostile.letters import LETTERS

LIMIT = 2.0
ROWS = pytest.mark.parametrize("row", LETTERS, ids=lambda row: row.name)


@ROWS
def test_a_hostile_letter_is_read_in_time(row):
    raw = row.make()
    begun = time.process_time()

    read = reading.read(raw)

    assert time.process_time() - begun < LIMIT
    _is_clean(read)
    _is_as_the_row_says(read, row)


@ROWS
def test_its_head_alone_is_read_at_once(row):
    raw = row.make()
    begun = time.process_time()

    read = reading.headline(raw, note="overdue")

    assert time.process_time() - begun < LIMIT / 4
    assert (read.said, read.letter.notes) == ("", ("overdue",))
    if row.sender is not None:
        assert read.letter.sender == row.sender


def test_there_are_more_than_a_hundred_of_them():
    assert len({row.name for row in LETTERS}) == len(LETTERS) > 150


def _is_clean(read):
    """Check that nothing came out that could harm a header, a terminal or a file."""
    letter = read.letter
    ids = [letter.message_id, letter.in_reply_to, *letter.references]
    assert all(each.isascii() and "\n" not in each and "\r" not in each for each in ids)
    assert all(each.isprintable() or not each.strip() for each in letter.subject)
    assert len(letter.subject) <= 1_000
    assert len(letter.text) <= 256_000
    assert len(letter.html) <= 1_000_000
    assert "\0" not in read.said
    said = reading.as_json(read, today=date(2026, 11, 18))
    json.dumps(said, ensure_ascii=False).encode()


def _is_as_the_row_says(read, row):
    booked = reading.as_json(read, today=date(2026, 11, 18))["entries"]
    assert not [each for each in booked if each["minutes"] == 594 and row.never]
    assert not [words for words in row.never if words in read.said]
    if row.says is not None:
        assert " ".join(read.said.split()) == row.says
    if row.sender is not None:
        assert read.letter.sender == row.sender
    if row.subject is not None:
        assert read.letter.subject == row.subject
    if row.automatic is not None:
        assert read.letter.automatic is row.automatic
    assert set(row.notes) <= set(read.letter.notes)
