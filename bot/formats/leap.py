"""LEAP as the customer's guide lays it out: whole six-minute units.

*MatterRef* is the reference as LEAP shows it, *FeeEarner* the staff code. A time that
is no whole unit stays out: LEAP would read 2.5 as 2 or refuse the file. There is no
column for billing, so only billable time can go. No page of the vendor's describes
this import; try it with two rows first.
"""

from bot.formats import fields
from bot.formats.base import Column, Format, Kind


def _bad_reference(reference: str) -> str | None:
    """Return why *reference* cannot be a LEAP matter reference, or None."""
    if " " not in reference and any(map(str.isdigit, reference)):
        return None
    return "LEAP's MatterRef is the reference as LEAP shows it, for example M-20260001"


FORMAT = Format(
    name="leap",
    label="LEAP",
    target="leap",
    source="as the customer's documents describe",
    columns=(
        Column("MatterRef", fields.matter, width=18),
        Column("Date", fields.DAY, Kind.DAY, 12),
        Column("Units", fields.BILLED, Kind.UNITS, 8),
        Column("Description", fields.NARRATIVE, width=60),
        Column("FeeEarner", fields.code, width=12),
        Column("Rate", fields.rate, Kind.MONEY, 10),
    ),
    matter=fields.matter,
    user=fields.code,
    needs=frozenset({"user"}),
    bad_reference=_bad_reference,
    listed_only=True,
    says=fields.ONLY_BILLABLE,
)
