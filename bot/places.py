"""Conversations that are bound to a matter: their lines are for it."""

from bot import changewords, errors, labels
from bot.messages import Reply
from bot.turn import Turn
from storage import places
from storage.models import Place

_NOTHING = frozenset({"nothing", "none", "no matter", "off"})


def bound(turn: Turn) -> Place | None:
    """Return what the conversation of this turn is bound to, or None."""
    if turn.said.place is None:
        return None
    return places.find(turn.db, firm_id=turn.firm.id, place=turn.said.place)


def bind(turn: Turn, *, label: str) -> Reply:
    """Bind the conversation to the matter *label*, free it, or say how it is."""
    if turn.said.place is None:
        raise errors.NotChanged(changewords.NO_PLACE)
    if not label:
        found = bound(turn)
        if found is None:
            return Reply(changewords.NOT_BOUND)
        return Reply(changewords.is_bound(_words(turn, found.matter_id, found.label)))
    if label.casefold() in _NOTHING:
        places.free(turn.db, firm_id=turn.firm.id, place=turn.said.place)
        return Reply(changewords.PLACE_FREE)
    matter_id = _named(turn, label)
    if not places.bind(
        turn.db,
        firm_id=turn.firm.id,
        place=turn.said.place,
        matter_id=matter_id,
        label=label,
    ):
        raise errors.NotChanged(changewords.BOUND_ELSEWHERE)
    return Reply(changewords.bound(_words(turn, matter_id, label)))


def _named(turn: Turn, label: str) -> int | None:
    """Return the matter that *label* names; None without a list, else a Problem."""
    by_id = turn.matters.by_id
    if not by_id:
        return None
    found = labels.named(turn, label)
    if isinstance(found, int):
        return found
    near = [labels.words(by_id[each]) for each in found]
    example = f"bind {by_id[found[0]].number}" if found else ""
    raise errors.UnknownMatter(label, near=near, example=example)


def _words(turn: Turn, matter_id: int | None, label: str) -> str:
    return labels.shown(turn, matter_id=matter_id, label=label) or label
