"""What became of what was pushed: receipts, results, and an entry's whole history."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import entrynames, ledger, numbering, pushwords, replies, showing
from bot.connectors import CONNECTORS
from bot.core import days
from bot.core.days import Period
from bot.messages import Reply
from bot.references import Reference
from bot.turn import Turn
from storage import deliveries, entries, events, inbox, pushes
from storage.models import Entry
from storage.pushes import UNSETTLED, Going

_LISTED = 200
_EVERY = ("open", "ready", "delivered", "void")
_STATES = ("made", *UNSETTLED, "refused", "uncertain", "dropped", "removed")


def listing(turn: Turn, *, period: Period | None) -> Reply:
    """Show what became of the last push, or of all of a period's entries."""
    if period is None:
        last = pushes.last_message(turn.db, **turn.owner, states=_STATES)
        if last is None:
            return Reply(pushwords.NOTHING_PUSHED)
        return result(turn, message=last)
    kept = entries.on_days(
        turn.db, **turn.owner, start=period.start, end=period.end, states=_EVERY
    )
    found = pushes.of_entries(
        turn.db, firm_id=turn.firm.id, entry_ids=[each.id for each in kept]
    )
    if not found:
        return Reply(pushwords.nothing_pushed_of(showing.period(turn, period)))
    return Reply("\n".join(_rows(turn, found)))


def result(turn: Turn, *, message: int) -> Reply:
    """Say what became of the pushes that one message drives, entry by entry."""
    found = pushes.of_message(turn.db, message)
    if not found:
        return Reply(pushwords.NOTHING_PUSHED)
    label = CONNECTORS[found[0].target].label
    removed = [each for each in found if each.state == "removed"]
    kept = [each for each in found if each.state == "made" and each.why]
    if removed or (kept and len(kept) == len(found)):
        head = pushwords.pulled_back(label, removed=len(removed), rest=len(kept))
    else:
        made = [each for each in found if each.state == "made"]
        head = pushwords.result(
            label,
            made=len(made),
            minutes=sum(int(each.work["billed"]) for each in made),
            rest=len(found) - len(made),
        )
    return Reply("\n".join([head, *_rows(turn, found)]))


def why(turn: Turn, *, reference: Reference) -> Reply:
    """Say all that is known of an entry: words, changes, where it went."""
    entry = meant(turn, reference)[0]
    said = inbox.find(turn.db, firm_id=turn.firm.id, message_id=entry.message_id)
    parts = [replies.row(showing.shown(turn, entry), today=turn.today)]
    if said is not None:
        parts.append(
            pushwords.event(_when(turn, said.sent_at), f"you said: {said.text}")
        )
    for each in events.of_entry(turn.db, firm_id=turn.firm.id, entry_id=entry.id):
        if each.kind != numbering.ADDED:
            what = pushwords.change(each.kind, each.before or {}, each.after or {})
            parts.append(pushwords.event(_when(turn, each.at), what))
    going = {
        each.delivery_id: each
        for each in pushes.of_entries(
            turn.db, firm_id=turn.firm.id, entry_ids=[entry.id]
        )
    }
    for left in deliveries.of_entries(
        turn.db, firm_id=turn.firm.id, entry_ids=[entry.id]
    ):
        push = going.get(left.id)
        what = (
            pushwords.in_file(
                left.file or left.target, withdrawn=left.outcome != "delivered"
            )
            if push is None
            else _row(turn, push, row=pushwords.revision(left.revision))
        )
        parts.append(pushwords.event(_when(turn, left.at), what))
    return Reply("\n".join(parts))


def meant(turn: Turn, reference: Reference) -> list[Entry]:
    """Return the entries that a command names, void ones too; or raise NotChanged."""
    day = numbering.day_meant(turn, reference.day)
    found = [
        entries.by_number(turn.db, **turn.owner, day=day, number=each)
        for each in reference.numbers
    ]
    kept = [each for each in found if each is not None]
    if len(kept) == len(found):
        return kept
    return entrynames.meant(turn, reference, word="why")


def said_at(turn: Turn, message: int) -> datetime | None:
    """Return when the person sent a message, or None when it is not theirs."""
    found = inbox.find(turn.db, firm_id=turn.firm.id, message_id=message)
    if found is None or found.timekeeper_id != turn.person.id:
        return None
    return found.sent_at


def _rows(turn: Turn, found: Sequence[Going]) -> list[str]:
    """Return a line for each push; what was not made comes first."""
    ordered = sorted(found, key=lambda each: (each.state == "made", each.delivery_id))
    parts = [_row(turn, each) for each in ordered[:_LISTED]]
    if len(ordered) > _LISTED:
        parts.append(replies.more_rows(len(ordered) - _LISTED))
    return parts


def _row(turn: Turn, push: Going, *, row: str | None = None) -> str:
    entry = ledger.find(turn, push.entry_id)
    label = CONNECTORS[push.target].label
    if row is None:
        row = _told(turn, entry)
    match push.state:
        case "made" if push.why:
            return pushwords.kept_there(row, label, push.why)
        case "made":
            return pushwords.made(
                row,
                label,
                push.remote_id or "",
                push.told or {},
                int(push.work["billed"]),
            )
        case "refused":
            return pushwords.refused(row, label, push.why or "")
        case "uncertain":
            name = numbering.name(
                entry.day, entry.number, bare=numbering.day_meant(turn)
            )
            return pushwords.uncertain(row, label, push.why or "", name=name)
        case "dropped":
            return pushwords.dropped(row, push.why or "")
        case "removed":
            return pushwords.removed(row, label)
    return pushwords.waiting(row, push.why)


def _told(turn: Turn, entry: Entry) -> str:
    shown = showing.shown(turn, entry)
    other = entry.day != numbering.day_meant(turn)
    return replies.row(shown, today=turn.today if other else None)


def _when(turn: Turn, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(turn.person.zone))
    return f"{days.say(local.date(), today=turn.today)} {local:%H:%M}"
