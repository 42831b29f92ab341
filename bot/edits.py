"""What an edit says anew of an entry: only what was said, the rest stays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot import errors
from bot.core import message
from bot.core.drafts import Billing, Draft

_BILLABLE = re.compile(
    r"(?:and |make (?:it |that )?|mark (?:it )?|as )*(?:re-?)?(?:billable|chargeable)",
    re.IGNORECASE,
)
# Quoted words are read as nothing but themselves: they stand for what is not said.
_WORDS = "“x”"
_TIME = "6 min"
_TIMED = (f"{{}}, {_WORDS}", f"{_WORDS}, {{}}")
_MARKED = (f"{_TIME}, {{}}, {_WORDS}", f"{_TIME}, {_WORDS}, {{}}")
_WORDED = (f"{_TIME}, {{}}", f"{_TIME} {{}}")


@dataclass(frozen=True, slots=True)
class Edit:
    """New *fields* of an entry, the label of its *matter*, and what is now asked.

    *settles* are the questions that are answered or asked anew.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    matter: str | None = None
    asks: tuple[dict[str, Any], ...] = ()
    settles: tuple[str, ...] = ()


def read(text: str, *, today: date, locale: str) -> Edit:
    """Return what *text* says anew; Problem when it says nothing or too much."""
    if _BILLABLE.fullmatch(text.strip(" .,")):
        return Edit(fields={"billing": Billing.BILLABLE.value})
    whole = message.read(text, today=today, locale=locale)
    if len(whole.drafts) > 1 or whole.bookmarks:
        raise errors.NotChanged(
            f"“{errors.shorten(text)}” says more than one entry. Edit one at a time, "
            "or delete it and dictate the lines anew."
        )
    if whole.drafts:
        return _edit(whole.drafts[0], time=True, words=True)
    for patterns, time, words in (
        (_TIMED, True, False),
        (_MARKED, False, False),
        (_WORDED, False, True),
    ):
        for pattern in patterns:
            said = message.read(
                pattern.replace("{}", text), today=today, locale=locale
            ).drafts
            if len(said) == 1 and (words or said[0].narrative == _WORDS):
                return _edit(said[0], time=time, words=words)
    raise errors.Unread("\n".join(each.message for each in whole.problems))


def _edit(draft: Draft, *, time: bool, words: bool) -> Edit:
    """Return what *draft* says, without the stand-ins for its *time* or *words*."""
    fields: dict[str, Any] = {}
    asks: list[dict[str, Any]] = [
        {"field": each.field, "options": list(each.options)}
        for each in draft.asks
        if each.field != "duration" or time
    ]
    settles = [each["field"] for each in asks]
    if time:
        fields["minutes"] = draft.minutes
        fields["warnings"] = list(draft.warnings)
        settles.append("duration")
    if words:
        fields["narrative"] = draft.narrative
        fields["activity"] = draft.activity
    if draft.day is not None:
        fields["day"] = draft.day
        settles.append("date")
    if draft.billing is not Billing.BILLABLE:
        fields["billing"] = draft.billing.value
    if draft.rate is not None:
        fields["rate"] = draft.rate
    return Edit(fields, draft.matter, tuple(asks), tuple(dict.fromkeys(settles)))
