"""What of a Line more than one format writes: matter, person, rate, reference."""

from decimal import Decimal
from operator import attrgetter

from bot.core.drafts import Billing
from bot.errors import shorten
from bot.formats.base import Line

DAY = attrgetter("day")
BILLED = attrgetter("billed")
NARRATIVE = attrgetter("narrative")
CATEGORY = attrgetter("category")

ALL_BILLING = frozenset(Billing)
ONLY_BILLABLE = frozenset({Billing.BILLABLE})
NOT_NO_CHARGE = frozenset({Billing.BILLABLE, Billing.NON_BILLABLE})


def matter(line: Line) -> str | None:
    """Return what the target knows the matter by, as near as we know it."""
    return line.remote or line.matter_number or line.matter


def shown(line: Line) -> str:
    """Return the matter as a person knows it: name, with the number behind."""
    if line.matter and line.matter_number:
        return f"{shorten(line.matter)} ({line.matter_number})"
    return shorten(matter(line) or "no matter")


def user(line: Line) -> str | None:
    """Return the target's own name for the person, or else our name."""
    return line.user or line.timekeeper


def code(line: Line) -> str | None:
    """Return the target's own code for the person, or else our code."""
    return line.user or line.code


def rate(line: Line) -> Decimal | None:
    """Return the rate that holds, ex GST: said for the entry, or else agreed."""
    return line.agreed if line.rate is None else line.rate


def reference(line: Line) -> str:
    """Return our reference: `T1042`, and `T1042.2` for its second revision."""
    if line.revision == 1:
        return f"T{line.entry}"
    return f"T{line.entry}.{line.revision}"
