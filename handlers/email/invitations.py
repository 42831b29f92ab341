"""A calendar part → the meeting that it proposes."""

import re
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.messages import Invitation
from handlers.email import headerwords

LONGEST = 128_000
# An answer to an invitation or its withdrawal proposes nothing.
_PROPOSING = ("", "REQUEST", "PUBLISH", "ADD")
_ANSWERING = ("REPLY", "COUNTER", "REFRESH")
_METHOD = re.compile(rb"^METHOD:[ \t]*([A-Za-z-]{1,20})[ \t\r]*$", re.MULTILINE)
_BEGINS = re.compile(rb"^BEGIN:VEVENT[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_ENDS = re.compile(rb"^END:VEVENT[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_LONGEST_MEETING = timedelta(days=1)


def read(data: bytes) -> Invitation | None:
    """Return the first meeting in a calendar's *data*, or None when there is none."""
    event = _event(data) if method(data) in _PROPOSING else None
    if event is None:
        return None
    start = _value(event, "DTSTART")
    title = headerwords.line(str(_value(event, "SUMMARY") or "").encode())
    if not isinstance(start, datetime) and not title:
        return None
    return Invitation(title, _moment(start), _minutes(event, start))


def is_answer(method: str) -> bool:
    """Say whether a calendar's *method* is a client's answer to an invitation."""
    return method.upper() in _ANSWERING


def method(data: bytes) -> str:
    """Return what a calendar's *data* is for, in capitals, or nothing."""
    found = _METHOD.search(data, 0, LONGEST)
    return found[1].decode().upper() if found else ""


def _event(data: bytes) -> Any:
    # Few letters have one, and it brings its zones with it.
    from icalendar import Event  # noqa: PLC0415 - start-up

    begins = _BEGINS.search(data, 0, LONGEST)
    if not begins:
        return None
    # Zones that a calendar defines itself are left out: a rule of theirs can be made
    # to run for hours. The known ones are known by name, the rest is local time.
    ends = _ENDS.search(data, begins.end(), LONGEST)
    lines = data[begins.start() : ends.start() if ends else LONGEST]
    try:
        return Event.from_ical(lines.rstrip() + b"\r\nEND:VEVENT\r\n")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        # It raises these, each for another way of being broken.
        return None


def _value(event: Any, name: str) -> Any:
    found = event.get(name)
    if isinstance(found, list):
        found = found[0]
    try:
        return getattr(found, "dt", found)
    except (ValueError, AttributeError):
        # A property that could not be understood says so when it is looked at.
        return None


def _moment(start: Any) -> datetime | None:
    if not isinstance(start, datetime):
        return None
    offset = start.utcoffset()
    plain = start.replace(tzinfo=None)
    return plain if offset is None else plain.replace(tzinfo=timezone(offset))


def _minutes(event: Any, start: Any) -> int:
    if not isinstance(start, datetime):
        return 0
    end, length = _value(event, "DTEND"), _value(event, "DURATION")
    if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None):
        length = end - start
    if not isinstance(length, timedelta) or length > _LONGEST_MEETING:
        return 0
    return max(0, int(length.total_seconds()) // 60)
