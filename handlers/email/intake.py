"""One letter on its way in: how much of it there may be, and what it holds of us."""

from dataclasses import dataclass

from handlers.email.limits import Limits

# So much may be held for each letter, however little room there is.
_SMALL = 1_000_000
# The library holds each line by itself until the letter is there.
_LINE = 100
# With a letter comes its end, and whatever is said before that is answered.
_BESIDE = 100_000
# Past that nobody is heard to the end: what has no end, the library holds whole.
_ENDLESS = 8_000_000


@dataclass(slots=True)
class Intake:
    """Counts a letter of at most *size* bytes against what all may hold together.

    *crowded* says that there was no room for it beside the others.
    """

    limits: Limits
    size: int
    crowded: bool = False
    _received: int = 0
    _held: int = 0
    _unended: int = 0

    @property
    def endless(self) -> bool:
        """Say whether a line has come for so long that it may never end."""
        return self._unended > _ENDLESS

    def is_over(self) -> bool:
        """Say whether nothing of the letter is held, whatever is still to come."""
        return self.crowded or self._received > self.size + _BESIDE

    def add(self, data: bytes) -> None:
        """Count *data* that has come."""
        ended = data.rfind(b"\r\n")
        self._unended = len(data) - ended if ended >= 0 else self._unended + len(data)
        if self.is_over():
            return
        self._received += len(data)
        weight = len(data) + _LINE * data.count(b"\r\n")
        self._held += weight
        fits = self.limits.hold(weight)
        self.crowded = not fits and self._held > _SMALL
        if self.is_over():
            self.release()

    def release(self) -> None:
        """Hold nothing any more."""
        self.limits.release(self._held)
        self._held = 0


class Room(int):
    """How many bytes of a letter the library takes: none once it is crowded out.

    It compares before each line, and drops what it has when that is too much.
    """

    intake: Intake

    def __lt__(self, taken: int) -> bool:
        """Say whether so much is too much; `taken > room` asks this first."""
        return self.intake.crowded or int(self) < taken


def room(intake: Intake) -> Room:
    """Return how much may still come, as the library takes it."""
    made = Room(intake.size)
    made.intake = intake
    return made
