"""Clio's own template "Activities from CSV", as its help centre describes it.

Headers are fixed and lower case. Dates follow the Clio account, day or month first.
`price` is required. `type` is blank for time. `non_billable` is `yes` or blank; there
is no column for no charge, which Clio keeps apart from it in its API. A name unknown
in `activity_description` would make a new category, so it is blank unless the firm
has told us Clio's own name. (help.clio.com, articles 50694140413339 and
115004009433.)
"""

from bot.core.drafts import Billing
from bot.formats import fields
from bot.formats.base import Column, Format, Kind, Line


def _non_billable(line: Line) -> str | None:
    """Return `yes`, or blank for what is billed."""
    return "yes" if line.billing == Billing.NON_BILLABLE else None


def _blank(_line: Line) -> None:
    """Leave the column to Clio."""
    return


FORMAT = Format(
    name="clio-activities",
    label="Clio (Activities from CSV)",
    target="clio",
    source="as the vendor's help pages describe",
    columns=(
        Column("matter", fields.matter, width=28),
        Column("date", fields.DAY, Kind.DAY, 12),
        Column("activity_description", fields.CATEGORY, width=20),
        Column("note", fields.NARRATIVE, width=60),
        Column("price", fields.rate, Kind.MONEY, 10),
        Column("quantity", fields.BILLED, Kind.HOURS, 10),
        Column("type", _blank, width=8),
        Column("activity_user", fields.user, width=24),
        Column("non_billable", _non_billable, width=12),
    ),
    matter=fields.matter,
    user=fields.user,
    needs=frozenset({"user", "rate"}),
    says=fields.NOT_NO_CHARGE,
    regional=True,
    rounds_to=6,
)
