"""What of a Line more than one format writes: matter, person, rate, reference."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from bot.core.drafts import Billing
from bot.errors import shorten
from bot.formats.base import Line
from bot.formats.pages import Page

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


# What takes the first of some fields that says anything.
_FIRST_OF: dict[Callable[[Line], Any], tuple[str, ...]] = {
    matter: ("remote", "matter_number", "matter"),
    user: ("user", "timekeeper"),
    code: ("user", "code"),
}


def column(get: Callable[[Line], Any], page: Page) -> Sequence[Any]:
    """Return what *get* gives of each line; make no lines where that can be helped."""
    if get in _FIRST_OF:
        *before, said = attrgetter(*_FIRST_OF[get])(page.columns)
        for values in reversed(before):
            if any(values):
                said = [one or other for one, other in zip(values, said, strict=True)]
        found: Sequence[Any] = said
    elif isinstance(get, attrgetter):
        found = get(page.columns)
    else:
        found = list(map(get, page))
    return found
