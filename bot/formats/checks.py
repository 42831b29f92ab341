"""The traffic lights: every line is green, yellow or red before it leaves.

Lines come ordered by person and day (day, then timekeeper, or the other way round);
one person's day is looked at at a time, so that a million lines need no memory.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from bot.formats import check_money, check_names, check_time, check_words
from bot.formats.base import Colour, Facts, Finding, Format, Line
from bot.formats.persondays import Check, PersonDay, split

CHECKS: tuple[Check, ...] = (
    *check_names.CHECKS,
    *check_time.CHECKS,
    *check_money.CHECKS,
    *check_words.CHECKS,
)


@dataclass(slots=True)
class Report:
    """What the checks made of the lines offered.

    *findings* are the first *most* red and the first *most* yellow ones in the order
    of rows; the counts are of lines and complete. *left_out* has our ids of all red
    lines: they are not in the file and stay undelivered.
    """

    most: int = 500
    green: int = 0
    yellow: int = 0
    red: int = 0
    findings: list[Finding] = field(default_factory=list)
    left_out: "array[int]" = field(default_factory=lambda: array("q"))

    _kept: Counter[Colour] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """The lines offered so far."""
        return self.green + self.yellow + self.red

    def has_room(self, colour: Colour) -> bool:
        """Return whether one more finding of *colour* is kept, and count it."""
        self._kept[colour] += 1
        return self._kept[colour] <= self.most


def sift(
    chosen: Format, lines: Iterable[Line], facts: Facts, report: Report
) -> Iterator[Line]:
    """Yield the lines that may leave; put everything else in *report*."""
    days = (PersonDay(day, chosen, facts) for day in split(lines))
    return chain.from_iterable(_kept(day, report) for day in days)


def preview(chosen: Format, lines: Iterable[Line], facts: Facts) -> Iterator[Finding]:
    """Yield the findings on *lines* in their order, at least one for each."""
    first = 1
    for day in split(lines):
        yield from findings(chosen, day, facts, first=first)
        first += len(day)


def findings(
    chosen: Format, day: Sequence[Line], facts: Facts, *, first: int = 1
) -> list[Finding]:
    """Return the findings on one person's *day*; a line without fault has a green one.

    *first* is the number of the day's first row.
    """
    if not day:
        return []
    whole = PersonDay(day, chosen, facts)
    hits = _hits(whole)
    faulty = {at for _, at in hits}
    green = [
        Finding(Colour.GREEN, first + at, line)
        for at, line in enumerate(day)
        if at not in faulty
    ]
    return sorted(
        [*green, *(_say(check, whole, at, first) for check, at in hits)],
        key=attrgetter("row"),
    )


def _kept(day: PersonDay, report: Report) -> Sequence[Line]:
    """Return the lines of *day* that may leave; count and note in *report*."""
    hits = _hits(day)
    if not hits:
        report.green += len(day.lines)
        return day.lines
    first = report.rows + 1
    report.findings += [
        _say(check, day, at, first)
        for check, at in hits
        if report.has_room(check.colour)
    ]
    red = {at for check, at in hits if check.colour is Colour.RED}
    yellow = {at for _, at in hits} - red
    report.red += len(red)
    report.yellow += len(yellow)
    report.green += len(day.lines) - len(red) - len(yellow)
    if not red:
        return day.lines
    report.left_out.extend(day.lines[at].entry for at in sorted(red))
    return [line for at, line in enumerate(day.lines) if at not in red]


def _hits(day: PersonDay) -> list[tuple[Check, int]]:
    """Return every check that found something, and where, by row."""
    hits = [(check, at) for check in CHECKS for at in check.hits(day)]
    return sorted(hits, key=lambda hit: hit[1]) if len(hits) > 1 else hits


def _say(check: Check, day: PersonDay, at: int, first: int) -> Finding:
    """Return what *check* found at a place, in words."""
    return Finding(check.colour, first + at, day.lines[at], *check.say(day, at))
