"""Checks on the narrative: there, short enough, writable, saying something."""

import re
from collections.abc import Iterable

from bot.errors import shorten
from bot.formats import cells, examples, fields
from bot.formats.base import Colour, Facts, Kind, Line
from bot.formats.persondays import Check, PersonDay

# The longest text of a spreadsheet's cell, in UTF-16 units.
CELL = 32_767
# What no file, or no XML, can hold: halves of pairs, controls, two non-characters.
_LOST_CSV = re.compile(r"[\ud800-\udfff]")
_LOST_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VAGUE = frozenset(
    """
    as discussed|as instructed|attend to file|attend to matter|attending to file
    attending to matter|attention to file|attention to matter|emails in and out
    email in|email out|file review|file work|follow up|general attendance|general work
    legal services|legal work|matter work|misc work|other work|phone call
    professional services|review documents|review file|review matter|reviewing file
    telephone call|various emails|various matters|various tasks|various work|work done
    work on contract|work on file|work on matter|worked on contract|worked on file
    worked on matter|working on file|working on matter
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
_LONGEST_VAGUE = max(map(len, _VAGUE)) + 1
# From here on come scripts that put no blanks between words.
_UNSPACED = "\u2e80"


def _no_words(day: PersonDay) -> Iterable[int]:
    if all(map(str.strip, day.columns.narrative)):
        return ()
    return [at for at, line in enumerate(day.lines) if not line.narrative.strip()]


def _say_no_words(day: PersonDay, at: int) -> tuple[str, str]:
    return (
        "It has no words to bill.",
        f"Say what: {examples.edit(day, at, 'what you did')}.",
    )


def _too_long(day: PersonDay) -> Iterable[int]:
    longest = _limit(day)
    lengths = map(len, day.columns.narrative)
    if longest is None or 2 * max(lengths) <= longest:
        return ()
    return [
        at for at, line in enumerate(day.lines) if _length(line, day.facts) > longest
    ]


def _say_too_long(day: PersonDay, at: int) -> tuple[str, str]:
    line, longest = day.lines[at], _limit(day)
    return (
        (
            f"The words are {_length(line, day.facts):,} characters long; "
            f"this file takes {longest:,}."
        ),
        f"Nothing is cut; say {examples.edit(day, at, 'shorter words')}.",
    )


def _limit(day: PersonDay) -> int | None:
    """Return the longest narrative of this file."""
    facts = day.facts
    limit = day.chosen.limit if facts.limit is None else facts.limit
    if facts.suffix == "xlsx":
        return CELL if limit is None else min(limit, CELL)
    return limit


def _length(line: Line, facts: Facts) -> int:
    """Return how long the narrative is as this file counts."""
    if facts.suffix == "xlsx":
        return len(line.narrative.encode("utf-16-le", "replace")) // 2
    return len(cells.defuse(line.narrative))


def _unspellable(day: PersonDay) -> Iterable[int]:
    encoding = day.chosen.dialect.encoding
    if day.facts.suffix != "csv" or encoding.startswith("utf"):
        return ()
    return [at for at, line in enumerate(day.lines) if _lacking(line, day)]


def _say_unspellable(day: PersonDay, at: int) -> tuple[str, str]:
    return (
        (
            f"“{_lacking(day.lines[at], day)}” cannot be written in "
            f"{day.chosen.dialect.encoding}."
        ),
        (
            f"Say “{f'export {day.chosen.name} xlsx {day.facts.period}'.rstrip()}”, "
            'or set encoding = "utf-8-sig" in the format.'
        ),
    )


def _lacking(line: Line, day: PersonDay) -> str:
    """Return the first characters that the file's encoding lacks, or nothing."""
    for column in day.chosen.columns:
        text = column.get(line) if column.kind is Kind.TEXT else None
        try:
            (text or "").encode(day.chosen.dialect.encoding)
        except UnicodeEncodeError as error:
            return error.object[error.start : error.end]
    return ""


def _unholdable(day: PersonDay) -> Iterable[int]:
    lost, safe = _LOST_CSV, str.isascii
    if day.facts.suffix == "xlsx":
        lost, safe = _LOST_XLSX, str.isprintable
    if all(map(safe, day.columns.narrative)):
        return ()
    return [at for at, line in enumerate(day.lines) if lost.search(line.narrative)]


def _say_unholdable(day: PersonDay, at: int) -> tuple[str, str]:
    return (
        "It has characters that this file cannot hold; they are written as “?”.",
        f"Say it afresh: {examples.edit(day, at, 'other words')}.",
    )


def _vague(day: PersonDay) -> Iterable[int]:
    if min(map(len, day.columns.narrative)) > _LONGEST_VAGUE:
        return ()
    return [at for at, line in enumerate(day.lines) if _says_little(line.narrative)]


def _says_little(narrative: str) -> bool:
    """Return whether it is one word, or words known to say nothing."""
    if len(narrative) > _LONGEST_VAGUE:
        return False
    words = narrative.strip(" .").casefold()
    if words in _VAGUE:
        return True
    return bool(words) and len(words.split()) == 1 and max(words) < _UNSPACED


def _say_vague(day: PersonDay, at: int) -> tuple[str, str]:
    return (
        f"“{shorten(day.lines[at].narrative)}” says little to whoever pays.",
        f"Say what about: {examples.edit(day, at, 'fuller words')}.",
    )


def _twice(day: PersonDay) -> Iterable[int]:
    narratives = day.columns.narrative
    if len(set(narratives)) == len(narratives):
        return ()
    seen = set()
    found = []
    for at, line in enumerate(day.lines):
        if (same := (line.narrative.casefold(), fields.matter(line))) in seen:
            found.append(at)
        seen.add(same)
    return found


def _say_twice(day: PersonDay, at: int) -> tuple[str, str]:
    line = day.lines[at]
    first = next(
        each
        for each in day.lines
        if each.narrative.casefold() == line.narrative.casefold()
        and fields.matter(each) == fields.matter(line)
    )
    return (
        f"The same words for the same matter are in entry {first.number} of that day.",
        f"If it was done once, say “delete {day.facts.name(line)}”.",
    )


CHECKS = (
    Check(Colour.RED, _no_words, _say_no_words),
    Check(Colour.RED, _too_long, _say_too_long),
    Check(Colour.RED, _unspellable, _say_unspellable),
    Check(Colour.YELLOW, _unholdable, _say_unholdable),
    Check(Colour.YELLOW, _vague, _say_vague),
    Check(Colour.YELLOW, _twice, _say_twice),
)
