"""Undo: the last step of the person's day is taken back, then the one before it."""

from collections.abc import Sequence
from datetime import timedelta

from bot import (
    bookmarks,
    errors,
    items,
    labels,
    ledger,
    matterlist,
    numbering,
    people,
    replies,
    showing,
)
from bot.messages import Reply
from bot.turn import Turn
from storage import events, inbox, numbers
from storage.models import Entry, Event, Message

# A letter may be older than its keeping by as much, and its events with it.
_LATE = timedelta(days=15)
_KINDS = frozenset({"bookmark", "resumed", "alias", people.CHANGED, matterlist.CHANGED})


def undo(turn: Turn) -> Reply:
    """Take back everything that the last message did; its words stay kept."""
    # Two undos at one moment take back two steps, not one step twice.
    numbers.hold(turn.db, timekeeper_id=turn.person.id)
    step = _last(turn)
    if step is None:
        raise errors.NothingToUndo
    return taken_back(turn, step.message_id, step.events)


def of(turn: Turn, *, message: Message) -> Reply:
    """Take back what one earlier *message* did, where nothing later builds on it.

    NotChanged is raised where something does, or where it did nothing.
    """
    numbers.hold(turn.db, timekeeper_id=turn.person.id)
    step = events.of_step(turn.db, firm_id=turn.firm.id, message_id=message.id)
    if not any(_undoable(each) for each in step):
        raise errors.NotChanged(replies.NOTHING_DONE)
    since = message.sent_at - _LATE
    later = [
        each
        for each in events.steps(turn.db, **turn.owner, since=since)
        if each.events[-1].id > step[-1].id
    ]
    if any(each.undoes == message.id for each in later):
        raise errors.NotChanged(replies.TAKEN_BACK)
    standing = [each for each in later if not each.undone and each.undoes is None]
    built = [each for each in standing if _builds(each, step)]
    if built:
        said = inbox.find(turn.db, firm_id=turn.firm.id, message_id=built[0].message_id)
        entry = next((each.entry_id for each in step if each.entry_id), None)
        number = ledger.find(turn, entry).number if entry else None
        text = said.text if said else ""
        raise errors.NotChanged(replies.built_on(text, number=number))
    return taken_back(turn, message.id, step)


def _builds(later: events.Step, step: Sequence[Event]) -> bool:
    """Return whether a *later* step changed what an earlier one had changed."""
    changed = {_what(each) for each in step if _undoable(each)}
    return any(_what(each) in changed for each in later.events if _undoable(each))


def _what(event: Event) -> tuple[object, ...]:
    """Return what an event has changed."""
    if event.entry_id is not None or event.bookmark_id is not None:
        return (event.entry_id, event.bookmark_id)
    after = event.after or {}
    return (event.kind, after.get("label"), after.get("matter"))


def taken_back(turn: Turn, message_id: int, step: Sequence[Event]) -> Reply:
    """Bring everything back to how it stood before the *step* of a message."""
    touched: dict[int, Entry] = {}
    others: list[str] = []
    for event in reversed(step):
        if event.entry_id is not None:
            touched[event.entry_id] = ledger.restore(turn, event.entry_id, event.before)
        elif event.kind in _KINDS:
            others.append(_restore(turn, event))
    ledger.note(turn, events.UNDONE, after={"undoes": message_id})
    said = inbox.find(turn.db, firm_id=turn.firm.id, message_id=message_id)
    parts = [replies.undone(said.text if said else "")]
    kept = sorted(touched.values(), key=lambda each: (each.day, each.number))
    for each in kept:
        shown = showing.shown(turn, each)
        if each.state == "void":
            parts.append(replies.gone(shown, today=turn.today))
        else:
            parts.append(replies.back(shown, today=turn.today))
        file = ledger.last_file(turn, each)
        if file and each.state == "void":
            parts.append(replies.gone_out(file))
        elif file and each.state == "ready":
            parts.append(replies.corrected(file))
    parts += [each for each in others if each]
    for day in sorted({each.day for each in kept}):
        parts.append(
            replies.day_total(showing.total(turn, day), day=day, today=turn.today)
        )
    return Reply("\n".join(parts), items=items.of(turn, kept))


def _last(turn: Turn) -> events.Step | None:
    """Return the latest step of today that is not taken back yet, or None.

    What came unproven is none of the person's doing.
    """
    for step in ledger.steps(turn):
        if step.undone or step.undoes is not None or numbering.unproven(step):
            continue
        if any(_undoable(each) for each in step.events):
            return step
    return None


def _undoable(event: Event) -> bool:
    """Return whether an event changed something that can be brought back."""
    return event.entry_id is not None or event.kind in _KINDS


def _restore(turn: Turn, event: Event) -> str:
    """Take back what is no entry; return what to say of it."""
    before, after = event.before, event.after or {}
    if event.bookmark_id is not None:
        state = "void" if before is None else before["state"]
        bookmarks.restore(turn, event.bookmark_id, state=state)
        return replies.bookmark_back(listed=before is not None)
    if event.kind == "alias":
        labels.restore(turn, after["label"], before)
        return ""
    if event.kind == people.CHANGED:
        return people.restore(turn, before or {})
    return matterlist.restore(turn, after["matter"], before)
