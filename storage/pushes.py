"""Pushes: a claim is committed before each request, and its outcome after it.

A push is *claimed* (nothing has left), *sending* (a request may have left and nobody
knows yet what it did), and then settled: *made*, *refused*, *uncertain* or *dropped*.
What was made may be *removing* and then *removed*.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from storage import rows
from storage.deliveries import DELIVERED, PENDING, UNCERTAIN
from storage.models import Delivery, Entry, Message, Plan, Push

WITHDRAWN, REFUSED = "withdrawn", "refused"
UNSETTLED = ("claimed", "sending", "removing")
_OUTCOMES = {
    "made": DELIVERED,
    "refused": REFUSED,
    "uncertain": UNCERTAIN,
    "dropped": WITHDRAWN,
    "removed": WITHDRAWN,
}


class Claim(NamedTuple):
    """What is claimed for a push: an entry in a revision, and what is told of it."""

    entry_id: int
    revision: int
    reference: str
    work: dict[str, Any]


class Going(NamedTuple):
    """A push with what it is of; *current* when the entry is as it was agreed to."""

    delivery_id: int
    entry_id: int
    reference: str
    work: dict[str, Any]
    state: str
    attempts: int
    begun_at: datetime | None
    due_at: datetime | None
    why: str | None
    told: dict[str, Any] | None
    remote_id: str | None
    target: str
    account_id: int
    message_id: int
    at: datetime
    current: bool
    entry_state: str


class Sending(NamedTuple):
    """A request of which nobody knows the end: what it told, and when it left."""

    delivery_id: int
    work: dict[str, Any]
    begun_at: datetime | None


def offer(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    account_id: int,
    entries: Sequence[tuple[int, int]],
) -> None:
    """Keep what a message offered to push; earlier offers to the person are dropped."""
    db.execute(
        update(Plan)
        .where(Plan.timekeeper_id == timekeeper_id, Plan.state == "offered")
        .values(state="dropped")
    )
    db.add(
        Plan(
            message_id=message_id,
            firm_id=firm_id,
            timekeeper_id=timekeeper_id,
            account_id=account_id,
            entries=[list(each) for each in entries],
            state="offered",
        )
    )
    db.flush()
    db.expunge_all()


def plan(
    db: Session, *, firm_id: int, timekeeper_id: int, message_id: int
) -> Plan | None:
    """Return what a message offered to a person, or None."""
    return rows.one(
        db,
        select(Plan).where(
            Plan.firm_id == firm_id,
            Plan.timekeeper_id == timekeeper_id,
            Plan.message_id == message_id,
        ),
    )


def settle_plan(db: Session, *, firm_id: int, message_id: int, state: str) -> bool:
    """Settle an offer as *agreed* or *dropped*; False when it was settled before."""
    changed = (
        update(Plan)
        .where(
            Plan.firm_id == firm_id,
            Plan.message_id == message_id,
            Plan.state == "offered",
        )
        .values(state=state)
        .returning(Plan.message_id)
    )
    return db.scalars(changed).one_or_none() is not None


def claim(
    db: Session,
    *,
    firm_id: int,
    message_id: int,
    account_id: int,
    target: str,
    at: datetime,
    claims: Iterable[Claim],
) -> list[int]:
    """Claim entries for a target; return those of them that nobody else has claimed.

    A claim that came to nothing (refused, dropped, removed) may be made again.
    """
    claimed: list[int] = []
    for each in claims:
        fields = {
            "kind": "push",
            "outcome": PENDING,
            "remote_id": None,
            "file": None,
            "message_id": message_id,
            "at": at,
        }
        added = rows.upsert(db, Delivery).values(
            firm_id=firm_id,
            entry_id=each.entry_id,
            target=target,
            revision=each.revision,
            **fields,
        )
        delivery = db.scalars(
            added.on_conflict_do_update(
                index_elements=["entry_id", "target", "revision"],
                set_=fields,
                where=Delivery.outcome.in_((WITHDRAWN, REFUSED)),
            ).returning(Delivery.id)
        ).one_or_none()
        if delivery is None:
            continue
        fresh = {
            "account_id": account_id,
            "message_id": message_id,
            "reference": each.reference,
            "work": each.work,
            "state": "claimed",
            "attempts": 0,
            "begun_at": None,
            "due_at": None,
            "why": None,
            "told": None,
        }
        begun = rows.upsert(db, Push).values(
            delivery_id=delivery, firm_id=firm_id, **fresh
        )
        db.execute(
            begun.on_conflict_do_update(index_elements=["delivery_id"], set_=fresh)
        )
        claimed.append(each.entry_id)
    return claimed


def of_message(
    db: Session, message_id: int, *, states: Sequence[str] | None = None
) -> list[Going]:
    """Return the pushes that a message drives, in the order of their claims."""
    wanted = _GOING.where(Push.message_id == message_id)
    if states is not None:
        wanted = wanted.where(Push.state.in_(states))
    return [Going._make(row) for row in db.execute(wanted.order_by(Push.delivery_id))]


def tally(db: Session, message_id: int) -> tuple[int, int]:
    """Return how many of the pushes that a message drives are unsettled, and of all."""
    unsettled = func.count().filter(Push.state.in_(UNSETTLED))
    counted = select(unsettled, func.count()).where(Push.message_id == message_id)
    waiting, total = db.execute(counted).one()
    return waiting, total


def next_due(db: Session, message_id: int, *, now: datetime) -> Going | datetime | None:
    """Return the next push to go on with, or when there is one; None when all ended."""
    unsettled = (Push.message_id == message_id, Push.state.in_(UNSETTLED))
    due = _GOING.where(*unsettled, or_(Push.due_at.is_(None), Push.due_at <= now))
    found = db.execute(due.order_by(Push.delivery_id).limit(1)).one_or_none()
    if found is not None:
        return Going._make(found)
    return db.scalars(select(func.min(Push.due_at)).where(*unsettled)).one_or_none()


def find(db: Session, delivery_id: int) -> Going | None:
    """Return one push, or None."""
    found = db.execute(_GOING.where(Push.delivery_id == delivery_id)).one_or_none()
    return None if found is None else Going._make(found)


def of_entries(db: Session, *, firm_id: int, entry_ids: Sequence[int]) -> list[Going]:
    """Return every push of the entries, the oldest first."""
    wanted = _GOING.where(
        Push.firm_id == firm_id, Delivery.entry_id.in_(rows.given(db, entry_ids))
    )
    return [Going._make(row) for row in db.execute(wanted.order_by(Push.delivery_id))]


def unsettled_messages(db: Session, *, timekeeper_id: int | None = None) -> list[int]:
    """Return the messages that drive pushes which are not settled, the oldest first."""
    wanted = (
        select(Push.message_id)
        .where(Push.state.in_(UNSETTLED))
        .group_by(Push.message_id)
        .order_by(Push.message_id)
    )
    if timekeeper_id is not None:
        wanted = wanted.join(Message, Message.id == Push.message_id).where(
            Message.timekeeper_id == timekeeper_id
        )
    return list(db.scalars(wanted))


def last_message(
    db: Session, *, firm_id: int, timekeeper_id: int, states: Sequence[str] = ("made",)
) -> int | None:
    """Return the person's last message that drove pushes now in *states*, or None."""
    return db.scalars(
        select(func.max(Push.message_id))
        .join(Message, Message.id == Push.message_id)
        .where(
            Push.firm_id == firm_id,
            Message.timekeeper_id == timekeeper_id,
            Push.state.in_(states),
        )
    ).one_or_none()


def sending(db: Session, account_id: int) -> list[Sending]:
    """Return the account's requests of which nobody knows the end."""
    wanted = select(Push.delivery_id, Push.work, Push.begun_at).where(
        Push.account_id == account_id, Push.state == "sending"
    )
    return [Sending._make(row) for row in db.execute(wanted)]


def begin(
    db: Session, delivery_id: int, *, attempts: int, state: str, at: datetime
) -> bool:
    """Note that a request is about to leave; False when somebody else was quicker.

    To be committed before it leaves.
    """
    begun = (
        update(Push)
        .where(
            Push.delivery_id == delivery_id,
            Push.attempts == attempts,
            Push.state.in_(("claimed", "removing")),
        )
        .values(state=state, attempts=attempts + 1, begun_at=at, due_at=None, why=None)
        .returning(Push.delivery_id)
    )
    return db.scalars(begun).one_or_none() is not None


def back(
    db: Session,
    delivery_id: int,
    *,
    attempts: int,
    state: str,
    due_at: datetime | None,
    why: str,
) -> None:
    """Note what an attempt came to that settled nothing, and when to go on.

    Of an attempt that another has followed, nothing is noted.
    """
    db.execute(
        update(Push)
        .where(
            Push.delivery_id == delivery_id,
            Push.attempts == attempts,
            Push.state.in_(UNSETTLED),
        )
        .values(state=state, due_at=due_at, why=why)
    )


def settle(
    db: Session,
    delivery_id: int,
    *,
    state: str,
    why: str | None = None,
    remote_id: str | None = None,
    told: dict[str, Any] | None = None,
    attempts: int,
    at: datetime,
) -> bool:
    """Note how a push ended; False when that is known already.

    What was made is noted whichever of the *attempts* made it; anything else only of
    the last one. An entry whose current revision was made is delivered; one whose push
    was removed is ready again.
    """
    ended = (
        update(Push)
        .where(
            Push.delivery_id == delivery_id,
            Push.state.in_(UNSETTLED),
            *([] if state == "made" else [Push.attempts == attempts]),
        )
        .values(
            {"state": state, "why": why, "due_at": None}
            | ({} if told is None else {"told": told})
        )
        .returning(Push.delivery_id)
    )
    if db.scalars(ended).one_or_none() is None:
        return False
    fields: dict[str, Any] = {"outcome": _OUTCOMES[state], "at": at}
    if remote_id is not None:
        fields["remote_id"] = remote_id
    db.execute(update(Delivery).where(Delivery.id == delivery_id).values(fields))
    if state == "made":
        _mark(db, delivery_id, was="ready", now=DELIVERED)
    elif state == "removed":
        _mark(db, delivery_id, was=DELIVERED, now="ready")
    return True


def stop(
    db: Session, *, firm_id: int, timekeeper_id: int, why: str, at: datetime
) -> int:
    """Drop what a person has agreed to and has not left yet; return how many."""
    mine = select(Message.id).where(
        Message.firm_id == firm_id, Message.timekeeper_id == timekeeper_id
    )
    stopped = (
        update(Push)
        .where(
            Push.firm_id == firm_id,
            Push.message_id.in_(mine),
            Push.state == "claimed",
        )
        .values(state="dropped", why=why, due_at=None)
        .returning(Push.delivery_id)
    )
    ids = list(db.scalars(stopped))
    db.execute(
        update(Delivery)
        .where(Delivery.id.in_(rows.given(db, ids)))
        .values(outcome=WITHDRAWN, at=at)
    )
    return len(ids)


def remove(
    db: Session, *, firm_id: int, message_id: int, delivery_ids: Sequence[int]
) -> int:
    """Let a message take back what was made; return how many there are."""
    changed = (
        update(Push)
        .where(
            Push.firm_id == firm_id,
            Push.delivery_id.in_(rows.given(db, delivery_ids)),
            Push.state == "made",
        )
        .values(
            state="removing", message_id=message_id, attempts=0, due_at=None, why=None
        )
        .returning(Push.delivery_id)
    )
    return len(list(db.scalars(changed)))


def keep(db: Session, delivery_id: int, *, why: str) -> None:
    """Note that what was made stays there after all."""
    db.execute(
        update(Push)
        .where(Push.delivery_id == delivery_id, Push.state == "removing")
        .values(state="made", why=why, due_at=None)
    )


def decide(
    db: Session, *, firm_id: int, delivery_id: int, there: bool, at: datetime
) -> bool:
    """Settle what is uncertain as a person has seen it; False when it is not."""
    state = "made" if there else "dropped"
    decided = (
        update(Push)
        .where(
            Push.firm_id == firm_id,
            Push.delivery_id == delivery_id,
            Push.state == "uncertain",
        )
        .values(state=state, why=None)
        .returning(Push.delivery_id)
    )
    if db.scalars(decided).one_or_none() is None:
        return False
    db.execute(
        update(Delivery)
        .where(Delivery.id == delivery_id)
        .values(outcome=_OUTCOMES[state], at=at)
    )
    if there:
        _mark(db, delivery_id, was="ready", now=DELIVERED)
    return True


def days_of(
    db: Session, *, firm_id: int, timekeeper_id: int, entry_ids: Sequence[int]
) -> list[date]:
    """Return the days of a person's entries, the earliest first."""
    return list(
        db.scalars(
            select(Entry.day)
            .where(
                Entry.firm_id == firm_id,
                Entry.timekeeper_id == timekeeper_id,
                Entry.id.in_(rows.given(db, entry_ids)),
            )
            .distinct()
            .order_by(Entry.day)
        )
    )


def known(
    db: Session, *, firm_id: int, target: str, remote_ids: Sequence[str]
) -> set[str]:
    """Return those of the ids there that are receipts of ours already."""
    found = db.scalars(
        select(Delivery.remote_id).where(
            Delivery.firm_id == firm_id,
            Delivery.target == target,
            Delivery.remote_id.in_(remote_ids),
        )
    )
    return {each for each in found if each is not None}


def _mark(db: Session, delivery_id: int, *, was: str, now: str) -> None:
    """Change the state of the entry if it is still as it was delivered."""
    of = select(Delivery.entry_id).where(Delivery.id == delivery_id).scalar_subquery()
    revision = (
        select(Delivery.revision).where(Delivery.id == delivery_id).scalar_subquery()
    )
    db.execute(
        update(Entry)
        .where(Entry.id == of, Entry.revision == revision, Entry.state == was)
        .values(state=now)
        .execution_options(synchronize_session=False)
    )


_GOING = (
    select(
        Push.delivery_id,
        Delivery.entry_id,
        Push.reference,
        Push.work,
        Push.state,
        Push.attempts,
        Push.begun_at,
        Push.due_at,
        Push.why,
        Push.told,
        Delivery.remote_id,
        Delivery.target,
        Push.account_id,
        Push.message_id,
        Delivery.at,
        (Entry.revision == Delivery.revision).label("current"),
        Entry.state,
    )
    .join(Delivery, Delivery.id == Push.delivery_id)
    .join(Entry, Entry.id == Delivery.entry_id)
)
