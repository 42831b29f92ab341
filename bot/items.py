"""Entries as items in words, for channels that show more than lines of text."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

from bot import replies, showing
from bot.messages import Item, Sheet
from bot.replies import Shown
from bot.turn import Turn
from storage.models import Entry

MOST = 100


def item(shown: Shown, entry: Entry) -> Item:
    """Return one entry as an item."""
    return Item(
        id=entry.id,
        number=shown.number,
        day=shown.day,
        time=replies.time(shown),
        matter=replies.matter(shown),
        narrative=shown.narrative,
        more=replies.more(shown),
        missing=shown.missing,
        state=entry.state,
    )


def every(shown: Iterable[Shown], kept: Iterable[Entry]) -> tuple[Item, ...]:
    """Return entries as items, each beside how it is shown; a hundred at most."""
    paired = islice(zip(shown, kept, strict=True), MOST)
    return tuple(item(each, entry) for each, entry in paired)


def of(turn: Turn, kept: Sequence[Entry]) -> tuple[Item, ...]:
    """Return entries as items."""
    return every(showing.every(turn, kept), kept)


def told(each: Item) -> dict[str, Any]:
    """Return an item as JSON takes it."""
    return asdict(each) | {"day": each.day.isoformat(), "missing": list(each.missing)}


def untold(kept: dict[str, Any]) -> Item:
    """Return the item that was `told`."""
    day = date.fromisoformat(kept["day"])
    return Item(**{**kept, "day": day, "missing": tuple(kept["missing"])})


def sheet_told(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as JSON takes it."""
    return {
        "title": sheet.title,
        "start": sheet.start.isoformat(),
        "end": sheet.end.isoformat(),
        "items": [told(each) for each in sheet.items],
        "total": sheet.total,
        "left": sheet.left,
    }


def sheet_untold(kept: dict[str, Any]) -> Sheet:
    """Return the sheet that was told by `sheet_told`."""
    return Sheet(
        title=kept["title"],
        start=date.fromisoformat(kept["start"]),
        end=date.fromisoformat(kept["end"]),
        items=tuple(untold(each) for each in kept["items"]),
        total=kept["total"],
        left=kept["left"],
    )
