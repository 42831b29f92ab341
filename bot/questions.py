"""What a reply asks, as choices that are numbered through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from bot import answers, askwords, labels, letterwords, numbering, showing
from bot.core import days, durations, names
from bot.messages import Choice
from bot.turn import Turn
from storage import matters, questions
from storage.models import Entry

LEAVE = "leave open"
_MOST = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """The *texts* of questions, and the *choices* that answer them."""

    texts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


def ask(turn: Turn, kept: Sequence[Entry], *, most: int | None = None) -> Asked:
    """Ask what is missing in the *kept* entries; earlier questions give way to these.

    A label that several entries of a day share is asked about once. *most* questions
    are asked; how many more there are is said.
    """
    groups = _groups(kept)
    if not groups:
        return Asked()
    _supersede(turn)
    numbers = count(1)
    texts: list[str] = []
    choices: list[Choice] = []
    for at, (group, each) in enumerate(groups):
        if len(choices) >= _MOST or at == most:
            texts.append(askwords.more_questions(len(groups) - at))
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


def offered(turn: Turn, kept: Sequence[Entry]) -> Asked:
    """Return what is still asked of the *kept* entries; nothing is asked anew.

    Numbers that a person may type stay those of the last reply that asked.
    """
    texts: list[str] = []
    choices: list[Choice] = []
    groups = _groups(kept)
    for group, each in groups:
        if len(choices) >= _MOST:
            break
        prefix = f"{group[0].number}: " if len(groups) > 1 else ""
        choices += [
            Choice(number=0, label=f"{prefix}{label}", say=say)
            for label, say in _choices(turn, group, each)
        ]
        texts.append(_text(turn, group, each))
    return Asked(tuple(texts), tuple(choices))


def again(turn: Turn, done: Sequence[tuple[Entry, Entry]]) -> Asked:
    """Ask what entries still lack after a mend, each as it was before and is now.

    What the last reply asked beside it is not lost: its choices keep their numbers
    then, and nothing is asked anew.
    """
    open_ = answers.latest(turn)
    mended = {after.id for _, after in done if after.asks}
    same = all(each in before.asks for before, after in done for each in after.asks)
    if same and mended and mended < {each.entry_id for each in open_}:
        return Asked((askwords.still_asked(answers.numbers(turn)),))
    return ask(turn, [after for _, after in done])


def ask_whose(turn: Turn, kept: Sequence[Entry]) -> Asked:
    """Ask whether what came unproven is the person's.

    Earlier questions stand, and the numbers of this one mean something only under
    its own answer: nobody shall say yes to it who has not seen it.
    """
    numbers = count(1)
    choices: list[Choice] = []
    for group, each in _groups(kept):
        offered = [
            Choice(number=next(numbers), label=label, say=say)
            for label, say in _choices(turn, group, each)
        ]
        _keep(turn, group[0], field=each["field"], choices=offered)
        choices += offered
    for entry in kept:
        questions.close_all(
            turn.db, firm_id=turn.firm.id, entry_id=entry.id, field="sender"
        )
    return Asked((letterwords.IS_IT_YOURS,), tuple(choices))


def ask_matter(
    turn: Turn, kept: Sequence[Entry], *, options: Sequence[str], label: str
) -> Asked:
    """Ask which of the matters numbered *options* the entries are for."""
    _supersede(turn)
    offered = _choices(turn, kept, {"field": "matter", "options": list(options)})
    choices = [
        Choice(number=number, label=label, say=say)
        for number, (label, say) in enumerate(offered, 1)
    ]
    _keep(turn, kept[0], field="matter", choices=choices)
    asked = _more_fit(turn, askwords.which_matter(label), label, options)
    named = ",".join(str(each.number) for each in kept)
    named = numbering.name(kept[0].day, named, bare=numbering.day_meant(turn))
    return Asked((f"{asked} {askwords.another(named)}",), tuple(choices))


def offer(turn: Turn, entry: Entry, offered: Sequence[tuple[str, str]]) -> Asked:
    """Offer ways to go on with an entry, each a label and what says it."""
    _supersede(turn)
    choices = [
        Choice(number=number, label=label, say=say)
        for number, (label, say) in enumerate(offered, 1)
    ]
    _keep(turn, entry, field="way", choices=choices)
    return Asked(choices=tuple(choices))


def _groups(kept: Sequence[Entry]) -> list[tuple[list[Entry], dict[str, Any]]]:
    """Return each question with the entries that it is about."""
    groups: dict[object, tuple[list[Entry], dict[str, Any]]] = {}
    for entry in kept:
        for each in _first(entry):
            key: object = (entry.id, each["field"])
            if each["field"] == "matter" and entry.label:
                key = (entry.day, names.fold(entry.label))
            if each["field"] == "sender":
                key = (entry.day, entry.message_id)
            groups.setdefault(key, ([], each))[0].append(entry)
    return list(groups.values())


def _first(entry: Entry) -> list[dict[str, Any]]:
    """Return what is asked of an entry now: whose it is before anything else."""
    whose = [each for each in entry.asks if each["field"] == "sender"]
    return whose or entry.asks


def _choices(
    turn: Turn, group: Sequence[Entry], ask: dict[str, Any]
) -> list[tuple[str, str]]:
    """Return the labels of a question's choices, each with what says it."""
    named = numbering.reference(group)
    if ask["field"] == "sender":
        return [
            (letterwords.MINE, f"mine {named}"),
            (letterwords.NOT_MINE, f"delete {named}"),
        ]
    if ask["field"] == "duration":
        times = [durations.say(int(each)) for each in ask["options"]]
        return [(askwords.hours_said(each), f"edit {named} {each}") for each in times]
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
    if ask["field"] == "sender":
        return letterwords.whose([each.number for each in group])
    asked = askwords.question(shown, ask["field"])
    if ask["field"] != "matter":
        return asked
    named = ",".join(str(each.number) for each in group)
    named = numbering.name(group[0].day, named, bare=numbering.day_meant(turn))
    label = group[0].label
    return askwords.matter_hint(
        _more_fit(turn, asked, label, ask["options"]),
        names=named,
        label=label,
        on_list=bool(turn.matters.by_id),
    )


def _more_fit(turn: Turn, asked: str, label: str | None, options: Sequence[str]) -> str:
    """Return a question, with a note when more matters fit *label* than are offered."""
    if not label or not turn.matters.by_id or len(options) < labels.CHOICES:
        return asked
    found = matters.search(
        turn.db, firm_id=turn.firm.id, words=label, limit=labels.CHOICES + 1
    )
    if len(found) <= labels.CHOICES:
        return asked
    return f"{asked} {askwords.more_fit(label)}"


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
    questions.supersede(turn.db, **turn.made)
