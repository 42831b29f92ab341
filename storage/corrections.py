"""What a target has of entries that were changed, or deleted, since they left."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session, aliased

from storage import rows
from storage.deliveries import DELIVERED
from storage.models import Delivery, Entry

WITHDRAWN = "withdrawn"


class Corrected(NamedTuple):
    """An entry that leaves again, and the last *file* that had it before."""

    entry_id: int
    day: date
    number: int
    file: str | None


def changed(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    target: str,
    start: date,
    end: date,
) -> list[Corrected]:
    """Return a person's entries that have changed since they left, by day and number.

    To be asked before what leaves now is recorded.
    """
    later = aliased(Delivery)
    current = (
        select(later.id)
        .where(
            later.entry_id == Entry.id,
            later.target == target,
            later.outcome == DELIVERED,
            later.revision >= Entry.revision,
        )
        .correlate(Entry)
        .exists()
    )
    found = db.execute(
        select(Entry.id, Entry.day, Entry.number, Delivery.file)
        .join(Delivery, Delivery.entry_id == Entry.id)
        .where(
            Entry.firm_id == firm_id,
            Entry.timekeeper_id == timekeeper_id,
            Entry.day.between(start, end),
            Entry.state.in_(("ready", "delivered")),
            Entry.revision > 1,
            Delivery.target == target,
            Delivery.outcome == DELIVERED,
            ~current,
        )
        .order_by(Entry.day, Entry.number, Delivery.revision)
    )
    last = {row.id: Corrected._make(row) for row in found}
    return list(last.values())


def deleted(
    db: Session, *, firm_id: int, timekeeper_id: int, target: str
) -> list[Entry]:
    """Return a person's deleted entries that *target* still has, by day and number."""
    return rows.every(
        db,
        select(Entry)
        .where(
            Entry.firm_id == firm_id,
            Entry.timekeeper_id == timekeeper_id,
            Entry.state == "void",
            select(Delivery.id)
            .where(Delivery.entry_id == Entry.id, _has(target))
            .correlate(Entry)
            .exists(),
        )
        .order_by(Entry.day, Entry.number),
    )


def withdraw(
    db: Session, *, firm_id: int, target: str, entry_ids: Sequence[int]
) -> None:
    """Note that *target* is to have the entries no more: the person was told so."""
    db.execute(
        update(Delivery)
        .where(
            Delivery.firm_id == firm_id,
            Delivery.entry_id.in_(rows.given(db, entry_ids)),
            _has(target),
        )
        .values(outcome=WITHDRAWN)
    )


def _has(target: str) -> ColumnElement[bool]:
    return (Delivery.target == target) & (Delivery.outcome == DELIVERED)
