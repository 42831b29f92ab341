"""Checks on money: rates, GST, and billing states that a target cannot say."""

from collections.abc import Iterable
from decimal import Decimal

from bot.core.drafts import Billing
from bot.formats import cells, examples, fields
from bot.formats.base import Colour, Line
from bot.formats.persondays import Check, PersonDay

_WORDS = {Billing.NO_CHARGE: "no charge", Billing.NON_BILLABLE: "non-billable"}
# Australia's and New Zealand's.
_GST = (Decimal("1.10"), Decimal("1.15"))


def _no_rate(day: PersonDay) -> Iterable[int]:
    if "rate" not in day.chosen.needs:
        return ()
    return [at for at, line in enumerate(day.lines) if fields.rate(line) is None]


def _say_no_rate(day: PersonDay, at: int) -> tuple[str, str]:
    return (
        f"{day.chosen.label} refuses a row without a rate, and none is known.",
        (
            f"Say it, ex GST, for example {examples.edit(day, at, '@450')}, or for all "
            "that you do, for example “me rate 450”."
        ),
    )


def _unsayable(day: PersonDay) -> Iterable[int]:
    if day.chosen.says.issuperset(day.columns.billing):
        return ()
    says = day.chosen.says
    return [at for at, line in enumerate(day.lines) if line.billing not in says]


def _say_unsayable(day: PersonDay, at: int) -> tuple[str, str]:
    line, chosen = day.lines[at], day.chosen
    state = _WORDS.get(Billing(line.billing), line.billing)
    mend = f"Enter it in {chosen.label} by hand."
    if chosen.sibling and line.billing == Billing.NON_BILLABLE:
        mend = f"“{f'export {chosen.sibling} {day.facts.period}'.rstrip()}” can say so."
    return f"This file cannot say {state}; the time would be billed.", mend


def _with_gst(day: PersonDay) -> Iterable[int]:
    if day.columns.rate.count(None) == len(day.lines):
        return ()
    return [at for at, line in enumerate(day.lines) if _taxed(line)]


def _say_with_gst(day: PersonDay, at: int) -> tuple[str, str]:
    line = day.lines[at]
    said, agreed = cells.money(line.rate), cells.money(line.agreed)
    return (
        f"The rate {said} is the agreed {agreed} and {_taxed(line)} %: is GST in it?",
        f"Rates are ex GST; if it is, say {examples.edit(day, at, f'@{agreed}')}.",
    )


def _taxed(line: Line) -> int:
    """Return the per cent of GST that seem to be in the rate said; else 0."""
    if line.rate is None or not line.agreed:
        return 0
    said = cells.cents(line.rate)
    for times in _GST:
        if said == cells.cents(line.agreed * times):
            return int(100 * times) - 100
    return 0


CHECKS = (
    Check(Colour.RED, _no_rate, _say_no_rate),
    Check(Colour.RED, _unsayable, _say_unsayable),
    Check(Colour.YELLOW, _with_gst, _say_with_gst),
)
