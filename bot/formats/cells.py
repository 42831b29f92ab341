"""How a value becomes a cell: hours, money, and text that no spreadsheet runs."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from bot.formats.base import Format, Kind

Key = TypeVar("Key")
Value = TypeVar("Value")

# Blanks and quotes behind which a spreadsheet may still see a formula: controls,
# Unicode's spaces, marks without width or with a direction, and quotes.
_BEHIND = (
    "".join(map(chr, range(0x21)))
    + "\x7f\x85\xa0\xad\u1680\u3000\ufeff\"'`‘’“”"
    + "".join(map(chr, range(0x2000, 0x2010)))
    + "".join(map(chr, range(0x2028, 0x2030)))
    + "".join(map(chr, range(0x205F, 0x2070)))
)
# The second four are the wide forms, which East Asian spreadsheets read alike.
_STARTS = "=+-@＝＋－＠"
_RUNS = re.compile(rf"[\t\r\n]|[{re.escape(_BEHIND)}]*[{re.escape(_STARTS)}]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_SUSPECT = frozenset(_BEHIND + _STARTS)
_FIRST = itemgetter(slice(0, 1))


def defuse(text: str) -> str:
    """Return *text* with a space in front where a spreadsheet could run it.

    A space and not an apostrophe, which the practice system would print on the bill.
    A number stays a number, and what begins with a space is defused already.

    >>> defuse("=1+1"), defuse("-5"), defuse("re = sign")
    (' =1+1', '-5', 're = sign')
    """
    if text[:1] == " " or not _RUNS.match(text) or _NUMBER.fullmatch(text):
        return text
    return f" {text}"


def all_safe(texts: Iterable[str]) -> bool:
    """Return whether no text begins in a way that `defuse` would have to look at."""
    return _SUSPECT.isdisjoint(map(_FIRST, texts))


def defused(texts: Sequence[str]) -> Sequence[str]:
    """Return *texts* with each one defused that needs it."""
    if all_safe(texts):
        return texts
    return [defuse(text) for text in texts]


@lru_cache(maxsize=10_000)
def hours(minutes: int, decimals: int = 2) -> Decimal:
    """Return *minutes* as decimal hours with exactly so many places.

    >>> hours(15), hours(20), hours(45, 1)
    (Decimal('0.25'), Decimal('0.33'), Decimal('0.8'))
    """
    places = Decimal(1).scaleb(-decimals)
    return (Decimal(minutes) / 60).quantize(places, ROUND_HALF_UP)


def units(minutes: int, unit: int) -> int:
    """Return *minutes* as whole units; raise ValueError where they are none."""
    count, rest = divmod(minutes, unit)
    if rest:
        raise ValueError(f"{minutes} minutes are no whole unit of {unit}")
    return count


def money(amount: Decimal | None) -> Decimal | None:
    """Return *amount* with two places, or with all it has when it has more.

    >>> money(Decimal("450")), money(Decimal("412.505"))
    (Decimal('450.00'), Decimal('412.505'))
    """
    if amount is None or -int(amount.as_tuple().exponent) > 2:
        return amount
    return cents(amount)


def cents(amount: Decimal) -> Decimal:
    """Return *amount* to the nearest cent, half a cent up."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def time(kind: Kind, chosen: Format) -> Callable[[int], Decimal | int]:
    """Return how a column of *kind* writes billed minutes."""
    match kind:
        case Kind.HOURS:
            return lambda minutes: hours(minutes, chosen.decimals)
        case Kind.UNITS:
            return lambda minutes: units(minutes, chosen.unit_minutes)
        case Kind.SECONDS:
            return lambda minutes: minutes * 60
        case _:
            return lambda minutes: minutes


class Memo(dict[Key, Value]):
    """Remember what *make* gave for each key: a file has few dates and times."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        """Make the value and keep it."""
        value = self[key] = self._make(key)
        return value
