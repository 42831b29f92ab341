"""Work that is done later, as values: naming it needs no engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from sqlalchemy.orm import Session

# What is done once a minute, of the minute that it is.
Tick: TypeAlias = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Later:
    """What was tried is to be tried again, in so many *seconds*; *why* in a word.

    None leaves it to whoever asked how long to wait.
    """

    seconds: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of work. *run* takes the id of the row that says what is to be done.

    It may be run again for the same id, after a crash and even at the same time: the
    row, not the engine, says what is done. It returns None when that is so. At most
    *at_once* of them run in one process, and *a_look* are begun at one look for work:
    so what comes in keeps room beside what goes out.
    """

    name: str
    run: Callable[[int], Later | None]
    at_once: int = 4
    a_look: int = 8


class Enqueue(Protocol):
    """How work is made due in the transaction that makes it necessary."""

    def __call__(self, db: Session, job: str, number: int) -> None:
        """Make the *job* due for the row with that *number*, once *db* commits."""


class Drive(Protocol):
    """What drives work, as far as the work itself has to know it."""

    def start(self, jobs: Sequence[Job], *, ticks: Sequence[Tick] = ()) -> None:
        """Do what is due, now and from now on; call each of *ticks* once a minute."""

    def under_way(self, job: str) -> set[int]:
        """Return the numbers of the rows that an attempt is or will be made for."""

    def revive(self, job: str, number: int) -> None:
        """Make work due that no attempt is under way for any more."""
