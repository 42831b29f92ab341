"""The letter that a message came in, as it was received."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Letter
from storage.prepared import Prepared

_FIELDS = ("message_id", "firm_id", "raw", "size", "cut", "trust")
_KEEP = Prepared(
    lambda insert: (
        insert(Letter)
        .values({name: bindparam(name) for name in _FIELDS})
        .returning(Letter.message_id)
    )
)


def keep(
    db: Session,
    *,
    firm_id: int,
    message_id: int,
    raw: bytes,
    size: int,
    cut: bool,
    trust: str,
) -> None:
    """Keep the compressed letter *raw* of a message."""
    _KEEP.run(
        db,
        {
            "message_id": message_id,
            "firm_id": firm_id,
            "raw": raw,
            "size": size,
            "cut": cut,
            "trust": trust,
        },
    )


def of_message(db: Session, *, firm_id: int, message_id: int) -> Letter | None:
    """Return the letter that a message of the firm came in, or None."""
    return rows.one(
        db,
        select(Letter).where(
            Letter.firm_id == firm_id, Letter.message_id == message_id
        ),
    )
