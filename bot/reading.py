"""How a message reads, by itself: the answer of `tenths parse`, stored nowhere."""

from datetime import date
from typing import Any

from bot.core import message
from bot.core.drafts import Draft
from bot.core.durations import UNIT


def parse(text: str, *, today: date, locale: str = "en-AU") -> dict[str, Any]:
    """Return what *text* says as plain values, ready for JSON.

    `minutes` and `units` (six minutes, rounded up) are None while the duration is
    asked about, and so is `date`; `rate` is ex GST, an hour, in decimal digits.
    """
    reading = message.read(text, today=today, locale=locale)
    mark = reading.bookmarks[0] if reading.bookmarks else None
    return {
        "entries": [_entry(each, today) for each in reading.drafts],
        "bookmark": mark and {"narrative": mark.narrative, "matter": mark.matter},
        "problems": [
            {"kind": each.kind, "line": each.line, "message": each.message}
            for each in reading.problems
        ],
    }


def _entry(draft: Draft, today: date) -> dict[str, Any]:
    asks = [each.field for each in draft.asks]
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
