"""Lines of an answer that name their entry: “1 → Jones”, “2: 0.3 call”, “delete 2”.

Those that mean all of it are here, too: “undo”, “delete”.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from bot import (
    answers,
    askwords,
    errors,
    numbering,
    rewording,
    signed,
    smalltalk,
    threads,
    undoing,
)
from bot.hearing import Deed, Ear
from bot.messages import Reply
from bot.turn import Thread, Turn
from storage import entries
from storage.models import Entry

_SHORT = 200
_MOST = 200
_ARROW = r"(?:→|➔|➜|⇒|->|=>|[-–—]+>)"
_POINT = re.compile(
    rf"(?:(?:entry|number|no\.?)\s+)?#?(?P<number>[1-9]\d{{0,2}})"
    rf"(?:\s*(?P<arrow>{_ARROW})\s*|(?P<colon>\s*[:=]\s+|\s*[:=](?=[^\d\s]))|\s+)"
    r"(?P<words>\S.*)",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"(?P<verb>edit|matter|move|delete|remove|split|merge|leave|mine)\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_UNDO = re.compile(
    r"(?:undo|revert|take (?:it|that|this) back)(?: (?:that|it|this|please))?",
    re.IGNORECASE,
)
_DELETE = re.compile(
    r"(?:delete|remove|cancel|strike|scratch|void)"
    r"(?: (?:(?P<all>all|both|them|these|those|everything)(?: of (?:it|them|these))?"
    r"|it|that|this|(?:that|this|the) (?:one|entry|line|time)))?(?: out)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the lines of an answer ask for, and the *rest* of its lines."""

    deeds: Sequence[Deed] = ()
    rest: str = ""


def is_arrow(text: str) -> bool:
    """Return whether *text* is an arrow from a number: “1 → Jones”, “1 -> 0.3”."""
    if "\n" in text.strip() or len(text) > _SHORT:
        return False
    found = _POINT.fullmatch(text.strip())
    return found is not None and found["arrow"] is not None


def explicit(turn: Turn, text: str, *, ear: Ear) -> Found:
    """Return what lines of an answer say that name an entry, or all of them."""
    said = lines(text, ear=ear)
    try:
        found = [(line, _explicit(turn, line, ear=ear)) for line in said]
    except errors.NotChanged as problem:
        if len(said) == 1:
            raise
        raise errors.NotChanged(f"{problem}\n{askwords.NONE_DONE}") from problem
    rest = "\n".join(line for line, deed in found if deed is None)
    deeds = [deed for _, deed in found if deed is not None]
    return Found(deeds, rest) if deeds else Found()


def lines(text: str, *, ear: Ear) -> list[str]:
    """Return the lines of an answer, without the thanks and the name about them.

    Where there is nothing else, the first of those is the answer.
    """
    said = [each for line in text.split("\n")[:_MOST] if (each := line.strip())]
    told = [
        each
        for each in said
        if not (smalltalk.alone(each) or signed.is_own(each, name=ear.name))
    ]
    return told or said[:1]


def pointed(turn: Turn, line: str, *, ear: Ear) -> Deed | None:
    """Return what “1 → Jones” asks for; under an answer, “1: 0.3” and “1 Jones”, too.

    NotChanged is raised where it cannot be told which entry is meant.
    """
    found = _POINT.fullmatch(line)
    if found is None or not (found["arrow"] or turn.thread):
        return None
    words = rewording.without_please(found["words"])
    spaced = not (found["arrow"] or found["colon"])
    if spaced and not rewording.is_named(turn, words):
        return None
    number = int(found["number"])
    entry = _numbered(turn, number)
    for asked in answers.latest(turn):
        for choice in asked.choices:
            if choice["number"] != number:
                continue
            if answers.fits_choice(words, choice):
                if entry is not None and entry.id != asked.entry_id:
                    raise errors.NotChanged(
                        askwords.entry_or_choice(
                            number, label=choice["label"], words=words
                        )
                    )
                return rewording.deed(str(choice["say"]), ear)
            if entry is None:
                entry = _entry(turn, asked.entry_id)
    if entry is None:
        entry = _only(turn, number)
    if entry is None:
        return rewording.deed(f"matter {_unknown(turn, number)} {words}", ear)
    arrow = found["arrow"] is not None
    return rewording.deed(
        rewording.said_of(turn, entry, words, matter=arrow or spaced, ear=ear), ear
    )


def _explicit(turn: Turn, line: str, *, ear: Ear) -> Deed | None:
    """Return what one line says that names its entry, or that means all of them."""
    thread = turn.thread
    if thread is None or len(line) > _SHORT:
        return None
    words = rewording.without_please(line.rstrip(".!").rstrip())
    if _UNDO.fullmatch(words):
        return partial(undoing.of, message=thread.message)
    struck = _DELETE.fullmatch(words)
    if struck and thread.entries:
        return _strike(thread, words, every=struck["all"] is not None, ear=ear)
    found = _COMMAND.fullmatch(words)
    if found:
        return _command(turn, thread, found, ear=ear)
    return pointed(turn, line, ear=ear)


def _strike(thread: Thread, words: str, *, every: bool, ear: Ear) -> Deed:
    """Return what strikes out what the answer was about."""
    alive = threads.alive(thread) or list(thread.entries)
    if len(alive) > 1 and not every:
        raise errors.NotChanged(
            askwords.which_entry(
                words,
                threads.known(thread, alive),
                example=f"delete {threads.known(thread, alive)[0]}",
            )
        )
    deeds = [
        rewording.deed(f"delete {numbering.reference(list(of_day))}", ear)
        for _, of_day in groupby(
            sorted(alive, key=lambda each: (each.day, each.number)),
            key=lambda each: each.day,
        )
    ]
    return deeds[0] if len(deeds) == 1 else partial(_each, deeds=deeds)


def _each(turn: Turn, *, deeds: Sequence[Deed]) -> Reply:
    return Reply("\n".join(each(turn).text for each in deeds))


def _command(
    turn: Turn, thread: Thread, found: re.Match[str], *, ear: Ear
) -> Deed | None:
    """Return a command whose numbers are those of the answer, or None."""
    verb = "delete" if found["verb"].casefold() == "remove" else found["verb"]
    reference = ear.reference(found["rest"], several="spaced")
    if reference is None or reference.day is not None:
        return None
    meant = [thread.numbers.get(each) for each in reference.numbers]
    known = [each for each in meant if each is not None]
    if len(known) < len(meant):
        if not thread.entries:
            return rewording.deed(f"{verb} {thread.day} {found['rest']}", ear)
        _unknown(turn, next(n for n in reference.numbers if n not in thread.numbers))
    days = {each.day for each in known}
    if [each.number for each in known] == list(reference.numbers) and len(days) == 1:
        return rewording.deed(f"{verb} {known[0].day} {found['rest']}", ear)
    if len(days) > 1:
        raise errors.NotChanged(
            askwords.which_entry(
                found[0],
                list(reference.numbers),
                example=f"{verb} {known[0].day} {known[0].number}",
            )
        )
    return rewording.deed(
        f"{verb} {numbering.reference(known)} {reference.rest}".strip(), ear
    )


def _numbered(turn: Turn, number: int) -> Entry | None:
    """Return the entry that goes by *number*: in the answer, or on the day meant."""
    if turn.thread is not None:
        if turn.thread.entries:
            return turn.thread.numbers.get(number)
        day = turn.thread.day
    else:
        day = numbering.day_meant(turn)
    found = entries.by_number(turn.db, **turn.owner, day=day, number=number)
    return found if found is None or found.state != "void" else None


def _only(turn: Turn, number: int) -> Entry | None:
    """Return the one entry of an answer that shows no numbers, for “1”."""
    if turn.thread is None or number != 1:
        return None
    alive = threads.alive(turn.thread)
    return alive[0] if len(alive) == 1 else None


def _unknown(turn: Turn, number: int) -> str:
    """Return how a number that is not in the answer is said; or say it is not."""
    thread = turn.thread
    if thread is None:
        return str(number)
    if thread.entries:
        raise errors.NotChanged(
            askwords.not_in_answer(
                number, known=threads.known(thread, thread.entries), day=str(thread.day)
            )
        )
    return f"{thread.day} {number}"


def _entry(turn: Turn, entry_id: int) -> Entry | None:
    return entries.find(turn.db, **turn.owner, entry_id=entry_id)
