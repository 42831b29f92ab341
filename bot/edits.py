"""What an edit says anew of an entry: only what was said, the rest stays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot import errors, replies
from bot.core import durations, message
from bot.core.drafts import Billing, Draft

_BILLABLE = re.compile(
    r"(?:and |make (?:it |that )?|mark (?:it )?|as )*(?:re-?)?(?:billable|chargeable)"
    r"|(?:do )?(?:charge|bill) (?:it|that|this|for it|the client)",
    re.IGNORECASE,
)
_NO_RATE = re.compile(
    r"(?:and |with )*(?:(?:no|without|remove|clear|drop|delete)(?: the| its| a| any)? "
    r"(?:special )?rate|(?:the )?rate(?: is| of|:)? ?\$?(?:none|off|nil|0(?:\.0+)?)"
    r"|@ ?\$?0(?:\.0+)?(?:/h)?|(?:the |my )?(?:usual|standard|normal|own) rate)",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*[,;]\s*")
# A narrative of such words alone only led to the time, the day or the matter.
_LEADING = re.compile(
    r"(?:(?:at|to|for|on|in|by|of|as|is|was|be|it|that|with|re|and|make|should|set|change"
    r"|put|use|was|the|a|an|time|duration|hours?|instead|now|only)\b[\s.,:;=→-]*"
    r"|[=:→-]\s*)+",
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
    settings, text = _settings(text)
    if not text:
        return Edit(fields=settings)
    said = _read(text, today=today, locale=locale)
    if not (settings or said.fields or said.matter or said.asks):
        raise errors.NotChanged(replies.says_nothing(text))
    return replace(said, fields={**said.fields, **settings})


def _settings(text: str) -> tuple[dict[str, Any], str]:
    """Return what parts of *text* say of billing or rate alone, and the other parts."""
    fields: dict[str, Any] = {}
    rest = []
    for part in _PART.split(text.strip(" .,")):
        if _BILLABLE.fullmatch(part):
            fields["billing"] = Billing.BILLABLE.value
        elif _NO_RATE.fullmatch(part):
            fields["rate"] = None
        else:
            rest.append(part)
    return fields, ", ".join(rest) if fields else text


def _read(text: str, *, today: date, locale: str) -> Edit:
    """Return what *text* says of anything but the settings that stand by themselves."""
    whole = message.read(text, today=today, locale=locale)
    if len(whole.drafts) > 1 or whole.bookmarks:
        raise errors.NotChanged(
            f"“{errors.shorten(text)}” says more than one entry. Edit one at a time, "
            "or delete it and dictate the lines anew."
        )
    if whole.drafts and (
        whole.drafts[0].minutes is not None or not _within_words(text)
    ):
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


def _within_words(text: str) -> bool:
    """Return whether the only number that may be a time ends words: “bundle two”.

    A number that stands by itself, or in front, is asked about.
    """
    if durations.scan(text):
        return False
    before = [text[: each.start].rstrip() for each in durations.bare(text)]
    return all(each and each[-1] not in ",;:—–-(" for each in before)


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
        settles.append("duration")
    if time and draft.minutes is not None:
        fields["minutes"] = draft.minutes
        fields["warnings"] = list(draft.warnings)
    if words and not _LEADING.fullmatch(draft.narrative):
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
