"""One connection to the door: aiosmtpd's, with our limits and our manners."""

import asyncio
import re
import ssl
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP

from handlers.email import intake, postmaster, statuses
from handlers.email.intake import Intake
from handlers.email.limits import Limits, is_ours

# A client says nothing for so many seconds, and is so long about one letter, at most.
IDLE = 300.0
LONGEST = 1_800.0
# Some HTML is one line; but what a line may have, every connection may have us hold.
_LINE = 1_048_576
_COMMAND = 512
_PROXY = 10.0
# What nearly every address is like; the library takes a third of a millisecond for it.
_ATOMS = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
_PLAIN = re.compile(rf"<({_ATOMS}@[\w-]+(?:\.[\w-]+)*)>(?: +([!-~][ -~]*))?", re.ASCII)
# For the life of a connection, and for those commands alone that bring nothing.
_CALLS = {"*": 1_000_000_000, "VRFY": 20, "HELP": 20, "EXPN": 20, "NOOP": 10_000}


class Host(Protocol):
    """What a connection must know of the door that it came through."""

    limits: Limits
    size: int
    hostname: str
    tls: ssl.SSLContext | None
    proxied: bool
    closing: bool
    visits: "set[Visit]"


class Visit(SMTP):
    """A connection over SMTP; *reception* answers its commands."""

    line_length_limit = _LINE
    _ident = "ESMTP Tenths"
    _one_each = False

    def __init__(
        self, host: Host, reception: object, loop: asyncio.AbstractEventLoop
    ) -> None:
        # The library has one for all connections together, and each grows it.
        self.command_size_limits = defaultdict(lambda: _COMMAND)
        super().__init__(
            reception,
            data_size_limit=host.size,
            enable_SMTPUTF8=True,
            hostname=host.hostname,
            ident=self._ident,
            timeout=IDLE,
            command_call_limit=_CALLS,
            loop=loop,
            **self._options(host),
        )
        self.host = host
        self.peer = ""
        self.guesses = 0
        self._admitted = self._is_ours = False
        self._letter: Intake | None = None
        self._begun = self._heard = 0.0
        self._owed = 0

    @property
    def serving(self) -> "asyncio.Task[None] | None":
        """Return what serves the client, until it is done."""
        return self._handler_coroutine

    def comes_from(self, peer: str) -> bool:
        """Count this connection as one of *peer*; return whether there is room.

        It is a proxy that says so, and whoever speaks to that can have it say much.
        """
        self.host.limits.leave(self.peer)
        self.peer = peer
        return self.host.limits.enter(peer, trusted=False)

    def may_send(self) -> bool:
        """Count a letter; return whether its bringer may still bring one."""
        return self.host.limits.send(self.peer, trusted=self._is_ours)

    def worded(self, told: Sequence[str]) -> str:
        """Return what is answered to a letter that has a status for each recipient."""
        return "\r\n".join(told) if self._one_each else statuses.together(told)

    def dismiss(self) -> None:
        """Say goodbye, unless a letter is under way: then when that is answered."""
        if self.transport is not None and self._letter is None:
            self.transport.write(f"{statuses.CLOSING}\r\n".encode())  # type: ignore[attr-defined]
            self.transport.close()

    def break_off(self) -> None:
        """Hang up, whatever is under way."""
        if self.transport is not None:
            self.transport.abort()  # type: ignore[attr-defined]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count who comes in; a connection that turns to TLS is the same one."""
        first = self.transport is None
        super().connection_made(transport)
        if first:
            proxied = self._proxy_timeout is not None
            named = transport.get_extra_info("peername")
            if isinstance(named, tuple) and not proxied:
                self.peer = str(named[0])
            self._is_ours = not proxied and is_ours(self.peer)
            # Who comes by a proxy is counted when that has said who it is.
            self._admitted = self.host.limits.enter(
                self.peer, trusted=proxied or self._is_ours
            )
            self.host.visits.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Count who leaves."""
        super().connection_lost(error)
        if self in self.host.visits:
            self.host.visits.remove(self)
            self.host.limits.leave(self.peer)

    def data_received(self, data: bytes) -> None:
        """Note when the client was last heard, and let the library read."""
        self._heard = self.loop.time()
        super().data_received(data)
        if self._letter is not None:
            self._letter.add(data)
            if self._letter.endless:
                self.break_off()

    async def push(self, status: str | bytes) -> None:
        """Say *status*; over LMTP, of a letter, as often as it has recipients."""
        words = status if isinstance(status, str) else status.decode()
        words = statuses.PROPER.get(words, words)
        if words == statuses.TOO_LARGE and self._letter and self._letter.crowded:
            words = statuses.NO_ROOM
        if words.startswith("354") and self.envelope is not None:
            self._owed = len(self.envelope.rcpt_tos) if self._one_each else 0
        elif self._owed:
            if "\r\n" not in words:
                words = "\r\n".join([words] * self._owed)
            self._owed = 0
        await super().push(words)
        if words.startswith("421") and self.transport is not None:
            self.transport.close()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        """Take a letter in; what is under way is finished when the door closes."""
        self._letter = Intake(self.host.limits, self._most())
        self.data_size_limit = intake.room(self._letter)
        self._begun = self._heard = self.loop.time()
        try:
            await super().smtp_DATA(arg)
        except Exception:
            # Or the next letter would be taken for a part of this one.
            self._set_post_data_state()  # type: ignore[no-untyped-call]
            raise
        finally:
            self._letter.release()
            self._letter = None
            self.data_size_limit = self.host.size
        if self.host.closing:
            await self.push(statuses.CLOSING)

    def _most(self) -> int:
        """Return how large the letter may be that is about to come."""
        to = self.envelope.rcpt_tos if self.envelope is not None else []
        if all(postmaster.is_meant(each, self.host.hostname) for each in to):
            return min(self.host.size, postmaster.LARGEST)
        return self.host.size

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """Return the address that a command names, and what stands behind it."""
        plain = _PLAIN.fullmatch(arg)
        if plain:
            return plain[1], plain[2] or ""
        return super()._getaddr(arg)

    async def _handle_client(self) -> None:
        """Serve the client, or say at once why not."""
        try:
            if self.host.closing or not self._admitted:
                closing = self.host.closing
                await self.push(statuses.CLOSING if closing else statuses.FULL)
            else:
                await super()._handle_client()
        except ConnectionError:
            # The client is gone; whatever it had been told stands.
            return

    def _timeout_cb(self) -> None:
        """Hang up on who is silent; a letter that still comes in has longer."""
        now = self.loop.time()
        quiet = now - self._heard
        if self._letter and quiet < IDLE and now - self._begun < LONGEST:
            self._reset_timeout(IDLE - quiet)
        else:
            super()._timeout_cb()  # type: ignore[no-untyped-call]

    def _options(self, host: Host) -> dict[str, Any]:
        """Return what only this kind of connection has."""
        return {
            "tls_context": host.tls,
            "proxy_protocol_timeout": _PROXY if host.proxied else None,
        }


class LocalVisit(Visit, LMTP):
    """A connection over LMTP, from the firm's own mail server."""

    _ident = "LMTP Tenths"
    _one_each = True

    def _options(self, host: Host) -> dict[str, Any]:
        del host
        return {}
