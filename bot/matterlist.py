"""The matter list by command: looked at, added to, closed; and aliases."""

import re
from typing import Any

from bot import errors, firmwords, labels, ledger, replies, showing
from bot.messages import Reply
from bot.turn import Turn
from storage import matters
from storage.models import Matter

CHANGED = "matter list"
_MOST = 30
_REFERENCE = re.compile(r"[^\s=]*\d[^\s=]*|[A-Z][A-Z0-9./-]+")


def listing(turn: Turn, *, words: str = "") -> Reply:
    """Show the open matters, or those that hold *words*."""
    if words:
        found = matters.search(
            turn.db, firm_id=turn.firm.id, words=words, limit=_MOST + 1
        )
        if not found:
            raise errors.UnknownMatter(words)
    else:
        found = matters.listed(turn.db, turn.firm.id, status="open")
        if not found:
            return Reply(firmwords.NO_MATTERS)
    rows = [firmwords.matter_row(_words(each), each.status) for each in found[:_MOST]]
    if len(found) > _MOST:
        rows.append(firmwords.more_matters(len(found) - _MOST, searched=bool(words)))
    return Reply("\n".join(rows))


def add(turn: Turn, *, number: str, name: str) -> Reply:
    """Put a matter on the list, or open a closed one of that number again.

    Entries that waited for exactly this matter go to it.
    """
    known = matters.by_number(turn.db, firm_id=turn.firm.id, number=number)
    if known is not None and known.status == "open":
        raise errors.NotChanged(firmwords.matter_known(_words(known)))
    if known is None:
        made = matters.add(
            turn.db, firm_id=turn.firm.id, number=number, name=name or number
        )
        matter_id, before = made, None
    else:
        fields = {"status": "open", "name": name or known.name}
        matters.change(turn.db, firm_id=turn.firm.id, matter_id=known.id, **fields)
        matter_id = known.id
        before = {"status": known.status, "name": known.name}
    ledger.note(turn, CHANGED, before=before, after={"matter": matter_id})
    known_as = name or (known.name if known else number)
    told = firmwords.matter_added if known is None else firmwords.matter_opened
    parts = [told(known_as, number)]
    settled = labels.settle(turn)
    parts += [
        replies.settled(each, today=turn.today) for each in showing.every(turn, settled)
    ]
    return Reply("\n".join(parts))


def close(turn: Turn, *, label: str) -> Reply:
    """Close a matter: nothing new goes to it unasked."""
    matter = _named(turn, label, said="matter close")
    if matter.status == "closed":
        raise errors.NotChanged(firmwords.matter_closed_already(_words(matter)))
    matters.change(turn.db, firm_id=turn.firm.id, matter_id=matter.id, status="closed")
    ledger.note(
        turn,
        CHANGED,
        before={"status": matter.status, "name": matter.name},
        after={"matter": matter.id},
    )
    return Reply(firmwords.matter_closed(_words(matter)))


def alias(turn: Turn, *, label: str, name: str) -> Reply:
    """Let *label* mean the matter that *name* names, for this person."""
    matter = _named(turn, name, said=f"alias {errors.shorten(label)} =")
    labels.call(turn, label, matter_id=matter.id)
    parts = [replies.learnt(label, _words(matter))]
    parts += [
        replies.settled(each, today=turn.today)
        for each in showing.every(turn, labels.settle(turn))
    ]
    return Reply("\n".join(parts))


def restore(turn: Turn, matter_id: int, before: dict[str, Any] | None) -> str:
    """Bring a matter back to how it stood *before*.

    One just added goes; it is closed where something was put on it meanwhile.
    """
    if before is None:
        matter = matters.find(turn.db, firm_id=turn.firm.id, matter_id=matter_id)
        if matters.remove(turn.db, firm_id=turn.firm.id, matter_id=matter_id):
            return firmwords.matter_gone(_words(matter)) if matter else ""
    fields = before or {"status": "closed"}
    changed = matters.change(
        turn.db, firm_id=turn.firm.id, matter_id=matter_id, **fields
    )
    return firmwords.matter_row(_words(changed), changed.status) if changed else ""


def _named(turn: Turn, label: str, *, said: str) -> Matter:
    """Return the one matter that *label* names, or raise UnknownMatter.

    *said* is the command up to the matter's number.
    """
    found = labels.named(turn, label)
    if isinstance(found, list):
        near = [turn.matters.by_id[each] for each in found]
        raise errors.UnknownMatter(
            label,
            near=[labels.words(each) for each in near],
            example=f"{said} {near[0].number}" if near else "",
        )
    matter = matters.find(turn.db, firm_id=turn.firm.id, matter_id=found)
    if matter is None:
        raise errors.UnknownMatter(label)
    return matter


def _words(matter: Matter) -> str:
    if matter.name == matter.number:
        return matter.name
    return f"{matter.name} ({matter.number})"
