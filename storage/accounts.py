"""People's accounts at practice systems; one process at a time renews or pushes."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Account

GOOD, OVER, GONE = "good", "over", "gone"


def put(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    system: str,
    at: datetime,
    **fields: Any,
) -> int:
    """Keep a person's account at a system in place of an earlier one; return its id."""
    fresh = {
        **fields,
        "state": GOOD,
        "made_at": at,
        "synced_at": None,
        "renewing_until": None,
        "renewing_by": None,
    }
    added = rows.upsert(db, Account).values(
        firm_id=firm_id, timekeeper_id=timekeeper_id, system=system, **fresh
    )
    kept = added.on_conflict_do_update(
        index_elements=["timekeeper_id", "system"], set_=fresh
    ).returning(Account.id)
    return int(db.scalars(kept).one())


def of_person(
    db: Session, *, firm_id: int, timekeeper_id: int, system: str
) -> Account | None:
    """Return a person's account at a system, whatever its state, or None."""
    return rows.one(
        db,
        select(Account).where(
            Account.firm_id == firm_id,
            Account.timekeeper_id == timekeeper_id,
            Account.system == system,
        ),
    )


def find(db: Session, account_id: int) -> Account | None:
    """Return an account, or None. Only what no person asks for looks without a firm."""
    return rows.one(db, select(Account).where(Account.id == account_id))


def listed(
    db: Session, *, firm_id: int, timekeeper_id: int | None = None
) -> list[Account]:
    """Return the accounts of a firm, or of one person of it, by system."""
    wanted = select(Account).where(Account.firm_id == firm_id, Account.state != GONE)
    if timekeeper_id is not None:
        wanted = wanted.where(Account.timekeeper_id == timekeeper_id)
    return rows.every(db, wanted.order_by(Account.system, Account.id))


def stale(db: Session, *, before: datetime, limit: int = 50) -> list[Account]:
    """Return good accounts whose lists were last fetched *before*, the oldest first."""
    return rows.every(
        db,
        select(Account)
        .where(
            Account.state == GOOD,
            or_(Account.synced_at.is_(None), Account.synced_at < before),
        )
        .order_by(Account.synced_at.nulls_first(), Account.id)
        .limit(limit),
    )


def to_revoke(db: Session) -> list[int]:
    """Return the accounts that were left and whose tokens are still to be revoked."""
    wanted = select(Account.id).where(Account.state == GONE, Account.access != "")
    return list(db.scalars(wanted.order_by(Account.id)))


def every(db: Session) -> list[Account]:
    """Return every account that holds tokens, for a change of the key."""
    return rows.every(
        db, select(Account).where(Account.access != "").order_by(Account.id)
    )


def change(db: Session, account_id: int, **fields: Any) -> None:
    """Change *fields* of an account."""
    db.execute(update(Account).where(Account.id == account_id).values(fields))


def renew(db: Session, account_id: int, *, was: str, **fields: Any) -> bool:
    """Put new tokens in the place of what *was*; False when others are there by now."""
    changed = (
        update(Account)
        .where(Account.id == account_id, Account.access == was)
        .values({**fields, "renewing_until": None, "renewing_by": None})
        .returning(Account.id)
    )
    return db.scalars(changed).one_or_none() is not None


def hold(
    db: Session, account_id: int, what: str, *, by: str, now: datetime, until: datetime
) -> bool:
    """Hold *what* (`renewing`, `pushing`) of an account; False when another does."""
    held_until, held_by = (
        getattr(Account, f"{what}_until"),
        getattr(Account, f"{what}_by"),
    )
    held = (
        update(Account)
        .where(
            Account.id == account_id,
            or_(held_until.is_(None), held_until < now, held_by == by),
        )
        .values({held_until: until, held_by: by})
        .returning(Account.id)
    )
    return db.scalars(held).one_or_none() is not None


def lock(db: Session, account_id: int) -> None:
    """Let nobody else decide about the account until this transaction ends.

    On SQLite nobody else writes anyway.
    """
    db.execute(select(Account.id).where(Account.id == account_id).with_for_update())


def release(db: Session, account_id: int, what: str, *, by: str) -> None:
    """Let go of *what* if it is still held by *by*."""
    held_until, held_by = (
        getattr(Account, f"{what}_until"),
        getattr(Account, f"{what}_by"),
    )
    db.execute(
        update(Account)
        .where(Account.id == account_id, held_by == by)
        .values({held_until: None, held_by: None})
    )
