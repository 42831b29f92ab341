"""One person's lines of one day, and what a check on them is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from bot.formats.base import Colour, Facts, Format, Line

# One day of one person is never longer than this unless something is wrong with the
# data; then it is looked at in pieces, so that memory stays flat.
_MOST = 5000
_whose = attrgetter("day", "timekeeper", "code")


@dataclass(frozen=True)
class PersonDay:
    """What the checks look at together: *lines* for one *chosen* format.

    *columns* has a tuple of all values where a Line has one, so that a check can
    look at a whole column in C before it looks at any line.
    """

    lines: Sequence[Line]
    chosen: Format
    facts: Facts

    @cached_property
    def columns(self) -> Any:
        """The lines turned round; there is at least one."""
        return Line._make(zip(*self.lines, strict=True))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be amiss.

    *hits* gives the places in the day where it is; *say* gives the reason and the
    mend for one of them, in whole sentences.
    """

    colour: Colour
    hits: Callable[[PersonDay], Iterable[int]]
    say: Callable[[PersonDay, int], tuple[str, str]]


def split(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield *lines* by person and day; they come ordered so."""
    for _, group in groupby(lines, key=_whose):
        while day := list(islice(group, _MOST)):
            yield day
