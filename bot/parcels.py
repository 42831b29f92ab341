"""What is brought to a person later: the answer in a parcel, and how that went."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.messages import Reply
from bot.work import Later


@dataclass(frozen=True, slots=True)
class Parcel:
    """The answer to one message, and all that a channel needs to bring it.

    *to* is where the person is, without its channel; *back* is where they may write,
    where they have a place of their own. *key* is the message's, *said* are its words
    of that *day*, in words; *envelope* is what its channel gave along. *refused* says
    that the *reply* is a problem's words. *attempt* are the attempts made before, which
    may have gone further than is known. What is *passing* only says how things are
    just now: it is shown at once or not at all.
    """

    key: str
    to: str
    back: str | None
    reply: Reply
    refused: bool
    said: str
    day: str
    envelope: Mapping[str, str]
    attempt: int = 0
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """It was brought; *reference* is the channel's own name for it."""

    reference: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be brought, now or later; *why* is a word or a status, never a text."""

    why: str


Outcome: TypeAlias = Sent | Later | Refused
Carrier: TypeAlias = Callable[[Parcel], Outcome]
