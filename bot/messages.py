"""The only words the ways in share with the bot: Said comes in, Reply goes out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Said:
    """One message as a person sent it.

    *by* is the address with its channel (`chat:local`, `slack:T1:U1`), *key* is
    unique for the message for ever (the same key again is the same message), *at*
    is the aware instant of sending.
    """

    by: str
    text: str
    key: str
    at: datetime


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
