"""How people are reached in the system that they write from."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Contact

_FIELDS = ("conversation", "zone", "locale", "home")


def put(
    db: Session, *, firm_id: int, timekeeper_id: int, address: str, **fields: Any
) -> None:
    """Keep *fields* of a contact; what is not given stays as it was."""
    unknown = fields.keys() - set(_FIELDS)
    if unknown:
        raise TypeError(f"a contact has no {sorted(unknown)}")
    added = rows.upsert(db, Contact).values(
        address=address,
        firm_id=firm_id,
        timekeeper_id=timekeeper_id,
        **(dict.fromkeys(_FIELDS) | {"home": False} | fields),
    )
    db.execute(
        added.on_conflict_do_update(index_elements=["address"], set_=fields)
        if fields
        else added.on_conflict_do_nothing()
    )


def find(db: Session, *, firm_id: int, address: str) -> Contact | None:
    """Return the contact with that address, or None."""
    return rows.one(
        db,
        select(Contact).where(Contact.firm_id == firm_id, Contact.address == address),
    )


def in_conversation(db: Session, *, conversation: str, start: str) -> str | None:
    """Return the one address, of those that *start* so, that is written to there."""
    found = db.scalars(
        select(Contact.address).where(
            Contact.conversation == conversation, Contact.address.startswith(start)
        )
    ).all()
    return found[0] if len(found) == 1 else None


def of_person(db: Session, *, firm_id: int, timekeeper_id: int) -> list[Contact]:
    """Return how a person is reached, by address."""
    return rows.every(
        db,
        select(Contact)
        .where(Contact.firm_id == firm_id, Contact.timekeeper_id == timekeeper_id)
        .order_by(Contact.address),
    )
