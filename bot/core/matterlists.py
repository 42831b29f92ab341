"""A firm's matter list, read from the file its practice system exports. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Status = Literal["open", "pending", "closed"]


class NotAMatterList(ValueError):
    """The file is none; its text says what was looked for and what was found."""


@dataclass(frozen=True, slots=True)
class Row:
    """A matter as the list has it; *row* counts from 1, as spreadsheets do.

    Number and name are never empty: where the list has only one of them, it
    stands for both. The rate is money an hour, ex GST. *target_ids* are the
    practice systems' own ids, by system ("clio", "actionstep"…).
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
    source: str  # "CSV, comma, UTF-8" or "spreadsheet, sheet Matters"


def read(data: bytes, *, name: str) -> MatterList:
    """Read the matter list in *data*, a file called *name*.

    Raise NotAMatterList if it is none.
    """
