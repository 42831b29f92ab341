"""Entries as they are shown: names instead of ids, billed hours, totals of the rows."""

from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot import labels
from bot.core import days, rounding
from bot.core.days import Period
from bot.replies import Shown
from bot.turn import Turn
from storage import entries
from storage.models import Entry, Firm


def biller(firm: Firm) -> Callable[[int], tuple[int, int | None]]:
    """Return what turns dictated minutes to billed minutes and units in this firm."""
    return rounding.biller(
        policy=firm.rounding, unit=firm.unit_minutes, minimum=firm.minimum_units
    )


def shown(turn: Turn, entry: Entry) -> Shown:
    """Return an entry as sentences need it."""
    return every(turn, [entry])[0]


def every(turn: Turn, kept: Sequence[Entry]) -> list[Shown]:
    """Return entries as sentences need them."""
    bill = biller(turn.firm)
    return [
        Shown(
            number=each.number,
            day=each.day,
            minutes=each.minutes,
            billed=bill(each.minutes or 0)[0],
            matter=labels.shown(turn, matter_id=each.matter_id, label=each.label),
            narrative=each.narrative,
            billing=each.billing,
            rate=each.rate,
            missing=tuple(ask["field"] for ask in each.asks),
            warnings=tuple(each.warnings),
        )
        for each in kept
    ]


def total(turn: Turn, day: date) -> int:
    """Return the billed minutes of a day: the sum of the rows that its sheet shows.

    What came unproven is not the person's until they say so.
    """
    bill = biller(turn.firm)
    kept = entries.lengths(turn.db, **turn.owner, day=day, unless=labels.WHOSE)
    return sum(bill(minutes)[0] * count for minutes, count in kept)


def zone(turn: Turn) -> ZoneInfo:
    """Return the zone in which the person's days begin and end."""
    return ZoneInfo(turn.person.zone)


def period(turn: Turn, period: Period) -> str:
    """Return a period in words with its weekdays: “Mon 9 Nov to Sun 15 Nov”."""
    start = days.say(period.start, today=turn.today)
    if period.start == period.end:
        return start
    return f"{start} to {days.say(period.end, today=turn.today)}"
