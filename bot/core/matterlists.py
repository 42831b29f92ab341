"""A firm's matter list, read from the file its practice system exports. Pure.

Every row is taken or refused with a reason; nothing is dropped in silence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from bot.core import listcolumns, sheets

Status = Literal["open", "pending", "closed"]

_OPEN = "open active current live inprogress ongoing reopened new opened yes o a"
_PENDING = "pending prospective prospect lead intake enquiry inquiry hold onhold p"
_CLOSED = """
    closed archived inactive complete completed finalised finalized finished settled
    deleted destroyed cancelled canceled declined lost notproceeding no c
"""
STATUSES: Mapping[str, Status] = {
    **dict.fromkeys(_OPEN.split(), "open"),
    **dict.fromkeys(_PENDING.split(), "pending"),
    **dict.fromkeys(_CLOSED.split(), "closed"),
}
_LONGEST = {"number": 100, "name": 500, "client": 300}  # characters
_SYSTEMS = ("clio", "actionstep", "smokeball", "leap")
_NAMED = {"number": "its number", "name": "its name", "closed": "its close date"}
_NOTHING = {"", "-", "n/a", "#n/a", "none", "null", "nil"}
_HIGHEST = Decimal(100_000)
_RATE = re.compile(
    r"(?:[A-Z]{1,3} ?)?[$£€]? ?(\d{1,3}(?:,\d{3})+|\d{1,7})(?:[.,](\d{1,2}))?"
    r"(?: ?(?:/ ?h|/ ?hr|/ ?hour|per hour|an hour|ph))?(?: ?ex(?:cl?\.?)? ?gst)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+)?")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_TEXT_FORMULA = re.compile(r'="(.*)"')


class NotAMatterList(ValueError):
    """The file is none; its text says what was looked for and what was found."""


@dataclass(frozen=True, slots=True)
class Row:
    """A matter as the list has it; *row* counts from 1, as spreadsheets do.

    Number and name are never empty: a number stands for a name that is not said,
    and a name for the number in a list that has no column of numbers. The rate is
    money an hour, ex GST. *target_ids* are the practice systems' own ids, by system
    ("clio", "actionstep"…).
    """

    row: int
    number: str
    name: str
    client: str = ""
    status: Status = "open"
    rate: Decimal | None = None
    responsible: str = ""
    aliases: tuple[str, ...] = ()
    target_ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, and why, in words for the person."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class MatterList:
    """What a file held, and how it was read."""

    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    columns: Mapping[str, str]  # our field -> the header it was taken from
    ignored: tuple[str, ...]  # headers nothing was taken from
    header_row: int  # counts from 1
    source: str  # "CSV, comma, UTF-8" or "XLSX, sheet “Matters”"


def read(data: bytes, *, name: str) -> MatterList:
    """Read the matter list in *data*, a file called *name*.

    Raise NotAMatterList if it is none.
    """
    best: tuple[sheets.Sheet, listcolumns.Layout] | None = None
    first: sheets.Sheet | None = None
    fault = ""
    for sheet in _sheets(data, name):
        if isinstance(sheet, str):
            fault = sheet
            continue
        if first is None and any(map(any, sheet.rows)):
            first = sheet
        layout = listcolumns.find(sheet.rows)
        if layout and (best is None or len(layout.columns) > len(best[1].columns)):
            best = sheet, layout
        if best and sheet.guess and len(best[1].columns) > 1:
            break
    if best is None:
        raise NotAMatterList(_no_header(name, first, fault))
    found = _taken(*best)
    if not found.rows and not found.refused:
        raise NotAMatterList(
            f"{name} has headers in row {found.header_row} and no matter under them."
        )
    return found


def _sheets(data: bytes, name: str) -> Iterator[sheets.Sheet | str]:
    """Return the tables in *data*; what stops a later one is said, not raised."""
    some = False
    try:
        for sheet in sheets.read(data):
            some = True
            yield sheet
    except sheets.Unreadable as error:
        if not some:
            raise NotAMatterList(f"{name} {error}. {_WANTED}") from error
        yield str(error)


_WANTED = (
    "I read a matter list as CSV, XLSX, XLS or ODS: a row of headers such as "
    "“Matter number, Name, Client, Status”, and a matter in each row under it."
)


def _no_header(name: str, sheet: sheets.Sheet | None, fault: str) -> str:
    """Say what was looked for, and what stands where the headers should be."""
    if sheet is None:
        return f"{name} {fault or 'has no filled cell'}. {_WANTED}"
    row = next(each for each in sheet.rows if any(cell.strip() for cell in each))
    seen = ", ".join(f"“{_clean(each)[:30]}”" for each in row[:8] if each.strip())
    return (
        f"{name} ({sheet.source}) has no column that I know as a matter's number or "
        f"name. It begins with {seen}. {_WANTED}"
    )


def _taken(sheet: sheets.Sheet, layout: listcolumns.Layout) -> MatterList:
    """Read the rows under the header, each to be taken or refused."""
    header = sheet.rows[layout.header]
    rows: list[Row] = []
    refused: list[Refused] = []
    seen: dict[str, int] = {}
    for place, cells in enumerate(sheet.rows[layout.header + 1 :], layout.header + 2):
        if cells == header or not any(map(_clean, cells)):
            continue
        said = {
            each: _clean(cells[index]) if index < len(cells) else ""
            for each, index in layout.columns.items()
        }
        try:
            row = _row(place, said)
        except _RowFault as error:
            refused.append(Refused(place, str(error)))
            continue
        before = seen.setdefault(row.number.casefold(), place)
        if before == place:
            rows.append(row)
        else:
            reason = f"has the number “{row.number}”, which row {before} has already"
            refused.append(Refused(place, reason))
    return MatterList(
        rows=tuple(rows),
        refused=tuple(refused),
        columns={each: _clean(header[at]) for each, at in layout.columns.items()},
        ignored=tuple(_clean(header[at]) for at in layout.ignored),
        header_row=layout.header + 1,
        source=sheet.source,
    )


class _RowFault(ValueError):
    """A row cannot be taken."""


def _row(place: int, said: Mapping[str, str]) -> Row:
    """Make a matter of a row's cells, or raise _RowFault."""
    for each, text in said.items():
        if text.startswith("="):
            raise _RowFault(
                f"has a formula for {_NAMED.get(each, each)} without its result. Open "
                "the file in your spreadsheet, save it, and import it again"
            )
    number = _number(said.get("number", ""))
    name = said.get("name", "")
    if not number and not name:
        raise _RowFault("has neither a number nor a name")
    if not number and "number" in said:
        raise _RowFault(f"has no number, only the name “{name[:40]}”")
    for each, text in (("number", number), ("name", name), *said.items()):
        if len(text) > _LONGEST.get(each, len(text)):
            raise _RowFault(f"has a {each} of more than {_LONGEST[each]} characters")
    return Row(
        row=place,
        number=number or name[: _LONGEST["number"]],
        name=name or said.get("client", "") or number,
        client=said.get("client", ""),
        status=_status(said),
        rate=_rate(said.get("rate", "")),
        responsible=said.get("responsible", ""),
        aliases=_aliases(said.get("aliases", "")),
        target_ids={each: said[each] for each in _SYSTEMS if said.get(each)},
    )


def _clean(cell: str) -> str:
    """Return a cell on one line, without what cannot be seen or means nothing."""
    text = " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", cell)).split())
    if formula := _TEXT_FORMULA.fullmatch(text):
        text = formula.group(1)  # ="00123", how exports keep zeros
    text = text.removeprefix("'") if text[1:2].isdigit() else text
    return "" if text.casefold() in _NOTHING else text


def _number(text: str) -> str:
    """Return a reference; raise if a spreadsheet has made something else of it."""
    if _DATE.fullmatch(text):
        raise _RowFault(
            f"has a date, {text}, for a number: the spreadsheet made it one. "
            "Format that column as text and type the number again"
        )
    if _SHORTENED.fullmatch(text):
        raise _RowFault(f"has a shortened number, {text}. Format that column as text")
    return text


def _status(said: Mapping[str, str]) -> Status:
    """Return the status said, or what a close date says; open without either."""
    if text := said.get("status", ""):
        word = "".join(each for each in text.casefold() if each.isalpha())
        if word in STATUSES:
            return STATUSES[word]
        for start in ("open", "closed", "pending", "active", "archived"):
            if word.startswith(start):
                return STATUSES[start]
        raise _RowFault(
            f"has the status “{text[:40]}”; I know open, pending and closed "
            "(and active, prospective, on hold, archived, completed and the like)"
        )
    closed = said.get("closed", "").casefold()
    return "closed" if closed not in {"", "no", "n", "false", "0", "open"} else "open"


def _rate(text: str) -> Decimal | None:
    """Return money an hour, ex GST; None if nothing is said."""
    if not text:
        return None
    if not (match := _RATE.fullmatch(text)):
        raise _RowFault(f"has the rate “{text[:40]}”; write it as 450 or 450.00")
    whole, cents = match.groups()
    rate = Decimal(f"{whole.replace(',', '')}.{cents or '0'}").quantize(Decimal("0.01"))
    if rate >= _HIGHEST:
        raise _RowFault(f"has the rate “{text[:40]}”, which is no hourly rate")
    return rate


def _aliases(text: str) -> tuple[str, ...]:
    """Return the names between semicolons, commas or bars, each once."""
    said: Sequence[str] = [each.strip() for each in re.split(r"[;,|]", text)]
    return tuple(dict.fromkeys(each for each in said if each))
