"""What a reply asks, as choices numbered through; and what an answer stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile
from typing import Any

from bot import labels, ledger, numbering, replies, showing
from bot.core import days, durations, names
from bot.errors import NoChoice
from bot.messages import Choice
from bot.turn import Turn
from storage import questions
from storage.models import Entry, Question

LEAVE = "leave open"
_MOST = 40
_WORDS = 6
_NAME = re.compile(r"(?:[^\W\d_]*[A-Z\d]\S*|v|vs|of|and|the|file|matter)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """The *texts* of questions, and the *choices* that answer them."""

    texts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


def ask(turn: Turn, kept: Sequence[Entry]) -> Asked:
    """Ask what is missing in the *kept* entries; earlier questions give way to these.

    A label that several entries of a day share is asked about once.
    """
    groups = _groups(kept)
    if not groups:
        return Asked()
    _supersede(turn)
    numbers = count(1)
    texts: list[str] = []
    choices: list[Choice] = []
    for group, each in groups:
        if len(choices) >= _MOST:
            texts.append("More is still open; the day's sheet asks about the rest.")
            break
        entry = group[0]
        offered = _choices(turn, group, each)
        prefix = f"{entry.number}: " if len(groups) > 1 else ""
        numbered = [
            Choice(number=next(numbers), label=f"{prefix}{label}", say=say)
            for label, say in offered
        ]
        _keep(turn, entry, field=each["field"], choices=numbered)
        choices += numbered
        texts.append(_text(turn, group, each))
    return Asked(tuple(texts), tuple(choices))


def ask_matter(turn: Turn, kept: Sequence[Entry], *, options: Sequence[str]) -> Asked:
    """Ask which of the matters numbered *options* the entries are for."""
    _supersede(turn)
    offered = _choices(turn, kept, {"field": "matter", "options": list(options)})
    choices = [
        Choice(number=number, label=label, say=say)
        for number, (label, say) in enumerate(offered, 1)
    ]
    _keep(turn, kept[0], field="matter", choices=choices)
    return Asked(choices=tuple(choices))


def offer(turn: Turn, entry: Entry, offered: Sequence[tuple[str, str]]) -> Asked:
    """Offer ways to go on with an entry, each a label and what says it."""
    _supersede(turn)
    choices = [
        Choice(number=number, label=label, say=say)
        for number, (label, say) in enumerate(offered, 1)
    ]
    _keep(turn, entry, field="way", choices=choices)
    return Asked(choices=tuple(choices))


def meant(turn: Turn, text: str, *, only_time: bool = False) -> str | None:
    """Return the command that *text* answers a question with, or None.

    *only_time* says that *text* is a duration and nothing else. NoChoice is raised
    for a bare number that is not offered.
    """
    latest = _latest(turn)
    offered = [choice for each in latest for choice in each.choices]
    bare = text.strip().strip("#.)( ")
    if bare.isdecimal() and len(bare) <= 3:
        for choice in offered:
            if choice["number"] == int(bare):
                return str(choice["say"])
        raise NoChoice(bare, known=[each["number"] for each in offered])
    said = [each for each in offered if _same(bare, each)]
    if len({each["say"] for each in said}) == 1:
        return str(said[0]["say"])
    near = {each["say"] for each in offered if _within(bare, each)}
    if len(near) == 1:
        return str(near.pop())
    named = _only(turn, latest, "duration") if only_time else None
    if named:
        return f"edit {named} {bare}"
    return _by_name(turn, latest, bare)


def chosen_day(turn: Turn, iso: str) -> str | None:
    """Return the command that a day answers a date question with, or None."""
    said = [
        choice["say"]
        for each in _latest(turn)
        if each.field == "date"
        for choice in each.choices
        if choice["say"].endswith(f" {iso}")
    ]
    return said[0] if len(said) == 1 else None


def _groups(kept: Sequence[Entry]) -> list[tuple[list[Entry], dict[str, Any]]]:
    """Return each question with the entries that it is about."""
    groups: dict[object, tuple[list[Entry], dict[str, Any]]] = {}
    for entry in kept:
        for each in entry.asks:
            key: object = (entry.id, each["field"])
            if each["field"] == "matter" and entry.label:
                key = (entry.day, names.fold(entry.label))
            groups.setdefault(key, ([], each))[0].append(entry)
    return list(groups.values())


def _choices(
    turn: Turn, group: Sequence[Entry], ask: dict[str, Any]
) -> list[tuple[str, str]]:
    """Return the labels of a question's choices, each with what says it."""
    named = numbering.reference(group)
    if ask["field"] == "duration":
        times = [durations.say(int(each)) for each in ask["options"]]
        return [(replies.hours_said(each), f"edit {named} {each}") for each in times]
    if ask["field"] == "date":
        return [
            (
                days.say(date.fromisoformat(each), today=turn.today),
                f"move {named} {each}",
            )
            for each in ask["options"]
        ]
    known = {each.number: each for each in turn.matters.by_id.values()}
    offered = [
        (labels.words(known[each]) if each in known else each, f"matter {named} {each}")
        for each in ask["options"][: labels.CHOICES]
    ]
    return [*offered, (LEAVE, f"leave {named} open")]


def _text(turn: Turn, group: Sequence[Entry], ask: dict[str, Any]) -> str:
    """Return a question, and for a matter how to name one that is not offered."""
    shown = showing.shown(turn, group[0])
    asked = replies.question(shown, ask["field"])
    if ask["field"] != "matter":
        return asked
    named = ",".join(str(each.number) for each in group)
    named = numbering.name(group[0].day, named, bare=numbering.day_meant(turn))
    return replies.matter_hint(
        asked, names=named, label=group[0].label, on_list=bool(turn.matters.by_id)
    )


def _keep(turn: Turn, entry: Entry, *, field: str, choices: Sequence[Choice]) -> None:
    questions.ask(
        turn.db,
        **turn.made,
        entry_id=entry.id,
        field=field,
        choices=[
            {"number": each.number, "label": each.label, "say": each.say}
            for each in choices
        ],
    )


def _supersede(turn: Turn) -> None:
    """Let bare numbers mean the choices of this reply alone."""
    for each in questions.open_ones(turn.db, **turn.owner):
        if each.message_id != turn.message:
            questions.mark(
                turn.db, firm_id=turn.firm.id, question_id=each.id, answered=True
            )


def _latest(turn: Turn) -> list[Question]:
    """Return what is still unanswered of the last reply that asked, as asked."""
    found = questions.open_ones(turn.db, **turn.owner)
    last = takewhile(lambda each: each.message_id == found[0].message_id, found)
    return sorted(last, key=lambda each: each.id)


def _same(text: str, choice: dict[str, Any]) -> bool:
    """Return whether *text* says a choice's label, command or matter number."""
    folded = " ".join(text.casefold().split())
    label = choice["label"].casefold()
    return folded in {
        label,
        label.partition(": ")[2],
        choice["say"].casefold(),
        choice["say"].casefold().partition(" ")[2].split(" ", 2)[-1],
    }


def _only(turn: Turn, latest: Sequence[Question], field: str) -> str | None:
    """Return the reference of the one question about *field*, or None."""
    asked = [each for each in latest if each.field == field]
    if len(asked) != 1:
        return None
    if asked[0].choices:
        _, day, numbers, *_ = asked[0].choices[0]["say"].split(" ")
        return f"{day} {numbers}"
    return numbering.reference([ledger.find(turn, asked[0].entry_id)])


def _within(text: str, choice: dict[str, Any]) -> bool:
    """Return whether every word of *text* names the matter of a *choice*."""
    words = set(names.fold(text).split())
    label = choice["label"].partition(": ")[2] or choice["label"]
    is_matter = choice["say"].startswith("matter ")
    return bool(words) and is_matter and words <= set(names.fold(label).split())


def _by_name(turn: Turn, latest: Sequence[Question], text: str) -> str | None:
    """Return the command that a name answers the one matter question with, or None."""
    if not text or len(text.split()) > _WORDS:
        return None
    if turn.matters.by_id:
        offered = [choice for each in latest for choice in each.choices]
        if not (
            labels.match(turn, text).kind == "exact"
            or any(_within(text, each) for each in offered)
        ):
            return None
    elif len(text.split()) > 1 and not all(map(_NAME.match, text.split())):
        return None
    named = _only(turn, latest, "matter")
    return named and f"matter {named} {text}"
