"""Each person's own inbound address: the token in it, which is never given again."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Address, Mailbox
from storage.prepared import Asked

# Asked for each letter, and once more for each of its recipients.
_HOLDER = Asked(
    select(Mailbox.firm_id, Mailbox.timekeeper_id, Address.address)
    .outerjoin(Address, Address.timekeeper_id == Mailbox.timekeeper_id)
    .where(Mailbox.token == bindparam("token"), Mailbox.revoked_at.is_(None))
    .order_by(Address.address)
)


class Holder(NamedTuple):
    """Whose a mailbox is, and where that person writes from."""

    firm_id: int
    timekeeper_id: int
    addresses: list[str]


def add(
    db: Session, *, firm_id: int, timekeeper_id: int, token: str, at: datetime
) -> bool:
    """Give a person a mailbox; return False when the *token* was ever given."""
    added = (
        rows.upsert(db, Mailbox)
        .values(
            token=token,
            firm_id=firm_id,
            timekeeper_id=timekeeper_id,
            created_at=at,
            revoked_at=None,
        )
        .on_conflict_do_nothing()
        .returning(Mailbox.token)
    )
    return db.scalars(added).one_or_none() is not None


def holder(db: Session, token: str) -> Holder | None:
    """Return whom *token* opens a mailbox of, or None when it opens none any more."""
    found = _HOLDER.run(db, {"token": token})
    if not found:
        return None
    firm_id, timekeeper_id, _ = found[0]
    return Holder(firm_id, timekeeper_id, [each for *_, each in found if each])


def of_person(db: Session, *, firm_id: int, timekeeper_id: int) -> Mailbox | None:
    """Return the mailbox that a person has now, or None."""
    return rows.one(
        db,
        select(Mailbox)
        .where(
            Mailbox.firm_id == firm_id,
            Mailbox.timekeeper_id == timekeeper_id,
            Mailbox.revoked_at.is_(None),
        )
        .order_by(Mailbox.created_at.desc(), Mailbox.token)
        .limit(1),
    )


def ever(db: Session, *, firm_id: int, timekeeper_id: int) -> bool:
    """Say whether a person was ever given a mailbox, closed since or not."""
    given = select(Mailbox.token).where(
        Mailbox.firm_id == firm_id, Mailbox.timekeeper_id == timekeeper_id
    )
    return db.scalars(given.limit(1)).one_or_none() is not None


def revoke(db: Session, *, firm_id: int, timekeeper_id: int, at: datetime) -> int:
    """Close every mailbox that a person has; return how many were open."""
    closed = (
        update(Mailbox)
        .where(
            Mailbox.firm_id == firm_id,
            Mailbox.timekeeper_id == timekeeper_id,
            Mailbox.revoked_at.is_(None),
        )
        .values(revoked_at=at)
        .returning(Mailbox.token)
    )
    return len(list(db.scalars(closed)))
