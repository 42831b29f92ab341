"""Rows of text from a table's file: CSV in any dress, or a workbook. Pure.

Nothing that a file claims is believed before it is measured: a workbook may be
a few kilobytes that unpack to gigabytes, or two cells a million columns apart.
"""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core import packages, workbooks

LARGEST = 25_000_000  # bytes of a file
MOST_ROWS = 100_000
MOST_COLUMNS = 200
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document",
    b"\x1f\x8b": "a compressed archive",
    b"Rar!": "a compressed archive",
    b"7z\xbc\xaf": "a compressed archive",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class Unreadable(ValueError):
    """The file holds no table that can be read; its text says what it is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: *rows* of text as they stand in the file, *source* in words.

    A *guess* is one of several ways to split the same text.
    """

    rows: tuple[tuple[str, ...], ...]
    source: str
    guess: bool = False


def read(data: bytes) -> Iterator[Sheet]:
    """Return every table that *data* may be: each sheet, or each way to split it.

    Raise Unreadable if it is no table at all, or larger than the limits above.
    """
    if not data.strip():
        raise Unreadable("is empty")
    if len(data) > LARGEST:
        raise Unreadable(f"is larger than {LARGEST // 1_000_000} MB")
    if data.startswith(b"PK"):
        return _workbook(data, _packed(data))
    if data.startswith(_OLE):
        return _workbook(data, "XLS")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"is {kind}, not a table")
    return _separated(*_decoded(data))


def _packed(data: bytes) -> str:
    """Return the kind of a packed workbook that is safe to open."""
    try:
        return packages.kind(data)
    except packages.Unsafe as error:
        raise Unreadable(str(error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Unreadable("is a damaged workbook") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Unreadable("is locked or packed in a way that I cannot open") from error


def _workbook(data: bytes, kind: str) -> Iterator[Sheet]:
    """Read the visible sheets of a workbook, in a process that may come to grief."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, no word of the person's
            [sys.executable, "-P", workbooks.__file__],
            input=f"{MOST_ROWS} {MOST_COLUMNS}\n".encode() + data,
            capture_output=True,
            timeout=workbooks.SECONDS,
            check=True,
        )
        answer = json.loads(ended.stdout)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"takes longer than {workbooks.SECONDS} s to read") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise Unreadable("is a damaged workbook, or none") from error
    if "fault" in answer:
        raise Unreadable(answer["fault"])
    for name, rows in answer["tables"]:
        yield Sheet(tuple(map(tuple, rows)), f"{kind}, sheet “{name}”")


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text in *data* and the name of its encoding."""
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _tried(data, encoding), encoding.removesuffix("-sig").upper()
    if guess := _wide(data):
        return _tried(data, guess), "UTF-16"
    if b"\x00" in data:
        raise Unreadable("holds no text")
    try:
        return _proper(data.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        return _tried(data, "cp1252"), "Windows-1252"


def _wide(data: bytes) -> str:
    """Guess UTF-16 without a mark from where its zero bytes are."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 4 and not odd else ""


def _tried(data: bytes, encoding: str) -> str:
    try:
        return _proper(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise Unreadable("holds no text") from error


def _proper(text: str) -> str:
    """Return *text* if it can be a table's."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<"):
        what = "a web page" if "<html" in start or "<table" in start else "XML"
        raise Unreadable(f"is {what}, whatever its name says")
    if start.startswith(("{", "[")):
        raise Unreadable("is JSON, not a table")
    if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 100:
        raise Unreadable("holds no text")
    return text.lstrip("\ufeff")


def _separated(text: str, encoding: str) -> Iterator[Sheet]:
    """Split *text* by each separator that it might use, the likeliest first."""
    named = _SEPARATOR.match(text)
    if named:
        text, likely = text[named.end() :], [named.group(1)]
    else:
        head = text[:20_000]
        likely = sorted(DELIMITERS, key=head.count, reverse=True)
    for delimiter in likely:
        rows = [()] * bool(named) + list(_rows(text, delimiter))
        label = DELIMITERS.get(delimiter, f"“{delimiter}”")
        yield Sheet(tuple(rows), f"CSV, {label}, {encoding}", guess=True)


def _rows(text: str, delimiter: str) -> Iterable[tuple[str, ...]]:
    """Read the rows of a CSV; what cannot be one raises Unreadable."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = 0
    try:
        for row in reader:
            rows += 1
            if rows > MOST_ROWS:
                raise Unreadable(f"has more than {MOST_ROWS:,} rows")
            yield tuple(row[:MOST_COLUMNS])
    except csv.Error as error:
        raise Unreadable(
            f"has a quotation mark in line {reader.line_num} that is never closed"
        ) from error
