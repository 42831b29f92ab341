"""The XLSX writer: real dates, real numbers, strings as strings, nothing that runs.

Rows leave memory as they are written. Left to itself XlsxWriter would cut a long
text, pass `<r>…</r>` on as markup, and write control characters as `_x0001_`, which
only Excel reads back; here the first raises and the others are made harmless.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, BinaryIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from bot.errors import NoFile
from bot.formats import cells
from bot.formats.base import TIMES, Column, Format, Kind, Line
from bot.formats.written import Tally, Written

ROWS = 1_048_575
TEXT = 32_767

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# The same entries give the same bytes: no moment of writing in the file.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes naive times only
_DATE_PARTS = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%y": "yy", "%b": "mmm"}
_NEWLINE = re.compile(r"\r\n?")
# What XML 1.0 cannot hold: controls, halves of pairs, two non-characters.
UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Put = Callable[[int, Line], object]


def write(chosen: Format, lines: Iterable[Line], out: BinaryIO) -> Written:
    """Write the header and *lines* to *out*; return what the file holds.

    Raises NoFile for more rows than a sheet has, ValueError for a text that is
    longer than a cell or a time that is no whole unit where units are written.
    """
    tally = Tally(chosen)
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet("Time")
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        puts = []
        for place, column in enumerate(chosen.columns):
            shape = {"num_format": _num_format(column.kind, chosen)}
            sheet.set_column(place, place, column.width, book.add_format(shape))
            sheet.write_string(0, place, column.header, bold)
            puts.append(_put(sheet, place, column, chosen))
        for chunk in tally.chunks(lines):
            if tally.rows > ROWS:
                raise NoFile(
                    f"A sheet holds {ROWS:,} rows and this would be more. "
                    "Ask for CSV, or for a shorter time, for example: export csv month"
                )
            first = tally.rows - len(chunk) + 1
            for row, line in enumerate(chunk, first):
                for put in puts:
                    put(row, line)
    return tally.written()


def holdable(text: str) -> str:
    r"""Return *text* as a cell can hold it: LF for line ends, `?` for the impossible.

    >>> holdable("one\r\ntwo\x00")
    'one\ntwo?'
    """
    if text.isprintable() and not text.startswith("<r>"):
        return text
    text = UNHOLDABLE.sub("?", _NEWLINE.sub("\n", text))
    return f" {text}" if text.startswith("<r>") else text


def _num_format(kind: Kind, chosen: Format) -> str:
    """Return how a spreadsheet shows a column of *kind*."""
    if kind is Kind.TEXT:
        return "@"
    if kind is Kind.DAY:
        return re.sub(r"%\w", lambda part: _DATE_PARTS[part[0]], chosen.dates)
    if kind is Kind.HOURS:
        return f"0.{'0' * chosen.decimals}".rstrip(".")
    return "0.00##" if kind is Kind.MONEY else "0"


def _put(sheet: Worksheet, place: int, column: Column, chosen: Format) -> Put:
    """Return how a line fills *column* of a row; blank cells are not written."""
    get = column.get
    if column.kind is Kind.TEXT:

        def put_text(row: int, line: Line) -> None:
            text = get(line)
            if text and sheet.write_string(row, place, holdable(text)):
                raise ValueError(f"row {row}: a text is longer than a cell holds")

        return put_text
    if column.kind is Kind.DAY:
        return lambda row, line: sheet.write_datetime(row, place, get(line))
    number: Callable[[Any], Any] = (
        cells.Memo(cells.time(column.kind, chosen)).__getitem__
        if column.kind in TIMES
        else cells.money
        if column.kind is Kind.MONEY
        else int
    )

    def put_number(row: int, line: Line) -> None:
        value = get(line)
        if value is not None:
            sheet.write_number(row, place, number(value))

    return put_number
