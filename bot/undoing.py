"""Undo: the last step of the person's day is taken back, then the one before it."""

from bot import bookmarks, errors, labels, ledger, matterlist, people, replies, showing
from bot.messages import Reply
from bot.turn import Turn
from storage import events, inbox, numbers
from storage.models import Entry, Event

_KINDS = frozenset({"bookmark", "resumed", "alias", people.CHANGED, matterlist.CHANGED})


def undo(turn: Turn) -> Reply:
    """Take back everything that the last message did; its words stay kept."""
    # Two undos at one moment take back two steps, not one step twice.
    numbers.hold(turn.db, timekeeper_id=turn.person.id)
    step = _last(turn)
    touched: dict[int, Entry] = {}
    others: list[str] = []
    for event in reversed(step.events):
        if event.entry_id is not None:
            touched[event.entry_id] = ledger.restore(turn, event.entry_id, event.before)
        elif event.kind in _KINDS:
            others.append(_restore(turn, event))
    ledger.note(turn, events.UNDONE, after={"undoes": step.message_id})
    said = inbox.find(turn.db, firm_id=turn.firm.id, message_id=step.message_id)
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
    return Reply("\n".join(parts))


def _last(turn: Turn) -> events.Step:
    """Return the latest step of today that is not taken back yet."""
    for step in ledger.steps(turn):
        if step.undone or step.undoes is not None:
            continue
        if any(each.entry_id or each.kind in _KINDS for each in step.events):
            return step
    raise errors.NothingToUndo


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
