"""Changes and their history: no entry changes without an event that can undo it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import NotChanged
from bot.turn import Turn
from storage import deliveries, entries, events, questions
from storage.models import Entry

_CONTENT = frozenset(
    {"day", "minutes", "narrative", "matter_id", "label", "activity", "billing", "rate"}
)


def note(turn: Turn, kind: str, **what: Any) -> None:
    """Append an event of this turn."""
    events.append(turn.db, **turn.made, at=turn.said.at, kind=kind, **what)


def add(turn: Turn, **fields: Any) -> Entry:
    """Keep a new entry; *fields* may not name its number or state."""
    state = "open" if fields.get("asks") else "ready"
    added = entries.add(turn.db, **turn.made, **fields, state=state)
    note(turn, "added", entry_id=added.id, after={"state": state})
    return find(turn, added.id)


def change(turn: Turn, entry: Entry, kind: str, **fields: Any) -> Entry:
    """Change an entry's *fields*; its state follows from what is still asked.

    What was delivered and changes becomes ready again: a correction.
    """
    new = {
        name: value for name, value in fields.items() if getattr(entry, name) != value
    }
    asks = new.get("asks", entry.asks)
    if "state" not in new and entry.state != "void":
        delivered = entry.state == "delivered" and not _CONTENT & new.keys()
        state = "open" if asks else "delivered" if delivered else "ready"
        if state != entry.state:
            new["state"] = state
    if not new:
        return entry
    changed = _put(turn, entry, new)
    before = {name: getattr(entry, name) for name in new} | {
        "number": entry.number,
        "state": entry.state,
        "revision": entry.revision,
    }
    note(
        turn,
        kind,
        entry_id=entry.id,
        before=_told(before),
        after=_told({name: getattr(changed, name) for name in before}),
    )
    _ask_no_more(turn, changed)
    return changed


def restore(turn: Turn, entry_id: int, before: Mapping[str, Any] | None) -> Entry:
    """Bring an entry back to how it stood *before* a change; None: it was not there.

    What has left since then stays a fact: the entry comes back as a correction.
    """
    entry = find(turn, entry_id)
    if before is None:
        gone = _put(turn, entry, {"state": "void"})
        _ask_no_more(turn, gone)
        return gone
    old = _untold(before)
    if _has_left(turn, entry):
        del old["revision"]
        if old["state"] in {"ready", "delivered"}:
            old["state"] = "ready" if _CONTENT & old.keys() else "delivered"
    if old.get("day", entry.day) == entry.day:
        old.pop("number", None)
    restored = _put(turn, entry, old)
    for asked in questions.of_entry(turn.db, firm_id=turn.firm.id, entry_id=entry_id):
        # Whose it is was asked under its own answer, and is never asked unseen.
        answered = asked.field not in _asked(restored) or asked.field == "sender"
        if asked.answered != answered:
            questions.mark(
                turn.db,
                firm_id=turn.firm.id,
                question_id=asked.id,
                answered=answered,
            )
    return restored


def find(turn: Turn, entry_id: int) -> Entry:
    """Return the person's entry of that id, which is known to be there."""
    found = entries.find(turn.db, **turn.owner, entry_id=entry_id)
    if found is None:
        raise NotChanged("That entry is not yours to change.")
    return found


def steps(turn: Turn) -> list[events.Step]:
    """Return what the person did today, by their own clock, the latest first."""
    midnight = datetime.combine(turn.today, time(), ZoneInfo(turn.person.zone))
    return events.steps(turn.db, **turn.owner, since=midnight)


def without(entry: Entry, *fields: str) -> list[dict[str, Any]]:
    """Return what is still asked of an entry when *fields* are answered."""
    return [each for each in entry.asks if each["field"] not in fields]


def last_file(turn: Turn, entry: Entry) -> str | None:
    """Return the last file (or target) that an entry has left in, or None."""
    left = deliveries.of_entries(turn.db, firm_id=turn.firm.id, entry_ids=[entry.id])
    return (left[-1].file or left[-1].target) if left else None


def _asked(entry: Entry) -> set[str]:
    """Return the fields that are still asked of an entry; of a void one, nothing."""
    if entry.state == "void":
        return set()
    return {each["field"] for each in entry.asks}


def _ask_no_more(turn: Turn, entry: Entry) -> None:
    """Mark what was asked about an entry and is asked no more as answered."""
    asked = _asked(entry)
    for field in sorted({"sender", "duration", "date", "matter"} - asked):
        questions.close_all(
            turn.db, firm_id=turn.firm.id, entry_id=entry.id, field=field
        )


def _has_left(turn: Turn, entry: Entry) -> bool:
    """Return whether the entry as it is now has been delivered anywhere."""
    left = deliveries.of_entries(turn.db, firm_id=turn.firm.id, entry_ids=[entry.id])
    return any(each.revision == entry.revision for each in left)


def _put(turn: Turn, entry: Entry, fields: Mapping[str, Any]) -> Entry:
    """Change what is kept, and return it as it is now."""
    put = entries.change(
        turn.db, firm_id=turn.firm.id, entry_id=entry.id, **dict(fields)
    )
    if put is None:
        raise NotChanged("That entry is not there any more.")
    return put


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return *fields* as JSON takes them: days and amounts as their text."""
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else str(value)
        if isinstance(value, Decimal)
        else value
        for name, value in fields.items()
    }


def _untold(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as they were before `_told`."""
    fields = dict(kept)
    if "day" in fields:
        fields["day"] = date.fromisoformat(fields["day"])
    if fields.get("rate") is not None:
        fields["rate"] = Decimal(fields["rate"])
    return fields
