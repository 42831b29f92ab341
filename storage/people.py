"""Firms, the people whose time they keep, and where those people write from."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Address, Firm, Timekeeper
from storage.prepared import Found

_AT = Found(
    Timekeeper,
    select(Timekeeper)
    .join(Address, Address.timekeeper_id == Timekeeper.id)
    .where(Address.address == bindparam("address")),
)
_FIRM = Found(Firm, select(Firm).where(Firm.id == bindparam("firm_id")))


def firm_add(
    db: Session,
    *,
    name: str,
    rounding: str = "up",
    unit_minutes: int = 6,
    minimum_units: int = 1,
    at: datetime,
) -> int:
    """Add a firm; return its id."""
    fields = {
        "name": name,
        "rounding": rounding,
        "unit_minutes": unit_minutes,
        "minimum_units": minimum_units,
        "matters_revision": 0,
        "created_at": at,
    }
    return db.scalars(insert(Firm).values(fields).returning(Firm.id)).one()


def firm(db: Session, firm_id: int) -> Firm | None:
    """Return the firm, or None."""
    return _FIRM.one(db, firm_id=firm_id)


def firm_change(db: Session, *, firm_id: int, **fields: Any) -> Firm | None:
    """Change *fields* of the firm; return it as it is now, or None."""
    changed = update(Firm).where(Firm.id == firm_id).values(fields).returning(Firm)
    return rows.one(db, changed)


def firms(db: Session) -> list[Firm]:
    """Return every firm, the oldest first."""
    return rows.every(db, select(Firm).order_by(Firm.id))


def timekeeper_at(db: Session, address: str) -> Timekeeper | None:
    """Return who writes from *address*, or None."""
    return _AT.one(db, address=address)


def timekeeper_add(
    db: Session,
    *,
    firm_id: int,
    name: str,
    code: str,
    zone: str,
    locale: str,
    rate: Decimal | None = None,
    target_ids: dict[str, Any] | None = None,
) -> int:
    """Add a person to a firm; return the id.

    The code is unique in the firm: ask `by_code` first, for a repeat raises.
    """
    fields = {
        "firm_id": firm_id,
        "name": name,
        "code": code,
        "zone": zone,
        "locale": locale,
        "rate": rate,
        "target_ids": target_ids or {},
    }
    return db.scalars(insert(Timekeeper).values(fields).returning(Timekeeper.id)).one()


def address_add(db: Session, *, firm_id: int, timekeeper_id: int, address: str) -> bool:
    """Let *address* speak for a person; return False when it already speaks for one."""
    added = (
        rows.upsert(db, Address)
        .values(firm_id=firm_id, timekeeper_id=timekeeper_id, address=address)
        .on_conflict_do_nothing()
        .returning(Address.address)
    )
    return db.scalars(added).one_or_none() is not None


def address_remove(
    db: Session, *, firm_id: int, timekeeper_id: int, address: str
) -> bool:
    """Let *address* speak for a person no more; return False when it did not."""
    removed = (
        delete(Address)
        .where(
            Address.firm_id == firm_id,
            Address.timekeeper_id == timekeeper_id,
            Address.address == address,
        )
        .returning(Address.address)
    )
    return db.scalars(removed).one_or_none() is not None


def addresses(db: Session, *, firm_id: int, timekeeper_id: int) -> list[str]:
    """Return where a person writes from, in order."""
    return list(
        db.scalars(
            select(Address.address)
            .where(Address.firm_id == firm_id, Address.timekeeper_id == timekeeper_id)
            .order_by(Address.address)
        )
    )


def listed(db: Session, firm_id: int) -> list[Timekeeper]:
    """Return the people of a firm by their codes."""
    return rows.every(
        db,
        select(Timekeeper)
        .where(Timekeeper.firm_id == firm_id)
        .order_by(Timekeeper.code),
    )


def timekeeper(db: Session, *, firm_id: int, timekeeper_id: int) -> Timekeeper | None:
    """Return a person of the firm, or None."""
    return rows.one(
        db,
        select(Timekeeper).where(
            Timekeeper.firm_id == firm_id, Timekeeper.id == timekeeper_id
        ),
    )


def by_code(db: Session, *, firm_id: int, code: str) -> Timekeeper | None:
    """Return the person of the firm with that code, or None."""
    return rows.one(
        db,
        select(Timekeeper).where(
            Timekeeper.firm_id == firm_id, Timekeeper.code == code
        ),
    )


def change(
    db: Session, *, firm_id: int, timekeeper_id: int, **fields: Any
) -> Timekeeper | None:
    """Change *fields* of a person; return the person as now kept, or None."""
    return rows.one(
        db,
        update(Timekeeper)
        .where(Timekeeper.firm_id == firm_id, Timekeeper.id == timekeeper_id)
        .values(fields)
        .returning(Timekeeper),
    )
