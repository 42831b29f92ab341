"""A person's page: the day by matter, what is open, the week, their settings."""

from datetime import timedelta

from bot import (
    changewords,
    firmwords,
    items,
    layouts,
    pushwords,
    replies,
    schedules,
    schedulewords,
    showing,
    timesheet,
)
from bot.core.days import Period
from bot.formats import FORMATS
from bot.messages import Choice, Home, Reply
from bot.turn import Turn
from storage import accounts, entries

_MOST = 20


def page(turn: Turn) -> Home:
    """Return the person's page as it is now."""
    today = Period(turn.today, turn.today, "today")
    kept = entries.on_days(turn.db, **turn.owner, start=turn.today, end=turn.today)
    shown = showing.every(turn, kept)
    monday = turn.today - timedelta(days=turn.today.weekday())
    bill = showing.biller(turn.firm)
    week = entries.on_days(turn.db, **turn.owner, start=monday, end=turn.today)
    older = [
        each
        for each in entries.open_ones(turn.db, **turn.owner)
        if each.day != turn.today
    ]
    own, _ = layouts.known(turn.desk)
    return Home(
        name=turn.person.name,
        zone=turn.person.zone,
        today=timesheet.listed(turn, kept, shown, period=today),
        open=items.of(turn, older[-_MOST:]),
        week=changewords.week(
            replies.hours(sum(bill(each.minutes or 0)[0] for each in week))
        ),
        targets=(*FORMATS, *own),
        rounding=firmwords.rounding(turn.firm.rounding, turn.firm.unit_minutes),
        firm=turn.firm.name,
        waiting=changewords.waiting(len(older)),
        systems=_systems(turn),
        coming=schedulewords.coming(schedules.rows(turn)),
    )


def _systems(turn: Turn) -> tuple[Choice, ...]:
    """Return a push to each system that is connected, and a way to the others."""
    systems = turn.desk.systems
    known = {} if systems is None else systems.by_name
    mine = {each.system: each for each in accounts.listed(turn.db, **turn.owner)}
    found = []
    for number, (name, system) in enumerate(known.items(), 1):
        label, account = system.connector.label, mine.get(name)
        if account is None:
            choice = Choice(number, pushwords.to_connect(label), f"connect {name}")
        elif account.state != accounts.GOOD:
            choice = Choice(number, pushwords.to_reconnect(label), f"connect {name}")
        else:
            choice = Choice(number, pushwords.to_push(label), f"push {name}")
        found.append(choice)
    return tuple(found)


def greet(turn: Turn) -> Reply:
    """Say what a new person reads once."""
    return Reply(changewords.greeting(turn.person.name, zone=turn.person.zone))
