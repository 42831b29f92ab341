"""What every format is made of: Line, Column, Format, Facts, Finding."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from bot.core.drafts import Billing


class Line(NamedTuple):
    """One entry as it leaves: names instead of ids, billed beside dictated.

    A named tuple because a million of them are made for one file;
    `Line._make(row)` takes a row that has the fields in this order. *entry* is our
    id, *number* the entry's number within its day. *minutes* are as dictated (None
    or 0 when no time is known), *billed* minutes and *units* as the firm's rounding
    policy makes them (`bot.core.rounding.biller`; units None where they are no
    whole number). *matter* is the name, or the label as dictated where the firm has
    no list; *status* is None when the matter is not on the list. *remote*, *user*
    and *category* are the target's own words for matter, person and activity, when
    the firm has told us them. *rate* is what was said for this entry, *agreed* what
    holds otherwise; both ex GST, an hour. *delivered* names the earlier file that
    had this very revision.
    """

    entry: int
    number: int
    day: date
    minutes: int | None
    billed: int
    units: int | None
    narrative: str
    matter: str | None = None
    matter_number: str | None = None
    client: str | None = None
    status: str | None = None
    remote: str | None = None
    timekeeper: str = ""
    code: str | None = None
    user: str | None = None
    activity: str | None = None
    activity_code: str | None = None
    category: str | None = None
    billing: str = Billing.BILLABLE
    rate: Decimal | None = None
    agreed: Decimal | None = None
    revision: int = 1
    delivered: str | None = None


class Kind(StrEnum):
    """What a column holds, which decides how each writer puts it down.

    *hours*, *minutes*, *units* and *seconds* are made from billed minutes.
    """

    TEXT = "text"
    DAY = "day"
    HOURS = "hours"
    MINUTES = "minutes"
    UNITS = "units"
    SECONDS = "seconds"
    MONEY = "money"
    WHOLE = "whole"


TIMES = frozenset({Kind.HOURS, Kind.MINUTES, Kind.UNITS, Kind.SECONDS})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header as the target spells it, and how a Line fills it.

    *get* gives text, a date, minutes or a Decimal, as *kind* says; None is blank,
    which a *required* column must not be.
    """

    header: str
    get: Callable[[Line], Any]
    kind: Kind = Kind.TEXT
    width: int = 14
    required: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the CSV writer puts cells together; rows always end in CRLF."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    decimal: str = "."
    quote_all: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A file we know how to write. To add one, write a module and list it.

    *target* is whom the file is for: two layouts for one practice system share it,
    so that an entry goes there once. *source* says whose word the layout rests on.
    *dates* is a strftime pattern, *regional* true when it turns round in en-US.
    *matter* is what identifies the matter there, *bad_reference* tells why that cannot
    be right, or None; *listed_only* makes that red only for a firm with a list, since
    without one the label as dictated is all there is.

    *needs* names the fields without which the target refuses the row: `user`, `rate`.
    *says* are the billing states that the file can express, *sibling* is a layout for
    the same target that can say more. *rounds_to* are the minutes to which the target
    rounds up again. *limit* is the longest narrative in characters.
    """

    name: str
    label: str
    target: str
    source: str
    columns: tuple[Column, ...]
    matter: Callable[[Line], str | None]
    user: Callable[[Line], str | None]
    says: frozenset[str]
    sibling: str | None = None
    dates: str = "%d/%m/%Y"
    regional: bool = False
    decimals: int = 2
    unit_minutes: int = 6
    needs: frozenset[str] = frozenset()
    bad_reference: Callable[[str], str | None] | None = None
    listed_only: bool = False
    rounds_to: int | None = None
    limit: int | None = None
    dialect: Dialect = Dialect()

    @property
    def time(self) -> Column:
        """The column whose sum is the file's total."""
        return next(each for each in self.columns if each.kind in TIMES)


class Colour(StrEnum):
    """Green goes out, yellow goes out with a word, red stays here."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Finding(NamedTuple):
    """What a check found: *row* counts the lines offered from 1.

    *reason* and *mend* are whole sentences for the person; both blank when green.
    """

    colour: Colour
    row: int
    line: Line
    reason: str = ""
    mend: str = ""


def entry_name(line: Line) -> str:
    """Return how a person names the entry in a command: `2026-11-16 3`."""
    return f"{line.day} {line.number}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks cannot see in a line.

    *today* is the person's civil date. *has_list* is true when the firm keeps a
    matter list. *limit* overrides the format's longest narrative. *suffix* is the
    file to be written, `csv` or `xlsx`. *unit* are the minutes of the firm's own
    unit. *name* gives the words by which commands find an entry, *period* those for
    the days of the file.
    """

    today: date
    has_list: bool = False
    limit: int | None = None
    suffix: str = "csv"
    unit: int = 6
    name: Callable[[Line], str] = entry_name
    period: str = ""
