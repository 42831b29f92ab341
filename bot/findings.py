"""What the checks found and what corrects earlier files, folded into few lines."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from bot import filewords, numbering, replies, showing
from bot.core.days import Period
from bot.formats.base import Finding, Line
from bot.formats.checks import Report
from bot.turn import Turn
from storage import corrections, deliveries, entries
from storage.models import Entry

_EARLIER = "an earlier file"


def told(
    turn: Turn, report: Report, *, target: str, bare: date, most: int
) -> list[str]:
    """Return the findings of a *report*, at most so many lines.

    Rows of the same fault share a line; the mend is the first one's.
    """
    parts = [
        filewords.colours(green=report.green, yellow=report.yellow, red=report.red)
    ]
    files = _files(turn, report.findings, target=target)
    folded: dict[tuple[str, str], list[Finding]] = {}
    for each in report.findings:
        reason = each.reason.replace(_EARLIER, files.get(each.line.entry, _EARLIER))
        folded.setdefault((each.colour, reason), []).append(each)
    groups = list(folded.items())[:most]
    for (_, reason), group in groups:
        names = _names(((each.line.day, each.line.number) for each in group), bare)
        parts.append(filewords.finding(group[0].colour, names, reason, group[0].mend))
    shown = {each.row for _, group in groups for each in group}
    hidden = report.yellow + report.red - len(shown)
    return [*parts, filewords.more_findings(hidden)] if hidden > 0 else parts


def corrected(
    turn: Turn, report: Report, *, target: str, bare: date, period: Period
) -> list[str]:
    """Return which entries correct which earlier file; red ones do not leave."""
    red = frozenset(report.left_out)
    rows = corrections.changed(
        turn.db, **turn.owner, target=target, start=period.start, end=period.end
    )
    by_file: dict[str, list[tuple[date, int]]] = {}
    for each in rows:
        if each.entry_id not in red:
            by_file.setdefault(each.file or target, []).append((each.day, each.number))
    return [
        filewords.corrects(_names(kept, bare), file, several=len(kept) > 1)
        for file, kept in by_file.items()
    ]


def deleted(turn: Turn, *, target: str) -> list[Entry]:
    """Return the deleted entries that *target* still has."""
    return corrections.deleted(turn.db, **turn.owner, target=target)


def take_out(turn: Turn, gone: Sequence[Entry], *, target: str, most: int) -> list[str]:
    """Return the deleted entries that *target* still has, each with its file."""
    if not gone:
        return []
    files = _in_files(turn, [each.id for each in gone[:most]], target=target)
    rows = [
        filewords.gone_row(replies.row(shown, today=turn.today), files.get(each.id))
        for each, shown in zip(
            gone[:most], showing.every(turn, gone[:most]), strict=True
        )
    ]
    return [filewords.take_out(len(gone)), *rows]


def still_open(turn: Turn, *, period: Period, most: int) -> list[str]:
    """Return what is left because something must be answered first."""
    waiting = entries.on_days(
        turn.db, **turn.owner, start=period.start, end=period.end, states=("open",)
    )
    if not waiting:
        return []
    rows = [
        replies.row(each, today=turn.today)
        for each in showing.every(turn, waiting[:most])
    ]
    return [filewords.left_behind(len(waiting)), *rows]


def _files(turn: Turn, found: Sequence[Finding], *, target: str) -> dict[int, str]:
    """Return the last file of each line among *found* that has left before."""
    lines: list[Line] = [each.line for each in found if each.line.delivered]
    return _in_files(turn, list({each.entry for each in lines}), target=target)


def _in_files(turn: Turn, ids: Sequence[int], *, target: str) -> dict[int, str]:
    """Return the last file for *target* that each entry is in."""
    if not ids:
        return {}
    left = deliveries.of_entries(turn.db, firm_id=turn.firm.id, entry_ids=ids)
    return {
        each.entry_id: each.file
        for each in left
        if each.target == target and each.file is not None
    }


def _names(kept: Iterable[tuple[date, int]], bare: date) -> str:
    """Return how commands name entries: “2, 3, 5–9”, with their day where it counts."""
    days = groupby(sorted(set(kept)), key=lambda each: each[0])
    return "; ".join(
        numbering.name(day, filewords.ranges([number for _, number in each]), bare=bare)
        for day, each in days
    )
