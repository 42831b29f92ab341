"""Whether words are likely a command, told without the table and what hangs on it.

The table itself knows what each command does, and with that the database. Who only
reads, as for a letter, asks here; a test holds the two lists of words equal.
"""

from datetime import date

from bot import references
from bot.connectors import CONNECTORS
from bot.core import dayclock, days, message

# Those that name entries by number, those that stand alone, and the rest.
NUMBERED = frozenset("edit matter move delete split merge leave mine why".split())
ALONE = frozenset("bookmarks undo status".split())
OTHERS = frozenset("resume export preview matters alias bind me help".split())
PRACTICE = frozenset("push receipts connect disconnect sync".split())
TIMED = frozenset("schedule remind stop".split())

_LONGEST = 200
_MOST_WORDS = 8
_OWN = frozenset("name code initials zone timezone time locale rate".split())


def likely(text: str, *, today: date, locale: str = "en-AU") -> bool:
    """Return whether *text* is one line that asks for something.

    >>> likely("export clio", today=date(2026, 11, 18))
    True
    """
    words = " ".join(text.split()).rstrip(".!?").casefold()
    words = words.removeprefix("please ").removesuffix(" please").rstrip(" ,")
    if not words or "\n" in text.strip() or len(words) > _LONGEST:
        return False
    first, _, rest = words.partition(" ")
    first = first.rstrip(":")
    if first in ALONE:
        return not rest or (first == "undo" and rest.startswith("push"))
    if first in NUMBERED:
        return _names_entries(first, rest, today=today, locale=locale)
    if first in PRACTICE:
        return _is_practice(first, rest)
    if first in TIMED:
        alone = rest in ("", "push") or rest.isdecimal()
        return alone or dayclock.read(rest) is not None
    if first in OTHERS:
        return _is_short(first, rest, today=today, locale=locale)
    return _is_period(words, today=today, locale=locale)


def _names_entries(first: str, rest: str, *, today: date, locale: str) -> bool:
    if first == "matter" and rest.startswith(("add ", "close ")):
        return True
    if first in ("delete", "merge", "split", "leave") and not rest:
        return False
    found = references.read(rest, today=today, locale=locale, several="listed")
    return found is not None and (first != "edit" or bool(found.rest))


def _is_practice(first: str, rest: str) -> bool:
    """Return whether a system, a day or an answer is named, or nothing."""
    said = rest.split()
    if not said:
        return first not in ("connect", "disconnect")
    if said[0] == "to":
        said = said[1:]
    if said and said[0] in CONNECTORS:
        return len(said) <= _MOST_WORDS
    if first == "push" and len(said) == 2 and said[0] in ("yes", "no"):
        return True
    return first in ("push", "receipts") and references.dayish(rest)


def _is_short(first: str, rest: str, *, today: date, locale: str) -> bool:
    said = rest.split()
    if len(said) > _MOST_WORDS or (first == "help" and len(said) > 1):
        return False
    if first == "me":
        return not said or said[0] in _OWN
    if first == "alias":
        return "=" in rest
    if first in ("resume", "export", "preview") and not said:
        return first != "resume"
    read = message.read(f"{first} {rest}", today=today, locale=locale)
    return not any(each.minutes is not None for each in read.drafts)


def _is_period(words: str, *, today: date, locale: str) -> bool:
    if not references.dayish(words):
        return False
    try:
        return days.period(words, today=today, locale=locale) is not None
    except days.DayProblem:
        # It names a day that cannot be: that is asked for all the same.
        return True
