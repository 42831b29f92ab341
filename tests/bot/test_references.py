"""Which entries words name, and where the rest begins."""

from datetime import date

import pytest

from bot import references
from bot.references import Reference

TODAY = date(2026, 11, 18)
MON = date(2026, 11, 16)

NAMED = [
    ("3 0.4 call", "one", Reference(None, (3,), "0.4 call")),
    ("#3 Jones", "one", Reference(None, (3,), "Jones")),
    ("entry 3: Jones", "one", Reference(None, (3,), "Jones")),
    ("3, 0.4  two  blanks", "one", Reference(None, (3,), "0.4  two  blanks")),
    ("Mon 3 0.4", "one", Reference(MON, (3,), "0.4")),
    ("16/11 3 0.4", "one", Reference(MON, (3,), "0.4")),
    ("16 Nov 3 0.4", "one", Reference(MON, (3,), "0.4")),
    ("last Mon 3 a  b", "one", Reference(MON, (3,), "a  b")),
    ("2026-11-16 3,5 Jones", "listed", Reference(MON, (3, 5), "Jones")),
    ("3 and 5 Jones", "listed", Reference(None, (3, 5), "Jones")),
    ("3 5", "spaced", Reference(None, (3, 5), "")),
    ("3, 4 & 5", "spaced", Reference(None, (3, 4, 5), "")),
    ("3 3", "spaced", Reference(None, (3,), "")),
    ("3 2024-FAM-0312", "listed", Reference(None, (3,), "2024-FAM-0312")),
    ("0.4 call", "one", None),
    ("9:30 call", "one", None),
    ("3rd call", "one", None),
    ("of contract 0.4", "one", None),
    ("", "one", None),
    ("12345 call", "one", None),
]


@pytest.mark.parametrize(("words", "several", "meant"), NAMED)
def test_words_name_entries(words, several, meant):
    found = references.read(words, today=TODAY, locale="en-AU", several=several)

    assert found == meant


@pytest.mark.parametrize(
    "words", ["call on Friday", "0.3 call", "letter to Mon", "x" * 99]
)
def test_other_words_are_not_like_a_day(words):
    assert not references.dayish(words)
