"""Workbooks are packed: this looks inside before anybody unpacks them. Pure."""

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator

LARGEST = 80_000_000  # bytes, unpacked
MOST_PARTS = 1000
MOST_CELLS = 4_000_000  # of a sheet, counted from A1 to its last one
_LONGEST_RUN = 32_767  # characters: what a cell can hold
_CHUNK = 1 << 16
_OVERLAP = 400  # bytes, so that nothing is missed between two chunks

_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,300}?\br=\"([A-Z]{1,4})([0-9]{1,8})\"")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]{0,300}?\br=\"([0-9]{1,9})\"")
_FILLED = re.compile(
    rb"<table:table-cell\s(?=[^>]*office:value-type)"
    rb"[^>]*number-columns-repeated=\"([0-9]+)\""
)
_FILLED_ROWS = re.compile(
    rb"number-rows-repeated=\"([0-9]+)\"[^>]*>(?:(?!</table:table-row>).){0,2000}?"
    rb"office:value-type",
    re.DOTALL,
)


class Unsafe(ValueError):
    """The package is no workbook, or one that must not be unpacked."""


def kind(data: bytes) -> str:
    """Return "XLSX" or "ODS"; raise Unsafe if *data* is neither, or a trap."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        names = {each.filename for each in parts}
        if "xl/workbook.xml" in names:
            found = "XLSX"
        elif "content.xml" in names and "mimetype" in names:
            found = "ODS"
        elif "xl/workbook.bin" in names:
            raise Unsafe("is a binary workbook (XLSB)")
        else:
            raise Unsafe("is an archive or a document, not a workbook")
        if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > LARGEST:
            raise Unsafe(f"unpacks to more than {LARGEST // 1_000_000} MB")
        for part in parts:
            name = part.filename
            if found == "XLSX" and name.startswith("xl/worksheets/"):
                _measure(_chunks(package, part))
            elif name == "content.xml":
                _measure_repeats(_chunks(package, part))
            else:
                # Reading it is what finds a part that lies about its size.
                deque(_chunks(package, part), maxlen=0)
    return found


def _chunks(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part piece by piece; each piece begins with the end of the last."""
    before = b""
    run = 0
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            if part.filename.endswith((".xml", ".rels")):
                run = _longest_run(piece, run)
            yield before + piece
            before = piece[-_OVERLAP:]


def _longest_run(piece: bytes, run: int) -> int:
    """Return the text that hangs over the end of *piece*; refuse too long a one."""
    first, *others = piece.split(b"<")
    if max(run + len(first), *map(len, others), 0) > 8 * _LONGEST_RUN:
        raise Unsafe("has a cell with more text than a cell can hold")
    return len(others[-1]) if others else run + len(first)


def _measure(chunks: Iterator[bytes]) -> None:
    """Refuse a sheet whose cells span more than MOST_CELLS."""
    widest = deepest = 1
    for chunk in chunks:
        for letters, number in _CELL.findall(chunk):
            widest = max(widest, _column(letters))
            deepest = max(deepest, int(number))
        for number in _ROW.findall(chunk):
            deepest = max(deepest, int(number))
        if widest * deepest > MOST_CELLS:
            raise Unsafe(f"has cells down to row {deepest:,}, column {widest:,}")


def _measure_repeats(chunks: Iterator[bytes]) -> None:
    """Refuse a sheet that says one filled cell or row thousands of times."""
    for chunk in chunks:
        repeats = _FILLED.findall(chunk) + _FILLED_ROWS.findall(chunk)
        if any(int(each) > 2000 for each in repeats):
            raise Unsafe("repeats a filled cell thousands of times")


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
