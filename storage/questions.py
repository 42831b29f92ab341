"""What replies asked about entries, and whether it was answered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Question
from storage.prepared import Found, Prepared

_ASK = Prepared(
    lambda insert: (
        insert(Question)
        .values(
            {
                column.key: bindparam(column.key)
                for column in Question.__table__.columns
                if column.key != "id"
            }
        )
        .returning(Question.id)
    )
)
_OPEN = Found(
    Question,
    select(Question)
    .where(
        Question.firm_id == bindparam("firm_id"),
        Question.timekeeper_id == bindparam("timekeeper_id"),
        ~Question.answered,
    )
    .order_by(Question.id.desc()),
)
_SUPERSEDE = Prepared(
    lambda _insert: (
        update(Question)
        .where(
            Question.firm_id == bindparam("of_firm"),
            Question.timekeeper_id == bindparam("of_person"),
            Question.message_id != bindparam("of_message"),
            ~Question.answered,
        )
        .values(answered=True)
        .returning(Question.id)
    )
)


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
    asked = _ASK.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "message_id": message_id,
            "entry_id": entry_id,
            "field": field,
            "choices": list(choices),
            "answered": False,
        },
    )
    if asked is None:
        raise LookupError("an insert returned no id")
    return int(asked[0])


def open_ones(db: Session, *, firm_id: int, timekeeper_id: int) -> list[Question]:
    """Return what a person was asked and has not answered, the latest first."""
    return _OPEN.every(db, firm_id=firm_id, timekeeper_id=timekeeper_id)


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


def supersede(
    db: Session, *, firm_id: int, timekeeper_id: int, message_id: int
) -> None:
    """Mark what a person was asked as answered, but what a message has asked."""
    owner = {"of_firm": firm_id, "of_person": timekeeper_id}
    _SUPERSEDE.run(db, {**owner, "of_message": message_id})


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
