"""A firm's matter list, and the revision that tells a matcher it is stale."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Alias, Bookmark, Entry, Firm, Matter
from storage.prepared import Asked

_BLANK: Mapping[str, Any] = {
    "name": "",
    "client": "",
    "status": "open",
    "rate": None,
    "target_ids": {},
}
_CHUNK = 500
# Asked whenever a label is looked up.
_REVISION = Asked(select(Firm.matters_revision).where(Firm.id == bindparam("firm_id")))


class Merged(NamedTuple):
    """What an import did: how many matters it added, changed, and found the same."""

    added: int
    changed: int
    same: int


def listed(db: Session, firm_id: int, status: str | None = None) -> list[Matter]:
    """Return the firm's matters by number, all or those of one *status*."""
    wanted = select(Matter).where(Matter.firm_id == firm_id).order_by(Matter.number)
    if status is not None:
        wanted = wanted.where(Matter.status == status)
    return rows.every(db, wanted)


def revision(db: Session, firm_id: int) -> int:
    """Return a count that grows with every change of the firm's matter list."""
    [[counted]] = _REVISION.run(db, {"firm_id": firm_id})
    return int(counted)


def add(
    db: Session,
    *,
    firm_id: int,
    number: str,
    name: str,
    client: str = "",
    status: str = "open",
    rate: Decimal | None = None,
    target_ids: dict[str, Any] | None = None,
) -> int | None:
    """Add a matter; return its id, or None when the firm has that number already."""
    added = (
        rows.upsert(db, Matter)
        .values(
            firm_id=firm_id,
            number=number,
            name=name,
            client=client,
            status=status,
            rate=rate,
            target_ids=target_ids or {},
        )
        .on_conflict_do_nothing(index_elements=["firm_id", "number"])
        .returning(Matter.id)
    )
    matter_id = db.scalars(added).one_or_none()
    if matter_id is not None:
        _bump(db, firm_id)
    return matter_id


def upsert_many(
    db: Session, *, firm_id: int, matters: Iterable[Mapping[str, Any]]
) -> Merged:
    """Add or change matters by their *number*; return what became of them.

    A field that a matter does not name stays as it was (a new one: open, no rate).
    A number that comes twice has the fields of both, the later ones winning.
    """
    known = {
        row.number: {"id": row.id, **{name: getattr(row, name) for name in _BLANK}}
        for row in listed(db, firm_id)
    }
    wanted: dict[str, dict[str, Any]] = {}
    for each in matters:
        number = each["number"]
        base = wanted.get(number) or known.get(number) or dict(_BLANK)
        wanted[number] = {**base, **each}
    fresh = [
        {"firm_id": firm_id, **fields}
        for number, fields in wanted.items()
        if number not in known
    ]
    changed = [
        {"firm_id": firm_id, **fields}
        for number, fields in wanted.items()
        if number in known and {**fields, **known[number]} != fields
    ]
    for start in range(0, len(fresh), _CHUNK):
        db.execute(insert(Matter), fresh[start : start + _CHUNK])
    if changed:
        db.execute(update(Matter), changed)
    if fresh or changed:
        _bump(db, firm_id)
    return Merged(len(fresh), len(changed), len(wanted) - len(fresh) - len(changed))


def by_number(db: Session, *, firm_id: int, number: str) -> Matter | None:
    """Return the firm's matter with exactly that number, or None."""
    return rows.one(
        db,
        select(Matter).where(Matter.firm_id == firm_id, Matter.number == number),
    )


def find(db: Session, *, firm_id: int, matter_id: int) -> Matter | None:
    """Return a matter of the firm, or None."""
    return rows.one(
        db, select(Matter).where(Matter.firm_id == firm_id, Matter.id == matter_id)
    )


def change(
    db: Session, *, firm_id: int, matter_id: int, **fields: Any
) -> Matter | None:
    """Change *fields* of a matter; return it as it is now, or None."""
    _bump(db, firm_id)
    return rows.one(
        db,
        update(Matter)
        .where(Matter.firm_id == firm_id, Matter.id == matter_id)
        .values(fields)
        .returning(Matter),
    )


def remove(db: Session, *, firm_id: int, matter_id: int) -> bool:
    """Take a matter off the list if nothing was ever put on it; return whether."""
    used = (
        select(table.id).where(table.matter_id == Matter.id).correlate(Matter).exists()
        for table in (Entry, Alias, Bookmark)
    )
    removed = (
        delete(Matter)
        .where(Matter.firm_id == firm_id, Matter.id == matter_id)
        .where(*(~each for each in used))
        .returning(Matter.id)
    )
    gone = db.scalars(removed).one_or_none() is not None
    if gone:
        _bump(db, firm_id)
    return gone


def search(db: Session, *, firm_id: int, words: str, limit: int = 20) -> list[Matter]:
    """Return the firm's matters that hold every one of *words*, by number.

    Case does not count, in any language; that is why it is not left to LIKE.
    """
    wanted = words.casefold().split()
    texts = select(Matter.id, Matter.number, Matter.name, Matter.client).where(
        Matter.firm_id == firm_id
    )
    found = [
        row.id
        for row in db.execute(texts.order_by(Matter.number))
        if _holds(f"{row.number}\n{row.name}\n{row.client}".casefold(), wanted)
    ]
    chosen = select(Matter).where(
        Matter.firm_id == firm_id, Matter.id.in_(rows.given(db, found[:limit]))
    )
    return rows.every(db, chosen.order_by(Matter.number))


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def _bump(db: Session, firm_id: int) -> None:
    db.execute(
        update(Firm)
        .where(Firm.id == firm_id)
        .values(matters_revision=Firm.matters_revision + 1)
    )
