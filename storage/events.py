"""The history: appended to, never changed; a step is everything one message did."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Event
from storage.prepared import Prepared

UNDONE = "undone"
_APPEND = Prepared(
    lambda insert: (
        insert(Event)
        .values(
            {
                column.key: bindparam(column.key)
                for column in Event.__table__.columns
                if column.key != "id"
            }
        )
        .returning(Event.id)
    )
)


class Step(NamedTuple):
    """What one message did: its events, in order; *undone* when a later one undid it.

    *undoes* is the message whose step this one took back, or None.
    """

    message_id: int
    at: datetime
    events: tuple[Event, ...]
    undone: bool
    undoes: int | None


def append(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    at: datetime,
    kind: str,
    entry_id: int | None = None,
    bookmark_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Append what was done, with how things stood *before* and *after*.

    `snapshots.take` makes such a dictionary of a row, `snapshots.fields` undoes that.
    """
    _APPEND.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "message_id": message_id,
            "at": at,
            "kind": kind,
            "entry_id": entry_id,
            "bookmark_id": bookmark_id,
            "before": before,
            "after": after,
        },
    )


def of_step(db: Session, *, firm_id: int, message_id: int) -> list[Event]:
    """Return what one message did, in order."""
    return rows.every(
        db,
        select(Event)
        .where(Event.firm_id == firm_id, Event.message_id == message_id)
        .order_by(Event.id),
    )


def of_entry(db: Session, *, firm_id: int, entry_id: int) -> list[Event]:
    """Return the history of one entry, in order."""
    return rows.every(
        db,
        select(Event)
        .where(Event.firm_id == firm_id, Event.entry_id == entry_id)
        .order_by(Event.id),
    )


def noted(
    db: Session, *, firm_id: int, timekeeper_id: int, kind: str, since: datetime
) -> list[dict[str, Any]]:
    """Return what a person's events of one *kind* have noted from *since* on."""
    found = db.scalars(
        select(Event.after)
        .where(
            Event.firm_id == firm_id,
            Event.timekeeper_id == timekeeper_id,
            Event.at >= since,
            Event.kind == kind,
        )
        .order_by(Event.id)
    )
    return [each for each in found if each is not None]


def was_undone(
    db: Session, *, firm_id: int, timekeeper_id: int, message_id: int
) -> bool:
    """Return whether a later step of the person's took back what a message did."""
    found = db.scalars(
        select(Event.after).where(
            Event.firm_id == firm_id,
            Event.timekeeper_id == timekeeper_id,
            Event.message_id > message_id,
            Event.kind == UNDONE,
        )
    )
    return any(each is not None and each["undoes"] == message_id for each in found)


def steps(
    db: Session, *, firm_id: int, timekeeper_id: int, since: datetime
) -> list[Step]:
    """Return a person's steps from *since* on, the latest first.

    The next one to undo is the first that is neither *undone* nor an undoing itself.
    """
    found = rows.every(
        db,
        select(Event)
        .where(
            Event.firm_id == firm_id,
            Event.timekeeper_id == timekeeper_id,
            Event.at >= since,
        )
        .order_by(Event.message_id, Event.id),
    )
    grouped = [list(each) for _, each in groupby(found, attrgetter("message_id"))]
    grouped.sort(key=lambda events: events[-1].id, reverse=True)
    taken_back = {_undoes(events) for events in grouped}
    return [
        Step(
            message_id=events[0].message_id,
            at=events[0].at,
            events=tuple(events),
            undone=events[0].message_id in taken_back,
            undoes=_undoes(events),
        )
        for events in grouped
    ]


def _undoes(events: Sequence[Event]) -> int | None:
    for event in events:
        if event.kind == UNDONE and event.after is not None:
            undone: int = event.after["undoes"]
            return undone
    return None
