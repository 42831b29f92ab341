"""How much may be asked of the door: connections, letters a minute, and memory."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address

_MINUTE = 60
# Of all connections, one machine that is not ours has at most this part.
_SHARE = 4
_LEAST = 10
# What letters may hold together that are on their way in; the largest always fits.
_MEMORY = 400_000_000
_FOR_ONE = 3


@dataclass(slots=True)
class Limits:
    """Counts what is open and what has come, by peer; *clock* gives seconds.

    *memory* is how many bytes letters may hold that are on their way in. Who is
    *trusted* knows what it does: only all connections together are limited.
    """

    connections: int
    letters: int
    clock: Callable[[], float]
    memory: int = _MEMORY
    _held: int = 0
    _open: Counter[str] = field(default_factory=Counter)
    _sent: Counter[str] = field(default_factory=Counter)
    _minute: int = 0

    def enter(self, peer: str, *, trusted: bool) -> bool:
        """Count a connection of *peer*; return whether there is room for it."""
        self._open[peer] += 1
        if self._open.total() > self.connections:
            return False
        most = max(_LEAST, self.connections // _SHARE)
        return trusted or self._open[peer] <= most

    def leave(self, peer: str) -> None:
        """Count a connection of *peer* no more."""
        self._open[peer] -= 1
        if self._open[peer] <= 0:
            del self._open[peer]

    def send(self, peer: str, *, trusted: bool) -> bool:
        """Count a letter of *peer*; return whether it may still send in this minute."""
        if not self.letters or trusted:
            return True
        minute = int(self.clock() // _MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._sent.clear()
        self._sent[peer] += 1
        return self._sent[peer] <= self.letters

    def hold(self, weight: int) -> bool:
        """Count memory that a letter takes; return whether there is that much."""
        self._held += weight
        return self._held <= self.memory

    def release(self, weight: int) -> None:
        """Count memory that a letter took no more."""
        self._held -= weight


def memory_for(size: int) -> int:
    """Return the memory for letters of which the largest has *size* bytes."""
    return max(_MEMORY, _FOR_ONE * size)


def is_ours(peer: str) -> bool:
    """Say whether *peer* is this machine.

    >>> is_ours("127.0.0.1"), is_ours("::ffff:127.0.0.1"), is_ours("192.0.2.1")
    (True, True, False)
    """
    try:
        address = ip_address(peer)
    except ValueError:
        # A socket in the file system has no address.
        return not peer
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
