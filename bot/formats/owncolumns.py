"""The columns of a firm's own format: named fields, each made a Column."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from bot.formats import fields
from bot.formats.base import TIMES, Column, Kind, Line
from bot.formats.faults import Reader, nearest

_TEXT = Kind.TEXT
FIELDS: dict[str, tuple[Callable[[Line], Any], Kind, int]] = {
    "date": (fields.DAY, Kind.DAY, 12),
    "hours": (fields.BILLED, Kind.HOURS, 10),
    "minutes": (fields.BILLED, Kind.MINUTES, 10),
    "units": (fields.BILLED, Kind.UNITS, 8),
    "seconds": (fields.BILLED, Kind.SECONDS, 10),
    "narrative": (fields.NARRATIVE, _TEXT, 60),
    "matter": (fields.matter, _TEXT, 24),
    "matter_name": (attrgetter("matter"), _TEXT, 28),
    "matter_number": (attrgetter("matter_number"), _TEXT, 18),
    "client": (attrgetter("client"), _TEXT, 24),
    "timekeeper": (attrgetter("timekeeper"), _TEXT, 20),
    "code": (fields.code, _TEXT, 12),
    "user": (fields.user, _TEXT, 24),
    "rate": (fields.rate, Kind.MONEY, 10),
    "activity": (attrgetter("activity"), _TEXT, 14),
    "activity_code": (attrgetter("activity_code"), _TEXT, 10),
    "category": (fields.CATEGORY, _TEXT, 16),
    "billing": (attrgetter("billing"), _TEXT, 13),
    "reference": (fields.reference, _TEXT, 12),
}
_COLUMN = frozenset({"header", "field", "text", "width", "required"})
_PLAIN = {"date": "day", "hours": "time", "narrative": "words", "matter": "matter"}


def read(reader: Reader, words: Mapping[str, str]) -> list[tuple[str, Column]]:
    """Return the columns, each with the name of its field."""
    columns = []
    for number, table in enumerate(reader.take("columns", [], list), 1):
        where = f"column {number}"
        if not isinstance(table, dict):
            reader.faults.append(f'{where} must be {{header = "…", field = "…"}}')
            continue
        found = _column(table, where=where, words=words, faults=reader.faults)
        if found is not None:
            columns.append(found)
    named = [name for name, _ in columns]
    kinds = {column.kind for _, column in columns}
    for field_, present in (
        ("date", "date" in named),
        ("hours", bool(TIMES & kinds)),
        ("narrative", "narrative" in named),
        ("matter", bool({"matter", "matter_name", "matter_number"} & set(named))),
    ):
        if not present:
            reader.faults.append(
                f"no column has the {_PLAIN[field_]}, for example "
                f'{{header = "{field_.title()}", field = "{field_}"}}'
            )
    headers = [column.header for _, column in columns]
    for header in sorted({each for each in headers if headers.count(each) > 1}):
        reader.faults.append(f"two columns have the header {header!r}")
    return columns


def _column(
    table: Mapping[str, Any],
    *,
    where: str,
    words: Mapping[str, str],
    faults: list[str],
) -> tuple[str, Column] | None:
    """Return one column and its field's name; None and *faults* if it is none."""
    before = len(faults)
    faults += [
        f"{where}: {key} is no setting of a column{nearest(key, _COLUMN)}"
        for key in table
        if key not in _COLUMN
    ]
    header, name, text = table.get("header"), table.get("field"), table.get("text")
    if not isinstance(header, str) or not header.strip():
        faults.append(f"{where} has no header")
    if (name is None) == (text is None):
        faults.append(f"{where} must have a field, or else a text")
    elif name is not None and str(name) not in FIELDS:
        faults.append(f"{where}: {name!r} is no field{nearest(str(name), FIELDS)}")
    elif text is not None and not isinstance(text, str):
        faults.append(f"{where}: text is {text!r}; it must be text")
    width, required = table.get("width"), table.get("required", False)
    if width is not None and (type(width) is not int or not 1 <= width <= 255):
        faults.append(f"{where}: width is {width!r}; it must be from 1 to 255")
    if type(required) is not bool:
        faults.append(f"{where}: required is {required!r}; it must be true or false")
    if len(faults) > before or not isinstance(header, str):
        return None
    if name is None:
        return "", Column(header, lambda _: text, width=width or 14)
    get, kind, usual = FIELDS[name]
    if name == "billing":
        return name, Column(header, lambda line: words.get(line.billing), width=usual)
    return name, Column(header, get, kind, width or usual, required)
