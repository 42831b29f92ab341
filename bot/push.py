"""A period's entries → a practice system: shown first, claimed at one yes."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from bot import (
    errors,
    filewords,
    findings,
    ledger,
    numbering,
    outgoing,
    pushable,
    pushwords,
    receipts,
    replies,
    showing,
)
from bot.connecting import named
from bot.core.days import Period
from bot.formats import FORMATS, checks
from bot.formats.base import Colour, Facts, Line
from bot.formats.checks import Report
from bot.messages import Choice, Reply
from bot.pushable import Left, Ready, Sorted
from bot.references import Reference
from bot.syncing import SYNC
from bot.systems import System
from bot.turn import Turn
from storage import accounts, entries, pushes, questions
from storage.models import Account

PUSH = "push"
_LISTED = 40
_FRESH = timedelta(hours=12)


def preview(turn: Turn, *, name: str | None, period: Period) -> Reply:
    """Say what would go, what is asked and what stays; ask for one yes."""
    system, account = _account(turn, name)
    label = system.connector.label
    if account.synced_at is None:
        _later(turn, SYNC, account.id)
        return Reply(pushwords.not_synced(label, account.system))
    found = pushable.sort(
        turn, system.connector, account, start=period.start, end=period.end
    )
    turn = numbering.shown(turn, {period.start, period.end})
    bare = period.start if period.start == period.end else turn.today
    said = showing.period(turn, period)
    parts = _left(found.staying, bare)
    held = _held(turn, account, period)
    parts += [pushwords.held(held)] if held else []
    parts += findings.still_open(turn, period=period, most=_LISTED)
    if not found.going:
        return Reply("\n".join([pushwords.nothing_goes(label, period=said), *parts]))
    minutes = sum(each.work.billed for each in found.going)
    head = pushwords.would_go(
        label, rows=len(found.going), minutes=minutes, period=said, name=account.name
    )
    body = [*_going(found.going, bare), *_yellow(turn, found, account, bare), *parts]
    choices = _ask(turn, account, found.going)
    asked = pushwords.ask(label, len(found.going))
    return Reply("\n".join([head, *body, asked]), choices=choices)


def agreed(turn: Turn, *, message: int) -> Reply:
    """Claim what was shown and agreed to; requests leave once that is committed.

    What has changed since it was shown is left out.
    """
    plan = pushes.plan(turn.db, **turn.owner, message_id=message)
    settled = plan is not None and pushes.settle_plan(
        turn.db, firm_id=turn.firm.id, message_id=message, state="agreed"
    )
    if plan is None or not settled or _is_old(turn, plan.message_id):
        raise errors.NotChanged(pushwords.NO_PLAN)
    account = accounts.find(turn.db, plan.account_id)
    if account is None or account.state != accounts.GOOD:
        raise errors.NotChanged(pushwords.NO_PLAN)
    system = _system(turn, account.system)
    shown = {(each[0], each[1]) for each in plan.entries}
    going = _still(turn, system, account, shown)
    claimed = pushes.claim(
        turn.db,
        firm_id=turn.firm.id,
        message_id=turn.message,
        account_id=account.id,
        target=account.system,
        at=turn.said.at,
        claims=[each.claim for each in going],
    )
    _answered(turn, message)
    label = system.connector.label
    left = len(shown) - len(claimed)
    parts = [pushwords.changed_since(left)] if left else []
    if not claimed:
        return Reply("\n".join([pushwords.DROPPED, *parts]))
    ledger.note(turn, PUSH, after={"system": account.system, "count": len(claimed)})
    _later(turn, PUSH, turn.message)
    return Reply("\n".join([pushwords.begun(label, len(claimed)), *parts]))


def declined(turn: Turn, *, message: int) -> Reply:
    """Drop what was shown to this person; a number of somebody else's does nothing."""
    if pushes.plan(turn.db, **turn.owner, message_id=message) is None:
        raise errors.NotChanged(pushwords.NO_PLAN)
    pushes.settle_plan(
        turn.db, firm_id=turn.firm.id, message_id=message, state="dropped"
    )
    _answered(turn, message)
    return Reply(pushwords.DROPPED)


def undo(turn: Turn, *, reference: Reference | None) -> Reply:
    """Take the last push back, or that of one entry, where it is unchanged there."""
    if reference is None:
        last = pushes.last_message(turn.db, **turn.owner)
        made = [] if last is None else pushes.of_message(turn.db, last, states=["made"])
    else:
        ids = [each.id for each in receipts.meant(turn, reference)]
        found = pushes.of_entries(turn.db, firm_id=turn.firm.id, entry_ids=ids)
        made = [each for each in found if each.state == "made"]
    made = [each for each in made if each.remote_id is not None]
    if not made:
        raise errors.NotChanged(pushwords.nothing_to_take_back())
    count = pushes.remove(
        turn.db,
        firm_id=turn.firm.id,
        message_id=turn.message,
        delivery_ids=[each.delivery_id for each in made],
    )
    system = _system(turn, made[0].target)
    _later(turn, PUSH, turn.message)
    return Reply(pushwords.removing(system.connector.label, count))


def stop(turn: Turn) -> Reply:
    """Let nothing more leave of what is under way; what has left stays."""
    count = pushes.stop(turn.db, **turn.owner, why=pushwords.STOPPED, at=turn.said.at)
    if not count:
        raise errors.NotChanged(pushwords.NOTHING_TO_STOP)
    return Reply(pushwords.stopped(count))


def again(turn: Turn, *, reference: Reference, there: bool) -> Reply:
    """Settle what is uncertain as the person has seen it: *there*, or missing."""
    kept = receipts.meant(turn, reference)
    found = pushes.of_entries(
        turn.db, firm_id=turn.firm.id, entry_ids=[each.id for each in kept]
    )
    unsure = [each for each in found if each.state == "uncertain"]
    if not unsure:
        raise errors.NotChanged(pushwords.NOT_UNCERTAIN)
    for each in unsure:
        pushes.decide(
            turn.db,
            firm_id=turn.firm.id,
            delivery_id=each.delivery_id,
            there=there,
            at=turn.said.at,
        )
    return Reply(pushwords.decided(len(unsure), there=there, name=unsure[0].target))


def sync(turn: Turn, *, name: str | None) -> Reply:
    """Fetch the system's matters and activities anew."""
    system, account = _account(turn, name)
    _later(turn, SYNC, account.id)
    return Reply(pushwords.syncing(system.connector.label))


def _held(turn: Turn, account: Account, period: Period) -> int:
    """Return how many of the period are under way, or uncertain, already."""
    kept = entries.on_days(turn.db, **turn.owner, start=period.start, end=period.end)
    found = pushes.of_entries(
        turn.db, firm_id=turn.firm.id, entry_ids=[each.id for each in kept]
    )
    waits = {*pushes.UNSETTLED, "uncertain"}
    return sum(e.target == account.system and e.state in waits for e in found)


def _account(turn: Turn, name: str | None) -> tuple[System, Account]:
    """Return the system and the person's account there, or raise what is missing."""
    systems = turn.desk.systems
    if systems is None or not systems.by_name:
        raise errors.NotChanged(pushwords.NO_SYSTEMS)
    if name is None:
        mine = accounts.listed(turn.db, **turn.owner)
        known = [each.system for each in mine if each.system in systems.by_name]
        if len(known) != 1 and len(systems.by_name) != 1:
            raise errors.NotChanged(pushwords.which_system(list(systems.by_name)))
        name = known[0] if len(known) == 1 else next(iter(systems.by_name))
    system = named(systems, name)
    account = accounts.of_person(turn.db, **turn.owner, system=name)
    label = system.connector.label
    if account is None or account.state == accounts.GONE:
        raise errors.NotChanged(pushwords.not_connected(label, name))
    if account.state != accounts.GOOD:
        raise errors.NotChanged(pushwords.over(label, name))
    return system, account


def _system(turn: Turn, name: str) -> System:
    if turn.desk.systems is None:
        raise errors.NotChanged(pushwords.NO_SYSTEMS)
    return named(turn.desk.systems, name)


def _still(
    turn: Turn, system: System, account: Account, shown: set[tuple[int, int]]
) -> list[Ready]:
    """Return those of the entries *shown* that can go just as they were shown."""
    days = pushes.days_of(turn.db, **turn.owner, entry_ids=[each for each, _ in shown])
    if not days:
        return []
    found = pushable.sort(
        turn, system.connector, account, start=min(days), end=max(days)
    )
    return [
        each for each in found.going if (each.row.entry_id, each.row.revision) in shown
    ]


def _is_old(turn: Turn, message: int) -> bool:
    shown = receipts.said_at(turn, message)
    return shown is None or turn.said.at - shown > _FRESH


def _ask(turn: Turn, account: Account, going: Sequence[Ready]) -> tuple[Choice, ...]:
    """Keep what is offered, and return the two answers."""
    pushes.offer(
        turn.db,
        **turn.owner,
        message_id=turn.message,
        account_id=account.id,
        entries=[(each.row.entry_id, each.row.revision) for each in going],
    )
    choices = (
        Choice(1, "Yes", f"push yes {turn.message}"),
        Choice(2, "No", f"push no {turn.message}"),
    )
    for asked in questions.open_ones(turn.db, **turn.owner):
        questions.mark(
            turn.db, firm_id=turn.firm.id, question_id=asked.id, answered=True
        )
    questions.ask(
        turn.db,
        **turn.made,
        entry_id=going[0].row.entry_id,
        field=PUSH,
        choices=[
            {"number": each.number, "label": each.label, "say": each.say}
            for each in choices
        ],
    )
    return choices


def _answered(turn: Turn, message: int) -> None:
    for asked in questions.open_ones(turn.db, **turn.owner):
        if asked.field == PUSH and asked.message_id == message:
            questions.mark(
                turn.db, firm_id=turn.firm.id, question_id=asked.id, answered=True
            )


def _going(going: Sequence[Ready], bare: date) -> list[str]:
    """Return what goes, matter by matter."""

    def matter(each: Ready) -> str:
        known = each.row.matter
        return "" if known is None else f"{known.name} ({known.number})"

    parts = []
    for name, group in groupby(sorted(going, key=matter), key=matter):
        rows = list(group)
        minutes = sum(each.work.billed for each in rows)
        names = _names([(each.row.day, each.row.number) for each in rows], bare)
        parts.append(pushwords.going(names, name, minutes, len(rows)))
    if len(parts) > _LISTED:
        return [*parts[:_LISTED], replies.more_rows(len(parts) - _LISTED)]
    return parts


def _left(staying: Sequence[Left], bare: date) -> list[str]:
    """Return what stays, rows of the same reason together."""
    folded: dict[str, list[Left]] = {}
    for each in staying:
        folded.setdefault(each.reason, []).append(each)
    parts = []
    for reason, group in list(folded.items())[:_LISTED]:
        names = _names([(each.row.day, each.row.number) for each in group], bare)
        mend = group[0].mend
        if group[0].choices:
            mend = f"{mend}, for example {' or '.join(group[0].choices)}"
        parts.append(pushwords.left(names, reason, f"{mend}." if mend else ""))
    hidden = len(folded) - len(parts)
    return [*parts, filewords.more_findings(hidden)] if hidden else parts


def _yellow(turn: Turn, found: Sorted, account: Account, bare: date) -> list[str]:
    """Return what a look is worth among what goes, as before a file."""
    chosen = FORMATS[account.system]

    def name(line: Line) -> str:
        return numbering.name(line.day, line.number, bare=bare)

    lines = outgoing.lines(
        [each.row for each in found.going],
        bill=showing.biller(turn.firm),
        target=account.system,
        progress=turn.progress,
        corrected=outgoing.Corrected(),
    )
    facts = Facts(
        today=turn.today, has_list=True, unit=turn.firm.unit_minutes, name=name
    )
    report = Report()
    for _ in checks.sift(chosen, lines, facts, report):
        pass
    yellow = [each for each in report.findings if each.colour == Colour.YELLOW]
    return [
        filewords.finding(each.colour, name(each.line), each.reason, each.mend)
        for each in yellow[:_LISTED]
    ]


def _names(kept: Sequence[tuple[date, int]], bare: date) -> str:
    days = groupby(sorted(set(kept)), key=lambda each: each[0])
    return "; ".join(
        numbering.name(day, filewords.ranges([number for _, number in each]), bare=bare)
        for day, each in days
    )


def _later(turn: Turn, job: str, number: int) -> None:
    """Make a job due in this transaction; without an engine the next one finds it."""
    if turn.desk.enqueue is not None:
        turn.desk.enqueue(turn.db, job, number)
