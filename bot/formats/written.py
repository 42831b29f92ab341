"""What was written: rows and hours, summed from the cells as the file has them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from bot.formats import cells
from bot.formats.base import Format, Kind, Line

# Measured: a chunk much larger than this costs a sixth more, in garbage collection.
_CHUNK = 250


@dataclass(frozen=True, slots=True)
class Written:
    """How much a file holds; *hours* is the sum of its rows, to two places."""

    rows: int
    hours: Decimal


@dataclass(slots=True)
class Tally:
    """Hand lines on in chunks and count what goes through, in flat memory."""

    chosen: Format
    rows: int = 0
    _minutes: Counter[int] = field(default_factory=Counter)

    def chunks(self, lines: Iterable[Line]) -> Iterator[list[Line]]:
        """Yield *lines* some hundred at a time."""
        every, get = iter(lines), self.chosen.time.get
        while chunk := list(islice(every, _CHUNK)):
            self.rows += len(chunk)
            self._minutes.update(map(get, chunk))
            yield chunk

    def written(self) -> Written:
        """Return what went through: each cell's own value, summed."""
        write = cells.time(self.chosen.time.kind, self.chosen)
        total = sum(
            (write(minutes) * times for minutes, times in self._minutes.items()),
            Decimal(0),
        )
        return Written(self.rows, (total / self._an_hour()).quantize(Decimal("0.01")))

    def _an_hour(self) -> Decimal:
        """Return how many of what the time column counts make an hour."""
        match self.chosen.time.kind:
            case Kind.HOURS:
                return Decimal(1)
            case Kind.UNITS:
                return Decimal(60) / self.chosen.unit_minutes
            case Kind.SECONDS:
                return Decimal(3600)
            case _:
                return Decimal(60)
