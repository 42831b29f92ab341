"""Answers on their way through a channel, and what became of each."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Case,
    Integer,
    bindparam,
    case,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Amendment, Message, Post
from storage.prepared import Prepared

WAITING, SENT, FAILED, WITHHELD = "waiting", "sent", "failed", "withheld"
# Why an answer says, in place of its own words, that there are more than are sent.
NOTICE = "notice"
_FIELDS = (
    *("firm_id", "timekeeper_id", "message_id", "channel", "proven", "state"),
    *("attempts", "reference", "why", "made_at", "done_at"),
)
# In so many words: SQLite takes an index of part of a table only for those.
_ANSWERED, _WAITS = text("state != 'withheld'"), text("state = 'waiting'")
_MAKE = Prepared(
    lambda inserting: (
        inserting(Post)
        .values({name: bindparam(name) for name in _FIELDS})
        .returning(Post.id)
    )
)
_RECENT = Prepared(
    lambda _inserting: select(
        func.count(),
        *(
            literal_column(f"count(CASE WHEN {told} THEN 1 END)", Integer)
            for told in (
                "proven AND why = 'notice'",
                "NOT proven",
                "NOT proven AND why = 'notice'",
            )
        ),
    ).where(
        Post.timekeeper_id == bindparam("timekeeper_id"),
        Post.channel == bindparam("channel"),
        Post.made_at > bindparam("since"),
        _ANSWERED,
    )
)
_CLAIM = Prepared(
    lambda _inserting: (
        update(Post)
        .where(
            Post.id == bindparam("post_id"),
            Post.attempts == bindparam("seen"),
            _WAITS,
        )
        .values(attempts=bindparam("now"))
        .returning(Post.id)
    )
)


class Recent(NamedTuple):
    """How many answers a person was given of late, and notices that there are more.

    *unproven* are those answers to what was not shown to be theirs.
    """

    answers: int
    notices: int
    unproven: int
    unproven_notices: int


def make(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    channel: str,
    proven: bool,
    state: str,
    why: str | None,
    at: datetime,
) -> int:
    """Make the answer to a message due through its channel; return the id."""
    made = _MAKE.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "message_id": message_id,
            "channel": channel,
            "proven": proven,
            "state": state,
            "attempts": 0,
            "reference": None,
            "why": why,
            "made_at": at,
            "done_at": None,
        },
    )
    if made is None:
        raise LookupError("an insert returned no id")
    return int(made[0])


def recent(db: Session, *, timekeeper_id: int, channel: str, since: datetime) -> Recent:
    """Return how much a person was given *since* then."""
    told = _RECENT.run(
        db,
        {"timekeeper_id": timekeeper_id, "channel": channel, "since": since},
    )
    every, notices, unproven, doubtful = map(int, told or (0, 0, 0, 0))
    return Recent(
        answers=every - notices - doubtful,
        notices=notices,
        unproven=unproven - doubtful,
        unproven_notices=doubtful,
    )


def find(db: Session, post_id: int) -> Post | None:
    """Return the answer with that id, or None."""
    return rows.one(db, select(Post).where(Post.id == post_id))


def claim(db: Session, post_id: int, *, attempts: int) -> bool:
    """Begin another attempt; False when it is done, or somebody else has begun one.

    *attempts* are those that the caller has seen made.
    """
    claimed = _CLAIM.run(
        db, {"post_id": post_id, "seen": attempts, "now": attempts + 1}
    )
    return claimed is not None


def delayed(db: Session, post_id: int, *, why: str) -> None:
    """Note why an answer still waits; a notice stays one."""
    db.execute(
        update(Post)
        .where(Post.id == post_id, Post.state == WAITING)
        .values(why=_unless_notice(why))
    )


def done(
    db: Session,
    post_id: int,
    *,
    state: str,
    reference: str | None = None,
    why: str | None = None,
    at: datetime,
) -> None:
    """Note what became of an answer; the first that is noted stands."""
    db.execute(
        update(Post)
        .where(Post.id == post_id, Post.state == WAITING)
        .values(state=state, reference=reference, why=_unless_notice(why), done_at=at)
    )


def waiting(db: Session, *, channel: str, before: datetime, most: int) -> list[int]:
    """Return the oldest answers that wait since *before* then, *most* of them."""
    return list(
        db.scalars(
            select(Post.id)
            .where(_WAITS, Post.channel == channel, Post.made_at < before)
            .order_by(Post.id)
            .limit(most)
        )
    )


def counts(db: Session, *, firm_id: int, since: datetime) -> dict[str, int]:
    """Return how many answers of a firm there are by their state.

    All that wait are counted, and what became of those made *since* then.
    """
    found = db.execute(
        select(Post.state, func.count())
        .where(
            Post.firm_id == firm_id,
            (Post.state == WAITING) | (Post.made_at > since),
        )
        .group_by(Post.state)
    )
    # dict() would take a result for a mapping, because it has keys.
    return {row[0]: row[1] for row in found}


def _unless_notice(why: str | None) -> Case[str | None]:
    """Return *why*, but leave a notice known as one."""
    return case((Post.why == NOTICE, Post.why), else_=why)


def of_key(db: Session, *, timekeeper_id: int, key: str) -> int | None:
    """Return the answer to the message that a person sent under *key*, or None."""
    return db.scalars(
        select(Post.id)
        .join(Message, Message.id == Post.message_id)
        .where(Message.timekeeper_id == timekeeper_id, Message.key == key)
    ).one_or_none()


def reference(db: Session, *, timekeeper_id: int, key: str) -> str | None:
    """Return the channel's name for the latest answer about a message, or None.

    Answers to its amendments count, and to what its buttons did.
    """
    root = (
        select(Message.id)
        .where(Message.timekeeper_id == timekeeper_id, Message.key == key)
        .scalar_subquery()
    )
    amended = select(Amendment.message_id).where(Amendment.about_id == root)
    return db.scalars(
        select(Post.reference)
        .where(
            Post.timekeeper_id == timekeeper_id,
            Post.reference.is_not(None),
            Post.reference != "",
            (Post.message_id == root) | Post.message_id.in_(amended),
        )
        .order_by(Post.id.desc())
        .limit(1)
    ).one_or_none()


def of_reference(db: Session, *, timekeeper_id: int, reference: str) -> str | None:
    """Return the key of the message whose answer has that name, or None."""
    return db.scalars(
        select(Message.key)
        .join(Post, Post.message_id == Message.id)
        .where(Post.timekeeper_id == timekeeper_id, Post.reference == reference)
        .order_by(Post.id)
        .limit(1)
    ).one_or_none()


def left(
    db: Session, *, channel: str, after: int, most: int
) -> list[tuple[int, str, str]]:
    """Return answers that wait: their ids, whose, and to which message.

    The oldest come first, those with ids beyond *after*.
    """
    found = db.execute(
        select(Post.id, Message.by, Message.key)
        .join(Post, Post.message_id == Message.id)
        .where(Post.state == WAITING, Post.channel == channel, Post.id > after)
        .order_by(Post.id)
        .limit(most)
    )
    return [(post, by, key) for post, by, key in found]
