"""The text of an answer as what it looks like: headings, rows, lines, gaps.

It knows how a list is set, not what is in it: a row begins with a number and a time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_ROW = re.compile(r" {0,2}(?:([?✓!–]) )?(\d{1,6}) · ([^·]{1,30}?) · (.*)")
_MARKED = re.compile(r"([?✓!–✗]) (.*)")
_SUM = re.compile(r"(.*\S) · ((?:\d[\d,.]* h|\d+ h \d\d min|\d+ min))")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its *number*, its *time*, the *rest*, and a *mark* if any."""

    mark: str
    number: str
    time: str
    rest: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer: *kind* says which of the fields it has.

    A `list` has rows and, where it has a heading, that *text* and its *sum*. A `line`
    has a *mark* or none and its *text*.
    """

    kind: Literal["list", "line"]
    text: str = ""
    mark: str = ""
    sum: str = ""
    rows: tuple[Row, ...] = ()
    apart: bool = False
    under: bool = False


def blocks(text: str) -> list[Block]:
    """Return the pieces of *text*, in order; one that is *apart* follows a gap."""
    return list(_blocks(text.split("\n")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    at, apart = 0, False
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            apart, at = True, at + 1
            continue
        if rows := _rows(lines, at):
            yield Block("list", rows=rows, apart=apart)
            at += len(rows)
        elif rows := _rows(lines, at + 1):
            name, whole = _summed(line)
            yield Block("list", name, sum=whole, rows=rows, apart=apart)
            at += 1 + len(rows)
        elif apart and (found := _SUM.fullmatch(line)):
            yield Block("list", found[1], sum=found[2], apart=apart)
            at += 1
        else:
            marked = _MARKED.fullmatch(line)
            mark, words = marked.groups() if marked else ("", line)
            under = words.startswith("  ")
            yield Block("line", words.strip(), mark=mark, apart=apart, under=under)
            at += 1
        apart = False


def _rows(lines: list[str], at: int) -> tuple[Row, ...]:
    """Return the rows that stand at *at*, one under the other."""
    rows = []
    for line in lines[at:]:
        found = _ROW.fullmatch(line)
        if found is None:
            break
        mark, number, time, rest = found.groups(default="")
        rows.append(Row(mark, number, time, rest))
    return tuple(rows)


def _summed(line: str) -> tuple[str, str]:
    """Return a heading and the time that it ends with, if any."""
    found = _SUM.fullmatch(line)
    return (found[1], found[2]) if found else (line, "")
