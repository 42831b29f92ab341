"""A person's own name under their lines is a signature, and no line without a time."""

from dataclasses import replace

from bot.core import names
from bot.core.drafts import Reading

_WORDS = 4


def without(reading: Reading, *, name: str = "", by: str = "") -> Reading:
    """Return *reading* without the problem that the person's name has no time.

    *name* is what they are called, *by* their address. Where nothing else was read
    their name stays a problem: it may be a matter's.
    """
    if not (reading.drafts or reading.bookmarks):
        return reading
    own = _words(name) | _words(by.partition("@")[0].replace(".", " "))
    kept = tuple(
        each
        for each in reading.problems
        if each.kind != "no_duration" or not _is_name(each.line, own)
    )
    return (
        reading
        if len(kept) == len(reading.problems)
        else replace(reading, problems=kept)
    )


def is_own(line: str, *, name: str) -> bool:
    """Return whether *line* is nothing but the person's *name*, or part of it."""
    return _is_name(line, _words(name))


def _is_name(line: str, own: set[str]) -> bool:
    """Return whether *line* is made of the words of a name, initials or whole."""
    said = names.fold(line[:100]).split()
    initials = {each[0] for each in own}
    return 0 < len(said) <= _WORDS and all(
        each in own or (len(each) == 1 and each in initials) for each in said
    )


def _words(name: str) -> set[str]:
    return {each for each in names.fold(name).split() if len(each) > 1}
