"""Words about an entry → the command that says the same of it, with its day."""

import re

from bot import (
    answers,
    askwords,
    commands,
    edits,
    errors,
    numbering,
    references,
    smalltalk,
)
from bot.core import labelwords, message
from bot.hearing import Deed, Ear
from bot.turn import Turn
from storage.models import Entry

_PLEASE = re.compile(r"^(?:please|pls)[\s,]+|[\s,]+(?:please|pls)$", re.IGNORECASE)
_FILE = re.compile(r"(?:the )?[\w'’-]+(?: v [\w'’-]+)? (?:file|matter)", re.IGNORECASE)
_SETTINGS = frozenset({"billing", "rate"})


def said_of(turn: Turn, entry: Entry, words: str, *, matter: bool, ear: Ear) -> str:
    """Return the command that says *words* of an entry: its day, matter or the rest.

    What is none of these for certain is its matter where *matter*, else its words.
    """
    named = numbering.reference([entry])
    if references.day(words, today=ear.today, locale=ear.locale) is not None:
        return f"move {named} {words}"
    read = message.read(words, today=ear.today, locale=ear.locale)
    timed = any(each.kind == "no_narrative" for each in read.problems)
    if timed or any(each.minutes is not None for each in read.drafts):
        return f"edit {named} {words}"
    if is_setting(words, ear=ear):
        return f"edit {named} {words}"
    if matter or is_named(turn, words):
        return f"matter {named} {words}"
    return f"edit {named} {words}"


def is_setting(words: str, *, ear: Ear) -> bool:
    """Return whether *words* say nothing but how an entry is billed, or its rate."""
    try:
        said = edits.read(words, today=ear.today, locale=ear.locale)
    except errors.Problem:
        return False
    return bool(said.fields) and said.fields.keys() <= _SETTINGS and not said.matter


def is_named(turn: Turn, words: str) -> bool:
    """Return whether *words* are the name of a matter and nothing else."""
    if smalltalk.begins(words) or references.dayish(words):
        return False
    return bool(
        answers.is_name(turn, words)
        or labelwords.whole(words)
        or (_FILE.fullmatch(words) and _is_file(words))
    )


def deed(words: str, ear: Ear) -> Deed:
    """Return what a command does that was made here."""
    found = commands.find(words, ear=ear)
    if found is None:
        raise errors.NotChanged(askwords.not_followed(words))
    return found


def without_please(words: str) -> str:
    """Return *words* without a please at either end."""
    return _PLEASE.sub("", words.strip()).strip()


def _is_file(words: str) -> bool:
    first = words.casefold().removeprefix("the ").split()[0]
    return first not in labelwords.NO_NAME
