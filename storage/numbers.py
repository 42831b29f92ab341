"""The number that an entry has within its day: given once, never given again."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ScalarSelect,
    func,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Entry, Vacated

_HOLD = text("SELECT pg_advisory_xact_lock(:person)")


def hold(db: Session, *, timekeeper_id: int) -> None:
    """Let nobody else number this person's entries until the unit of work ends.

    On SQLite a unit that writes has the database to itself already.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(_HOLD, {"person": timekeeper_id})


def following(
    timekeeper_id: int | BindParameter[int], day: date | BindParameter[date]
) -> ScalarSelect[int]:
    """Return the next number of a person's day, to be worked out inside a statement."""
    given = union_all(
        select(func.max(Entry.number).label("number")).where(
            Entry.timekeeper_id == timekeeper_id, Entry.day == day
        ),
        select(Vacated.number).where(
            Vacated.timekeeper_id == timekeeper_id, Vacated.day == day
        ),
    ).subquery("given")
    highest = func.coalesce(func.max(given.c.number), literal_column("0"))
    return select(highest + literal_column("1")).scalar_subquery()


def moved(
    db: Session, *, firm_id: int, entry_id: int, fields: dict[str, Any]
) -> dict[str, Any]:
    """Return *fields* with the number that the entry gets on its new day.

    The number that it leaves behind is remembered as taken.
    """
    place = select(Entry.timekeeper_id, Entry.day, Entry.number).where(
        Entry.firm_id == firm_id, Entry.id == entry_id
    )
    was = db.execute(place).one_or_none()
    if was is None or was.day == fields["day"]:
        return fields
    hold(db, timekeeper_id=was.timekeeper_id)
    left = rows.upsert(db, Vacated).values(
        timekeeper_id=was.timekeeper_id, day=was.day, number=was.number
    )
    higher = Vacated.number < left.excluded.number
    db.execute(
        left.on_conflict_do_update(
            index_elements=["timekeeper_id", "day"],
            set_={"number": left.excluded.number},
            where=higher,
        )
    )
    if "number" in fields:
        return fields
    return fields | {"number": following(was.timekeeper_id, fields["day"])}
