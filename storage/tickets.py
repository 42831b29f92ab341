"""Words that may be used once and soon; only their hashes are kept."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from storage.models import Ticket


def issue(
    db: Session,
    word: str,
    *,
    purpose: str,
    details: Mapping[str, Any],
    expires_at: datetime,
) -> None:
    """Keep that *word* may be used once until it expires."""
    db.execute(
        insert(Ticket).values(
            hash=_hash(word),
            purpose=purpose,
            details=dict(details),
            expires_at=expires_at,
        )
    )


def use(
    db: Session, word: str, *, purpose: str, now: datetime
) -> dict[str, Any] | None:
    """Use up *word*; return what it stands for, or None when it is used or too old."""
    used = (
        delete(Ticket)
        .where(Ticket.hash == _hash(word), Ticket.purpose == purpose)
        .returning(Ticket.details, Ticket.expires_at)
    )
    found = db.execute(used).one_or_none()
    if found is None or found.expires_at < now:
        return None
    details: dict[str, Any] = found.details
    return details


def look(
    db: Session, word: str, *, purpose: str, now: datetime
) -> dict[str, Any] | None:
    """Return what *word* stands for and leave it good, or None when it is not."""
    wanted = select(Ticket.details).where(
        Ticket.hash == _hash(word), Ticket.purpose == purpose, Ticket.expires_at >= now
    )
    return db.scalars(wanted).one_or_none()


def sweep(db: Session, *, now: datetime) -> None:
    """Forget what has expired."""
    db.execute(delete(Ticket).where(Ticket.expires_at < now))


def _hash(word: str) -> str:
    return sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
