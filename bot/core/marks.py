"""Marks beside the work: whether it is billed, and at what rate."""

import re
from decimal import Decimal
from functools import cache
from itertools import islice

from bot.core.drafts import Billing
from bot.core.slate import Slate

_TAIL = (
    r"(?: (?:(?:to )?(?:the )?client|(?:for )?this(?: one)?|it|(?:for )?that|time))?"
    r"(?: please| pls)?"
)


@cache
def _billing() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w'/-])(?:mark(?:ed)? (?:as )?|as )?(?:"
        r"(?P<non>n/?b|non[- ]?bill(?:able)?|non[- ]?chargeable|unbillable|un-billable|"
        r"not (?:billable|chargeable|to be billed|for billing)|"
        rf"(?:do not|don't|dont|not) (?:bill|be billed){_TAIL}|no bill)"
        r"|(?P<free>n/?c|no[- ]charge|nil charge|zero[- ]rated|free of charge|"
        rf"(?:do not|don't|dont) charge{_TAIL}|not (?:charged|charging)|"
        r"at no charge|without charge)"
        r"|(?P<yes>billable|chargeable))(?![\w'-])",
        re.IGNORECASE,
    )


_HINTS = (
    *("bill", "charg", "zero", "@", "rate", "/h", "/ h", "per h", "an hour", "a hour"),
    *("an hr", "p/h"),
)
_NOTE = re.compile(r"\bn/?[bc]\b")
# A word before the mark that makes it part of a sentence: "that there is no charge".
_SENTENCE = frozenset(
    "is was be are were there with of the a that has have no on re about over if whether "
    "as at for and or says said confirm confirmed v vs".split()
)

_PER_HOUR = r"(?: ?(?:/|per|an|a|p/|p) ?(?:hours?|hr|h)\b|ph\b)"
_TAX = r"(?P<tax>,? ?(?:\(?(?:ex|excl?\.?|excluding|exclusive of|plus|\+|inc|incl?\.?|including|inclusive of) ?gst\)?))?"
_NUMBER = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{2,5}}(?:\.\d{{1,2}})?)"


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w@])(?:"
        rf"@ ?(?:a rate of )?[$£€]? ?{_NUMBER.format('at')}(?!\d|:\d|\.\d| ?[ap]\.?m\b){_PER_HOUR}?"
        rf"|at (?:(?:the|a|my) (?:\w+ )?rate of )?[$£€]? ?{_NUMBER.format('per')}{_PER_HOUR}"
        rf"|(?:at (?:a|the) )?rate(?: of|:| is| at| =)? ?[$£€]? ?{_NUMBER.format('rate')}(?![\d%]| ?%| ?per ?cent){_PER_HOUR}?"
        rf"|[$£€] ?{_NUMBER.format('money')}{_PER_HOUR}"
        rf"){_TAX}(?!\w)",
        re.IGNORECASE,
    )


_LEAST_RATE = 50
_GST = Decimal("1.10")
_CENT = Decimal("0.01")
_MOST = 8


def hinted(text: str) -> bool:
    """Say whether *text* could have a mark at all: most lines have none."""
    lower = text.lower()
    return any(each in lower for each in _HINTS) or bool(_NOTE.search(lower))


def spans(text: str) -> list[tuple[int, int]]:
    """Return where marks may stand, for what is beside them to see past them."""
    return [
        found.span()
        for pattern in (_billing(), _rate())
        for found in islice(pattern.finditer(text), _MOST)
    ]


def take_billing(slate: Slate) -> Billing:
    """Take the billing marks of a line; return how it is billed.

    A mark stands at an edge, in a segment of its own or beside the time; inside a
    sentence ("advice on billable hours") the same words are narrative.
    """
    billing = Billing.BILLABLE
    for found in islice(_billing().finditer(slate.scan), _MOST):
        start, end = found.span()
        left, right = slate.left(start), slate.right(end)
        if not _stands_apart(slate, found, left, right):
            continue
        slate.take(start, end)
        if found["non"]:
            billing = Billing.NON_BILLABLE
        elif found["free"] and billing is Billing.BILLABLE:
            billing = Billing.NO_CHARGE
    return billing


def _stands_apart(slate: Slate, found: re.Match[str], left: str, right: str) -> bool:
    start, end = found.span()
    edge_left, edge_right = left in {"start", "sep"}, right in {"end", "sep"}
    if found[0] in {"NB", "N.B."} and slate.scan[end : end + 1] in {":", "."}:
        return False
    if edge_left and edge_right:
        return True
    if edge_right:
        return slate.word_left(start) not in _SENTENCE and not found["yes"]
    if left == "start" or (edge_left and found["non"]):
        # "nb 0.2 call" and, after the time, "0.2 nb call"; "NB client moved" is not.
        beside = slate.scan[end : end + 3].strip()
        before = slate.scan[:start].rstrip(" \x01")
        return bool(beside[:1].isdigit() or beside[:1] in {"\x01", "."}) or (
            not before
            and start > 0
            and not found["yes"]
            and slate.text[0] in "0123456789."
        )
    return False


def take_rate(slate: Slate) -> tuple[Decimal | None, str]:
    """Take the hourly rate of a line; return it, ex GST, and what to warn of.

    A rate that is said to include GST is not taken for one without: it stays in
    the narrative and is warned of. Other money stays where it is.
    """
    for found in _rate().finditer(slate.scan):
        figure = found["at"] or found["per"] or found["rate"] or found["money"]
        amount = Decimal(figure.replace(",", ""))
        if amount < _LEAST_RATE:
            continue
        start, end = found.span()
        at_edge = slate.left(start) in {"start", "sep"} or slate.right(end) != "word"
        if not (found["at"] or at_edge):
            continue
        if found["money"] and slate.left(start) not in {"start", "sep"}:
            continue
        tax = (found["tax"] or "").lower()
        if "inc" in tax:
            net = (amount / _GST).quantize(_CENT)
            return None, (
                "The rate includes GST, so it was not taken. Say it ex GST with edit; "
                f"where GST is 10 %, it is @{net}"
            )
        if found["at"] and not at_edge and _AT_WORD.match(slate.scan, end):
            continue
        slate.take(start, end)
        return amount, ""
    return None, ""


_AT_WORD = re.compile(r" (?:street|st|road|level)\b", re.IGNORECASE)
