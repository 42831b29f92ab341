"""The person's yes to what was not shown to be theirs: it goes on as any other line."""

from bot import (
    entrynames,
    errors,
    labels,
    ledger,
    mending,
    proposals,
    replies,
)
from bot.messages import Original, Reply
from bot.references import Reference
from bot.turn import Turn
from storage import inbox
from storage.models import Entry


def accept(turn: Turn, *, reference: Reference) -> Reply:
    """Take entries as the person's own, and ask what else is missing."""
    done = []
    for each in entrynames.meant(turn, reference, word="mine"):
        if not labels.waits(each):
            raise errors.NotChanged(replies.nothing_open(each.number))
        done.append((each, _theirs(turn, each)))
    return mending.mended(turn, done)


def _theirs(turn: Turn, entry: Entry) -> Entry:
    """Return an entry as it is once it is the person's: with its matter, or the ask."""
    asks = ledger.without(entry, "sender")
    if any(each["field"] == "matter" for each in asks):
        return ledger.change(turn, entry, "accepted", asks=asks)
    place = labels.place(turn, entry.label)
    if entry.label is None:
        offered = proposals.of(turn, _original(turn, entry))
        if offered:
            place = labels.Place(asks=({"field": "matter", "options": offered},))
    return ledger.change(
        turn,
        entry,
        "accepted",
        matter_id=place.matter_id,
        asks=[*asks, *place.asks],
    )


def _original(turn: Turn, entry: Entry) -> Original | None:
    """Return what the letter that brought an entry stood on."""
    kept = inbox.find(turn.db, firm_id=turn.firm.id, message_id=entry.message_id)
    return Original(**kept.original) if kept and kept.original else None
