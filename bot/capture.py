"""A message of lines → kept entries and bookmarks, and one reply about all of them."""

from collections.abc import Sequence
from typing import Any

from bot import (
    bookmarks,
    errors,
    items,
    labels,
    ledger,
    letterwords,
    numbering,
    places,
    proposals,
    questions,
    replies,
    showing,
)
from bot.core.drafts import Draft, Problem, Reading
from bot.messages import Reply
from bot.turn import Turn
from storage.models import Entry

_QUOTED = 3  # lines without a time that are each quoted under good ones
_FEW = 2


def take(turn: Turn, *, reading: Reading) -> Reply:
    """Keep everything that was read; say what became of each line.

    Unread is raised when no line could be kept.
    """
    if not reading.drafts and not reading.bookmarks:
        raise unread(reading.problems)
    lacking = any(each.matter is None for each in reading.drafts)
    proposed = proposals.options(turn) if lacking else []
    kept = [keep(turn, each, proposed=proposed) for each in reading.drafts]
    marked = [bookmarks.keep(turn, each) for each in reading.bookmarks]
    alone = len(kept) == 1 and not marked
    if kept and not alone:
        turn = numbering.shown(turn, {each.day for each in kept})
    asked = questions.ask(turn, kept)
    shown = showing.every(turn, kept)
    parts = []
    if alone:
        minutes = showing.total(turn, kept[0].day)
        parts.append(replies.kept(shown[0], minutes=minutes, today=turn.today))
    else:
        parts += [replies.new(each, today=turn.today) for each in shown]
    parts += marked
    parts += replies.warned(shown)
    lent = [
        each.number for each, of in zip(kept, reading.drafts, strict=True) if of.lent
    ]
    parts += [letterwords.lent(lent)] if lent else []
    parts += asked.texts
    parts += told(reading.problems)
    if kept and not alone:
        parts.append(_totals(turn, kept))
    return Reply(
        "\n".join(parts), choices=asked.choices, items=items.every(shown, kept)
    )


def keep(turn: Turn, draft: Draft, *, proposed: Sequence[str] = ()) -> Entry:
    """Keep one draft as an entry; what cannot be told for sure is asked.

    *proposed* are the matters that are offered where none was said.
    """
    label, place = placed(turn, draft, proposed=proposed)
    return ledger.add(
        turn,
        day=draft.day or turn.today,
        minutes=draft.minutes,
        narrative=draft.narrative,
        line=draft.line,
        matter_id=place.matter_id,
        label=label,
        activity=draft.activity,
        billing=draft.billing.value,
        rate=draft.rate,
        asks=[*asks(draft), *place.asks],
        warnings=list(draft.warnings),
    )


def placed(
    turn: Turn, draft: Draft, *, proposed: Sequence[str] = ()
) -> tuple[str | None, labels.Place]:
    """Return a draft's label with where it leads: where it is said may say it."""
    named = [each.options for each in draft.asks if each.field == "matter"]
    bound = places.bound(turn) if draft.matter is None and not named else None
    if bound is not None:
        return bound.label, labels.Place(matter_id=bound.matter_id)
    if draft.matter is None and proposed:
        named.append(tuple(proposals.first(turn, draft.narrative, proposed)))
    if named:
        asked = {"field": "matter", "options": list(named[0])}
        return draft.matter, labels.Place(asks=(asked,))
    return draft.matter, labels.place(turn, draft.matter)


def asks(draft: Draft) -> list[dict[str, Any]]:
    """Return what the reader asks about a draft but its matter, as it is kept."""
    return [
        {"field": each.field, "options": list(each.options)}
        for each in draft.asks
        if each.field != "matter"
    ]


def unread(problems: Sequence[Problem]) -> errors.Unread:
    """Return the problem that says why nothing was kept."""
    return errors.Unread("\n".join(told(problems, most=1)))


def told(problems: Sequence[Problem], *, most: int = _QUOTED) -> list[str]:
    """Return what to say of *problems*; of lines without a time, of *most* of them.

    A letter may be nothing but such lines: one is quoted, and the others counted.
    """
    untimed = [each for each in problems if each.kind == "no_duration"]
    left = untimed[most:] if len(untimed) > _FEW else []
    parts = [each.message for each in problems if each not in left]
    return [*parts, replies.untimed(len(left))] if left else parts


def _totals(turn: Turn, kept: Sequence[Entry]) -> str:
    """Return the total of each day that has a new entry, today's last."""
    touched = sorted({each.day for each in kept} | {turn.today})
    return replies.totals(
        [(day, showing.total(turn, day)) for day in touched], today=turn.today
    )
