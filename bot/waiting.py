"""What was not shown to come from the person: it is kept, and waits for their yes.

It does nothing else, and the answer holds nothing but what the letter itself said.
"""

from functools import partial

from bot import (
    answers,
    apart,
    capture,
    commands,
    errors,
    ledger,
    letterwords,
    numbering,
    ontop,
    pointing,
    questions,
    replies,
    showing,
    signed,
)
from bot.core import days, message
from bot.core.drafts import Draft, Reading
from bot.hearing import Deed, Ear
from bot.messages import Reply, Said
from bot.turn import Turn
from storage.models import Entry


def deed(said: Said, *, ear: Ear) -> Deed:
    """Return what to do about a message that may be somebody else's."""
    lines, _ = apart.read(said.text, ear=ear)
    reading = message.read(
        lines, today=ear.today, locale=ear.locale, lent=ontop.lends(said, ear=ear)
    )
    if _asks(said.text, reading, ear=ear):
        reading = Reading()
    return partial(
        _keep,
        reading=signed.without(reading, name=ear.name),
        misdated=letterwords.MISDATED in said.notes,
    )


def _asks(text: str, reading: Reading, *, ear: Ear) -> bool:
    """Return whether *text* is a command or an answer, understood or not."""
    if answers.is_numbers(text) or pointing.is_arrow(text):
        return True
    try:
        return commands.find(text, ear=ear) is not None or (
            apart.is_command(text, reading) and commands.misused(text) is not None
        )
    except errors.Problem:
        return True


def _keep(turn: Turn, *, reading: Reading, misdated: bool) -> Reply:
    """Keep lines until the person says yes to them; ask for it."""
    ledger.note(turn, numbering.UNPROVEN)
    if not reading.drafts:
        return Reply(letterwords.nothing_unproven(misdated=misdated))
    kept = [_kept(turn, each) for each in reading.drafts]
    asked = questions.ask_whose(turn, kept)
    rows = [
        letterwords.waiting(replies.entry(each), days.say(each.day, today=turn.today))
        for each in showing.every(turn, kept)
    ]
    parts = [letterwords.came_unproven(len(kept), misdated=misdated), *rows]
    parts += capture.told(reading.problems)
    return Reply("\n".join([*parts, *asked.texts]), choices=asked.choices)


def _kept(turn: Turn, draft: Draft) -> Entry:
    """Keep one line with the question whose it is; its label is looked up after."""
    named = [
        {"field": each.field, "options": list(each.options)}
        for each in draft.asks
        if each.field == "matter"
    ]
    return ledger.add(
        turn,
        day=draft.day or turn.today,
        minutes=draft.minutes,
        narrative=draft.narrative,
        line=draft.line,
        label=draft.matter,
        activity=draft.activity,
        billing=draft.billing.value,
        rate=draft.rate,
        asks=[{"field": "sender", "options": []}, *capture.asks(draft), *named],
        warnings=list(draft.warnings),
    )
