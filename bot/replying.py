"""What an answer to an answer says without naming an entry: “make it 0.5”, “Jones”.

It becomes an ordinary command about the one entry that the answer was about, so it
does what that does, whatever was said since.
"""

import re
from dataclasses import dataclass, replace
from functools import partial

from bot import (
    answers,
    askwords,
    capture,
    errors,
    hearing,
    numbering,
    originals,
    references,
    rewording,
    smalltalk,
    threads,
)
from bot.core import durations, message
from bot.core.drafts import Reading
from bot.hearing import Deed, Ear
from bot.messages import Original, Reply
from bot.turn import Thread, Turn
from storage.models import Entry

_CORRECTS = re.compile(
    r"(?P<sorry>(?:no|sorry|oops|actually|correction|hang on|wait)\b[\s,.:;–—-]*)*"
    r"(?:(?P<said>(?:make|change|correct|set|put|move|fix) (?:it|that|this"
    r"|the (?:time|matter|file|day|date))(?: (?:to|on|at|as|under|for|into|in))?"
    r"|(?:(?:it|that|this) )?(?:should|must|ought to) (?:be|have been|read|say|go)"
    r"(?: (?:to|on|under|in))?"
    r"|(?:it|that)(?:['’]s| is| was)(?: actually| really)?(?: (?:for|on))?)"
    r"|(?:wrong|right|correct) (?:matter|file|time|day|date)"
    r"|(?:the )?(?:matter|file|time|day|date)(?: (?:is|was|should be))?(?=[\s:=→])"
    r"|for|on|under|to)?(?!\w)[\s:,;=→>–—-]*",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"(?:wrong|other|different) (?:matter|file|time|day|date)[.!?]*", re.IGNORECASE
)
_LEADS = 3


@dataclass(frozen=True, slots=True)
class _Words:
    """What is left of an answer's *words* once its “no, make it” is gone.

    *corrects* says that something was, *anew* that it must be a correction: “for Jones
    0.3 call” may be a line of its own, “make it 0.3 call” is none.
    """

    words: str
    corrects: bool = False
    anew: bool = False


def about(turn: Turn, line: str, *, ear: Ear, alone: bool = True) -> Deed | None:
    """Return what a line of an answer says of the one entry that it can be about.

    None is returned for a line of its own, and for all but a plain correction where
    it does not stand *alone*. NotChanged is raised where it could be about several.
    """
    thread = turn.thread
    if thread is None:
        return None
    bare = rewording.without_please(line)
    said = _without_lead(bare)
    reading = message.read(bare, today=ear.today, locale=ear.locale)
    is_line = any(each.minutes for each in reading.drafts)
    if not alone:
        corrects = said.anew and (is_line or _is_meant(turn, said.words, ear=ear))
        return _of_one(turn, thread, bare, said.words, ear=ear) if corrects else None
    if smalltalk.thumb(bare) or (smalltalk.alone(bare) and not _renames(turn, said)):
        return _as_it_is
    timed = not reading.drafts and _is_time(reading)
    if not thread.entries:
        return _again(thread, line, ear=ear) if timed else None
    if _WRONG.fullmatch(bare) or not said.words:
        raise _asks_what(thread, bare)
    named = _timed_name(turn, reading)
    if named is not None:
        return _time_and_matter(thread, bare, named, ear=ear)
    if (said.anew if is_line else said.corrects) or timed:
        if is_line or timed or _is_meant(turn, said.words, ear=ear):
            return _of_one(turn, thread, bare, said.words, ear=ear)
    elif not is_line and (
        rewording.is_named(turn, bare) or rewording.is_setting(bare, ear=ear)
    ):
        return _of_one(turn, thread, bare, bare, ear=ear)
    return None


def _without_lead(bare: str) -> _Words:
    """Return *bare* without the words that only say that it is a correction."""
    words, anew = bare, False
    for _ in range(_LEADS):
        lead = _CORRECTS.match(words)
        if lead is None or not lead.end():
            break
        anew = anew or bool(lead["sorry"] or lead["said"])
        words = words[lead.end() :]
    return _Words(words, corrects=words != bare, anew=anew)


def _renames(turn: Turn, said: _Words) -> bool:
    """Return whether “no, Jones” names a matter."""
    return said.corrects and rewording.is_named(turn, said.words)


def _is_time(reading: Reading) -> bool:
    """Return whether a time was said, and nothing of what was done."""
    return [each.kind for each in reading.problems] == ["no_narrative"]


def _timed_name(turn: Turn, reading: Reading) -> tuple[str, str] | None:
    """Return the time and the name that are all of a line: “0.5 Jones”; or None.

    By itself that is work called Jones; under an answer it mends.
    """
    if len(reading.drafts) != 1 or reading.problems:
        return None
    [draft] = reading.drafts
    if draft.minutes is None or draft.matter or draft.day or draft.asks:
        return None
    if not rewording.is_named(turn, draft.narrative):
        return None
    return durations.say(draft.minutes), draft.narrative


def _time_and_matter(
    thread: Thread, bare: str, said: tuple[str, str], *, ear: Ear
) -> Deed:
    """Return what a time and a name change of the one entry of an answer."""
    named = numbering.reference([_the_one(thread, bare, bare)])
    time, name = said
    return partial(
        _both,
        first=rewording.deed(f"edit {named} {time}", ear),
        then=rewording.deed(f"matter {named} {name}", ear),
    )


def _both(turn: Turn, *, first: Deed, then: Deed) -> Reply:
    """Do two things to one entry, and show it as it is after both."""
    hearing.quiet(first)(turn)
    return then(turn)


def _of_one(turn: Turn, thread: Thread, bare: str, said: str, *, ear: Ear) -> Deed:
    """Return what *said* asks of the one entry that the answer was about."""
    entry = _the_one(thread, bare, said)
    return rewording.deed(
        rewording.said_of(turn, entry, said, matter=False, ear=ear), ear
    )


def _the_one(thread: Thread, bare: str, said: str) -> Entry:
    """Return the one entry that an answer was about; NotChanged where several were."""
    alive = threads.alive(thread)
    if len(alive) > 1:
        known = threads.known(thread, alive)
        raise errors.NotChanged(
            askwords.which_entry(bare, known, example=f"{known[0]}: {said}")
        )
    return alive[0] if alive else thread.entries[0]


def _is_meant(turn: Turn, words: str, *, ear: Ear) -> bool:
    """Return whether *words* can be a time, a day, a setting or a matter."""
    reading = message.read(words, today=ear.today, locale=ear.locale)
    return (
        _is_time(reading)
        or references.day(words, today=ear.today, locale=ear.locale) is not None
        or rewording.is_setting(words, ear=ear)
        or rewording.is_named(turn, words)
    )


def _asks_what(thread: Thread, words: str) -> errors.NotChanged:
    """Return how to say what an entry shall be instead."""
    known = threads.known(thread, threads.alive(thread)) or [1]
    return errors.NotChanged(
        askwords.what_instead(
            words, examples=[f"{known[0]} → Jones", f"{known[0]}: 0.3"]
        )
    )


def _again(thread: Thread, words: str, *, ear: Ear) -> Deed | None:
    """Return what keeps the line that had no time, now that *words* are the time."""
    kept = thread.message
    if kept.answer is None or "problem" not in kept.answer:
        return None
    original = Original(**kept.original) if kept.original else None
    lent = originals.lent(original, by=kept.by.partition(":")[2], name=ear.name)
    line = kept.text.strip()
    said = f"{words} {line}" if line and "\n" not in line else words
    reading = message.read(said, today=ear.today, locale=ear.locale, lent=lent)
    if len(reading.drafts) != 1 or reading.problems:
        return None
    return partial(_kept, reading=reading, original=original)


def _kept(turn: Turn, *, reading: Reading, original: Original | None) -> Reply:
    """Keep what a time and an earlier line say together."""
    turn = replace(turn, said=replace(turn.said, original=original), thread=None)
    return capture.take(turn, reading=reading)


def _as_it_is(turn: Turn) -> Reply:
    """Say that nothing is to be done, and what still waits for an answer."""
    return Reply("\n".join(filter(None, [askwords.AS_IT_IS, answers.hint(turn)])))
