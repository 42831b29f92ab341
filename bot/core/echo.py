"""A draft said back as one line, which reads as the same draft."""

import re

from bot.core import durations
from bot.core.drafts import Billing, Draft

_UNIT = re.compile(r"(?:m|mins?|minute|h|hr|hours?|u|units?|tenth)", re.IGNORECASE)
_BILLING = {
    Billing.BILLABLE: "",
    Billing.NO_CHARGE: "no charge",
    Billing.NON_BILLABLE: "non-billable",
}


def line(draft: Draft) -> str:
    """Return *draft* as one dictated line: time, work, matter, day, billing, rate."""
    parts = [draft.narrative]
    if draft.minutes is not None:
        # "0.5 minutes of meeting" would be read as half a minute.
        unit = " h" if _UNIT.match(draft.narrative) and draft.minutes % 3 == 0 else ""
        parts[0] = f"{durations.say(draft.minutes)}{unit} {draft.narrative}"
    if _BILLING[draft.billing]:
        parts.append(_BILLING[draft.billing])
    if draft.rate is not None:
        parts.append(f"rate {draft.rate}")
    if draft.day is not None:
        parts.append(draft.day.isoformat())
    if draft.matter is not None:
        parts.append(f"matter: {draft.matter}")
    return ", ".join(parts)
