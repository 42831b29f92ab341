"""What a message asks for: a command, lines to keep, or the answer to a question."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot import (
    answers,
    askwords,
    capture,
    commands,
    errors,
    hearing,
    replies,
    smalltalk,
)
from bot.answers import Answer
from bot.core import drafts, message
from bot.core.drafts import Reading
from bot.hearing import Deed, Ear
from bot.messages import Reply
from bot.turn import Turn

_SHORT = 200
_FEW = 4
_CHECKED = 2 * message.MOST_LINES
_BULLET = re.compile(r"\s*(?:[-*•–—]|\d{1,3}[.)])\s+")
# These take any words: what is longer is work whose time was not said.
_TALKATIVE = re.compile(r"(?:matters|resume)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def deed(text: str, *, ear: Ear) -> Deed:
    """Return what to do about *text*; anything that is not a command is lines."""
    if answers.is_numbers(text):
        return partial(_answer, text=text, reading=Reading(), ear=ear)
    asked = commands.find(text, ear=ear)
    if asked is not None:
        return asked
    lines, refused = _apart(text, ear=ear)
    if refused and not lines.strip():
        raise errors.NotChanged("\n".join(map(askwords.one_at_a_time, refused)))
    reading = message.read(lines, today=ear.today, locale=ear.locale)
    if refused:
        reading = replace(reading, problems=(*reading.problems, *_told(refused)))
    wrong = commands.misused(text) if _is_command(text, reading) else None
    if wrong is not None:
        raise wrong
    if (reading.bookmarks or reading.drafts) and not answers.may_point(text):
        return partial(capture.take, reading=reading)
    return partial(_answer, text=text, reading=reading, ear=ear)


def _answer(turn: Turn, *, text: str, reading: Reading, ear: Ear) -> Reply:
    """Take *text* for the answer to what was asked, else keep it or say why not."""
    words = text.strip()
    short = bool(words) and "\n" not in words and len(words) <= _SHORT
    if short:
        done = _answered(turn, words, reading=reading, ear=ear)
        if done is not None:
            return done
    if _is_work(reading):
        return capture.take(turn, reading=reading)
    wrong = commands.misused(words) if short else None
    if wrong is not None:
        raise wrong
    if short and smalltalk.leaves(words):
        raise errors.NotChanged(replies.LEAVE)
    if short and smalltalk.redoes(words):
        raise errors.NotChanged(replies.NO_REDO)
    hint = answers.hint(turn) if short else None
    if (short and smalltalk.alone(words)) or not (reading.problems or reading.drafts):
        return Reply("\n".join(filter(None, [replies.NOTHING_TO_KEEP, hint])))
    why = [each.message for each in reading.problems] or [replies.no_words(words)]
    raise errors.Unread("\n".join(filter(None, [*why, hint])))


def _answered(turn: Turn, words: str, *, reading: Reading, ear: Ear) -> Reply | None:
    """Do what *words* answer of what was asked; None when they answer nothing."""
    answer = Answer(
        words,
        only_time=any(each.kind == "no_narrative" for each in reading.problems),
        is_line=_is_work(reading) and any(each.minutes for each in reading.drafts),
        is_command=commands.misused(words) is not None,
    )
    said = answers.meant(turn, answer)
    found = [commands.find(each, ear=ear) for each in said]
    deeds = [each for each in found if each is not None]
    if len(deeds) > 1:
        return _several(turn, deeds)
    return deeds[0](turn) if deeds else None


def _several(turn: Turn, deeds: Sequence[Deed]) -> Reply:
    """Do what several choices say; choices that are left keep their numbers."""
    parts = [hearing.quiet(each)(turn).text for each in deeds]
    left = answers.numbers(turn)
    return Reply("\n".join([*parts, *([askwords.still_asked(left)] if left else [])]))


def _apart(text: str, *, ear: Ear) -> tuple[str, list[str]]:
    """Return the lines of a message to be read, and those that are commands."""
    if "\n" not in text.strip():
        return text, []
    lines = text.split("\n")
    refused = {
        at: line
        for at, line in enumerate(lines[:_CHECKED])
        if _commands(_BULLET.sub("", line.strip(), count=1), ear=ear)
    }
    if not refused:
        return text, []
    kept = [line for at, line in enumerate(lines) if at not in refused]
    return "\n".join(kept), [each.strip() for each in refused.values()]


def _commands(line: str, *, ear: Ear) -> bool:
    """Return whether *line* is unmistakably a command, done or not."""
    if not line or len(line) > _SHORT or commands.misused(line) is None:
        return False
    if _TALKATIVE.match(line) and len(line.split()) > _FEW:
        return False
    try:
        if commands.find(line, ear=ear) is not None:
            return True
    except errors.Problem:
        return True
    return _is_command(line, message.read(line, today=ear.today, locale=ear.locale))


def _told(refused: Sequence[str]) -> list[drafts.Problem]:
    """Return a problem for each command that stood among other lines."""
    return [
        drafts.Problem("command", each, askwords.one_at_a_time(each))
        for each in refused
    ]


def _is_command(text: str, reading: Reading) -> bool:
    """Return whether *text* begins like a command and is no line that can be kept.

    It names an entry and has no certain time, or no word of work is in it.
    """
    if "\n" in text.strip() or reading.bookmarks:
        return False
    if any(commands.mistaken(text, words=each.narrative) for each in reading.drafts):
        return True
    if any(each.minutes for each in reading.drafts):
        return False
    words = text.split()
    return 1 < len(words) <= _FEW and words[1].strip("#").isdecimal()


def _is_work(reading: Reading) -> bool:
    """Return whether something was read that can be kept, with words of work."""
    return bool(reading.bookmarks) or any(
        _LETTER.search(each.narrative) for each in reading.drafts
    )
