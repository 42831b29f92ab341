"""What a letter's signatures sealed: by it a letter that came before is known again."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Message, Seal
from storage.prepared import Prepared

_FIELDS = ("timekeeper_id", "seal", "firm_id", "message_id")
_KEEP = Prepared(
    lambda inserting: (
        inserting(Seal)
        .values({name: bindparam(name) for name in _FIELDS})
        .on_conflict_do_nothing(index_elements=["timekeeper_id", "seal"])
        .returning(Seal.message_id)
    )
)


def keep(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    seals: Sequence[str],
) -> bool:
    """Keep the *seals* of a message; return False when one of them was seen.

    The constraint decides, not a look. Whoever is told False leaves nothing.
    """
    # Of two at once with the same seals, both take them in the same order.
    for seal in sorted(set(seals)):
        kept = _KEEP.run(
            db,
            {
                "timekeeper_id": timekeeper_id,
                "seal": seal,
                "firm_id": firm_id,
                "message_id": message_id,
            },
        )
        if kept is None:
            return False
    return True


def message(
    db: Session, *, firm_id: int, timekeeper_id: int, seals: Sequence[str]
) -> Message | None:
    """Return the first message that a person sent under any of the *seals*, or None."""
    return rows.one(
        db,
        select(Message)
        .join(Seal, Seal.message_id == Message.id)
        .where(
            Seal.firm_id == firm_id,
            Seal.timekeeper_id == timekeeper_id,
            Seal.seal.in_(seals),
        )
        .order_by(Message.id)
        .limit(1),
    )
