"""The door: where SMTP and LMTP are spoken, and letters handed to the inbox."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from handlers.email.arrival import Arrival
from handlers.email.limits import Limits
from handlers.email.reception import Reception
from handlers.email.visits import LocalVisit, Visit

T = TypeVar("T")

# As many as the store's writer likes to commit together.
_TAKERS = 32
_ASKERS = 8


class Inbox(Protocol):
    """Who takes the letters; both questions may take a while."""

    def knows(self, recipient: str) -> bool:
        """Say whether letters to *recipient* are taken."""

    def take(self, arrival: Arrival) -> list[str]:
        """Keep a letter for each of its recipients; return a status for each."""


@dataclass(eq=False)
class Door:
    """Where letters come in: its limits, its threads, and who is there.

    What is asked of the inbox runs in a thread and is run to its end, whether the
    client waits for the answer or has hung up.
    """

    inbox: Inbox
    limits: Limits
    size: int
    hostname: str
    tls: ssl.SSLContext | None = None
    proxied: bool = False
    closing: bool = False
    visits: set[Visit] = field(default_factory=set)
    _listening: list[asyncio.Server] = field(default_factory=list)
    _under_way: set[asyncio.Future[Any]] = field(default_factory=set)
    _takers: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(_TAKERS, "letters")
    )
    _askers: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(_ASKERS, "mailboxes")
    )

    async def open(self, host: str, port: int, *, lmtp: bool = False) -> None:
        """Listen there; OSError says why that cannot be."""
        for name in ("mail.log", "mail.debug"):
            # They would write addresses, commands and lines of letters.
            logging.getLogger(name).disabled = True
        kind = LocalVisit if lmtp else Visit
        reception = Reception(knows=self._knows, take=self._take)
        loop = asyncio.get_running_loop()
        self._listening.append(
            await loop.create_server(lambda: kind(self, reception, loop), host, port)
        )

    async def close(self, *, patience: float) -> None:
        """Let nobody in any more, finish what is under way, and let go.

        Who is still sending a letter after *patience* seconds sends it again later.
        """
        self.closing = True
        for server in self._listening:
            server.close()
        for visit in list(self.visits):
            visit.dismiss()
        serving = {visit.serving for visit in self.visits if visit.serving}
        if serving:
            await asyncio.wait(serving, timeout=patience)
        for visit in list(self.visits):
            visit.break_off()
        if self._under_way:
            await asyncio.wait(set(self._under_way))
        for threads in (self._takers, self._askers):
            await asyncio.to_thread(threads.shutdown)

    async def _take(self, arrival: Arrival) -> list[str]:
        """Let the inbox take a letter; return its status for each recipient."""
        return await self._done(self._takers, lambda: self.inbox.take(arrival))

    async def _knows(self, recipient: str) -> bool:
        """Return whether letters to *recipient* are taken."""
        return await self._done(self._askers, lambda: self.inbox.knows(recipient))

    async def _done(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        running = asyncio.get_running_loop().run_in_executor(threads, work)
        self._under_way.add(running)
        running.add_done_callback(self._under_way.discard)
        return await asyncio.shield(running)
