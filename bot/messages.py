"""The only words the ways in share with the bot: Said comes in, Reply goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
class Said:
    """One message as a person sent it.

    *by* is the address with its channel (`chat:local`, `slack:T1:U1`), *key* is
    unique for the message for ever (the same key again is the same message), *at*
    is the aware instant of sending. *original* is what the words were put on top of.
    *thread* is the key of the person's earlier message whose answer this one answers.
    *envelope* is what the channel needs to bring the answer later: with one, the
    answer is also a job. What is not *proven* to come from the person does nothing
    but wait for their yes.
    """

    by: str
    text: str
    key: str
    at: datetime
    original: Original | None = None
    thread: str | None = None
    envelope: Mapping[str, str] | None = None
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered: *label* is read, *say* is what answers it.

    *number* is what a person may type instead, counted through the whole reply.
    """

    number: int
    label: str
    say: str


@dataclass(frozen=True, slots=True)
class File:
    """A file on disk that goes with a reply: *name* as the person shall see it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot answers: plain *text*, answers to choose from, at most one file."""

    text: str
    choices: tuple[Choice, ...] = ()
    file: File | None = None
