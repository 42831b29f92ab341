"""Workbooks, read in a process of their own.

The library that reads them ends its whole process on some damaged old XLS
files, and a prepared one may ask for any amount of memory. So this file is run
as a program: a workbook comes in on stdin, its visible sheets go out on stdout
as JSON, or the fault in words. It imports nothing of ours, and is quick to start.
"""

import io
import json
import re
import sys
import zipfile
from datetime import date, datetime, time

import python_calamine

if sys.platform != "win32":  # pragma: no branch
    import resource

MEMORY = 2_000_000_000  # bytes
# A shared string costs its workbook nothing and us its length in every cell.
MOST_CHARACTERS = 20_000_000
LONGEST_CELL = 2_000
SECONDS = 60
# What stands for a formula whose result its program has not kept.
UNCALCULATED = "=?"
Table = tuple[str, list[list[str]]]
Places = list[tuple[int, int]]

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\b\w+:id=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=\"([^\"]*)\"")
_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?P<about>[^>]*?\br=\"(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})\""
    rb"[^>/]*)>(?P<holds>(?:(?!</(?:\w+:)?c>).)*)",
    re.DOTALL,
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")


class Fault(ValueError):
    """The workbook cannot be read; its text says why."""


def tables(data: bytes, *, most_rows: int, most_columns: int) -> list[Table]:
    """Return the visible sheets in *data*: name, and cells as text from row 1 on.

    Raise Fault if it is no workbook, or a sheet is larger than the limits.
    """
    try:
        unknown = _uncalculated(data)
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            return [
                (
                    each.name,
                    _marked(
                        _cells(
                            book.get_sheet_by_name(each.name), most_rows, most_columns
                        ),
                        unknown.get(place, []),
                        most_rows,
                    ),
                )
                for place, each in enumerate(book.sheets_metadata)
                if each.visible == python_calamine.SheetVisibleEnum.Visible
                and each.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.PasswordError as error:
        raise Fault("is locked with a password") from error
    except (
        *(python_calamine.CalamineError, zipfile.BadZipFile),
        *(OSError, ValueError, KeyError),
    ) as error:
        if isinstance(error, Fault):
            raise
        raise Fault("is a damaged workbook, or none") from error


def _cells(
    sheet: python_calamine.CalamineSheet, most_rows: int, most_columns: int
) -> list[list[str]]:
    if sheet.end is None:
        return []
    deepest, widest = sheet.end
    if deepest >= most_rows or widest >= most_columns:
        raise Fault(
            f"has {deepest + 1:,} rows and {widest + 1:,} columns; "
            f"I read up to {most_rows:,} rows and {most_columns:,} columns"
        )
    rows = []
    left = MOST_CHARACTERS
    for row in sheet.iter_rows():
        rows.append([text(cell)[:LONGEST_CELL] for cell in row])
        left -= sum(map(len, rows[-1]))
        if left < 0:
            raise Fault(f"holds more than {MOST_CHARACTERS:,} characters")
    return rows


def _marked(rows: list[list[str]], unknown: Places, most_rows: int) -> list[list[str]]:
    """Return *rows* with what stands for a formula at the places *unknown*."""
    for row, column in unknown:
        if row >= most_rows:
            continue
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = rows[row][column] or UNCALCULATED
    return rows


def _uncalculated(data: bytes) -> dict[int, Places]:
    """Return where each sheet of an XLSX has a formula without its result."""
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = set(package.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= parts:
            return {}
        paths = {}
        for relation in _RELATION.findall(package.read("xl/_rels/workbook.xml.rels")):
            said = dict(_ATTRIBUTE.findall(relation))
            target = said.get(b"Target", b"").decode(errors="replace")
            path = target[1:] if target.startswith("/") else f"xl/{target}"
            paths[said.get(b"Id")] = path
        sheets = _SHEET.findall(package.read("xl/workbook.xml"))
        return {
            place: without_result(package.read(paths[name]))
            for place, name in enumerate(sheets)
            if paths.get(name) in parts
        }


def without_result(sheet: bytes) -> Places:
    """Return the rows and columns, from 0, of formulas that were never calculated."""
    if not _FORMULA.search(sheet):
        return []
    return [
        (int(cell["row"]) - 1, _column(cell["column"]))
        for cell in _CELL.finditer(sheet)
        if _FORMULA.search(cell["holds"])
        and not _VALUE.search(cell["holds"])
        and b't="str"' not in cell["about"]
    ]


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def text(value: object) -> str:
    """Return a cell as a person reads it: 1234.0 is 1234, a date is ISO."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else f"{value:.12g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def main() -> None:  # pragma: no cover - runs in a process of its own
    """Read stdin, whose first line says the limits; write the answer to stdout."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rows, columns = map(int, sys.stdin.buffer.readline().split())
    data = sys.stdin.buffer.read()
    answer: dict[str, object]
    try:
        answer = {"tables": tables(data, most_rows=rows, most_columns=columns)}
    except Fault as fault:
        answer = {"fault": str(fault)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":  # pragma: no cover - likewise
    main()
