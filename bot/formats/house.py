"""Our own layout, complete: for a bookkeeper, for a template, to read back in.

Dates are ISO. It alone says all three billing states: `billable`, `no charge`,
`non-billable`. *Units* are the firm's own and blank where the time is no whole unit.
"""

from operator import attrgetter

from bot.core.drafts import Billing
from bot.formats import fields
from bot.formats.base import Column, Format, Kind, Line

BILLING = {
    Billing.BILLABLE: "billable",
    Billing.NO_CHARGE: "no charge",
    Billing.NON_BILLABLE: "non-billable",
}


def _billing(line: Line) -> str:
    """Return the billing state in words."""
    return BILLING[Billing(line.billing)]


FORMAT = Format(
    name="csv",
    label="Tenths' own, complete",
    target="csv",
    source="Tenths' own; the columns that the customer's documents name and more",
    columns=(
        Column("Date", fields.DAY, Kind.DAY, 12),
        Column("Duration (hours)", fields.BILLED, Kind.HOURS, 16),
        Column("Units", attrgetter("units"), Kind.WHOLE, 8),
        Column("Client", attrgetter("client"), width=24),
        Column("Matter", attrgetter("matter"), width=28),
        Column("Matter number", attrgetter("matter_number"), width=18),
        Column("Description", fields.NARRATIVE, width=60),
        Column("Timekeeper", attrgetter("timekeeper"), width=20),
        Column("Rate", fields.rate, Kind.MONEY, 10),
        Column("Activity", attrgetter("activity"), width=14),
        Column("Billing", _billing, width=13),
        Column("Reference", fields.reference, width=12),
    ),
    matter=fields.matter,
    user=fields.user,
    says=fields.ALL_BILLING,
    dates="%Y-%m-%d",
)
