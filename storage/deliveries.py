"""What left, to which target, in which revision; and what has yet to leave."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import islice, repeat
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Text,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from storage import matters, people, prepared, rows
from storage.columns import unescape
from storage.models import Delivery, Entry, Matter, Timekeeper

DELIVERED = "delivered"
# A push that is under way, and one of which nobody knows whether it arrived.
PENDING, UNCERTAIN = "pending", "uncertain"
_HELD = (DELIVERED, PENDING, UNCERTAIN)
_RENEWED = ("kind", "outcome", "file", "message_id", "at")
_CHUNK = 2_000
# The narrative, the label and the activity among the columns read.
_WORDS = slice(4, 7)


class Outgoing(NamedTuple):
    """An entry that may leave, its matter (if any) and its person.

    *earlier* is the highest revision already delivered to the target, or None.
    """

    entry_id: int
    day: date
    number: int
    minutes: int | None
    narrative: str
    label: str | None
    activity: str | None
    billing: str
    rate: Decimal | None
    revision: int
    earlier: int | None
    matter: Matter | None
    timekeeper: Timekeeper


# As `Outgoing._make` does, a million times, without a step in Python.
_outgoing = partial(tuple.__new__, Outgoing)


def lines(
    db: Session,
    *,
    firm_id: int,
    target: str,
    start: date,
    end: date,
    timekeeper_id: int | None = None,
    again: bool = False,
    states: Sequence[str] = ("ready", "delivered"),
) -> Iterator[Outgoing]:
    """Yield what may leave for *target* from *start* to *end*: a person, or the firm.

    By the person's code, day and number, as a stream in flat memory. What was
    delivered in its current revision is passed over, unless it is wanted *again*.
    """
    known = {matter.id: matter for matter in matters.listed(db, firm_id)}
    columns = (
        *(Entry.id, Entry.day, Entry.number, Entry.minutes),
        *map(_as_kept, (Entry.narrative, Entry.label, Entry.activity, Entry.billing)),
        *(Entry.rate, Entry.revision, _earlier(target, again=again), Entry.matter_id),
    )
    for person in people.listed(db, firm_id):
        if timekeeper_id is None or timekeeper_id == person.id:
            wanted = (
                select(*columns)
                .where(
                    Entry.firm_id == firm_id,
                    Entry.timekeeper_id == person.id,
                    Entry.day.between(start, end),
                    or_(*(Entry.state == state for state in states)),
                    *(() if again else (_undelivered(target),)),
                )
                .order_by(Entry.day, Entry.number)
            )
            for told in prepared.columns(db, wanted):
                told[_WORDS] = map(_verbatim, told[_WORDS])
                *rest, matter_ids = told
                found = map(known.get, matter_ids)
                yield from map(_outgoing, zip(*rest, found, repeat(person)))


def record_many(
    db: Session,
    *,
    firm_id: int,
    target: str,
    kind: str,
    outcome: str,
    entries: Iterable[tuple[int, int]],
    message_id: int,
    at: datetime,
    file: str | None = None,
) -> int:
    """Record that *entries*, pairs of id and revision, left; return how many.

    Those recorded before (the same revision to the same target) are renewed.
    Ready entries become delivered unless they were changed since.
    """
    fields = {
        "firm_id": firm_id,
        "target": target,
        "kind": kind,
        "outcome": outcome,
        "file": file,
        "message_id": message_id,
        "at": at,
    }
    left = rows.upsert(db, Delivery)
    renewed = {name: left.excluded[name] for name in _RENEWED}
    recorded = left.on_conflict_do_update(
        index_elements=["entry_id", "target", "revision"], set_=renewed
    )
    pairs = iter(entries)
    count = 0
    while chunk := list(islice(pairs, _CHUNK)):
        db.execute(
            recorded,
            [{**fields, "entry_id": each, "revision": at_} for each, at_ in chunk],
        )
        count += len(chunk)
    _mark(db, firm_id=firm_id, message_id=message_id)
    return count


def record_period(
    db: Session,
    *,
    firm_id: int,
    target: str,
    start: date,
    end: date,
    message_id: int,
    at: datetime,
    file: str,
    timekeeper_id: int | None = None,
    again: bool = False,
    left_out: Iterable[int] = (),
) -> int:
    """Record everything `lines` yields, but the ids *left_out*, as in *file*.

    Return how many. To be called in the transaction that read the lines.
    """
    kept = (Entry.id, Entry.firm_id, Entry.revision)
    same = (target, "file", DELIVERED, file, message_id, at)
    columns = ("target", "kind", "outcome", "file", "message_id", "at")
    wanted = select(
        *kept,
        *(
            literal(value, Delivery.__table__.c[name].type)
            for name, value in zip(columns, same, strict=True)
        ),
    ).where(
        Entry.firm_id == firm_id,
        Entry.day.between(start, end),
        Entry.state.in_(("ready", "delivered")),
    )
    if timekeeper_id is not None:
        wanted = wanted.where(Entry.timekeeper_id == timekeeper_id)
    if not again:
        wanted = wanted.where(_undelivered(target))
    red = list(left_out)
    if red:
        wanted = wanted.where(Entry.id.not_in(rows.given(db, red)))
    left = rows.upsert(db, Delivery)
    recorded = left.from_select(
        ["entry_id", "firm_id", "revision", *columns], wanted
    ).on_conflict_do_update(
        index_elements=["entry_id", "target", "revision"],
        set_={name: left.excluded[name] for name in _RENEWED},
    )
    db.execute(recorded)
    _mark(db, firm_id=firm_id, message_id=message_id)
    of_message = select(func.count()).where(Delivery.message_id == message_id)
    return db.scalars(of_message).one()


def of_entries(
    db: Session, *, firm_id: int, entry_ids: Sequence[int]
) -> list[Delivery]:
    """Return every delivery of the entries, by entry, the oldest first."""
    return rows.every(
        db,
        select(Delivery)
        .where(
            Delivery.firm_id == firm_id,
            Delivery.entry_id.in_(rows.given(db, entry_ids)),
        )
        .order_by(Delivery.entry_id, Delivery.id),
    )


def _as_kept(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Return a column of text as it is kept: `_verbatim` reads all of it at once."""
    return type_coerce(column, Text)


def _verbatim(texts: Iterable[str | None]) -> Iterable[str | None]:
    """Return *texts* unescaped; that most have nothing to unescape is seen at once."""
    texts = tuple(texts)
    whole = "".join(filter(None, texts))
    return texts if unescape(whole) is whole else map(unescape, texts)


def _earlier(target: str, *, again: bool) -> ColumnElement[int | None]:
    """Return the highest revision that was delivered, as a column."""
    highest = (
        select(func.max(Delivery.revision))
        .where(
            Delivery.entry_id == Entry.id,
            Delivery.firm_id == Entry.firm_id,
            Delivery.target == target,
            Delivery.outcome == DELIVERED,
        )
        .correlate(Entry)
        .scalar_subquery()
    )
    # A first revision that is yet to be delivered has no earlier one to look for.
    return highest if again else case((Entry.revision > 1, highest))


def _undelivered(target: str) -> ColumnElement[bool]:
    return ~(
        select(Delivery.id)
        .where(
            Delivery.entry_id == Entry.id,
            Delivery.firm_id == Entry.firm_id,
            Delivery.target == target,
            Delivery.revision >= Entry.revision,
            or_(*(Delivery.outcome == each for each in _HELD)),
        )
        .correlate(Entry)
        .exists()
    )


def _mark(db: Session, *, firm_id: int, message_id: int) -> None:
    """Call delivered what this message delivered, unless it was changed since."""
    current = aliased(Entry)
    left = (
        select(Delivery.entry_id)
        .join(current, current.id == Delivery.entry_id)
        .where(
            Delivery.message_id == message_id,
            Delivery.revision == current.revision,
            Delivery.outcome == DELIVERED,
        )
    )
    db.execute(
        update(Entry)
        .where(Entry.firm_id == firm_id, Entry.state == "ready", Entry.id.in_(left))
        .values(state="delivered")
        # No row is held; without this the id of each would be sent back.
        .execution_options(synchronize_session=False)
    )
