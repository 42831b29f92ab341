"""One person's lines of one day, and what a check on them is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from bot.formats.base import Colour, Facts, Format, Line
from bot.formats.pages import LONGEST, Cut, Page

_whose = attrgetter("day", "timekeeper", "code")


@dataclass(frozen=True, slots=True)
class PersonDay:
    """What the checks look at together: *lines* for one *chosen* format.

    There is at least one line.
    """

    lines: Page
    chosen: Format
    facts: Facts

    @property
    def columns(self) -> Any:
        """A tuple of all values where a Line has one.

        So a check can look at a whole column in C before it looks at any line.
        """
        return self.lines.columns


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be amiss.

    *hits* gives the places in the day where it is; what hits nowhere in some days of
    a person hits in none of them. *say* gives the reason and the mend for one of the
    places, in whole sentences.
    """

    colour: Colour
    hits: Callable[[PersonDay], Iterable[int]]
    say: Callable[[PersonDay, int], tuple[str, str]]


def split(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield *lines* by person and day; they come ordered so."""
    for _, group in groupby(lines, key=_whose):
        while day := list(islice(group, LONGEST)):
            yield day


def parted(page: Page) -> Iterator[Page]:
    """Yield *page* by person and day, as `split` would."""
    columns, start = page.columns, 0
    for _, group in groupby(zip(*_whose(columns), strict=True)):
        while length := len(list(islice(group, LONGEST))):
            yield Page(Cut(columns, slice(start, start + length)))
            start += length
