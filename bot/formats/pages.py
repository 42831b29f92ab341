"""Lines by the page: who works on whole columns, in C, need not make a Line of each.

A stream of lines may come as `Lines`. Who takes them one by one sees no difference.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, compress, islice, repeat
from operator import attrgetter
from typing import Any, TypeVar, overload

from bot.formats.base import Line

# One day of one person is never longer than this unless something is wrong with the
# data; then it is looked at in pieces, so that memory stays flat.
LONGEST = 5000
# As many lines as stay in a processor's own cache.
_SOME = 500

Row = TypeVar("Row")


class Page(Sequence[Line]):
    """Some lines, kept as *columns*: a tuple of values where a Line has one.

    Lines are made once they are asked for.
    """

    def __init__(self, columns: Any) -> None:
        self.columns = columns

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.columns.entry)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        """Return the line at a place, or some lines."""
        if isinstance(at, slice) or "lines" in self.__dict__:
            return self.lines[at]
        return Line._make(getattr(self.columns, name)[at] for name in Line._fields)

    def __iter__(self) -> Iterator[Line]:
        """Return all lines."""
        return iter(self.lines)

    @cached_property
    def lines(self) -> list[Line]:
        """All lines."""
        columns = (getattr(self.columns, name) for name in Line._fields)
        # As `Line._make` does, without a step in Python for each.
        return list(map(tuple.__new__, repeat(Line), zip(*columns, strict=True)))

    def without(self, places: Collection[int]) -> "Page":
        """Return the page without the lines at some *places*."""
        stay = [at not in places for at in range(len(self))]
        return Page(Line._make(tuple(compress(each, stay)) for each in self.columns))


class Cut:
    """Parts of *columns*, each cut out once it is asked for."""

    def __init__(self, columns: Any, here: slice) -> None:
        self._columns, self._here = columns, here

    def __getattr__(self, name: str) -> tuple[Any, ...]:
        """Return a part of a column."""
        column: tuple[Any, ...] = getattr(self._columns, name)[self._here]
        setattr(self, name, column)
        return column


class Lines(Iterator[Line]):
    """A stream of lines that may also be taken by *pages*, which part no day."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = iter(pages)
        self._lines = chain.from_iterable(self.pages)

    def __next__(self) -> Line:
        """Return the next line."""
        return next(self._lines)


def turned(lines: Iterable[Line]) -> Iterator[Page]:
    """Return *lines* by pages, which part no day."""
    if isinstance(lines, Lines):
        return lines.pages
    return map(of, whole_days(lines, attrgetter("day", "timekeeper", "code")))


def of(lines: Iterable[Line]) -> Page:
    """Return *lines*, of which there is at least one, as a page."""
    return Page(Line._make(zip(*lines, strict=True)))


def whole_days(
    rows: Iterable[Row], whose: Callable[[Row], object]
) -> Iterator[list[Row]]:
    """Yield *rows* some at a time; those of one day of one person come together."""
    every = iter(rows)
    held: list[Row] = []
    while some := list(islice(every, _SOME)):
        held += some
        last = whose(held[-1])
        # The last day may go on.
        end = len(held) - 1
        while end and whose(held[end - 1]) == last:
            end -= 1
        if not end and len(held) >= LONGEST:
            end = LONGEST
        if end:
            yield held[:end]
            held = held[end:]
    if held:
        yield held
