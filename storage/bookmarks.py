"""Places to resume: numbered for each person, never renumbered."""

from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from storage import numbers, rows
from storage.models import Bookmark
from storage.rows import Added


def add(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    narrative: str,
    day: date,
    matter_id: int | None = None,
    label: str | None = None,
) -> Added:
    """Keep a place to resume under the person's next number; return id and number."""
    numbers.hold(db, timekeeper_id=timekeeper_id)
    highest = (
        select(func.coalesce(func.max(Bookmark.number), 0))
        .where(Bookmark.timekeeper_id == timekeeper_id)
        .correlate(None)
        .scalar_subquery()
    )
    fields = {
        "firm_id": firm_id,
        "timekeeper_id": timekeeper_id,
        "message_id": message_id,
        "number": highest + 1,
        "narrative": narrative,
        "matter_id": matter_id,
        "label": label,
        "state": "open",
        "day": day,
    }
    added = insert(Bookmark).values(fields).returning(Bookmark.id, Bookmark.number)
    return Added(*db.execute(added).one())


def open_ones(db: Session, *, firm_id: int, timekeeper_id: int) -> list[Bookmark]:
    """Return the places that a person may resume, the oldest first."""
    return rows.every(
        db,
        select(Bookmark)
        .where(
            Bookmark.firm_id == firm_id,
            Bookmark.timekeeper_id == timekeeper_id,
            Bookmark.state == "open",
        )
        .order_by(Bookmark.number),
    )


def by_number(
    db: Session, *, firm_id: int, timekeeper_id: int, number: int
) -> Bookmark | None:
    """Return the bookmark that a person calls *number*, or None."""
    return rows.one(
        db,
        select(Bookmark).where(
            Bookmark.firm_id == firm_id,
            Bookmark.timekeeper_id == timekeeper_id,
            Bookmark.number == number,
        ),
    )


def change(
    db: Session, *, firm_id: int, bookmark_id: int, **fields: Any
) -> Bookmark | None:
    """Change *fields* of a bookmark; return it as it is now, or None."""
    return rows.one(
        db,
        update(Bookmark)
        .where(Bookmark.firm_id == firm_id, Bookmark.id == bookmark_id)
        .values(fields)
        .returning(Bookmark),
    )
