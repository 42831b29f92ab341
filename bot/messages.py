"""The only words the ways in share with the bot: Said comes in, Reply goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Original:
    """The letter that a person's words stand on, its headers as that letter has them.

    Each is one line, and empty where the letter does not say it.
    """

    sender: str = ""
    recipients: str = ""
    subject: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting that came with a letter: its *title*, its *start*, how long it is.

    *start* is aware, or without a zone where the invitation names none. *minutes*
    is 0 when it does not say how long it is, and for a whole day.
    """

    title: str = ""
    start: datetime | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """The letter that a message came in: *raw*, compressed; its *size* as received.

    *cut* says that attachments were left out, *trust* is what showed its sender.
    *seals* are what its signatures sealed: a letter with any of them is the same one.
    """

    raw: bytes = field(repr=False)
    size: int
    cut: bool = False
    trust: str = ""
    seals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One message as a person sent it.

    *by* is the address with its channel (`chat:local`, `slack:T1:U1`), *key* is
    unique for the message for ever (the same key again is the same message), *at*
    is the aware instant of sending. *original* is what the words were put on top of.
    *thread* is the key of the person's earlier message whose answer this one answers.
    *envelope* is what the channel needs to bring the answer later: with one, the
    answer is also a job. What is not *proven* to come from the person does nothing
    but wait for their yes. *notes* names what the person must be told of a letter
    (`encrypted`, `winmail`, `cut`…), *invitation* is the meeting that came with it.
    *source* is the letter itself, kept with the message. *place* is the conversation
    it was said in, where that may be bound to a matter.
    """

    by: str
    text: str
    key: str
    at: datetime
    original: Original | None = None
    thread: str | None = None
    envelope: Mapping[str, str] | None = None
    proven: bool = True
    notes: tuple[str, ...] = ()
    invitation: Invitation | None = None
    source: Source | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered: *label* is read, *say* is what answers it.

    *number* is what a person may type instead, counted through the whole reply.
    """

    number: int
    label: str
    say: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry in words, for a channel that shows more than a line of text.

    *id* names it for ever, *number* within its day. *missing* are the fields that are
    still asked, *state* is open, ready, delivered or void.
    """

    id: int
    number: int
    day: date
    time: str
    matter: str
    narrative: str
    more: str
    missing: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is kept from *start* to *end*: what is open first, then matter by matter.

    *left* are the entries that are not among the *items*, for there are too many.
    """

    title: str
    start: date
    end: date
    items: tuple[Item, ...]
    total: str
    left: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A file on disk that goes with a reply: *name* as the person shall see it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot answers: plain *text*, answers to choose from, at most one file.

    *items* are the entries that it is about, *sheet* is what it lists: both are said
    in the text, too.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    file: File | None = None
    items: tuple[Item, ...] = ()
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """An entry as a form has it, to be kept anew or (with *entry*, its id) changed.

    *time*, *narrative* and *matter* are words as a person types them. *matter_id* is a
    matter that was picked from the list. *day* None is today.
    """

    time: str = ""
    narrative: str = ""
    matter: str = ""
    matter_id: int | None = None
    day: date | None = None
    billing: str = "billable"
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """A person's page: the day, what is open, the week, and their settings.

    *systems* is what they may do about practice systems, *coming* what comes round.
    """

    name: str
    zone: str
    today: Sheet
    open: tuple[Item, ...]
    week: str
    targets: tuple[str, ...]
    rounding: str
    firm: str = ""
    waiting: str = ""
    systems: tuple[Choice, ...] = ()
    coming: str = ""
