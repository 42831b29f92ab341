"""The CSV writer: any format's lines as bytes, a thousand rows at a time.

Whole columns go through C functions (`map`, `zip`, `csv`), so that a row costs a few
microseconds and a million of them no memory.
"""

import csv
from codecs import getincrementalencoder
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any, BinaryIO

from bot.formats import cells
from bot.formats.base import TIMES, Column, Format, Kind, Line
from bot.formats.written import Tally, Written

Put = Callable[[Sequence[Line]], Iterable[object]]


def write(chosen: Format, lines: Iterable[Line], out: BinaryIO) -> Written:
    """Write the header and *lines* to *out*; return what the file holds.

    Characters that the encoding lacks become `?`; the checks have said so before.
    Raises ValueError for a time that is no whole unit where units are written.
    """
    dialect, tally = chosen.dialect, Tally(chosen)
    encode = getincrementalencoder(dialect.encoding)("replace").encode
    puts = [_put(column, chosen) for column in chosen.columns]
    rows: Iterable[Iterable[object]] = [
        cells.defused([each.header for each in chosen.columns])
    ]
    chunks = tally.chunks(lines)
    while rows:
        page = StringIO(newline="")
        csv.writer(
            page,
            delimiter=dialect.delimiter,
            quoting=csv.QUOTE_ALL if dialect.quote_all else csv.QUOTE_MINIMAL,
        ).writerows(rows)
        out.write(encode(page.getvalue()))
        chunk = next(chunks, ())
        rows = chunk and zip(*[put(chunk) for put in puts], strict=True)
    return tally.written()


def _put(column: Column, chosen: Format) -> Put:
    """Return how a chunk of lines fills *column*."""
    get = column.get
    if column.kind is Kind.TEXT:
        return lambda chunk: cells.defused(list(map(get, chunk)))
    if column.kind is Kind.WHOLE:
        return lambda chunk: map(get, chunk)
    known = cells.Memo(_text(column.kind, chosen)).__getitem__
    return lambda chunk: map(known, map(get, chunk))


def _text(kind: Kind, chosen: Format) -> Callable[[Any], str | None]:
    """Return how one value of *kind* is spelt."""
    if kind is Kind.DAY:
        return lambda day: day.strftime(chosen.dates)
    make = cells.time(kind, chosen) if kind in TIMES else cells.money
    point = chosen.dialect.decimal

    def spell(value: Any) -> str | None:
        """Return the number with the format's decimal point, or None for none."""
        number = make(value)
        if isinstance(number, Decimal):
            return f"{number:f}".replace(".", point)
        return None if number is None else str(number)

    return spell
