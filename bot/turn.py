"""One message being answered: who said it, on which day, in which transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypedDict

from sqlalchemy.orm import Session

from bot.desk import Desk, MatterList
from bot.messages import Said
from storage.models import Entry, Firm, Message, Question, Timekeeper

# How far long work is: what is done, and of how much where that is known.
Progress: TypeAlias = Callable[[int, int | None], None]


class Owner(TypedDict):
    """Whose rows a query may see."""

    firm_id: int
    timekeeper_id: int


class Made(Owner):
    """Whose rows are made, and by which message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Thread:
    """The answer that a message answers: that of *message*, and what it is about.

    *entries* are those that the message made or changed, *numbers* calls them as the
    answer did. *day* is the day of every other number. *asked* are the questions that
    still stand, whatever was asked since.
    """

    message: Message
    day: date
    entries: tuple[Entry, ...]
    numbers: Mapping[int, Entry]
    asked: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What every answer is made from; *message* is the id of the kept message.

    *today* is the person's civil date at the moment of sending. *files* are those
    written in this turn: they are taken away again when the turn is not kept. *lists*
    is the matter list as only this transaction sees it. *thread* is what the message
    answers, where it answers something.
    """

    db: Session
    desk: Desk
    firm: Firm
    person: Timekeeper
    said: Said
    message: int
    today: date
    progress: Progress
    files: list[Path] = field(default_factory=list)
    lists: list[MatterList] = field(default_factory=list)
    thread: Thread | None = None

    @property
    def owner(self) -> Owner:
        """Return whose rows a query may see."""
        return {"firm_id": self.firm.id, "timekeeper_id": self.person.id}

    @property
    def made(self) -> Made:
        """Return whose rows are made, and by which message."""
        return {**self.owner, "message_id": self.message}

    @property
    def matters(self) -> MatterList:
        """Return the firm's matter list."""
        return self.desk.matters(self.db, self.firm, self.lists)
