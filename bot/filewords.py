"""Every sentence about files: what they hold, what stayed behind, and why."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from bot.formats.base import Colour
from bot.replies import hours

AGAIN = "This is a repeat: it holds what has left before, too."
_MARKS = {Colour.YELLOW: "!", Colour.RED: "✗", Colour.GREEN: "✓"}


def made(label: str, *, rows: int, hours: Decimal, period: str, file: str) -> str:
    """Return the line that confirms a file."""
    return f"✓ {label} · {_entries(rows)} · {hours} h · {period} · {file}"


def would_be(label: str, *, rows: int, minutes: int, period: str) -> str:
    """Return the line that says what a file would hold."""
    return f"{label} would hold {_entries(rows)} · {hours(minutes)} · {period}"


def colours(*, green: int, yellow: int, red: int) -> str:
    """Return how many rows are of which colour."""
    words = f"{green} green · {yellow} yellow · {red} red"
    return f"{words} (left out, still to leave)" if red else words


def finding(colour: Colour, name: str, reason: str, mend: str) -> str:
    """Return one finding: which entry, why, and what mends it."""
    return f"{_MARKS[colour]} {name} · {reason} {mend}".rstrip()


def more_findings(count: int) -> str:
    """Return that *count* more rows have findings than are shown."""
    return f"… and {count} more rows with findings."


def corrects(names: str, file: str, *, several: bool) -> str:
    """Return that entries correct what an earlier *file* had."""
    what = f"{names} {'correct' if several else 'corrects'} what {file} had"
    return f"! {what}: change it there, do not add it a second time."


def take_out(count: int) -> str:
    """Return that entries were deleted since they left; their rows follow."""
    them = "it" if count == 1 else "them"
    return f"! {_entries(count)} deleted since, so take {them} out there, too:"


def gone_row(row: str, file: str | None) -> str:
    """Return one deleted entry, and the file that it is in."""
    return f"  {row} · {file}" if file else f"  {row}"


def ranges(numbers: Sequence[int]) -> str:
    """Return *numbers*, which go up, with three and more in a row as a range.

    >>> ranges([2, 3, 5, 6, 7])
    '2, 3, 5–7'
    """
    parts = []
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        [first, *others] = [number for _, number in run]
        if len(others) > 1:
            parts.append(f"{first}\N{EN DASH}{others[-1]}")
        else:
            parts += [str(first), *map(str, others)]
    return ", ".join(parts)


def left_behind(count: int) -> str:
    """Return that *count* open entries are not in the file."""
    return f"{_entries(count)} still open and not in the file:"


def nothing_leaves(label: str, *, period: str) -> str:
    """Return that there is nothing to put in a file."""
    return f"Nothing new leaves for {label} · {period}. No file was made."


def already(file: str, when: str) -> str:
    """Return which file had the entries, and when it was made."""
    return f"{file} of {when} has it already."


def export_all(name: str, period: str) -> str:
    """Return how to have the same entries again."""
    return f"To have it again: export all {name} {period}"


def cannot_write(folder: str, reason: str) -> str:
    """Return that the file could not be written."""
    return (
        f"The file could not be written to {folder} ({reason or 'unknown reason'}); "
        "nothing was marked as left. Make room there, or set TENTHS_EXPORTS to "
        "another folder, then say it again."
    )


def fetched(name: str) -> str:
    """Return that a file made earlier is no longer where it was put."""
    return f"{name} has been fetched; it is made again with: export all"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
