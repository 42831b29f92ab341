"""Recordings on their way to words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Clip


def keep(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    key: str,
    source: Mapping[str, Any],
    sent_at: datetime,
) -> int | None:
    """Keep a recording that waits for its words; None when its key was seen."""
    added = (
        rows.upsert(db, Clip)
        .values(
            firm_id=firm_id,
            timekeeper_id=timekeeper_id,
            key=key,
            source=dict(source),
            sent_at=sent_at,
            state="waiting",
            transcript=None,
        )
        .on_conflict_do_nothing()
        .returning(Clip.id)
    )
    return db.scalars(added).one_or_none()


def find(db: Session, clip_id: int) -> Clip | None:
    """Return a recording, or None."""
    return rows.one(db, select(Clip).where(Clip.id == clip_id))


def of_person(
    db: Session, *, firm_id: int, timekeeper_id: int, clip_id: int
) -> Clip | None:
    """Return a person's own recording, or None."""
    return rows.one(
        db,
        select(Clip).where(
            Clip.firm_id == firm_id,
            Clip.timekeeper_id == timekeeper_id,
            Clip.id == clip_id,
        ),
    )


def waiting(db: Session) -> list[Clip]:
    """Return every recording that waits for its words, the oldest first."""
    return rows.every(db, select(Clip).where(Clip.state == "waiting").order_by(Clip.id))


def change(
    db: Session, *, firm_id: int, clip_id: int, was: str, **fields: Any
) -> Clip | None:
    """Change *fields* of a recording in the state *was*; None when it is in another."""
    return rows.one(
        db,
        update(Clip)
        .where(Clip.firm_id == firm_id, Clip.id == clip_id, Clip.state == was)
        .values(fields)
        .returning(Clip),
    )
