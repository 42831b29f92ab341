"""A letter: what its bytes say, decoded, bounded, and ready to be parted."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.messages import Invitation, Original
from handlers.email import (
    addresses,
    automatic,
    bodies,
    headerwords,
    heads,
    invitations,
    parts,
)
from handlers.email.heads import Head
from handlers.email.parts import Part

_ID = re.compile(rb"<([^<>\s]{1,400})>")
_BARE_ID = re.compile(rb"[^<>\s]{1,400}")
_MOST_REFERENCES = 20
_MOST_ATTACHED = 50
_MOST_CALENDARS = 3


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it came; what it does not say is empty.

    *sender* is the one address in the one From header, and empty when there is not
    exactly one, *name* what stands beside it; *senders* are all that stand in any.
    *doubled* names headers that may stand once and stand more often. *text* and *html*
    are what is shown of it, *attached* the heads of letters attached to it, *notes*
    what a person must be told: `encrypted` `winmail` `cut` `nested` `overdue`
    `unreadable`, and `signed`.
    """

    sender: str = ""
    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    date: datetime | None = None
    doubled: tuple[str, ...] = ()
    automatic: bool = False
    text: str = field(default="", repr=False)
    html: str = field(default="", repr=False)
    attached: tuple[Original, ...] = ()
    invitation: Invitation | None = None
    notes: tuple[str, ...] = ()
    name: str = field(default="", repr=False)


def read(raw: bytes) -> Letter:
    """Return the letter that *raw* is; never raises for anything that can be sent."""
    head, start = heads.read(raw)
    return opened(headed(head), parts.read(raw, head, start))


def headed(head: Head) -> Letter:
    """Return what a *head* alone says of a letter."""
    who = addresses.read(head)
    subject = headerwords.line(head.first("subject"))
    return Letter(
        sender=who.sender,
        senders=who.senders,
        recipients=who.recipients,
        subject=subject,
        message_id=_first_id(head.first("message-id")),
        in_reply_to=_first_id(head.first("in-reply-to")),
        references=_references(head.first("references")),
        date=who.date,
        doubled=head.doubled,
        automatic=automatic.is_automatic(head, senders=who.senders, subject=subject),
        name=who.name,
    )


def opened(letter: Letter, whole: Part) -> Letter:
    """Return a *letter* of which the head is read, with all that its parts say."""
    body = bodies.read(whole)
    by_machine = letter.automatic
    if by_machine and body.letters:
        # A person who attaches a machine's letter may leave its subject as it is.
        by_machine = automatic.is_automatic(
            whole.head, senders=letter.senders, subject=""
        )
    invitation = None
    for each in body.calendars[:_MOST_CALENDARS]:
        data = each.content(invitations.LONGEST)
        method = each.parameters.get("method") or invitations.method(data)
        by_machine = by_machine or invitations.is_answer(method)
        invitation = invitation or invitations.read(data)
    return replace(
        letter,
        automatic=by_machine,
        text=body.text,
        html=body.html,
        attached=tuple(_original(each) for each in body.letters[:_MOST_ATTACHED]),
        invitation=invitation,
        notes=tuple(body.notes),
    )


def _original(part: Part) -> Original:
    """Return what the head of an attached letter says."""
    if part.parts:
        head = part.parts[0].head
    else:
        # A file that is named as a letter, or one nested deeper than is looked.
        head, _ = heads.read(part.content(heads.MOST_BYTES))
    return Original(
        sender=headerwords.line(head.first("from")),
        recipients=headerwords.line(head.first("to")),
        subject=headerwords.line(head.first("subject")),
        date=headerwords.line(head.first("date")),
    )


def _first_id(value: bytes) -> str:
    """Return one Message-ID as `<…>`, ASCII on one line, whatever bytes it is of."""
    found = _ID.search(value) or _BARE_ID.search(value)
    if not found:
        return ""
    return f"<{_ascii(found[found.lastindex or 0])}>"


def _references(value: bytes) -> tuple[str, ...]:
    every = [f"<{_ascii(found[1])}>" for found in _ID.finditer(value)]
    if len(every) <= _MOST_REFERENCES:
        return tuple(every)
    # The first one names the thread, the last ones what is answered.
    return (every[0], *every[1 - _MOST_REFERENCES :])


def _ascii(each: bytes) -> str:
    text = each.decode("ascii", "backslashreplace")
    return "".join(char for char in text if char.isprintable())
