"""Actionstep as the customer's guide lays it out; its import maps the columns.

*Action* is the numeric id of the matter. *Rate* is written only where one was said
for the entry: otherwise Actionstep applies the rate it has for person and matter,
which a rate of ours could contradict. The layout has no column for billing (the
API's `billingBehavior` has: Bill, Hide, No charge), so only billable time can go.
"""

from operator import attrgetter

from bot.formats import fields
from bot.formats.base import Column, Format, Kind


def _bad_action(reference: str) -> str | None:
    """Return why *reference* cannot be an action number, or None."""
    if reference.isascii() and reference.isdigit():
        return None
    return "Actionstep's Action is a whole number, for example 1234"


FORMAT = Format(
    name="actionstep",
    label="Actionstep",
    target="actionstep",
    source="as the customer's documents describe",
    columns=(
        Column("Action", fields.matter, width=12),
        Column("Date", fields.DAY, Kind.DAY, 12),
        Column("Quantity", fields.BILLED, Kind.HOURS, 10),
        Column("Description", fields.NARRATIVE, width=60),
        Column("User", fields.user, width=24),
        Column("Activity", fields.CATEGORY, width=16),
        Column("Rate", attrgetter("rate"), Kind.MONEY, 10),
    ),
    matter=fields.matter,
    user=fields.user,
    needs=frozenset({"user"}),
    bad_reference=_bad_action,
    says=fields.ONLY_BILLABLE,
)
