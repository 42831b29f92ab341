"""How a message reads, by itself: the answer of `tenths parse`, stored nowhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot import letterwords, originals, signed
from bot.core import message
from bot.core.drafts import Draft, Problem
from bot.core.durations import UNIT
from bot.messages import Invitation, Original


def parse(
    text: str,
    *,
    today: date,
    locale: str = "en-AU",
    original: Original | None = None,
    invitation: Invitation | None = None,
    by: str = "",
    name: str = "",
) -> dict[str, Any]:
    """Return what *text* says as plain values, ready for JSON.

    `minutes` and `units` (six minutes, rounded up) are None while the duration is
    asked about, and so is `date`; `rate` is ex GST, an hour, in decimal digits.

    On top of an *original* (or with an *invitation*) a time without words gets the
    letter's, and the matter is asked where only the letter names one. *by* is the
    address of the person whose words they are, *name* their name.
    """
    letter = originals.lent(original, by=by, name=name, invitation=invitation)
    reading = message.read(text, today=today, locale=locale, lent=letter)
    reading = signed.without(reading, name=name, by=by)
    named = bool(originals.labels(original, invitation=invitation))
    mark = reading.bookmarks[0] if reading.bookmarks else None
    problems: Sequence[Problem] = reading.problems
    if letter and not (text.strip() or reading.drafts):
        line = originals.example(letter, today=today, locale=locale)
        problems = [Problem("no_duration", "", letterwords.no_time(line))]
    return {
        "entries": [_entry(each, today, named=named) for each in reading.drafts],
        "bookmark": mark and {"narrative": mark.narrative, "matter": mark.matter},
        "problems": [
            {"kind": each.kind, "line": each.line, "message": each.message}
            for each in problems
        ],
    }


def _entry(draft: Draft, today: date, *, named: bool) -> dict[str, Any]:
    asks = [each.field for each in draft.asks]
    if named and draft.matter is None and "matter" not in asks:
        asks.append("matter")
    day = draft.day or (None if "date" in asks else today)
    return {
        "minutes": draft.minutes,
        "units": None if draft.minutes is None else -(-draft.minutes // UNIT),
        "date": day and day.isoformat(),
        "matter": draft.matter,
        "narrative": draft.narrative,
        "activity": draft.activity,
        "billing": draft.billing.value,
        "rate": None if draft.rate is None else str(draft.rate),
        "asks": asks,
    }
