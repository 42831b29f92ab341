"""Everything a line says beside its time: day, matter, billing, rate."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core import activities, durations, labels, marks, pieces, problems, workdays
from bot.core.drafts import Ask, Billing, Draft, Problem
from bot.core.labelwords import Label
from bot.core.slate import TAKEN, Slate

_FILLER = re.compile(
    r"(?:(?:um+|uh+|er+m?|ah+|hmm+|okay|ok|alright|all right|so|right|well|now|hey|hi|"
    r"please|pls|you know|like|just|yeah|yep)\b[\s,.…-]*)+(?=\S)",
    re.IGNORECASE,
)

_HESITATION = re.compile(
    r"\b(?:um+|uh+|er+m?|ah+|hmm+)\b|^(?:okay|ok|alright)\b", re.IGNORECASE
)

_ORDER = re.compile(
    r"(?:(?:can|could) you )?(?:please )?(?:i (?:did|spent|have|had|want to|need to) )?"
    r"(?:(?:add|log|record|enter|book|bill|billed|put (?:down|in)?|note|charge|make|create|"
    r"post|new|time|entry|time entry|a time entry|an entry|spent|did)\b(?: (?:me|in|for|of|a|an|this|"
    r"new|time|entry|another|up|down))*[\s:,-]*)+(?=[\x01\d.½¼¾])",
    re.IGNORECASE,
)

_SHORT = 40
_THROAT = re.compile(
    r"(?:(?:um+|uh+|er+m?|ah+|hmm+|okay|ok|so|well|right)\b[\s,.…-]*)+", re.IGNORECASE
)
_LONG_DAY = "That is over 12 hours: please check it."


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as first looked at: what may be a day, a label, a mark.

    *view* is the line with all of these and every time taken out, so that each sees
    past the others to the words. *labels* are those that a word marks.
    """

    view: Slate
    dates: list[re.Match[str]]
    labels: list[Label]
    marked: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Everything that a line says beside its time."""

    day: date | None
    matter: str | None
    billing: Billing
    rate: Decimal | None
    asks: tuple[Ask, ...]
    warnings: tuple[str, ...]

    @classmethod
    def take(
        cls,
        slate: Slate,
        seen: Seen,
        *,
        today: date,
        locale: str,
        labelled: bool = False,
    ) -> "Around | Problem":
        """Take day, rate, billing and label out of *slate*."""
        take_fillers(slate)
        dated = workdays.choose(
            slate, seen.view, seen.dates, today=today, locale=locale
        )
        if dated.problem:
            return problems.make(
                dated.problem.kind,
                slate.text,
                words=dated.words,
                detail=dated.problem.message,
            )
        rate, warning, billing = None, "", Billing.BILLABLE
        if seen.marked:
            rate, warning = marks.take_rate(slate)
            billing = marks.take_billing(slate)
        matter, matter_asks = (None, ()) if labelled else take_label(slate, seen.labels)
        if seen.marked and billing is Billing.BILLABLE:
            # Beside the label a mark stands at the edge only once the label is taken.
            billing = marks.take_billing(slate)
        if seen.marked and rate is None and not warning:
            rate, warning = marks.take_rate(slate)
        asks = matter_asks
        if dated.ask:
            asks = (Ask("date", dated.ask), *asks)
        return cls(
            dated.day, matter, billing, rate, asks, (warning,) if warning else ()
        )

    def narrative(self, slate: Slate) -> str:
        """Return what nobody took, without a joining word left at an edge."""
        return pieces.unjoined(slate.rest())

    def draft(
        self,
        narrative: str,
        minutes: int | None,
        matter: str | None,
        asks: tuple[Ask, ...],
        line: str,
    ) -> Draft:
        """Put one draft together."""
        warnings = self.warnings
        if minutes is not None and minutes > durations.LONG:
            warnings = (*warnings, _LONG_DAY)
        return Draft(
            minutes,
            self.day,
            matter,
            narrative,
            activities.name(narrative),
            self.billing,
            self.rate,
            asks,
            warnings,
            line,
        )


def only_fillers(line: str) -> bool:
    """Say whether a line only clears its throat: "um okay so"."""
    return len(line) < _SHORT and _THROAT.fullmatch(line) is not None


def take_fillers(slate: Slate) -> None:
    """Take "um", "okay so", "please add" at the front; "so" alone only before a time."""
    found = _FILLER.match(slate.scan)
    start = 0
    if found and (_HESITATION.search(found[0]) or slate.scan[found.end()] == TAKEN):
        slate.take(0, found.end())
        start = found.end()
    order = _ORDER.match(slate.scan, start)
    if order and order.end() > start:
        slate.take(start, order.end())


def take_label(
    slate: Slate, marked: list[Label] | None = None
) -> tuple[str | None, tuple[Ask, ...]]:
    """Take the matter label; ask where the line names two."""
    found = labels.find(slate, marked)
    if not found:
        return None, ()
    texts = list(dict.fromkeys(each.text for each in found))
    folded = {each.casefold() for each in texts}
    if len(folded) > 1:
        return None, (Ask("matter", tuple(texts)),)
    for each in found:
        slate.take(each.start, each.end)
    return texts[0], ()
