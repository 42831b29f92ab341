"""One letter in, all that we make of it out: pure, linear, capped; nothing raises."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot import commandlike, reading
from bot.messages import Original
from handlers.email import fingerprint, heads, letters, parting, parts, saying
from handlers.email.letters import Letter

# The Message-ID of an answer of ours holds the fingerprint of what it answers.
_OURS = re.compile(r"<re\.([0-9a-f]{64})@[^<>@]+>")

# What can be taken apart, if not understood, wherever and whenever it is needed.
_SMALL = 64_000


@dataclass(frozen=True, slots=True)
class Read:
    """A *letter* as read: what was *said* in it, on top of which *original*.

    *kind* is `new`, `forward` or `reply`; *thread* is the key of the person's message
    whose answer this answers.
    """

    letter: Letter
    said: str
    original: Original | None
    kind: str
    fingerprint: str
    thread: str | None

    @property
    def key(self) -> str:
        """Return what the letter is known by for ever, however it comes again."""
        return f"email:{self.fingerprint}"


def read(raw: bytes, *, early: Callable[[Read], None] | None = None) -> Read:
    """Return what the letter *raw* says to us.

    *early* is given what the head of a large letter says before its body is read, so
    that something is known when that takes too long. A small one is told by itself.
    """
    head, start = heads.read(raw)
    whole = parts.read(raw, head, start)
    key = fingerprint.of(whole)
    letter = letters.headed(head)
    if early and len(raw) > _SMALL:
        early(_unopened(letter, key, note="overdue"))
    letter = letters.opened(letter, whole)
    if letter.automatic:
        return Read(letter, "", _first(letter), "new", key, _thread(letter))
    parted = parting.part(letter)
    original = parted.original or _first(letter)
    thread = _thread(letter)
    kind = parted.kind
    if kind == "new" and (letter.attached or thread):
        kind = "forward" if letter.attached else "reply"
    said = saying.words(parted.own, letter=letter, kind=kind, original=original)
    if parted.kind != "new":
        # What was cut off stood under the words of somebody else.
        notes = tuple(each for each in letter.notes if each != "cut")
        letter = replace(letter, notes=notes)
    return Read(letter, said, original, kind, key, thread)


def headline(raw: bytes, *, note: str) -> Read:
    """Return what the head alone says of a letter that could not be read.

    *note* says why: `overdue`, `unreadable`.
    """
    head, start = heads.read(raw)
    if len(raw) > _SMALL:
        key = fingerprint.unread(raw)
    else:
        key = fingerprint.of(parts.read(raw, head, start))
    return _unopened(letters.headed(head), key, note=note)


def noted(known: Read | None, raw: bytes, *, note: str) -> Read:
    """Return what is *known* of the letter *raw* with a *note* of why it is not more.

    When nothing is known its head is read for it.
    """
    if known is None:
        return headline(raw, note=note)
    return replace(known, letter=replace(known.letter, notes=(note,)))


def as_json(
    read: Read, *, today: date, locale: str = "en-AU", trust: str = "none"
) -> dict[str, Any]:
    """Return a letter as read as plain values, ready for JSON.

    `forwarded` is null where nothing was passed on: what a reply quotes is not told.
    `attached` (when several letters are), `notes` and `invitation` are there only when
    the letter has such.
    """
    letter = read.letter
    if letter.automatic or commandlike.likely(read.said, today=today, locale=locale):
        parsed: dict[str, Any] = {"entries": [], "bookmark": None, "problems": []}
    else:
        parsed = reading.parse(
            read.said,
            today=today,
            locale=locale,
            original=read.original,
            invitation=letter.invitation,
            by=letter.sender,
        )
    more: dict[str, Any] = {}
    if len(letter.attached) > 1:
        more["attached"] = [_named(each) for each in letter.attached]
    if letter.notes:
        more["notes"] = list(letter.notes)
    if letter.invitation:
        start = letter.invitation.start
        more["invitation"] = {
            "title": letter.invitation.title,
            "start": start and start.isoformat(),
            "minutes": letter.invitation.minutes,
        }
    return {
        "from": letter.sender,
        "subject": letter.subject,
        "message_id": letter.message_id,
        "automatic": letter.automatic,
        "trust": trust,
        "said": read.said,
        "forwarded": _forwarded(read),
        **parsed,
        **more,
    }


def _unopened(letter: Letter, key: str, *, note: str) -> Read:
    letter = replace(letter, notes=(note,))
    return Read(letter, "", None, "new", key, _thread(letter))


def _first(letter: Letter) -> Original | None:
    return letter.attached[0] if letter.attached else None


def _thread(letter: Letter) -> str | None:
    """Return the key of our message that a letter answers: the nearest one counts."""
    for each in (letter.in_reply_to, *reversed(letter.references)):
        found = _OURS.fullmatch(each)
        if found:
            return f"email:{found[1]}"
    return None


def _forwarded(read: Read) -> dict[str, str] | None:
    """Return the letter that was passed on; what a reply quotes was not."""
    if read.original is None or read.kind == "reply":
        return None
    return _named(read.original)


def _named(original: Original) -> dict[str, str]:
    return {
        "from": original.sender,
        "to": original.recipients,
        "subject": original.subject,
        "date": original.date,
    }
