"""Clio as the customer's guide lays it out: six columns, ISO dates, hours.

*User* is the e-mail address or name registered in Clio. *Activity Description* must
be on Clio's own list, so it is blank unless the firm has told us Clio's name for the
activity. The layout has no column for billing: anything but billable would be billed.
Clio rounds each entry up to the firm's increment, six minutes by default
(support.clio.com, Time Rounding).
"""

from bot.formats import fields
from bot.formats.base import Column, Format, Kind

FORMAT = Format(
    name="clio",
    label="Clio",
    target="clio",
    source="as the customer's documents describe",
    columns=(
        Column("Matter", fields.matter, width=28),
        Column("Date", fields.DAY, Kind.DAY, 12),
        Column("Quantity", fields.BILLED, Kind.HOURS, 10),
        Column("Note", fields.NARRATIVE, width=60),
        Column("User", fields.user, width=24),
        Column("Activity Description", fields.CATEGORY, width=20),
    ),
    matter=fields.matter,
    user=fields.user,
    needs=frozenset({"user"}),
    says=fields.ONLY_BILLABLE,
    sibling="clio-activities",
    dates="%Y-%m-%d",
    rounds_to=6,
)
