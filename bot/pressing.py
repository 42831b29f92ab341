"""A button under an answer: what it says is done, and the answer is told anew."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot import cards
from bot.hearing import Deed
from bot.messages import Choice, Reply
from bot.turn import Turn
from storage import amendments

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

    A message that made no entries, such as one that asked for a sheet, stays as it is.
    """
    done = deed(turn)
    root = amendments.about(turn.db, firm_id=turn.firm.id, message_id=about) or about
    if not amendments.entries(turn.db, firm_id=turn.firm.id, about_id=root):
        return done
    card = cards.card(turn, root)
    shown = set(card.text.split("\n"))
    notes = [
        line
        for line in done.text.split("\n")
        if line not in shown and not line.startswith(_ECHO)
    ]
    if done.choices and not card.choices:
        return replace(card, text="\n".join([card.text, *notes]), choices=done.choices)
    return replace(card, text="\n".join([card.text, *notes]))
