"""How much any one peer may ask of the door: connections, and letters a minute."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address

_MINUTE = 60
# Of all connections, one machine that is not ours has at most this part.
_SHARE = 4
_LEAST = 10


@dataclass(slots=True)
class Limits:
    """Counts what is open and what has come, by peer; *clock* gives seconds.

    This machine itself is trusted to know what it does: only all connections together
    are limited.
    """

    connections: int
    letters: int
    clock: Callable[[], float]
    _open: Counter[str] = field(default_factory=Counter)
    _sent: Counter[str] = field(default_factory=Counter)
    _minute: int = 0

    def enter(self, peer: str) -> bool:
        """Count a connection of *peer*; return whether there is room for it."""
        self._open[peer] += 1
        if self._open.total() > self.connections:
            return False
        most = max(_LEAST, self.connections // _SHARE)
        return is_ours(peer) or self._open[peer] <= most

    def leave(self, peer: str) -> None:
        """Count a connection of *peer* no more."""
        self._open[peer] -= 1
        if self._open[peer] <= 0:
            del self._open[peer]

    def send(self, peer: str) -> bool:
        """Count a letter of *peer*; return whether it may still send in this minute."""
        if not self.letters or is_ours(peer):
            return True
        minute = int(self.clock() // _MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._sent.clear()
        self._sent[peer] += 1
        return self._sent[peer] <= self.letters


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
