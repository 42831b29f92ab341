"""The entries: kept, numbered within their day, found, changed, added up."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from sqlalchemy import Integer, Text, bindparam, func, select, update
from sqlalchemy import cast as cast_as
from sqlalchemy.orm import Session

from storage import numbers, rows
from storage.models import Entry
from storage.prepared import Asked, Found, Prepared
from storage.rows import Added

KEPT = ("open", "ready", "delivered")
_QUIET = frozenset({"state", "asks", "warnings", "revision"})
_MINUTES = func.coalesce(func.sum(Entry.minutes), 0, type_=Integer)
_WORKED_OUT = ("id", "number")
_ADD = Prepared(
    lambda insert: (
        insert(Entry)
        .values(
            {
                column.key: bindparam(column.key)
                for column in Entry.__table__.columns
                if column.key not in _WORKED_OUT
            }
            | {
                "number": numbers.following(
                    bindparam("timekeeper_id"), bindparam("day")
                )
            }
        )
        .returning(Entry.id, Entry.number)
    )
)
_BY_ID = Found(
    Entry,
    select(Entry).where(
        Entry.firm_id == bindparam("firm_id"),
        Entry.timekeeper_id == bindparam("timekeeper_id"),
        Entry.id == bindparam("entry_id"),
    ),
)
# Kept as JSON without blanks; within one of its texts a quote has a stroke before it.
_NOT_ASKED = ~cast_as(Entry.asks, Text).contains(bindparam("asked"))
_LENGTHS = Asked(
    select(Entry.minutes, func.count())
    .where(
        Entry.firm_id == bindparam("firm_id"),
        Entry.timekeeper_id == bindparam("timekeeper_id"),
        Entry.day == bindparam("day"),
        Entry.state != "void",
        Entry.minutes.is_not(None),
        _NOT_ASKED,
    )
    .group_by(Entry.minutes)
)
_RECENT_LABELS = Asked(
    select(Entry.label)
    .where(
        Entry.firm_id == bindparam("firm_id"),
        Entry.timekeeper_id == bindparam("timekeeper_id"),
        Entry.day >= bindparam("since"),
        Entry.label.is_not(None),
        Entry.state != "void",
        _NOT_ASKED,
    )
    .group_by(Entry.label)
    .order_by(func.max(Entry.id).desc())
    .limit(bindparam("most"))
)
_RECENT_MATTERS = Asked(
    select(Entry.matter_id)
    .where(
        Entry.firm_id == bindparam("firm_id"),
        Entry.timekeeper_id == bindparam("timekeeper_id"),
        Entry.day >= bindparam("since"),
        Entry.matter_id.is_not(None),
        Entry.state != "void",
    )
    .group_by(Entry.matter_id)
    .order_by(func.max(Entry.id).desc())
    .limit(bindparam("most"))
)


class Total(NamedTuple):
    """How many entries, and minutes, of one day, matter, billing and state."""

    day: date
    matter_id: int | None
    billing: str
    state: str
    entries: int
    minutes: int


def add(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    message_id: int,
    day: date,
    minutes: int | None,
    narrative: str,
    line: str,
    matter_id: int | None = None,
    label: str | None = None,
    activity: str | None = None,
    billing: str = "billable",
    rate: Decimal | None = None,
    state: str = "ready",
    asks: Sequence[dict[str, Any]] = (),
    warnings: Sequence[str] = (),
) -> Added:
    """Keep an entry under the next number of its day; return its id and number."""
    numbers.hold(db, timekeeper_id=timekeeper_id)
    added = _ADD.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "message_id": message_id,
            "day": day,
            "minutes": minutes,
            "narrative": narrative,
            "line": line,
            "matter_id": matter_id,
            "label": label,
            "activity": activity,
            "billing": billing,
            "rate": rate,
            "state": state,
            "asks": list(asks),
            "warnings": list(warnings),
            "revision": 1,
        },
    )
    return Added._make(cast("tuple[int, int]", added))


def on_days(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    start: date,
    end: date,
    states: Sequence[str] = KEPT,
) -> list[Entry]:
    """Return a person's entries from *start* to *end* inclusive, by day and number."""
    return rows.every(
        db,
        select(Entry)
        .where(
            Entry.firm_id == firm_id,
            Entry.timekeeper_id == timekeeper_id,
            Entry.day.between(start, end),
            Entry.state.in_(states),
        )
        .order_by(Entry.day, Entry.number),
    )


def by_number(
    db: Session, *, firm_id: int, timekeeper_id: int, day: date, number: int
) -> Entry | None:
    """Return the entry that a person calls *number* on *day*, void or not, or None."""
    return rows.one(
        db,
        select(Entry).where(
            Entry.firm_id == firm_id,
            Entry.timekeeper_id == timekeeper_id,
            Entry.day == day,
            Entry.number == number,
        ),
    )


def find(
    db: Session, *, firm_id: int, timekeeper_id: int, entry_id: int
) -> Entry | None:
    """Return a person's entry, or None."""
    return _BY_ID.one(
        db, firm_id=firm_id, timekeeper_id=timekeeper_id, entry_id=entry_id
    )


def of_message(db: Session, *, firm_id: int, message_id: int) -> list[Entry]:
    """Return what one message made, in the order in which it was said."""
    return rows.every(
        db,
        select(Entry)
        .where(Entry.firm_id == firm_id, Entry.message_id == message_id)
        .order_by(Entry.id),
    )


def change(db: Session, *, firm_id: int, entry_id: int, **fields: Any) -> Entry | None:
    """Change *fields* of an entry; return it as it is now, or None when not the firm's.

    The revision grows when anything but state, asks and warnings is changed, unless
    a *revision* is given. A new *day* gives the entry that day's next number, unless
    a *number* is given (as an undo does); the number it leaves is never given again.
    """
    if "day" in fields:
        fields = numbers.moved(db, firm_id=firm_id, entry_id=entry_id, fields=fields)
    if "revision" not in fields and not _QUIET.issuperset(fields):
        fields["revision"] = Entry.revision + 1
    return rows.one(
        db,
        update(Entry)
        .where(Entry.firm_id == firm_id, Entry.id == entry_id)
        .values(fields)
        .returning(Entry),
    )


def open_ones(db: Session, *, firm_id: int, timekeeper_id: int) -> list[Entry]:
    """Return a person's entries that wait for an answer, by day and number."""
    return rows.every(
        db,
        select(Entry)
        .where(
            Entry.firm_id == firm_id,
            Entry.timekeeper_id == timekeeper_id,
            Entry.state == "open",
        )
        .order_by(Entry.day, Entry.number),
    )


def totals(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    start: date,
    end: date,
    states: Sequence[str] = KEPT,
) -> list[Total]:
    """Return a person's entries and minutes from *start* to *end*, added up.

    An entry whose duration is still asked about counts as no minutes.
    """
    group = (Entry.day, Entry.matter_id, Entry.billing, Entry.state)
    counted = (
        select(*group, func.count(), _MINUTES)
        .where(
            Entry.firm_id == firm_id,
            Entry.timekeeper_id == timekeeper_id,
            Entry.day.between(start, end),
            Entry.state.in_(states),
        )
        .group_by(*group)
        .order_by(*(column.nulls_last() for column in group))
    )
    return [Total._make(row) for row in db.execute(counted)]


def lengths(
    db: Session, *, firm_id: int, timekeeper_id: int, day: date, unless: str
) -> list[tuple[int, int]]:
    """Return the minutes that entries of a person's day have, and how many have them.

    Left out are entries of which the field *unless* is asked.
    """
    found = _LENGTHS.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "day": day,
            "asked": _asked(unless),
        },
    )
    return [(minutes, count) for minutes, count in found]


def recent_labels(
    db: Session,
    *,
    firm_id: int,
    timekeeper_id: int,
    since: date,
    unless: str,
    limit: int = 50,
) -> list[str]:
    """Return the labels that a person dictated from *since* on, the latest first.

    Left out are entries of which the field *unless* is asked.
    """
    found = _RECENT_LABELS.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "since": since,
            "asked": _asked(unless),
            "most": limit,
        },
    )
    return [label for (label,) in found]


def recent_matters(
    db: Session, *, firm_id: int, timekeeper_id: int, since: date, limit: int = 50
) -> list[int]:
    """Return the matters that a person worked on from *since* on, the latest first."""
    found = _RECENT_MATTERS.run(
        db,
        {
            "firm_id": firm_id,
            "timekeeper_id": timekeeper_id,
            "since": since,
            "most": limit,
        },
    )
    return [matter_id for (matter_id,) in found]


def _asked(field: str) -> str:
    """Return what stands in the JSON of an entry of which *field* is asked."""
    return f'"field":{json.dumps(field)}'
