"""What practice systems listed: matters, activities, people; our matter for each."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Listed

MATTER, ACTIVITY, PERSON = "matter", "activity", "person"
_FIELDS = ("number", "name", "client", "status", "facts")
_CHUNK = 500


def replace(
    db: Session,
    *,
    firm_id: int,
    system: str,
    place: str,
    kind: str,
    found: Iterable[Mapping[str, Any]],
) -> int:
    """Keep a list as it is now; what is not on it is gone. Return how long it is.

    What our matter for each is stays as it was.
    """
    scope: dict[str, Any] = {
        "firm_id": firm_id,
        "system": system,
        "place": place,
        "kind": kind,
    }
    fresh = {
        each["remote_id"]: {**scope, **each, "gone": False, "matter_id": None}
        for each in found
    }
    _mark_gone(db, **scope)
    added = rows.upsert(db, Listed)
    changed = added.on_conflict_do_update(
        index_elements=["firm_id", "system", "place", "kind", "remote_id"],
        set_={name: added.excluded[name] for name in (*_FIELDS, "gone")},
    )
    every = list(fresh.values())
    for start in range(0, len(every), _CHUNK):
        db.execute(changed, every[start : start + _CHUNK])
    return len(every)


def listed(
    db: Session, *, firm_id: int, system: str, place: str, kind: str
) -> list[Listed]:
    """Return what is on a list now, by number and name."""
    return rows.every(
        db,
        select(Listed)
        .where(
            Listed.firm_id == firm_id,
            Listed.system == system,
            Listed.place == place,
            Listed.kind == kind,
            ~Listed.gone,
        )
        .order_by(Listed.number, Listed.name, Listed.id),
    )


def match(db: Session, pairs: Iterable[tuple[int, int | None]]) -> None:
    """Keep which matter of ours each row is: pairs of its id and the matter's."""
    changed = [{"id": row, "matter_id": matter} for row, matter in pairs]
    if changed:
        db.execute(update(Listed), changed)


def _mark_gone(
    db: Session, *, firm_id: int, system: str, place: str, kind: str
) -> None:
    db.execute(
        update(Listed)
        .where(
            Listed.firm_id == firm_id,
            Listed.system == system,
            Listed.place == place,
            Listed.kind == kind,
        )
        .values(gone=True)
    )
