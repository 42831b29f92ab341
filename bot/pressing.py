"""A button under an answer: what it says is done, and the answer is told anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot import cards, changewords, errors, items, questions, revising, timesheet
from bot.core import names
from bot.core.days import Period
from bot.hearing import Deed
from bot.messages import Choice, Reply
from bot.turn import Turn
from storage import amendments, entries, inbox, numbers
from storage import questions as kept
from storage.models import Entry

_MARK = 16
_ECHO = ("✓ ", "? ", "– ")


def mark(choice: Choice) -> str:
    """Return what names a *choice* for certain and says nothing of it."""
    return sha256(choice.say.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]


def said(answer: Mapping[str, Any] | None, wanted: str) -> str | None:
    """Return what the choice with that mark says in a kept *answer*, or None."""
    for each in (answer or {}).get("choices", ()):
        choice = Choice(**each)
        if mark(choice) == wanted:
            return choice.say
    return None


def press(turn: Turn, *, deed: Deed, about: int) -> Reply:
    """Do *deed*; return how the message *about* stands then, with what is new to say.

    A sheet is shown anew; what was neither lines nor a sheet gives way to the answer.
    """
    if not _is_asked(turn):
        raise errors.NotChanged(changewords.NOT_ASKED)
    done = deed(turn)
    root = revising.root(turn, about)
    if amendments.entries(turn.db, firm_id=turn.firm.id, about_id=root):
        revising.amend(turn, root, "press")
        return _told(cards.card(turn, root), done)
    pressed = inbox.find(turn.db, firm_id=turn.firm.id, message_id=about)
    kept = ((pressed and pressed.answer) or {}).get("sheet")
    if kept is None:
        return done
    shown = items.sheet_untold(kept)
    period = Period(shown.start, shown.end, shown.start.isoformat())
    return _told(timesheet.sheet(turn, period=period), done)


def _is_asked(turn: Turn) -> bool:
    """Return whether what the turn says answers something that is still asked.

    It was offered once; but the entry may have been answered, or edited, since.
    """
    numbers.hold(turn.db, timekeeper_id=turn.person.id)
    open_ = kept.open_ones(turn.db, **turn.owner)
    asked = {choice["say"] for each in open_ for choice in each.choices}
    if turn.said.text in asked:
        return True
    return any(
        choice.say == turn.said.text
        for each in _alike(entries.open_ones(turn.db, **turn.owner))
        for choice in questions.offered(turn, each).choices
    )


def _alike(waiting: Sequence[Entry]) -> list[list[Entry]]:
    """Return entries that wait, those of one day and label beside each alone."""
    groups: dict[object, list[Entry]] = {}
    for each in waiting:
        groups.setdefault((each.day, names.fold(each.label or "")), []).append(each)
    return [*groups.values(), *([each] for each in waiting)]


def _told(now: Reply, done: Reply) -> Reply:
    """Return how things stand *now*, and what was *done* beside what that shows."""
    shown = set(now.text.split("\n"))
    notes = [
        line
        for line in done.text.split("\n")
        if line not in shown and not line.startswith(_ECHO)
    ]
    choices = now.choices or done.choices
    return replace(now, text="\n".join([now.text, *notes]), choices=choices)
