"""The traffic lights: every line is green, yellow or red before it leaves.

Lines come ordered by person and day (day, then timekeeper, or the other way round);
a million lines need no memory. Some days of one person are looked at together first:
most checks find nothing in them, and each day need only be seen by the others.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from bot.formats import check_money, check_names, check_time, check_words, pages
from bot.formats.base import Colour, Facts, Finding, Format, Line
from bot.formats.pages import Lines, Page
from bot.formats.persondays import Check, PersonDay, parted, split

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


def sift(chosen: Format, lines: Iterable[Line], facts: Facts, report: Report) -> Lines:
    """Return the lines that may leave; put everything else in *report*."""
    return Lines(_sifted(chosen, pages.turned(lines), facts, report))


def _sifted(
    chosen: Format, offered: Iterable[Page], facts: Facts, report: Report
) -> Iterator[Page]:
    """Yield the pages of what may leave."""
    for page in offered:
        amiss = _amiss(PersonDay(page, chosen, facts))
        if not amiss:
            report.green += len(page)
            yield page
            continue
        red: set[int] = set()
        start = 0
        for day in parted(page):
            found = _note(PersonDay(day, chosen, facts), amiss, report)
            red.update(start + at for at in found)
            start += len(day)
        if not red:
            yield page
        elif len(red) < len(page):
            yield page.without(red)


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
    together = PersonDay(pages.of(day), chosen, facts)
    hits = _hits(together, CHECKS)
    faulty = {at for _, at in hits}
    green = [
        Finding(Colour.GREEN, first + at, line)
        for at, line in enumerate(day)
        if at not in faulty
    ]
    return sorted(
        [*green, *(_say(check, together, at, first) for check, at in hits)],
        key=attrgetter("row"),
    )


def _amiss(days: PersonDay) -> Sequence[Check]:
    """Return the checks that may find something in some days."""
    who = days.columns.timekeeper, days.columns.code, days.columns.user
    if any(len(set(each)) > 1 for each in who):
        return CHECKS
    return [check for check in CHECKS if check.hits(days)]


def _note(day: PersonDay, amiss: Sequence[Check], report: Report) -> Iterable[int]:
    """Count and note in *report* what is amiss in *day*; return the red places."""
    hits = _hits(day, amiss)
    if not hits:
        report.green += len(day.lines)
        return ()
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
    report.left_out.extend(day.lines[at].entry for at in sorted(red))
    return red


def _hits(day: PersonDay, amiss: Sequence[Check]) -> list[tuple[Check, int]]:
    """Return each of the checks that found something, and where, by row."""
    hits = [(check, at) for check in amiss for at in check.hits(day)]
    return sorted(hits, key=lambda hit: hit[1]) if len(hits) > 1 else hits


def _say(check: Check, day: PersonDay, at: int, first: int) -> Finding:
    """Return what *check* found at a place, in words."""
    return Finding(check.colour, first + at, day.lines[at], *check.say(day, at))
