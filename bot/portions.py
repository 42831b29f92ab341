"""The shares that words name: matters, each with its part of a time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import errors, replies
from bot.core import durations, labelwords
from bot.turn import Turn
from storage.models import Entry

_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)
_AMONG = re.compile(r"(?:between|across|among|on|to|into)\s+", re.IGNORECASE)
_MOST = 20
_LEFT = r"(?:(?:all )?the )?(?-i:rest|remainder|balance)"
_REST = re.compile(
    rf"{_LEFT}(?: (?:of it )?(?:(?:to|on|for|into) )?(?P<after>.+))?"
    rf"|(?P<before>.+?)(?: gets| has|:)? {_LEFT}",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:(\d{1,3})\s+(\D.*)|(.*\D)\s+(\d{1,3}))")


@dataclass(frozen=True, slots=True)
class Share:
    """A matter as said, and its minutes where they were said.

    *whole* is a number without a unit, hours or units; *rest* says that the share is
    what the others leave.
    """

    label: str
    minutes: int | None = None
    whole: int | None = None
    rest: bool = False

    @property
    def said(self) -> bool:
        """Return whether anything was said of how much it is."""
        return self.minutes is not None or self.whole is not None or self.rest


def read(words: str) -> list[Share] | None:
    """Return the shares in *words*, or None when they are none.

    Either every share has its time (“Smith 0.2, Jones rest”) or none has.

    >>> [each.label for each in read("between Smith and Jones")]
    ['Smith', 'Jones']
    """
    among = _AMONG.match(words)
    words = words[among.end() :] if among else words
    shares = [_share(each) for each in _BETWEEN.split(words) if each.strip()]
    timed = sum(each.said for each in shares)
    if not 2 <= len(shares) <= _MOST or timed not in {0, len(shares)}:
        return None
    if sum(each.rest for each in shares) > 1:
        return None
    return shares if all(each.label for each in shares) else None


def meant(words: str) -> bool:
    """Return whether *words* are the shares of a split, though they cannot be read.

    >>> meant("Smith 0.3, Jones"), meant("invoices 0.4, Jones")
    (True, False)
    """
    shares = [_share(each) for each in _BETWEEN.split(words) if each.strip()]
    return len(shares) > 1 and all(
        each.rest or labelwords.whole(each.label) for each in shares
    )


def minutes(turn: Turn, entry: Entry, shares: Sequence[Share]) -> list[int]:
    """Return the minutes of each share as said; none when nothing was said of them.

    Numbers without a unit are hours or units, whichever come to the entry's time.
    """
    if not any(each.said for each in shares):
        return []
    whole = entry.minutes or 0
    counted = [each.whole for each in shares if each.whole is not None]
    left = whole - sum(each.minutes or 0 for each in shares)
    fits = [0]
    if counted:
        sum_ = sum(counted)
        open_end = any(each.rest for each in shares)
        units = (durations.HOUR, turn.firm.unit_minutes)
        fits = [
            unit
            for unit in units
            if sum_ * unit == left or (open_end and sum_ * unit < left)
        ]
        if len(fits) != 1:
            raise errors.NotChanged(_unclear(entry, shares, turn.firm.unit_minutes))
    said = [(each.minutes or 0) + (each.whole or 0) * fits[0] for each in shares]
    rest = whole - sum(said)
    if any(each.rest for each in shares) and rest <= 0:
        raise errors.NotChanged(
            replies.no_rest(entry.number, whole=whole, shares=sum(said))
        )
    return [
        rest if each.rest else part for each, part in zip(shares, said, strict=True)
    ]


def _unclear(entry: Entry, shares: Sequence[Share], unit: int) -> str:
    """Return that numbers may be neither hours nor units, with an example."""
    said, example = [], []
    for each in shares:
        minutes_ = each.minutes or (each.whole or 0) * unit
        time = "rest" if each.rest else durations.say(minutes_)
        said.append(f"{each.label} {time if each.whole is None else each.whole}")
        example.append(f"{each.label} {time}")
    return replies.whole_shares(
        entry.number,
        whole=entry.minutes or 0,
        said=", ".join(said),
        example=", ".join(example),
    )


def _share(words: str) -> Share:
    """Return one share: a label with a time before or after it, or without one."""
    words = words.strip()
    rest_ = _REST.fullmatch(words)
    if rest_:
        return Share(rest_["before"] or rest_["after"] or "", rest=True)
    for found in durations.scan(words):
        rest = f"{words[: found.start]} {words[found.end :]}"
        label = " ".join(rest.split())
        if found.minutes is not None and not found.fault and label:
            label = re.sub(r"^(?:to|on|for)\s+", "", label, flags=re.IGNORECASE)
            return Share(label, found.minutes)
    number = _WHOLE.fullmatch(words)
    if number:
        before, after, label, last = number.groups()
        return Share(after or label, whole=int(before or last))
    return Share(words)
