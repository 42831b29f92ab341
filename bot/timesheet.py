"""The sheet of a day or a period: numbered entries by matter, totals, what is open."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from bot import items, numbering, questions, replies, showing
from bot.core import days, names
from bot.core.days import Period
from bot.messages import Reply, Sheet
from bot.replies import Shown
from bot.turn import Turn
from storage import entries
from storage.models import Entry

_MOST = 400
_ASKED = 5


def sheet(turn: Turn, *, period: Period) -> Reply:
    """Show what is kept of a period, and ask about what is open."""
    kept = entries.on_days(turn.db, **turn.owner, start=period.start, end=period.end)
    turn = numbering.shown(turn, {period.start, period.end})
    if not kept:
        return Reply(replies.nothing_kept(showing.period(turn, period)))
    shown = showing.every(turn, kept)
    parts = [f"{showing.period(turn, period)} · {turn.person.name}"]
    for day, rows in groupby(shown[:_MOST], key=lambda each: each.day):
        heading = None if period.start == period.end else day
        parts += _day(list(rows), heading=heading, today=turn.today)
    if len(shown) > _MOST:
        parts.append(replies.more_rows(len(shown) - _MOST))
    parts += ["", replies.sums(shown)]
    parts += _over(shown, today=turn.today)
    waiting = [each for each in kept if each.asks]
    asked = questions.ask(turn, waiting, most=_ASKED)
    return Reply(
        "\n".join([*parts, *asked.texts]),
        choices=asked.choices,
        sheet=listed(turn, kept, shown, period=period),
    )


def listed(
    turn: Turn, kept: Sequence[Entry], shown: Sequence[Shown], *, period: Period
) -> Sheet:
    """Return the sheet as items: what is open first, then day by day and by matter."""
    by_place = {
        (each.day, each.number): entry for each, entry in zip(shown, kept, strict=True)
    }
    rows = [each for each in shown if each.missing]
    for _, group in groupby(shown, key=lambda each: each.day):
        settled = [each for each in group if not each.missing]
        rows += [each for _, same in _by_matter(settled) for each in same]
    return Sheet(
        title=showing.period(turn, period),
        start=period.start,
        end=period.end,
        items=items.every(rows, [by_place[each.day, each.number] for each in rows]),
        total=replies.sums(shown),
        left=max(0, len(rows) - items.MOST),
    )


def _day(rows: Sequence[Shown], *, heading: date | None, today: date) -> list[str]:
    """Return the rows of one day: what is open first, then matter by matter."""
    parts = []
    if heading is not None:
        minutes = sum(each.billed for each in rows if each.counts)
        parts += ["", f"{days.say(heading, today=today)} · {replies.hours(minutes)}"]
    waiting = [each for each in rows if each.missing]
    if waiting:
        parts += ["", replies.STILL_OPEN]
        parts += [f"  {replies.open_row(each)}" for each in waiting]
    settled = [each for each in rows if not each.missing]
    for name, group in _by_matter(settled):
        minutes = sum(each.billed for each in group)
        parts += ["", f"{name} · {replies.hours(minutes)}"]
        parts += [f"  {replies.row(each, with_matter=False)}" for each in group]
    return parts


def _by_matter(rows: Iterable[Shown]) -> list[tuple[str, list[Shown]]]:
    """Return the rows of each matter, matters in alphabetical order.

    Labels that differ in nothing but case, or such words as “file”, are one.
    """
    groups: dict[str | None, tuple[str, list[Shown]]] = {}
    for each in rows:
        name = each.matter or replies.NO_MATTER
        key = each.matter and (names.fold(name) or name.casefold())
        groups.setdefault(key, (name, []))[1].append(each)
    return sorted(groups.values(), key=lambda item: item[0].casefold())


def _over(rows: Sequence[Shown], *, today: date) -> list[str]:
    """Return a warning for each day of more than twelve hours."""
    notes = []
    for day, group in groupby(rows, key=lambda each: each.day):
        minutes = sum(each.minutes or 0 for each in group if each.counts)
        if minutes > replies.LONG_DAY:
            notes.append(replies.long_day(days.say(day, today=today), minutes))
    return notes
