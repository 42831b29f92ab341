"""Times of day on working days, as instants: once a day, whatever the clocks do."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_WORKING = range(5)


def read(words: str) -> tuple[int, str] | None:
    """Return the minute of the day that *words* begin with, and what follows.

    >>> read("17:30 export clio"), read("5pm push"), read("9.15"), read("25:00 x")
    ((1050, 'export clio'), (1020, 'push'), (555, ''), None)
    """
    found = _TIME.match(words)
    if found is None or not (found["minute"] or found["half"]):
        return None
    rest = words[found.end() :]
    if rest and not rest[0].isspace():
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found["half"].casefold() == "p")
    if hour > 23 or minute > 59:
        return None
    return hour * 60 + minute, rest.strip()


def say(minute: int) -> str:
    """Return a minute of the day as a clock shows it.

    >>> say(1050)
    '17:30'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


def on(day: date, minute: int, zone: str) -> datetime:
    """Return the instant of a minute of a *day*; of two such, the first.

    One that the clocks leave out that day is as long after the gap as it is in it.
    """
    local = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone))
    return local.astimezone(UTC)


def following(after: datetime, minute: int, zone: str) -> datetime:
    """Return the first instant of that *minute* of a working day past *after*."""
    day = after.astimezone(ZoneInfo(zone)).date()
    while True:
        due = on(day, minute, zone)
        if due > after and day.weekday() in _WORKING:
            return due
        day += timedelta(days=1)


def day_of(due: datetime, zone: str) -> date:
    """Return the civil day that a due instant belongs to."""
    return due.astimezone(ZoneInfo(zone)).date()
