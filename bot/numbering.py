"""Which day a bare number belongs to, and how an entry is named for certain."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot import ledger
from bot.turn import Turn
from storage import people
from storage.events import Step
from storage.models import Entry

SHOWN = "shown"
ADDED = "added"
UNPROVEN = "unproven"


def day_meant(turn: Turn, said: date | None = None) -> date:
    """Return the day that a bare number belongs to.

    The day that was *said*; or the one day whose numbers were last shown today,
    unless something of today was kept since; or today.
    """
    if said is not None:
        return said
    if turn.person.shown_day is None:
        return turn.today
    for step in ledger.steps(turn):
        if any(event.kind == SHOWN for event in step.events):
            return turn.person.shown_day
        if not step.undone and not unproven(step) and _keeps_today(turn, step):
            return turn.today
    return turn.today


def shown(turn: Turn, days: Collection[date]) -> Turn:
    """Let bare numbers mean the one other day whose numbers are shown, else today.

    Return the turn as it goes on from there.
    """
    [*several] = set(days)
    one = several[0] if len(several) == 1 and several[0] != turn.today else None
    if one is not None:
        ledger.note(turn, SHOWN, after={"day": one.isoformat()})
    if one == turn.person.shown_day:
        return turn
    person = people.change(turn.db, **turn.owner, shown_day=one)
    return turn if person is None else replace(turn, person=person)


def unproven(step: Step) -> bool:
    """Return whether a step was not shown to be the person's own doing."""
    return any(event.kind == UNPROVEN for event in step.events)


def _keeps_today(turn: Turn, step: Step) -> bool:
    """Return whether a step has kept an entry of today."""
    added = [each.entry_id for each in step.events if each.kind == ADDED]
    return any(
        ledger.find(turn, each).day == turn.today for each in added if each is not None
    )


def reference(kept: Sequence[Entry]) -> str:
    """Return words that name entries of one day on any day: “2026-11-18 3,5”."""
    return f"{kept[0].day} {','.join(str(each.number) for each in kept)}"


def name(day: date, number: int | str, *, bare: date) -> str:
    """Return how a command names an entry when bare numbers mean those of *bare*."""
    return str(number) if day == bare else f"{day} {number}"
