"""Which column of a matter list holds what, from the headers that people use. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core import names

# Our field: the headers that mean it, the surest first. Letters and digits count.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "number": (
        *("matter number", "matter no", "matternumber", "matter num", "matter nr"),
        *("display number", "matter display number", "matter reference", "matter ref"),
        *("matterref", "matterno", "file number", "file no", "file reference"),
        *("file ref", "our reference", "our ref", "reference number", "reference"),
        *("case number", "case no", "matter code", "number", "no", "ref", "code"),
        *("file", "action number", "action id", "action", "matter id", "case id", "id"),
    ),
    "name": (
        *("matter name", "mattername", "matter description", "matter title"),
        *("action name", "file name", "case name", "name", "title", "description"),
        *("matter details", "subject", "re", "case"),
    ),
    "client": (
        *("client name", "client", "client display name", "clientname", "clients"),
        *("primary participant", "primary participants", "client s", "customer"),
        *("customer name", "contact", "contact name", "party"),
    ),
    "status": (
        *("matter status", "status", "action status", "file status", "case status"),
        *("matterstatus", "state", "open closed"),
    ),
    "closed": (
        *("close date", "closed date", "date closed", "closed on", "matter close date"),
        "closed",
    ),
    "rate": (
        *("hourly rate", "rate", "billing rate", "default rate", "charge rate"),
        *("hourly rate ex gst", "rate ex gst", "rate per hour"),
    ),
    "responsible": (
        *("responsible attorney", "responsible solicitor", "responsible lawyer"),
        *("responsible", "person responsible", "responsible person", "fee earner"),
        *("feeearner", "responsible staff", "staff responsible", "assigned to"),
        *("solicitor", "attorney", "lawyer", "person acting", "handler", "staff"),
    ),
    "aliases": (
        *("aliases", "alias", "also known as", "aka", "known as", "nickname"),
        *("nicknames", "short name", "short names"),
    ),
    "clio": ("clio id", "clio matter id", "clio"),
    "actionstep": ("actionstep id", "action id", "action number", "action"),
    "smokeball": ("smokeball id", "smokeball matter id"),
    "leap": ("leap id", "leap matter id"),
}
_EITHER = "matter"  # a bare "Matter" is a number or a name: its cells say which
_SEARCHED = 30  # rows, for titles above the header
_SAMPLED = 50


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header is (counted from 0) and which column holds which field."""

    header: int
    columns: Mapping[str, int]
    ignored: tuple[int, ...]


def find(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Return the layout of a matter list; None if no row can be its header."""
    best: Layout | None = None
    for place, row in enumerate(rows[:_SEARCHED]):
        columns = _columns(row, rows[place + 1 : place + 1 + _SAMPLED])
        if not columns.keys() & {"number", "name"}:
            continue
        filled = [index for index, cell in enumerate(row) if cell.strip()]
        if len(columns) < 2 and len(filled) > 1:
            continue
        if best is None or len(columns) > len(best.columns):
            taken = set(columns.values())
            ignored = tuple(index for index in filled if index not in taken)
            best = Layout(place, columns, ignored)
    return best


def _columns(row: Sequence[str], below: Sequence[Sequence[str]]) -> dict[str, int]:
    """Give each field the surest of the columns that may hold it."""
    said: dict[str, int] = {}
    for index, cell in enumerate(row):
        if header := " ".join(names.pieces(cell)):
            said.setdefault(header, index)
    columns: dict[str, int] = {}
    for field, headers in HEADERS.items():
        for header in headers:
            if header in said:
                columns[field] = said[header]
                break
    if _EITHER in said:
        index = said[_EITHER]
        looks = "number" if _mostly_numbers(index, below) else "name"
        other = "name" if looks == "number" else "number"
        columns.setdefault(looks if looks not in columns else other, index)
    if "display number" in said and "id" in said and "clio" not in columns:
        columns["clio"] = said["id"]
    return columns


def _mostly_numbers(index: int, below: Sequence[Sequence[str]]) -> bool:
    """Tell whether the cells of a column look like references."""
    cells = [row[index].strip() for row in below if index < len(row)]
    cells = [each for each in cells if each]
    numbers = [each for each in cells if names.has_digit(each) and " " not in each]
    return 2 * len(numbers) > len(cells)
