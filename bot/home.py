"""A person's page: the day by matter, what is open, the week, their settings."""

from datetime import timedelta

from bot import changewords, firmwords, items, layouts, replies, showing, timesheet
from bot.core.days import Period
from bot.formats import FORMATS
from bot.messages import Home, Reply
from bot.turn import Turn
from storage import entries

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
    )


def greet(turn: Turn) -> Reply:
    """Say what a new person reads once."""
    return Reply(changewords.greeting(turn.person.name, zone=turn.person.zone))
