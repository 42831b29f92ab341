"""What belongs together is done one after the other, in the order in which it came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Orders:
    """A queue for each conversation; one that is empty is forgotten."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._count = 0

    @property
    def waiting(self) -> int:
        """How many are at their turn, or wait for it."""
        return self._count

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """Wait for one's turn in a *conversation*, and have it."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        self._waiting[conversation] = self._waiting.get(conversation, 0) + 1
        self._count += 1
        try:
            async with lock:
                yield
        finally:
            self._count -= 1
            self._waiting[conversation] -= 1
            if not self._waiting[conversation]:
                del self._waiting[conversation], self._locks[conversation]
