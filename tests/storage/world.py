"""Ada and Ben of one firm, Zoë of another, and a line that any of them dictates."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from storage import entries, events, inbox, people

AT = datetime(2026, 11, 18, 1, 2, 3, 456789, tzinfo=UTC)
DAY = date(2026, 11, 18)


class Person(NamedTuple):
    firm_id: int
    timekeeper_id: int

    @property
    def scope(self):
        return self._asdict()


class World(NamedTuple):
    ada: Person
    ben: Person
    zoe: Person


def populate(db):
    """Make the two firms and their three people."""
    smiths = people.firm_add(db, name="Smith & Co", at=AT)
    others = people.firm_add(db, name="Zoë's", rounding="nearest", at=AT)
    return World(
        ada=_person(db, smiths, "Ada", "AL"),
        ben=_person(db, smiths, "Ben", "BB"),
        zoe=_person(db, others, "Zoë", "AL"),
    )


def _person(db, firm_id, name, code):
    timekeeper_id = people.timekeeper_add(
        db,
        firm_id=firm_id,
        name=name,
        code=code,
        zone="Australia/Sydney",
        locale="en-AU",
    )
    people.address_add(
        db, firm_id=firm_id, timekeeper_id=timekeeper_id, address=f"chat:{name}"
    )
    return Person(firm_id, timekeeper_id)


def say(db, person, *, key, text="0.2 call, Smith", day=DAY, at=AT, thread=None):
    """Keep a message; return its id, or None."""
    return inbox.keep(
        db,
        **person.scope,
        key=key,
        by="chat:x",
        text=text,
        sent_at=at,
        day=day,
        thread=thread,
    )


def dictate(db, person, *, key, day=DAY, at=AT, minutes=12, **fields):
    """Keep a message, its entry and its event; return what was added."""
    message_id = say(db, person, key=key, day=day, at=at)
    added = entries.add(
        db,
        **person.scope,
        message_id=message_id,
        day=day,
        minutes=minutes,
        **{"narrative": "call", "line": "0.2 call, Smith", **fields},
    )
    events.append(
        db,
        **person.scope,
        message_id=message_id,
        at=at,
        kind="kept",
        entry_id=added.id,
        after={"minutes": minutes},
    )
    return added
