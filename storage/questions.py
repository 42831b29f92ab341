"""What replies asked about entries, and whether it was answered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Question


def ask(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    entry_id: int,
    field: str,
    choices: Sequence[dict[str, Any]],
) -> int:
    """Keep what the reply to a message asks about an entry; return the question's id.

    *choices* are `{"number", "label", "say"}`.
    """
    fields = {
        "firm_id": firm_id,
        "timekeeper_id": timekeeper_id,
        "message_id": message_id,
        "entry_id": entry_id,
        "field": field,
        "choices": list(choices),
        "answered": False,
    }
    return db.scalars(insert(Question).values(fields).returning(Question.id)).one()


def open_ones(db: Session, *, firm_id: int, timekeeper_id: int) -> list[Question]:
    """Return what a person was asked and has not answered, the latest first."""
    return rows.every(
        db,
        select(Question)
        .where(
            Question.firm_id == firm_id,
            Question.timekeeper_id == timekeeper_id,
            ~Question.answered,
        )
        .order_by(Question.id.desc()),
    )


def of_message(db: Session, *, firm_id: int, message_id: int) -> list[Question]:
    """Return everything that the reply to a message asked, in the order of asking."""
    return rows.every(
        db,
        select(Question)
        .where(Question.firm_id == firm_id, Question.message_id == message_id)
        .order_by(Question.id),
    )


def of_entry(db: Session, *, firm_id: int, entry_id: int) -> list[Question]:
    """Return everything that was ever asked about an entry, the oldest first."""
    return rows.every(
        db,
        select(Question)
        .where(Question.firm_id == firm_id, Question.entry_id == entry_id)
        .order_by(Question.id),
    )


def mark(
    db: Session, *, firm_id: int, question_id: int, answered: bool
) -> Question | None:
    """Mark a question as *answered* or (an undo) as open; return it, or None."""
    return rows.one(
        db,
        update(Question)
        .where(Question.firm_id == firm_id, Question.id == question_id)
        .values(answered=answered)
        .returning(Question),
    )


def close_all(
    db: Session, *, firm_id: int, entry_id: int, field: str | None = None
) -> None:
    """Mark all questions about an entry, or about one *field* of it, as answered."""
    closed = update(Question).where(
        Question.firm_id == firm_id, Question.entry_id == entry_id
    )
    if field is not None:
        closed = closed.where(Question.field == field)
    db.execute(closed.values(answered=True))
