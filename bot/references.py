"""Which entries a command means: `3`, `3, 5`, `Mon 3`, `2026-11-16 3`."""

import re
from dataclasses import dataclass
from datetime import date

from bot.core import days

_DAY_WORDS = 4
_ONE = r"(?:(?:entry|number|no\.?)\s+)?#?\s?(\d{1,4})(?!\d|[.:/\-]\d)"
_FIRST = re.compile(_ONE, re.IGNORECASE)
_LISTED = re.compile(rf"\s*(?:,|&|\band\b)\s*{_ONE}", re.IGNORECASE)
_SPACED = re.compile(rf"\s*(?:,|&|\band\b|\s)\s*{_ONE}", re.IGNORECASE)

_LONGEST = 60
_DAYISH = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:jan|feb|mar|apr"
    r"|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|today|yesterday|yest|tomorrow|tonight"
    r"|week|month|fortnights?|last|previous|past|this|next|all|the|days?|weeks|before"
    r"|ago|of|on|for|from|to|until|morning|afternoon|evening|night|arvo|earlier|couple"
    r"|an?|one|two|three|four|five|six|[-–—,.]|\s)++",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Entries by *numbers* of one *day* (None: none was named); *rest* follows."""

    day: date | None
    numbers: tuple[int, ...]
    rest: str


def read(
    words: str, *, today: date, locale: str, several: str = "one"
) -> Reference | None:
    """Return the entries that *words* begin with, or None when they name none.

    *several* is `one`, `listed` (joined by commas or *and*) or `spaced` (blanks will
    do). A day before the number is the entries' day.
    """
    tokens = words.split()
    for count in range(min(_DAY_WORDS, len(tokens) - 1), 0, -1):
        rest = words.split(None, count)[count]
        if not _FIRST.match(rest):
            continue
        said = day(" ".join(tokens[:count]), today=today, locale=locale)
        if said is not None:
            return _numbers(rest, said=said, several=several)
    return _numbers(words, said=None, several=several)


def day(words: str, *, today: date, locale: str) -> date | None:
    """Return the day that *words* are, or None; a bare number is none."""
    if words.isdigit() or not dayish(words):
        return None
    try:
        return days.read(words, today=today, locale=locale)
    except days.DayProblem:
        return None


def dayish(words: str) -> bool:
    """Return whether *words* have nothing in them but what days are made of.

    >>> dayish("last Friday"), dayish("12/11"), dayish("call on Friday")
    (True, True, False)
    """
    return len(words) <= _LONGEST and _DAYISH.fullmatch(words.strip()) is not None


def _numbers(words: str, *, said: date | None, several: str) -> Reference | None:
    """Return the numbers at the front of *words* as entries of the day *said*."""
    found = _FIRST.match(words)
    if found is None:
        return None
    numbers, end = [int(found[1])], found.end()
    joined = {"listed": _LISTED, "spaced": _SPACED}.get(several)
    while joined and (more := joined.match(words, end)):
        numbers.append(int(more[1]))
        end = more.end()
    rest = words[end:]
    if rest and not rest[0].isspace() and rest[0] not in ",:;":
        return None
    return Reference(said, tuple(dict.fromkeys(numbers)), rest.lstrip(" \t,:;"))
