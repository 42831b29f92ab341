"""What a message asks for: a command, lines to keep, or the answer to a question."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot import (
    answers,
    apart,
    askwords,
    capture,
    commands,
    errors,
    hearing,
    letterwords,
    ontop,
    pointing,
    replies,
    replying,
    signed,
    smalltalk,
    threads,
    waiting,
)
from bot.answers import Answer
from bot.core import message
from bot.core.drafts import Reading
from bot.export import needs_snapshot
from bot.hearing import Deed, Ear
from bot.messages import Reply, Said
from bot.turn import Turn


def hear(said: Said, *, ear: Ear) -> Deed:
    """Return what to do about a message, with what it stands on and answers."""
    if not said.proven:
        return waiting.deed(said, ear=ear)
    notes = letterwords.notes(said.notes)
    if not notes:
        return _heard(said, ear=ear)
    if not said.text.strip() and said.invitation is None:
        raise errors.Unread("\n".join(notes))
    try:
        found = _heard(said, ear=ear)
    except errors.Problem as problem:
        raise errors.Unread("\n".join([str(problem), *notes])) from problem
    return partial(_noted, deed=found, notes=notes)


def deed(text: str, *, ear: Ear) -> Deed:
    """Return what to do about *text*; anything that is not a command is lines."""
    if answers.is_numbers(text):
        return partial(_answer, text=text, reading=Reading(), ear=ear)
    asked = commands.find(text, ear=ear)
    if asked is not None:
        return asked
    if pointing.is_arrow(text):
        return partial(_pointed, text=text, ear=ear)
    lines, refused = apart.read(text, ear=ear)
    if refused and not lines.strip():
        raise errors.NotChanged("\n".join(map(askwords.one_at_a_time, refused)))
    reading = message.read(lines, today=ear.today, locale=ear.locale)
    reading = signed.without(reading, name=ear.name)
    if refused:
        reading = replace(reading, problems=(*reading.problems, *apart.told(refused)))
    wrong = commands.misused(text) if apart.is_command(text, reading) else None
    if wrong is not None:
        raise wrong
    if (reading.bookmarks or reading.drafts) and not answers.may_point(text):
        return partial(capture.take, reading=reading)
    return partial(_answer, text=text, reading=reading, ear=ear)


def _heard(said: Said, *, ear: Ear) -> Deed:
    """Return what to do about a message that is shown to be the person's."""
    if said.thread is None:
        return _by_itself(said, ear=ear)
    try:
        asked = commands.find(said.text, ear=ear)
    except errors.Problem:
        asked = None
    if needs_snapshot(asked):
        return asked or partial(_in_thread, said=said, ear=ear)
    return partial(_in_thread, said=said, ear=ear)


def _by_itself(said: Said, *, ear: Ear) -> Deed:
    """Return what to do about a message that answers nothing."""
    if said.original is None and said.invitation is None:
        return deed(said.text, ear=ear)
    return ontop.deed(said, ear=ear)


def _in_thread(turn: Turn, *, said: Said, ear: Ear) -> Reply:
    """Take the words for an answer to what they stand under, else as they are."""
    thread = threads.find(turn)
    if thread is None:
        return _by_itself(replace(said, thread=None), ear=ear)(turn)
    # What is quoted there is our own answer, and lends nothing.
    bare = replace(turn.said, original=None, invitation=None)
    turn = replace(turn, said=bare, thread=thread)
    found = pointing.explicit(turn, said.text, ear=ear)
    if found.deeds:
        return _mixed(turn, found, ear=ear)
    lines = pointing.lines(said.text, ear=ear)
    if len(lines) > 1:
        abouts = [replying.about(turn, each, ear=ear, alone=False) for each in lines]
        both = list(zip(lines, abouts, strict=True))
        deeds = [each for each in abouts if each is not None]
        rest = "\n".join(line for line, each in both if each is None)
        if deeds:
            return _mixed(turn, pointing.Found(deeds, rest), ear=ear)
    elif lines and len(lines[0]) <= apart.SHORT:
        reading = message.read(lines[0], today=ear.today, locale=ear.locale)
        done = _answered(turn, lines[0], reading=reading, ear=ear)
        if done is not None:
            return done
        about = replying.about(turn, lines[0], ear=ear)
        if about is not None:
            return about(turn)
    return deed(said.text, ear=ear)(turn)


def _mixed(turn: Turn, found: pointing.Found, *, ear: Ear) -> Reply:
    """Do what the lines of an answer say, then keep the lines that are work."""
    if len(found.deeds) == 1 and not found.rest:
        return found.deeds[0](turn)
    try:
        parts = [hearing.quiet(each)(turn).text for each in found.deeds]
        if not found.rest:
            left = answers.numbers(turn)
            asked = [askwords.still_asked(left)] if left else []
            return Reply("\n".join([*parts, *asked]))
        kept = deed(found.rest, ear=ear)(replace(turn, thread=None))
    except errors.Problem as problem:
        raise errors.NotChanged(f"{problem}\n{askwords.NONE_DONE}") from problem
    return replace(kept, text="\n".join([*parts, kept.text]))


def _pointed(turn: Turn, *, text: str, ear: Ear) -> Reply:
    """Do what an arrow says of an entry, or keep the line that has one."""
    found = pointing.pointed(turn, text, ear=ear)
    if found is not None:
        return found(turn)
    reading = message.read(text, today=ear.today, locale=ear.locale)
    return _answer(turn, text=text, reading=reading, ear=ear)


def _noted(turn: Turn, *, deed: Deed, notes: Sequence[str]) -> Reply:
    """Do *deed*, and tell what could not be read of the letter."""
    try:
        reply = deed(turn)
    except errors.Problem as problem:
        raise errors.Unread("\n".join([str(problem), *notes])) from problem
    return replace(reply, text="\n".join([reply.text, *notes]))


def _answer(turn: Turn, *, text: str, reading: Reading, ear: Ear) -> Reply:
    """Take *text* for the answer to what was asked, else keep it or say why not."""
    words = text.strip()
    short = bool(words) and "\n" not in words and len(words) <= apart.SHORT
    if short:
        done = _answered(turn, words, reading=reading, ear=ear)
        if done is not None:
            return done
    if apart.is_work(reading):
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
    why = capture.told(reading.problems, most=1) or [replies.no_words(words)]
    raise errors.Unread("\n".join(filter(None, [*why, hint])))


def _answered(turn: Turn, words: str, *, reading: Reading, ear: Ear) -> Reply | None:
    """Do what *words* answer of what was asked; None when they answer nothing."""
    answer = Answer(
        words,
        only_time=any(each.kind == "no_narrative" for each in reading.problems),
        is_line=apart.is_work(reading) and any(each.minutes for each in reading.drafts),
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
