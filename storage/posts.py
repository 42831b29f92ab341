"""Answers on their way through a channel, and what became of each."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Case, bindparam, case, func, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.models import Post
from storage.prepared import Prepared

WAITING, SENT, FAILED, WITHHELD = "waiting", "sent", "failed", "withheld"
# Why an answer says, in place of its own words, that there are more than are sent.
NOTICE = "notice"
_FIELDS = (
    *("firm_id", "timekeeper_id", "message_id", "channel", "state", "attempts"),
    *("reference", "why", "made_at", "done_at"),
)
_MAKE = Prepared(
    lambda inserting: (
        inserting(Post)
        .values({name: bindparam(name) for name in _FIELDS})
        .returning(Post.id)
    )
)


class Recent(NamedTuple):
    """How many answers a person was given of late, and notices that there are more."""

    answers: int
    notices: int


def make(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    channel: str,
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
    noticed = case((Post.why == NOTICE, 1), else_=0)
    answers, notices = db.execute(
        select(func.count() - func.sum(noticed), func.sum(noticed)).where(
            Post.timekeeper_id == timekeeper_id,
            Post.made_at > since,
            Post.channel == channel,
            Post.state != WITHHELD,
        )
    ).one()
    return Recent(answers or 0, notices or 0)


def find(db: Session, post_id: int) -> Post | None:
    """Return the answer with that id, or None."""
    return rows.one(db, select(Post).where(Post.id == post_id))


def claim(db: Session, post_id: int, *, attempts: int) -> bool:
    """Begin another attempt; False when it is done, or somebody else has begun one.

    *attempts* are those that the caller has seen made.
    """
    claimed = (
        update(Post)
        .where(Post.id == post_id, Post.state == WAITING, Post.attempts == attempts)
        .values(attempts=attempts + 1)
        .returning(Post.id)
    )
    return db.scalars(claimed).one_or_none() is not None


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
            .where(
                Post.state == WAITING, Post.channel == channel, Post.made_at < before
            )
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
