"""A period's entries → findings and a File; each revision leaves for a target once."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from bot import (
    errors,
    filenames,
    filewords,
    findings,
    layouts,
    numbering,
    outgoing,
    showing,
)
from bot.core import days
from bot.core.days import Period
from bot.formats import checks, csvfile
from bot.formats.base import Facts, Format, Line
from bot.formats.checks import Report
from bot.formats.written import Written
from bot.messages import File, Reply
from bot.outgoing import Corrected
from bot.turn import Turn
from storage import corrections, deliveries
from storage.deliveries import Outgoing
from storage.models import Entry

USUAL = "csv"
_FEW = 5_000
_LISTED = 40
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: a format, a period, whether what has left comes again."""

    chosen: Format
    suffix: str
    period: Period
    again: bool


def file(
    turn: Turn, *, name: str | None, suffix: str, period: Period, again: bool
) -> Reply:
    """Write what is new of a period; say what it holds and what stayed behind.

    NoFile is raised when nothing may leave; it says why.
    """
    order = _order(turn, name, suffix=suffix, period=period, again=again, word="export")
    report, corrected = Report(most=_LOOKED_AT), Corrected()
    path, written = _write(turn, order, report, corrected)
    if not written.rows:
        raise errors.NoFile("\n".join(_nothing(turn, order, report)))
    gone = findings.deleted(turn, target=order.chosen.target)
    found = _found(turn, order, report, corrected, gone)
    _record(turn, order, report, file=path.name, gone=gone[:_LISTED])
    turn = numbering.shown(turn, {period.start, period.end})
    parts = [
        filewords.made(
            order.chosen.label,
            rows=written.rows,
            hours=written.hours,
            period=_period(turn, period),
            file=path.name,
        )
    ]
    if again:
        parts.append(filewords.AGAIN)
    return Reply("\n".join([*parts, *found]), file=File(path.name, path))


def preview(
    turn: Turn, *, name: str | None, suffix: str, period: Period, again: bool
) -> Reply:
    """Say what a file would hold, green, yellow or red, and write none."""
    order = _order(
        turn, name, suffix=suffix, period=period, again=again, word="preview"
    )
    turn = numbering.shown(turn, {period.start, period.end})
    report, corrected = Report(most=_LOOKED_AT), Corrected()
    billed = rows = 0
    for line in checks.sift(
        order.chosen, _lines(turn, order, corrected), _facts(turn, order), report
    ):
        rows += 1
        billed += line.billed
    if not report.rows:
        return Reply("\n".join(_nothing(turn, order, report)))
    parts = [
        filewords.would_be(
            order.chosen.label,
            rows=rows,
            minutes=billed,
            period=_period(turn, period),
        )
    ]
    gone = findings.deleted(turn, target=order.chosen.target)
    parts += _found(turn, order, report, corrected, gone)
    return Reply("\n".join(parts))


def needs_snapshot(deed: object) -> bool:
    """Return whether a deed must see one moment of the database throughout."""
    return isinstance(deed, partial) and deed.func in {file, preview}


def _order(
    turn: Turn, name: str | None, *, suffix: str, period: Period, again: bool, word: str
) -> Order:
    chosen = layouts.named(
        turn.desk, name or USUAL, locale=turn.person.locale, word=word
    )
    return Order(chosen, suffix, period, again)


def _lines(turn: Turn, order: Order, corrected: Corrected) -> Iterator[Line]:
    """Return what may leave, as a stream; note corrections of what has left."""
    return outgoing.lines(
        _rows(turn, order, again=order.again),
        bill=showing.biller(turn.firm),
        target=order.chosen.target,
        progress=turn.progress,
        corrected=corrected,
    )


def _rows(turn: Turn, order: Order, *, again: bool) -> Iterator[Outgoing]:
    """Return the kept entries of the period, those that have left only *again*."""
    return deliveries.lines(
        turn.db,
        **turn.owner,
        target=order.chosen.target,
        start=order.period.start,
        end=order.period.end,
        again=again,
    )


def _bare(turn: Turn, order: Order) -> date:
    """Return the day that bare numbers belong to after this reply."""
    start, end = order.period.start, order.period.end
    return start if start == end else turn.today


def _facts(turn: Turn, order: Order) -> Facts:
    bare = _bare(turn, order)

    def name(line: Line) -> str:
        """Return how a command names the entry after this reply."""
        return numbering.name(line.day, line.number, bare=bare)

    return Facts(
        today=turn.today,
        has_list=bool(turn.matters.by_id),
        limit=turn.desk.narrative_limit,
        suffix=order.suffix,
        unit=turn.firm.unit_minutes,
        name=name,
        period=order.period.name,
    )


def _write(
    turn: Turn, order: Order, report: Report, corrected: Corrected
) -> tuple[Path, Written]:
    """Write the file; it is taken away again should the turn fail."""
    lines = checks.sift(
        order.chosen, _lines(turn, order, corrected), _facts(turn, order), report
    )
    write = _writer(order.suffix)
    try:
        part, out = filenames.begun(turn)
        turn.files.append(part)
        with out, outgoing.unhindered():
            written = write(order.chosen, lines, out)
            out.flush()
            os.fsync(out.fileno())
        if not written.rows:
            turn.files.remove(part)
            part.unlink()
            return part, written
        path = filenames.finished(
            turn, part, period=order.period, name=order.chosen.name, suffix=order.suffix
        )
        turn.files[:] = [path]
    except OSError as error:
        raise errors.NoFile(
            filewords.cannot_write(str(turn.desk.exports), error.strerror or "")
        ) from error
    return path, written


def _writer(suffix: str) -> Callable[[Format, Iterable[Line], BinaryIO], Written]:
    """Return what writes such a file."""
    if suffix == "csv":
        return csvfile.write
    # Every command would wait for the import; few files are workbooks.
    from bot.formats import xlsxfile  # noqa: PLC0415 - start-up

    return xlsxfile.write


def _record(
    turn: Turn, order: Order, report: Report, *, file: str, gone: Sequence[Entry]
) -> None:
    """Record what left, red rows apart, in the transaction that has read it.

    The deleted ones that the answer lists, *gone*, are the target's no more.
    """
    filenames.note(turn, file)
    if gone:
        corrections.withdraw(
            turn.db,
            firm_id=turn.firm.id,
            target=order.chosen.target,
            entry_ids=[each.id for each in gone],
        )
    red = frozenset(report.left_out)
    if len(red) <= _FEW:
        deliveries.record_period(
            turn.db,
            **turn.made,
            target=order.chosen.target,
            start=order.period.start,
            end=order.period.end,
            again=order.again,
            at=turn.said.at,
            file=file,
            left_out=red,
        )
        return
    # More than a statement can name: each row that left is recorded by itself.
    deliveries.record_many(
        turn.db,
        firm_id=turn.firm.id,
        message_id=turn.message,
        target=order.chosen.target,
        at=turn.said.at,
        file=file,
        kind="file",
        outcome=deliveries.DELIVERED,
        entries=(
            (each.entry_id, each.revision)
            for each in _rows(turn, order, again=order.again)
            if each.entry_id not in red
        ),
    )


def _found(
    turn: Turn,
    order: Order,
    report: Report,
    corrected: Corrected,
    gone: Sequence[Entry],
) -> list[str]:
    """Return the findings, what corrects earlier files, and what is still open."""
    target, bare = order.chosen.target, _bare(turn, order)
    parts = findings.told(turn, report, target=target, bare=bare, most=_LISTED)
    if corrected.count:
        parts += findings.corrected(
            turn, report, target=target, bare=bare, period=order.period
        )
    parts += findings.take_out(turn, gone, target=target, most=_LISTED)
    return parts + findings.still_open(turn, period=order.period, most=_LISTED)


def _nothing(turn: Turn, order: Order, report: Report) -> list[str]:
    """Return why there is nothing to put in a file."""
    period = _period(turn, order.period)
    parts = [filewords.nothing_leaves(order.chosen.label, period=period)]
    earlier = _earlier(turn, order)
    parts += [filewords.already(file, when) for file, when in earlier]
    if earlier:
        words = order.chosen.name + " xlsx" * (order.suffix == "xlsx")
        parts.append(filewords.export_all(words, order.period.name))
    target = order.chosen.target
    gone = findings.deleted(turn, target=target)
    if report.rows:
        return parts + _found(turn, order, report, Corrected(), gone)
    parts += findings.take_out(turn, gone, target=target, most=_LISTED)
    return parts + findings.still_open(turn, period=order.period, most=_LISTED)


def _earlier(turn: Turn, order: Order) -> list[tuple[str, str]]:
    """Return the files that have what is asked for, each with its day."""
    if order.again:
        return []
    rows = islice(_rows(turn, order, again=True), _LISTED)
    ids = [each.entry_id for each in rows]
    if not ids:
        return []
    left = deliveries.of_entries(turn.db, firm_id=turn.firm.id, entry_ids=ids)
    zone = showing.zone(turn)
    files = {
        each.file or each.target: each.at.astimezone(zone).date()
        for each in left
        if each.target == order.chosen.target
    }
    return [
        (name, days.say(day, today=turn.today)) for name, day in list(files.items())[:5]
    ]


def _period(turn: Turn, period: Period) -> str:
    """Return the period in words with its weekdays."""
    return showing.period(turn, period)
