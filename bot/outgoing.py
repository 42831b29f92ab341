"""Kept entries as the Lines that leave: names for ids, billed units, agreed rates.

Whole columns go through C functions (`zip`, `map`), a thousand rows at a time: a
million of them cost little more than reading them.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter, eq
from typing import Any, Generic, TypeVar

from bot.core import activities
from bot.formats.base import Line
from bot.formats.pages import Lines, Page, whole_days
from bot.turn import Progress
from storage.deliveries import Outgoing
from storage.models import Matter, Timekeeper

_EARLIER = "an earlier file"

Key = TypeVar("Key")
Value = TypeVar("Value")


@contextmanager
def unhindered() -> Iterator[None]:
    """Let no garbage be looked for meanwhile.

    Lines come and go by the thousand and hold no cycles; looking at them again and
    again for some took a quarter of the time of a large file.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(slots=True)
class Corrected:
    """How many of the lines correct what has left before."""

    count: int = 0


class Known(dict[Key, Value], Generic[Key, Value]):
    """What was made of each key before: a file has few matters and durations."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        """Remember how a value is *made*."""
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        """Make the value and keep it."""
        value = self[key] = self._make(key)
        return value


def lines(
    rows: Iterable[Outgoing],
    *,
    bill: Callable[[int], tuple[int, int | None]],
    target: str,
    progress: Progress,
    corrected: Corrected,
) -> Lines:
    """Return each of *rows* as it leaves for *target*, in flat memory.

    Those that correct what has left before are counted in *corrected*.
    """
    known = _Known(
        billed=Known(lambda minutes: bill(minutes or 0)),
        places=Known(lambda matter: _place(matter, target)),
        people=Known(lambda person: _person(person, target)),
        codes=Known(lambda name: activities.CODES.get(name) if name else None),
    )
    return Lines(_pages(rows, known, progress, corrected))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked up for every line."""

    billed: Known[int | None, tuple[int, int | None]]
    places: Known[Matter | None, tuple[object, ...]]
    people: Known[Timekeeper, tuple[object, ...]]
    codes: Known[str | None, str | None]


def _pages(
    rows: Iterable[Outgoing], known: _Known, progress: Progress, corrected: Corrected
) -> Iterator[Page]:
    done = 0
    for some in whole_days(rows, attrgetter("day", "timekeeper")):
        progress(done, None)
        done += len(some)
        yield _page(some, known, corrected)


def _page(some: list[Outgoing], known: _Known, corrected: Corrected) -> Page:
    """Return the lines of some rows, made column by column."""
    columns: Any = Outgoing._make(zip(*some, strict=True))
    none = (None,) * len(some)
    billed, units = _turned(known.billed, columns.minutes)
    matter, number, client, status, remote, matter_rate = _turned(
        known.places, columns.matter
    )
    if None in matter:
        matter = tuple(map(_either, matter, columns.label))
    name, code, user, agreed = _turned(known.people, columns.timekeeper)
    if any(matter_rate):
        agreed = tuple(map(_either, matter_rate, agreed))
    delivered: Any = none
    if any(columns.earlier):
        same = tuple(map(eq, columns.earlier, columns.revision))
        corrected.count += len(same) - sum(same) - columns.earlier.count(None)
        delivered = tuple(_EARLIER if each else None for each in same)
    return Page(
        Line._make(
            (
                *(columns.entry_id, columns.number, columns.day, columns.minutes),
                *(billed, units, columns.narrative),
                *(matter, number, client, status, remote),
                *(name, code, user),
                *(
                    columns.activity,
                    tuple(map(known.codes.__getitem__, columns.activity)),
                ),
                *(none, columns.billing, columns.rate, agreed),
                *(columns.revision, delivered),
            )
        )
    )


def _turned(known: Known[Any, tuple[Any, ...]], keys: Iterable[Any]) -> Iterator[Any]:
    """Return what is known of each of *keys*, as columns."""
    return zip(*map(known.__getitem__, keys), strict=True)


def _either(first: object, second: object) -> object:
    """Return *first*, or *second* where there is none."""
    return second if first is None else first


def _place(matter: Matter | None, target: str) -> tuple[object, ...]:
    """Return a matter's name, number, client, status, name at the target, and rate."""
    if matter is None:
        return (None,) * 6
    remote = matter.target_ids.get(target)
    return (
        matter.name,
        matter.number,
        matter.client or None,
        matter.status,
        None if remote is None else str(remote),
        matter.rate,
    )


def _person(person: Timekeeper, target: str) -> tuple[object, ...]:
    """Return a person's name, code, name at the target, and rate."""
    user = person.target_ids.get(target)
    return person.name, person.code, None if user is None else str(user), person.rate
