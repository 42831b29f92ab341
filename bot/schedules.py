"""The day by itself: what is said for a person at their own time, once a day."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot import errors, findings, schedulewords
from bot.core import dayclock, days
from bot.core.days import Period
from bot.errors import Problem
from bot.hearing import Deed, Ear
from bot.messages import Reply, Said
from bot.turn import Turn
from storage import entries, people, schedules
from storage.engine import Store
from storage.models import Schedule

SAY, REMIND = "say", "remind"
TARGET = 7 * 60
# What was missed for longer than this is not made up for.
_MISSED = timedelta(days=3)
_LISTED = 10
log = logging.getLogger(__name__)

Say = Callable[[Said, Callable[[Ear], Deed]], Reply]
Heard = Callable[[str, Ear], Deed]


def add(turn: Turn, *, minute: int, words: str) -> Reply:
    """Let *words* be said for the person at that minute of working days."""
    first = _add(turn, kind=SAY, minute=minute, words=words, target=None)
    return Reply(schedulewords.kept(dayclock.say(minute), words, first=first))


def remind(turn: Turn, *, minute: int, target: int) -> Reply:
    """Remind the person at that minute of working days on which time is missing."""
    first = _add(turn, kind=REMIND, minute=minute, words=REMIND, target=target)
    at = dayclock.say(minute)
    return Reply(schedulewords.reminding(at, target, first=first))


def listing(turn: Turn) -> Reply:
    """Show what comes round."""
    known = rows(turn)
    if not known:
        return Reply(schedulewords.NOTHING)
    return Reply("\n".join([*known, schedulewords.to_stop(len(known))]))


def rows(turn: Turn) -> list[str]:
    """Return what comes round, one in a row, as it is numbered."""
    return [
        schedulewords.row(number, dayclock.say(each.minute), _words(each))
        for number, each in enumerate(schedules.listed(turn.db, **turn.owner), 1)
    ]


def stop(turn: Turn, *, number: int | None) -> Reply:
    """End one thing that comes round, or all of them."""
    known = schedules.listed(turn.db, **turn.owner)
    if not known:
        raise errors.NotChanged(schedulewords.NOTHING_TO_STOP)
    if number is not None and not 1 <= number <= len(known):
        raise errors.NotChanged(schedulewords.no_such(number, len(known)))
    ended = known if number is None else [known[number - 1]]
    for each in ended:
        schedules.change(turn.db, **turn.owner, schedule_id=each.id, active=False)
    return Reply(schedulewords.stopped(len(ended)))


def tick(store: Store, say: Say, heard: Heard, *, now: datetime) -> int:
    """Say what is due by *now*; return how many were.

    The key of what is said is that of its day, so that it is said once, whoever else
    is at it and whatever the clocks do. What was missed is said late, of its own day.
    """
    with store.read() as db:
        due = schedules.due(db, now=now)
    for each in due:
        with store.read() as db:
            person = people.timekeeper(
                db, firm_id=each.firm_id, timekeeper_id=each.timekeeper_id
            )
        zone = "UTC" if person is None else person.zone
        if now - each.next_due <= _MISSED:
            _say(store, say, heard, each, zone=zone)
        after = max(each.next_due, now - _MISSED)
        moved = partial(
            schedules.advance,
            schedule_id=each.id,
            was=each.next_due,
            next_due=dayclock.following(after, each.minute, zone),
        )
        store.write(moved)
    return len(due)


def _say(
    store: Store, say: Say, heard: Heard, schedule: Schedule, *, zone: str
) -> None:
    """Say one thing that is due; a problem is its answer, too."""
    day = dayclock.day_of(schedule.next_due, zone)
    said = Said(
        by=schedule.by,
        text=schedule.words,
        key=f"schedule:{schedule.id}:{day}",
        at=schedule.next_due,
        envelope=schedule.envelope,
    )
    if schedule.kind == REMIND:
        if not _is_missing(store, schedule, day=day):
            return

        def hear(ear: Ear) -> Deed:
            del ear
            return partial(_reminder, target=schedule.target or TARGET)
    else:

        def hear(ear: Ear) -> Deed:
            return heard(schedule.words, ear)

    try:
        say(said, hear)
    except Problem:
        # It is kept as the answer, and brought as one.
        log.info("scheduled id=%d problem", schedule.id)
    else:
        log.info("scheduled id=%d", schedule.id)


def _is_missing(store: Store, schedule: Schedule, *, day: date) -> bool:
    with store.read() as db:
        return _minutes(db, schedule, day) < (schedule.target or TARGET)


def _minutes(db: Session, schedule: Schedule, day: date) -> int:
    """Return the minutes as dictated that a person has kept of a day."""
    kept = entries.on_days(
        db,
        firm_id=schedule.firm_id,
        timekeeper_id=schedule.timekeeper_id,
        start=day,
        end=day,
    )
    return sum(each.minutes or 0 for each in kept)


def _reminder(turn: Turn, *, target: int) -> Reply:
    """Say what is missing of today; what is open is listed first."""
    kept = entries.on_days(turn.db, **turn.owner, start=turn.today, end=turn.today)
    minutes = sum(each.minutes or 0 for each in kept)
    today = Period(turn.today, turn.today, "today")
    open_ = findings.still_open(turn, period=today, most=_LISTED)
    return Reply(
        schedulewords.missing(
            minutes, target, day=days.say(turn.today, today=turn.today), open_=open_
        )
    )


def _add(turn: Turn, *, kind: str, minute: int, words: str, target: int | None) -> str:
    """Keep what comes round; return its first day in words."""
    if turn.said.envelope is None:
        raise errors.NotChanged(schedulewords.NOT_HERE)
    zone = turn.person.zone
    due = dayclock.following(turn.said.at, minute, zone)
    schedules.add(
        turn.db,
        **turn.owner,
        kind=kind,
        by=turn.said.by,
        words=words,
        minute=minute,
        target=target,
        envelope=dict(turn.said.envelope),
        next_due=due,
    )
    return days.say(dayclock.day_of(due, zone), today=turn.today)


def _words(schedule: Schedule) -> str:
    if schedule.kind == REMIND:
        return schedulewords.remind(schedule.target or TARGET)
    return schedule.words
