"""The firm's rounding policy: dictated minutes in, billed minutes and units out."""

from collections.abc import Callable
from functools import cache

POLICIES = ("up", "nearest", "none")


def billed(minutes: int, *, policy: str, unit: int = 6, minimum: int = 1) -> int:
    """Return the minutes that are billed for *minutes* of work.

    `up` takes the next whole unit of *unit* minutes, `nearest` the nearest (half a
    unit goes up), both at least *minimum* units; `none` bills what was worked. No
    time is billed for no time. Raises ValueError for another policy, a unit below
    one minute or time below zero.

    >>> billed(15, policy="up"), billed(15, policy="nearest", unit=10)
    (18, 20)
    """
    if unit < 1 or minimum < 0 or minutes < 0:
        raise ValueError(f"no time can be billed: {minutes=} {unit=} {minimum=}")
    match policy:
        case "none":
            return minutes
        case "up":
            count = -(-minutes // unit)
        case "nearest":
            count = (2 * minutes + unit) // (2 * unit)
        case _:
            raise ValueError(f"no such rounding policy: {policy}")
    return max(count, minimum) * unit if minutes else 0


def units(minutes: int, *, policy: str, unit: int = 6, minimum: int = 1) -> int | None:
    """Return the billed units, or None where the time is no whole unit.

    Only the policy `none` can give None: it never rounds, silently or otherwise.
    """
    count, rest = divmod(
        billed(minutes, policy=policy, unit=unit, minimum=minimum), unit
    )
    return None if rest else count


def biller(
    *, policy: str, unit: int = 6, minimum: int = 1
) -> Callable[[int], tuple[int, int | None]]:
    """Return a function from minutes to (billed minutes, units), which remembers.

    A day has at most 1,440 different durations and a file a million rows.
    """

    @cache
    def bill(minutes: int) -> tuple[int, int | None]:
        return (
            billed(minutes, policy=policy, unit=unit, minimum=minimum),
            units(minutes, policy=policy, unit=unit, minimum=minimum),
        )

    return bill
