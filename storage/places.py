"""Conversations that are bound to a matter."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Place


def bind(
    db: Session, *, firm_id: int, place: str, matter_id: int | None, label: str
) -> bool:
    """Bind a conversation to a matter; False when another firm's people have it."""
    added = rows.upsert(db, Place).values(
        place=place, firm_id=firm_id, matter_id=matter_id, label=label
    )
    bound = added.on_conflict_do_update(
        index_elements=["place"],
        set_={"matter_id": matter_id, "label": label},
        where=Place.firm_id == firm_id,
    ).returning(Place.place)
    return db.scalars(bound).one_or_none() is not None


def find(db: Session, *, firm_id: int, place: str) -> Place | None:
    """Return what a conversation is bound to, or None."""
    return rows.one(
        db, select(Place).where(Place.firm_id == firm_id, Place.place == place)
    )


def free(db: Session, *, firm_id: int, place: str) -> None:
    """Bind a conversation to nothing."""
    db.execute(delete(Place).where(Place.firm_id == firm_id, Place.place == place))
