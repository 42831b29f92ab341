"""What to say to mend an entry: only what changes, so that it can be said as it is.

Words in CAPITALS stand for what only the person knows.
"""

from math import lcm

from bot.core import durations
from bot.errors import shorten
from bot.formats.persondays import PersonDay

MATTER = "NAME-OR-NUMBER"
NUMBER = "NUMBER"


def edit(day: PersonDay, at: int, said: str) -> str:
    """Return an edit of the entry, quoted, that says *said* anew."""
    return f"“edit {day.facts.name(day.lines[at])} {said}”"


def matter(day: PersonDay, at: int, reference: str = MATTER) -> str:
    """Return how the entry is put on another matter, quoted."""
    return f"“matter {day.facts.name(day.lines[at])} {reference}”"


def add(number: str, name: str = "") -> str:
    """Return how a matter is put on the list, or opened again, quoted."""
    return f"“{f'matter add {number} {shorten(name)}'.rstrip()}”"


def time(day: PersonDay, minutes: int, step: int, *, less: bool = False) -> str:
    """Return a time near *minutes* that the target takes in whole *step*s.

    It is at least as long, or *less*, and the firm's own rounding leaves it as it is.
    """
    both = lcm(step, day.facts.unit)
    steps = minutes // both if less else -(-minutes // both)
    return durations.say(max(1, steps) * both)
