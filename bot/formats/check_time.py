"""Checks on time: is there some, can the target take it, is it plausible."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from bot.formats import cells, examples, fields
from bot.formats.base import Colour, Kind, Line
from bot.formats.persondays import Check, PersonDay

LONG_DAY = 12 * 60
STACK = 3
_MERGED = 40


def _no_time(day: PersonDay) -> Iterable[int]:
    if all(day.columns.minutes):
        return ()
    return [at for at, line in enumerate(day.lines) if not line.minutes]


def _say_no_time(day: PersonDay, at: int) -> tuple[str, str]:
    time = examples.time(day, 12, 6)
    return (
        "No time is known.",
        f"Say how long, for example {examples.edit(day, at, time)}.",
    )


def _no_units(day: PersonDay) -> Iterable[int]:
    if all(day.columns.billed):
        return ()
    return [at for at, line in enumerate(day.lines) if line.minutes and not line.billed]


def _say_no_units(day: PersonDay, at: int) -> tuple[str, str]:
    more = examples.edit(day, at, examples.time(day, 1, 1))
    return (
        f"{day.lines[at].minutes} min rounds to no unit at all.",
        (
            f"Say more time, for example {more}, or leave it out: "
            f"“delete {day.facts.name(day.lines[at])}”."
        ),
    )


def _part_unit(day: PersonDay) -> Iterable[int]:
    if all(column.kind is not Kind.UNITS for column in day.chosen.columns):
        return ()
    unit = day.chosen.unit_minutes
    return [at for at, billed in enumerate(day.columns.billed) if billed % unit]


def _say_part_unit(day: PersonDay, at: int) -> tuple[str, str]:
    billed, unit = day.lines[at].billed, day.chosen.unit_minutes
    up = examples.edit(day, at, examples.time(day, billed, unit))
    return (
        (
            f"{billed} min is no whole number of {unit}-minute units; "
            f"{day.chosen.label} takes no others."
        ),
        f"Say whole units, for example {up}.",
    )


def _future(day: PersonDay) -> Iterable[int]:
    if max(day.columns.day) <= day.facts.today:
        return ()
    return [at for at, line in enumerate(day.lines) if line.day > day.facts.today]


def _say_future(day: PersonDay, at: int) -> tuple[str, str]:
    line = day.lines[at]
    return (
        f"{line.day:%a %d %b %Y} is still to come.",
        f"Move it, for example “move {day.facts.name(line)} today”.",
    )


def _long_day(day: PersonDay) -> Iterable[int]:
    if sum(day.columns.billed) <= LONG_DAY:
        return ()
    sums = enumerate(accumulate(day.columns.billed))
    return [next(at for at, minutes in sums if minutes > LONG_DAY)]


def _say_long_day(day: PersonDay, at: int) -> tuple[str, str]:
    line = day.lines[at]
    hours = cells.hours(sum(day.columns.billed))
    return (
        f"{line.timekeeper} has {hours} h on {line.day:%a %d %b}, which is over 12.",
        "Look the day over; if it was so, it may go.",
    )


def _stacked(day: PersonDay) -> Iterable[int]:
    unit = day.facts.unit
    if day.columns.billed.count(unit) < STACK:
        return ()
    single = {
        at: _alike(line) for at, line in enumerate(day.lines) if line.billed == unit
    }
    many = Counter(single.values())
    last = {name: at for at, name in single.items() if many[name] >= STACK}
    return sorted(last.values())


def _say_stacked(day: PersonDay, at: int) -> tuple[str, str]:
    line, unit = day.lines[at], day.facts.unit
    same = [
        each
        for each in day.lines
        if each.billed == unit and _alike(each) == _alike(line)
    ]
    others = " ".join(str(each.number) for each in same[1:_MERGED])
    return (
        f"{len(same)} rows of one unit each for {fields.shown(line)} on one day.",
        (
            "If they were one piece of work, say "
            f"“merge {day.facts.name(same[0])} {others}”."
        ),
    )


def _alike(line: Line) -> tuple[object, ...]:
    """Return what entries must have in common to become one."""
    return fields.matter(line), line.billing, line.rate


def _rounds_again(day: PersonDay) -> Iterable[int]:
    step = day.chosen.rounds_to
    if step is None:
        return ()
    odd = {billed for billed in set(day.columns.billed) if billed % step}
    return odd and [at for at, line in enumerate(day.lines) if line.billed in odd]


def _say_rounds_again(day: PersonDay, at: int) -> tuple[str, str]:
    billed, step = day.lines[at].billed, day.chosen.rounds_to or 1
    after = -(-billed // step) * step
    less = examples.edit(day, at, examples.time(day, billed, step, less=True))
    return (
        (
            f"{day.chosen.label} will round {cells.hours(billed)} h up to "
            f"{cells.hours(after)} h."
        ),
        f"If that is more than you bill, say less, for example {less}.",
    )


def _inexact(day: PersonDay) -> Iterable[int]:
    if day.chosen.time.kind is not Kind.HOURS:
        return ()
    parts = 10**day.chosen.decimals
    odd = {billed for billed in set(day.columns.billed) if billed * parts % 60}
    return odd and [at for at, line in enumerate(day.lines) if line.billed in odd]


def _say_inexact(day: PersonDay, at: int) -> tuple[str, str]:
    billed, decimals = day.lines[at].billed, day.chosen.decimals
    tenths = examples.edit(day, at, examples.time(day, billed, 6))
    return (
        f"{billed} min is written as {cells.hours(billed, decimals)} h.",
        f"If the difference matters, say whole tenths, for example {tenths}.",
    )


CHECKS = (
    Check(Colour.RED, _no_time, _say_no_time),
    Check(Colour.RED, _no_units, _say_no_units),
    Check(Colour.RED, _part_unit, _say_part_unit),
    Check(Colour.RED, _future, _say_future),
    Check(Colour.YELLOW, _long_day, _say_long_day),
    Check(Colour.YELLOW, _stacked, _say_stacked),
    Check(Colour.YELLOW, _rounds_again, _say_rounds_again),
    Check(Colour.YELLOW, _inexact, _say_inexact),
)
