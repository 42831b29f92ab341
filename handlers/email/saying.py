"""What a letter says to us: the person's own words, and the subject where it counts."""

import re
from datetime import date
from functools import partial
from typing import Any

from bot import commandlike, reading
from bot.messages import Original
from handlers.email import subjects
from handlers.email.letters import Letter

# A letter without a date is read as on this day; only what is said is decided here.
_SOME_DAY = date(2026, 1, 1)
# Subjects that title a letter of time entries, and name neither matter nor day.
_TITLES = frozenset(
    {"file note", "file notes", "no subject", "(no subject)", "(none)", "<no subject>"}
    | set(
        "note notes memo test testing tenths question questions wip query log diary "
        "record records subject none untitled fyi urgent hello mail email message time "
        "times timer hours work update updates billing bills".split()
    )
)

# What relays put before a subject: a warning, or any word in brackets.
_WARNING = re.compile(
    r"\A(?:\s*(?:\[|\{|\*{2,}|<)\s*(?:ext|extern|external|extern[ae]|caution|warning"
    r"|spam|suspicious|secure|encrypted|sent securely|bulk)(?: e?-?mail| sender"
    r"| message)?\s*[!:]?\s*(?:\]|\}|\*{2,}|>)[\s:-]*)+",
    re.IGNORECASE,
)
_TAGS = re.compile(r"\A(?:\s*\[[^\[\]]{1,60}\])+\s*")


def words(own: str, *, letter: Letter, kind: str, original: Original | None) -> str:
    """Return the words of a *letter* that are meant for us.

    *own* are the person's own in its body. The subject is added only when it is the
    person's own too, and says more: a line, a command, or a heading over the lines.
    What a forward or a reply has in its subject was said by others and is never it.
    """
    own = own.strip()
    today = letter.date.date() if letter.date else _SOME_DAY
    subject, is_line = _own_subject(
        letter, kind=kind, original=original, has_words=bool(own)
    )
    if not subject:
        return own
    if not own:
        return subject if is_line else ""
    parse = partial(
        reading.parse,
        today=today,
        original=original,
        invitation=letter.invitation,
        by=letter.sender,
    )
    body = parse(own)
    idle = is_line and not (_has_time(body) or commandlike.likely(own, today=today))
    if idle and commandlike.likely(subject, today=today):
        return subject
    alone = reading.parse(subject, today=today)
    if is_line and _is_line(alone):
        if _is_fuller(alone, body):
            return subject
        return own if _same(alone, body) else f"{subject}\n{own}"
    if _is_heading(parse(f"{subject}\n{own}"), over=body):
        return f"{subject}\n{own}"
    if idle and not body["problems"]:
        # Greetings and thanks only: the subject is all that was asked or told.
        return subject
    return own


def _own_subject(
    letter: Letter, *, kind: str, original: Original | None, has_words: bool
) -> tuple[str, bool]:
    """Return the subject if it is the person's own, and whether it may be a line.

    “Re: Smith v Jones” over a new letter can be a heading, and is never a line.
    """
    subject = _WARNING.sub("", letter.subject)
    mark, bare = subjects.unmark(_TAGS.sub("", subject))
    if kind == "reply" or not bare or bare.casefold() in _TITLES:
        return "", False
    if kind == "new" and _answers(letter) and has_words:
        # Not every client marks the subject of an answer; the words are the answer.
        return "", False
    if kind == "forward":
        if mark != "none" or original is None or not original.subject:
            return "", False
        return ("", False) if _alike(bare, original.subject) else (subject, True)
    if mark == "none":
        return subject, True
    is_matter = subject[:3].casefold() == "re:" and not _answers(letter)
    return (subject, False) if is_matter else ("", False)


def _answers(letter: Letter) -> bool:
    return bool(letter.in_reply_to or letter.references)


def _alike(bare: str, other: str) -> bool:
    """Say whether two subjects are one, cut or wrapped as clients do."""
    mine = "".join(bare.casefold().split())
    other = subjects.unmark(_TAGS.sub("", other)).bare
    theirs = "".join(other.casefold().split())
    short, long = sorted((mine, theirs), key=len)
    return not short or short in long


def _has_time(read: dict[str, Any]) -> bool:
    return bool(read["entries"] or read["bookmark"])


def _is_line(read: dict[str, Any]) -> bool:
    """Say whether a subject is a whole line: work with its time, or a bookmark."""
    timed = read["entries"] and all(
        each["minutes"] is not None for each in read["entries"]
    )
    return bool(timed or read["bookmark"])


def _same(subject: dict[str, Any], body: dict[str, Any]) -> bool:
    """Say whether the body has what the subject says, in other words perhaps."""
    if subject["bookmark"] and not subject["entries"]:
        return bool(body["bookmark"])
    return all(
        any(_one_work(each, other) for other in body["entries"])
        for each in subject["entries"]
    )


def _is_fuller(subject: dict[str, Any], body: dict[str, Any]) -> bool:
    """Say whether both say one piece of work, and only the subject names its matter."""
    if len(subject["entries"]) != 1 or len(body["entries"]) != 1 or body["problems"]:
        return False
    one, other = subject["entries"][0], body["entries"][0]
    return bool(one["matter"] and not other["matter"]) and (
        (one["minutes"], one["narrative"]) == (other["minutes"], other["narrative"])
    )


def _one_work(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["minutes"] != other["minutes"]:
        return False
    mine, theirs = _telling(one), _telling(other)
    return not mine or not theirs or bool(mine & theirs)


def _telling(entry: dict[str, Any]) -> set[str]:
    text = f"{entry['narrative']} {entry['matter'] or ''}".casefold()
    return {word.strip(".,;:()'\"") for word in text.split() if len(word) > 2}


def _is_heading(both: dict[str, Any], *, over: dict[str, Any]) -> bool:
    """Say whether a first line gave the lines under it a matter or a day.

    It does when it adds no work and no problem, and takes nothing from any line.
    """
    if len(both["entries"]) != len(over["entries"]) or not over["entries"]:
        return False
    if len(both["problems"]) > len(over["problems"]):
        return False
    pairs = list(zip(both["entries"], over["entries"], strict=True))
    kept = all(
        each["minutes"] == other["minutes"]
        and each["narrative"] == other["narrative"]
        and other["matter"] in (None, each["matter"])
        for each, other in pairs
    )
    return kept and any(
        (each["matter"], each["date"]) != (other["matter"], other["date"])
        for each, other in pairs
    )
