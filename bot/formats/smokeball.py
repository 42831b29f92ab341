"""Smokeball: what its fee record has; its Data Import maps the columns by hand.

*Subject* is short, as the fee record wants it; *Description* has every word.
*Billable* is Yes or No: Smokeball's non-billable fee is left off invoices unless
asked for, so no charge (always shown, at zero) cannot be said. Activity codes are the
firm's own; blank unless we were told Smokeball's. Data Import does not notice
duplicates.
"""

from bot.core.drafts import Billing
from bot.errors import shorten
from bot.formats import fields
from bot.formats.base import Column, Format, Kind, Line

_SUBJECT = 60


def _subject(line: Line) -> str:
    """Return the narrative on one line, cut where it is long."""
    narrative = line.narrative
    if len(narrative) <= _SUBJECT and narrative.isprintable():
        return narrative
    return shorten(narrative, _SUBJECT)


def _billable(line: Line) -> str:
    """Return Yes or No."""
    return "Yes" if line.billing == Billing.BILLABLE else "No"


FORMAT = Format(
    name="smokeball",
    label="Smokeball",
    target="smokeball",
    source="as the vendor's published fee record describes; no layout is published",
    columns=(
        Column("Matter Number", fields.matter, width=18),
        Column("Date", fields.DAY, Kind.DAY, 12),
        Column("Duration (minutes)", fields.BILLED, Kind.MINUTES, 18),
        Column("Subject", _subject, width=40),
        Column("Description", fields.NARRATIVE, width=60),
        Column("Staff", fields.user, width=24),
        Column("Rate", fields.rate, Kind.MONEY, 10),
        Column("Activity Code", fields.CATEGORY, width=14),
        Column("Billable", _billable, width=9),
    ),
    matter=fields.matter,
    user=fields.user,
    needs=frozenset({"user"}),
    says=fields.NOT_NO_CHARGE,
    regional=True,
)
