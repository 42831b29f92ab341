"""What is said for people at their own times."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Schedule


def add(db: Session, *, firm_id: int, timekeeper_id: int, **fields: Any) -> int:
    """Keep a schedule; return its id."""
    added = insert(Schedule).values(
        firm_id=firm_id, timekeeper_id=timekeeper_id, active=True, **fields
    )
    return int(db.scalars(added.returning(Schedule.id)).one())


def listed(db: Session, *, firm_id: int, timekeeper_id: int) -> list[Schedule]:
    """Return a person's schedules that are active, by their time of day."""
    return rows.every(
        db,
        select(Schedule)
        .where(
            Schedule.firm_id == firm_id,
            Schedule.timekeeper_id == timekeeper_id,
            Schedule.active,
        )
        .order_by(Schedule.minute, Schedule.id),
    )


def due(db: Session, *, now: datetime, limit: int = 500) -> list[Schedule]:
    """Return what is due by *now*, the oldest first."""
    return rows.every(
        db,
        select(Schedule)
        .where(Schedule.active, Schedule.next_due <= now)
        .order_by(Schedule.next_due, Schedule.id)
        .limit(limit),
    )


def advance(
    db: Session, schedule_id: int, *, was: datetime, next_due: datetime
) -> bool:
    """Let a schedule be due next at *next_due*; False when that was done already."""
    moved = (
        update(Schedule)
        .where(Schedule.id == schedule_id, Schedule.next_due == was)
        .values(next_due=next_due)
        .returning(Schedule.id)
    )
    return db.scalars(moved).one_or_none() is not None


def change(
    db: Session, *, firm_id: int, timekeeper_id: int, schedule_id: int, **fields: Any
) -> bool:
    """Change *fields* of a person's schedule; False when it is not theirs."""
    changed = (
        update(Schedule)
        .where(
            Schedule.firm_id == firm_id,
            Schedule.timekeeper_id == timekeeper_id,
            Schedule.id == schedule_id,
        )
        .values(fields)
        .returning(Schedule.id)
    )
    return db.scalars(changed).one_or_none() is not None
