"""What a person's words answer of all that the last reply asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from bot import askwords, labels, ledger, numbering, references, smalltalk
from bot.core import labelwords, names
from bot.errors import NoChoice, NotChanged
from bot.turn import Turn
from storage import questions
from storage.models import Question

_WORDS = 6
_LONGEST = 200
_NUMBER = r"#?([1-9]\d{0,2})"
_ALONE = re.compile(r"#?(\d{1,3})")
_SEVERAL = re.compile(
    rf"{_NUMBER}(?:(?:\s*(?:[,;&+]|\band\b)\s*|\s+){_NUMBER})+", re.IGNORECASE
)
_POINTED = re.compile(rf"{_NUMBER}(?P<mark>\s*[:=)]|\s*[.–—-]\s|\s)\s*(?P<words>\S.*)")
_LONG_NUMBER = re.compile(r"\d{5,}")
_FILE = re.compile(r"(?:the )?(?P<name>[\w'’-]+) (?:file|matter)", re.IGNORECASE)
# A label that the list is only near to in sound or looks is no answer.
_GUESSES = frozenset({"near name", "unknown", "empty"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The *words* that may answer, and what the reader made of them as a line.

    *only_time* says that they are a duration and nothing else, *is_line* that a time
    and work can be read in them for certain, *is_command* that they begin like a
    command.
    """

    words: str
    only_time: bool = False
    is_line: bool = False
    is_command: bool = False


def is_numbers(text: str) -> bool:
    """Return whether *text* is nothing but numbers of choices: “2”, “1, 3”, “1 3 5”.

    >>> is_numbers("2."), is_numbers("1 and 3"), is_numbers("0.2"), is_numbers("1 call")
    (True, True, False, False)
    """
    bare = _bare(text[:_LONGEST])
    return len(text) <= _LONGEST and bool(
        _ALONE.fullmatch(bare) or _SEVERAL.fullmatch(bare)
    )


def may_point(text: str) -> bool:
    """Return whether *text* begins with a number that may be a choice's.

    >>> may_point("10: 2.0 hours"), may_point("0.2 call"), may_point("9:15-10 call")
    (True, False, True)
    """
    return "\n" not in text.strip() and _POINTED.match(text.strip()) is not None


def meant(turn: Turn, answer: Answer) -> list[str]:
    """Return the commands that *answer* stands for; none when it answers nothing.

    NoChoice is raised for a number that is not offered, NotChanged for words that
    answer more than one thing.
    """
    asked = latest(turn)
    bare = _bare(answer.words)
    if is_numbers(bare):
        return _numbered(asked, bare)
    offered = [choice for each in asked for choice in each.choices]
    pointed = _POINTED.fullmatch(answer.words.strip())
    if pointed:
        return _pointed(offered, pointed, answer) or _timed(turn, asked, answer)
    if answer.is_line:
        return []
    same = {each["say"] for each in offered if _same(answer.words, each)}
    near = {each["say"] for each in offered if _within(bare, each)}
    for found in (same, near):
        if len(found) == 1 and not (found is near and smalltalk.begins(bare)):
            return [str(found.pop())]
    agreed = _agreed(turn, asked, bare)
    if agreed:
        return agreed
    return _timed(turn, asked, answer) or _named(turn, asked, answer)


def chosen_day(turn: Turn, iso: str) -> str | None:
    """Return the command that a day answers a date question with, or None."""
    said = [
        choice["say"]
        for each in latest(turn)
        if each.field == "date"
        for choice in each.choices
        if choice["say"].endswith(f" {iso}")
    ]
    return said[0] if len(said) == 1 else None


def hint(turn: Turn) -> str | None:
    """Return how to answer what is still asked, or None when nothing is."""
    left = numbers(turn)
    if not left:
        return None
    about = [_spoken(turn, each) for each in latest(turn) if each.field == "matter"]
    return askwords.to_answer(left, named=about[0] if len(about) == 1 else None)


def numbers(turn: Turn) -> list[int]:
    """Return the numbers of the choices that still wait."""
    return [choice["number"] for each in latest(turn) for choice in each.choices]


def latest(turn: Turn) -> list[Question]:
    """Return what is still unanswered of the last reply that asked, as asked.

    Under an answer these are its own questions, whatever was asked since. What came
    unproven asks under its own answer alone.
    """
    if turn.thread is not None:
        return list(turn.thread.asked)
    found = questions.open_ones(turn.db, **turn.owner)
    last = takewhile(lambda each: each.message_id == found[0].message_id, found)
    return sorted(last, key=lambda each: each.id)


def _bare(text: str) -> str:
    """Return *text* without what stands about a number in a list."""
    return text.strip().strip("#.)( ")


def _numbered(asked: Sequence[Question], bare: str) -> list[str]:
    """Return what the numbers in *bare* choose, one choice of a question each."""
    offered: dict[int, tuple[int, dict[str, Any]]] = {}
    numbers = list(dict.fromkeys(int(each) for each in re.findall(r"\d+", bare)))
    for each in asked:
        for choice in each.choices:
            number = choice["number"]
            known = offered.setdefault(number, (each.id, choice))[1]
            if number in numbers and known["say"] != choice["say"]:
                both = [known["label"], choice["label"]]
                raise NotChanged(askwords.same_number(number, both))
    unknown = [each for each in numbers if each not in offered]
    if unknown:
        raise NoChoice(str(unknown[0]) if offered else bare, known=sorted(offered))
    chosen: dict[int, list[int]] = {}
    for number in numbers:
        chosen.setdefault(offered[number][0], []).append(number)
    for several in chosen.values():
        if len(several) > 1:
            raise NotChanged(askwords.same_question(several))
    return [str(offered[each][1]["say"]) for each in numbers]


def _pointed(
    offered: Sequence[dict[str, Any]], found: re.Match[str], answer: Answer
) -> list[str]:
    """Return what a number with the words of its choice chooses.

    The number may be the entry's, as a choice's own words begin with it.
    """
    words = found["words"]
    whole = [each for each in offered if _same(found[0], each)]
    there = [each for each in offered if each["number"] == int(found[1])]
    fits = [each for each in there if fits_choice(words, each)]
    chosen = {each["say"]: each["number"] for each in [*whole, *fits]}
    if len(chosen) > 1:
        raise NotChanged(askwords.two_choices(found[0], sorted(chosen.values())))
    doubt = found["mark"].isspace() and not labelwords.whole(words)
    if chosen or answer.is_line or doubt or words[0].isdigit() or not offered:
        return list(chosen)
    if not there:
        raise NoChoice(found[1], known=[each["number"] for each in offered])
    raise NotChanged(
        askwords.not_that_choice(int(found[1]), label=there[0]["label"], words=words)
    )


def fits_choice(words: str, choice: dict[str, Any]) -> bool:
    """Return whether *words* say a choice, or name the matter that it stands for."""
    return _same(words, choice) or _within(words, choice)


def _same(text: str, choice: dict[str, Any]) -> bool:
    """Return whether *text* says a choice's label, command or matter number."""
    folded = " ".join(text.casefold().split()).strip(" .")
    label = choice["label"].casefold()
    return folded in {
        label,
        label.partition(": ")[2],
        choice["say"].casefold(),
        choice["say"].casefold().partition(" ")[2].split(" ", 2)[-1],
    }


def _within(text: str, choice: dict[str, Any]) -> bool:
    """Return whether every word of *text* names the matter of a *choice*."""
    words = set(names.fold(text).split())
    label = choice["label"].partition(": ")[2] or choice["label"]
    is_matter = choice["say"].startswith("matter ")
    return bool(words) and is_matter and words <= set(names.fold(label).split())


def _agreed(turn: Turn, asked: Sequence[Question], bare: str) -> list[str]:
    """Return what a yes or a no answers: whether what one letter brought is theirs."""
    whose = [each for each in asked if each.field == "sender"]
    letters = {ledger.find(turn, each.entry_id).message_id for each in whose}
    if len(letters) != 1:
        return []
    if smalltalk.agrees(bare):
        return [str(each.choices[0]["say"]) for each in whose]
    return [str(each.choices[1]["say"]) for each in whose if smalltalk.refuses(bare)]


def _timed(turn: Turn, asked: Sequence[Question], answer: Answer) -> list[str]:
    """Return what a time by itself answers: the one question how long it was."""
    timed = [each for each in asked if each.field == "duration"]
    if not answer.only_time or len(timed) != 1:
        return []
    return [f"edit {_reference(turn, timed[0])} {_bare(answer.words)}"]


def _named(turn: Turn, asked: Sequence[Question], answer: Answer) -> list[str]:
    """Return what a name by itself answers: the one question which matter it is."""
    open_ = [each for each in asked if each.field == "matter"]
    name = _bare(answer.words)
    if not open_ or answer.is_command or not is_name(turn, name):
        return []
    if len(open_) > 1:
        about = [_spoken(turn, each) for each in open_]
        raise NotChanged(askwords.two_questions(name, about=about))
    return [f"matter {_reference(turn, open_[0])} {name}"]


def is_name(turn: Turn, name: str) -> bool:
    """Return whether *name* names a matter: one on the list, or one such as are said.

    Neither small talk nor a day does.
    """
    if not name or len(name.split()) > _WORDS or references.dayish(name):
        return False
    if turn.matters.by_id:
        found = labels.match(turn, name)
        return found.kind == "exact" or (
            found.why not in _GUESSES and not smalltalk.begins(name)
        )
    if smalltalk.begins(name) or smalltalk.leaves(name) or smalltalk.redoes(name):
        return False
    said = labelwords.clean(name)
    run = labelwords.CAPITAL_RUN.search(said)
    file = _FILE.fullmatch(name)
    return bool(
        labelwords.whole(said)
        or (file and file["name"].lower() not in labelwords.NO_NAME)
        or (run and run.start() == 0)
        or labelwords.VERSUS.search(said)
        or _LONG_NUMBER.fullmatch(said)
    )


def _reference(turn: Turn, asked: Question) -> str:
    """Return the entries that a question is about as a command names them anywhere."""
    if asked.choices:
        _, day, numbers, *_ = asked.choices[0]["say"].split(" ")
        return f"{day} {numbers}"
    return numbering.reference([ledger.find(turn, asked.entry_id)])


def _spoken(turn: Turn, asked: Question) -> str:
    """Return the entries that a question is about as the person names them."""
    day, _, numbers = _reference(turn, asked).partition(" ")
    return numbering.name(
        date.fromisoformat(day), numbers, bare=numbering.day_meant(turn)
    )
