"""Kept entries as the Lines that leave: names for ids, billed units, agreed rates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.core import activities
from bot.formats.base import Line
from bot.turn import Progress
from storage.deliveries import Outgoing
from storage.models import Matter, Timekeeper

_STEP = 1000
_EARLIER = "an earlier file"


@dataclass(slots=True)
class Corrected:
    """How many of the lines correct what has left before."""

    count: int = 0

    def add(self, entry: int) -> None:
        """Count one *entry*."""
        del entry
        self.count += 1


def lines(
    rows: Iterable[Outgoing],
    *,
    bill: Callable[[int], tuple[int, int | None]],
    target: str,
    progress: Progress,
    corrected: Corrected,
) -> Iterator[Line]:
    """Yield each of *rows* as it leaves for *target*, in flat memory.

    Those that correct what has left before are counted in *corrected*.
    """
    matters: dict[int, tuple[str | None, ...]] = {}
    names: dict[int, tuple[str, str | None, str | None]] = {}
    codes, make = activities.CODES, Line._make
    for count, row in enumerate(rows):
        if not count % _STEP:
            progress(count, None)
        matter, person = row.matter, row.timekeeper
        name = names.get(person.id)
        if name is None:
            name = names[person.id] = _name(person, target)
        if matter is None:
            place: tuple[str | None, ...] = (row.label, None, None, None, None)
            agreed = person.rate
        else:
            found = matters.get(matter.id)
            place = matters[matter.id] = found or _place(matter, target)
            agreed = _agreed(matter, person)
        if row.earlier is not None and row.earlier != row.revision:
            corrected.add(row.entry_id)
        billed, units = bill(row.minutes or 0)
        activity = row.activity
        yield make(
            (
                row.entry_id,
                row.number,
                row.day,
                row.minutes,
                billed,
                units,
                row.narrative,
                *place,
                *name,
                activity,
                codes.get(activity) if activity else None,
                None,
                row.billing,
                row.rate,
                agreed,
                row.revision,
                _EARLIER if row.earlier == row.revision else None,
            )
        )


def _place(matter: Matter, target: str) -> tuple[str | None, ...]:
    """Return a matter's name, number, client, status and name at the target."""
    remote = matter.target_ids.get(target)
    return (
        matter.name,
        matter.number,
        matter.client or None,
        matter.status,
        None if remote is None else str(remote),
    )


def _name(person: Timekeeper, target: str) -> tuple[str, str | None, str | None]:
    """Return a person's name, code and name at the target."""
    user = person.target_ids.get(target)
    return person.name, person.code, None if user is None else str(user)


def _agreed(matter: Matter, person: Timekeeper) -> Decimal | None:
    return person.rate if matter.rate is None else matter.rate
