"""The workspaces in which Tenths is installed, each with its firm and sealed tokens."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Workspace


def install(
    db: Session,
    *,
    home: str,
    firm_id: int,
    token: str | None,
    refresh: str | None,
    expires_at: datetime | None,
    details: Mapping[str, Any],
    at: datetime,
) -> None:
    """Keep an installation; one that was there, or was removed, is there again."""
    fields = {
        "token": token,
        "refresh": refresh,
        "expires_at": expires_at,
        "details": dict(details),
        "removed_at": None,
    }
    added = rows.upsert(db, Workspace).values(
        home=home, firm_id=firm_id, joining=None, installed_at=at, **fields
    )
    db.execute(added.on_conflict_do_update(index_elements=["home"], set_=fields))


def find(db: Session, home: str) -> Workspace | None:
    """Return the workspace of that name, removed or not, or None."""
    return rows.one(db, select(Workspace).where(Workspace.home == home))


def listed(db: Session) -> list[Workspace]:
    """Return every workspace by name, removed ones too."""
    return rows.every(db, select(Workspace).order_by(Workspace.home))


def change(db: Session, home: str, **fields: Any) -> Workspace | None:
    """Change *fields* of a workspace; return it as it is now, or None."""
    return rows.one(
        db,
        update(Workspace)
        .where(Workspace.home == home)
        .values(fields)
        .returning(Workspace),
    )


def refreshed(
    db: Session,
    home: str,
    *,
    was: str | None,
    token: str,
    refresh: str,
    expires_at: datetime,
) -> bool:
    """Put new tokens in the place of those that were; False when others did before.

    *was* is the sealed refresh token that has been used: it works only once.
    """
    changed = (
        update(Workspace)
        .where(Workspace.home == home, Workspace.refresh == was)
        .values(token=token, refresh=refresh, expires_at=expires_at)
        .returning(Workspace.home)
    )
    return db.scalars(changed).one_or_none() is not None
