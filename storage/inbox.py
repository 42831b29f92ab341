"""Every inbound message, verbatim, once; and the answer that it got."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Message
from storage.prepared import Found, Prepared

_MOST = 200  # messages of one thread
_FIELDS = (
    *("firm_id", "timekeeper_id", "key", "by", "text", "sent_at", "day"),
    *("original", "envelope", "thread"),
)
_KEEP = Prepared(
    lambda insert: (
        insert(Message)
        .values({name: bindparam(name) for name in _FIELDS})
        .on_conflict_do_nothing(index_elements=["timekeeper_id", "key"])
        .returning(Message.id)
    )
)
_BY_KEY = Found(
    Message,
    select(Message).where(
        Message.firm_id == bindparam("firm_id"),
        Message.timekeeper_id == bindparam("timekeeper_id"),
        Message.key == bindparam("key"),
    ),
)
_BY_ID = Found(
    Message,
    select(Message).where(
        Message.firm_id == bindparam("firm_id"), Message.id == bindparam("message_id")
    ),
)
_ANSWERED = Prepared(
    lambda _insert: (
        update(Message)
        .where(
            Message.firm_id == bindparam("of_firm"), Message.id == bindparam("of_id")
        )
        .values(answer=bindparam("answer"))
        .returning(Message.id)
    )
)


def keep(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    key: str,
    by: str,
    text: str,
    sent_at: datetime,
    day: date,
    original: dict[str, Any] | None = None,
    envelope: dict[str, Any] | None = None,
    thread: str | None = None,
) -> int | None:
    """Keep a message; return its id, or None when this person's *key* was seen.

    The constraint decides, not a look: of two at the same moment, one is kept.
    """
    kept = _KEEP.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "key": key,
            "by": by,
            "text": text,
            "sent_at": sent_at,
            "day": day,
            "original": original,
            "envelope": envelope,
            "thread": thread,
        },
    )
    return None if kept is None else int(kept[0])


def message(
    db: Session, *, firm_id: int, timekeeper_id: int, key: str
) -> Message | None:
    """Return the message that a person sent under *key*, or None."""
    return _BY_KEY.one(db, firm_id=firm_id, timekeeper_id=timekeeper_id, key=key)


def thread(db: Session, *, firm_id: int, timekeeper_id: int, key: str) -> list[Message]:
    """Return what a person said in answer to their message *key*, the latest first."""
    return rows.every(
        db,
        select(Message)
        .where(
            Message.firm_id == firm_id,
            Message.timekeeper_id == timekeeper_id,
            Message.thread == key,
        )
        .order_by(Message.id.desc())
        .limit(_MOST),
    )


def find(db: Session, *, firm_id: int, message_id: int) -> Message | None:
    """Return a message of the firm, or None."""
    return _BY_ID.one(db, firm_id=firm_id, message_id=message_id)


def answered(
    db: Session, *, firm_id: int, message_id: int, answer: dict[str, Any]
) -> None:
    """Keep the *answer* that a message got, so that a repeat gets the same."""
    _ANSWERED.run(db, {"of_firm": firm_id, "of_id": message_id, "answer": answer})


def by_id(db: Session, message_id: int) -> Message | None:
    """Return a message, or None; only what no person asks for looks without a firm."""
    return rows.one(db, select(Message).where(Message.id == message_id))
