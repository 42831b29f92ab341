"""What people call their matters: learnt from answers, or said outright."""

from sqlalchemy import and_, bindparam, case, delete, or_, select
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Alias
from storage.prepared import Asked

_PERSONS = ("firm_id", "timekeeper_id", "label")
_FIRMS = ("firm_id", "label")
_FOR_PERSON = Asked(
    select(Alias.label, Alias.matter_id)
    .where(
        Alias.firm_id == bindparam("firm_id"),
        or_(
            Alias.timekeeper_id == bindparam("timekeeper_id"),
            Alias.timekeeper_id.is_(None),
        ),
        Alias.confirmed,
    )
    .order_by(Alias.timekeeper_id.is_not(None), Alias.label)
)


def for_person(db: Session, *, firm_id: int, timekeeper_id: int) -> dict[str, int]:
    """Return confirmed labels and their matters: the firm's, the person's own over."""
    owner = {"firm_id": firm_id, "timekeeper_id": timekeeper_id}
    return dict(_FOR_PERSON.run(db, owner))


def listed(db: Session, *, firm_id: int, timekeeper_id: int) -> list[Alias]:
    """Return the firm's and the person's aliases by label, unconfirmed ones too."""
    return rows.every(
        db,
        select(Alias)
        .where(
            Alias.firm_id == firm_id,
            or_(Alias.timekeeper_id == timekeeper_id, Alias.timekeeper_id.is_(None)),
        )
        .order_by(Alias.label, Alias.id),
    )


def answered(
    db: Session, *, firm_id: int, timekeeper_id: int, label: str, matter_id: int
) -> int:
    """Count an answer to which matter *label* is; return how many equal ones in a row.

    A different answer than before starts at one and un-learns what was confirmed.
    """
    counted = rows.upsert(db, Alias).values(
        firm_id=firm_id,
        timekeeper_id=timekeeper_id,
        label=label,
        matter_id=matter_id,
        answers=1,
        confirmed=False,
    )
    same = Alias.matter_id == counted.excluded.matter_id
    return db.scalars(
        counted.on_conflict_do_update(
            index_elements=_PERSONS,
            set_={
                "matter_id": counted.excluded.matter_id,
                "answers": case((same, Alias.answers + 1), else_=1),
                "confirmed": and_(same, Alias.confirmed),
            },
        ).returning(Alias.answers)
    ).one()


def confirm(
    db: Session, *, firm_id: int, timekeeper_id: int | None, label: str, matter_id: int
) -> None:
    """Make *label* mean a matter from now on, for a person or (None) the whole firm."""
    said = rows.upsert(db, Alias).values(
        firm_id=firm_id,
        timekeeper_id=timekeeper_id,
        label=label,
        matter_id=matter_id,
        answers=0,
        confirmed=True,
    )
    firms = timekeeper_id is None
    db.execute(
        said.on_conflict_do_update(
            index_elements=_FIRMS if firms else _PERSONS,
            index_where=Alias.timekeeper_id.is_(None) if firms else None,
            set_={"matter_id": said.excluded.matter_id, "confirmed": True},
        )
    )


def forget(db: Session, *, firm_id: int, timekeeper_id: int | None, label: str) -> bool:
    """Forget what *label* means; return whether it meant anything."""
    forgotten = delete(Alias).where(
        Alias.firm_id == firm_id,
        Alias.timekeeper_id.is_not_distinct_from(timekeeper_id),
        Alias.label == label,
    )
    return db.scalars(forgotten.returning(Alias.id)).one_or_none() is not None
