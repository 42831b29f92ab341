"""What a line was understood to say: Draft, Bookmark, Problem, Reading."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Billing(StrEnum):
    """Whether the time is charged; *no charge* is shown on the bill at zero."""

    BILLABLE = "billable"
    NO_CHARGE = "no_charge"
    NON_BILLABLE = "non_billable"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about one field: *field* is `duration`, `date` or `matter`.

    *options* are the readings that are offered, in the words that would answer:
    minutes for a duration, ISO days for a date, labels for a matter.
    """

    field: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One piece of work as understood; nothing of it is kept yet.

    *minutes* is None while the duration is asked about. *day* is None when no day
    was said (today, then) or while it is asked about. *matter* is the label as
    dictated. *rate* is ex GST, an hour. *line* is the person's own words. *lent* says
    that the narrative is not of these words: it was lent to a time without any.
    """

    minutes: int | None
    day: date | None
    matter: str | None
    narrative: str
    activity: str | None
    billing: Billing
    rate: Decimal | None
    asks: tuple[Ask, ...]
    warnings: tuple[str, ...]
    line: str
    lent: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place to resume; no time. *line* is the person's own words."""

    narrative: str
    matter: str | None
    line: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that could not be kept: its *kind*, and what to say instead."""

    kind: str
    line: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one message, in the order in which it was said."""

    drafts: tuple[Draft, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    problems: tuple[Problem, ...] = ()
