"""Opens the door that the settings describe, and closes it again."""

import os
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from bot.errors import Problem
from bot.service import Bot
from bot.settings import Settings
from handlers.email import limits
from handlers.email.dnstexts import Texts
from handlers.email.inbox import Inbox
from handlers.email.limits import Limits
from handlers.email.readroom import Room
from handlers.email.server import Door

# Of the DNS, and of a client that is still sending when we close.
_DNS_SECONDS = 4.0
_PATIENCE = 20.0
_DESKS = 2


class NoDoor(Problem):
    """Letters cannot be taken in where the settings say."""


@asynccontextmanager
async def opened(bot: Bot, *, now: Callable[[], datetime]) -> AsyncIterator[Door]:
    """Take letters in for the *bot*; NoDoor says what keeps us from it.

    At the end nobody is let in any more, and what is under way is finished.
    """
    settings = bot.settings
    address = settings.mail_address
    if address is None:
        raise NoDoor(missing(settings))
    tls = _tls(settings)
    with taker(bot, now=now) as inbox:
        door = Door(
            inbox=inbox,
            limits=Limits(
                settings.mail_connections,
                settings.mail_rate,
                clock=time.monotonic,
                memory=limits.memory_for(settings.mail_size),
            ),
            size=settings.mail_size,
            hostname=address.rpartition("@")[2],
            tls=tls,
            proxied=settings.smtp_proxy,
        )
        try:
            await _listen(door, settings)
            yield door
        finally:
            await door.close(patience=_PATIENCE)


@contextmanager
def taker(
    bot: Bot, *, now: Callable[[], datetime], desks: int = _DESKS
) -> Iterator[Inbox]:
    """Yield what takes letters for the *bot*; *desks* processes read them."""
    lookup = Texts(seconds=_DNS_SECONDS) if bot.settings.mail_dkim else None
    with Room(desks=desks) as room:
        yield Inbox(bot, room.read, now, lookup)


def missing(settings: Settings) -> str:
    """Return what is to be set before letters can come in, or nothing."""
    if settings.mail_address is None:
        return (
            "Letters need an address to come to. Set it, for example "
            "TENTHS_MAIL_ADDRESS=time@firm.example"
        )
    return ""


async def _listen(door: Door, settings: Settings) -> None:
    """Open every port that is set."""
    ports = [(settings.smtp_port, False, "TENTHS_SMTP_PORT")]
    if settings.lmtp_port is not None:
        ports.append((settings.lmtp_port, True, "TENTHS_LMTP_PORT"))
    for port, lmtp, name in ports:
        try:
            await door.open(settings.smtp_host, port, lmtp=lmtp)
        except OSError as fault:
            # The event loop puts words of its own before the system's.
            number = fault.errno or 0
            reason = os.strerror(number) if number > 0 else str(fault.strerror)
            reason = reason.lower()
            raise NoDoor(
                f"Nothing can listen at {settings.smtp_host}:{port} ({reason}). If "
                f"another program has it, choose another with {name}; the machine is "
                "named by TENTHS_SMTP_HOST"
            ) from fault


def _tls(settings: Settings) -> ssl.SSLContext | None:
    """Return what encrypts connections, or None where that is not set."""
    cert, key = settings.smtp_cert, settings.smtp_key
    if cert is None and key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(_named(cert, "CERT"), _named(key, "KEY"))
    except OSError as fault:
        raise NoDoor(
            f"TENTHS_SMTP_CERT and TENTHS_SMTP_KEY: no certificate and key can be read "
            f"from {cert} and {key} ({fault.strerror or 'they do not fit together'})"
        ) from fault
    return context


def _named(path: Path | None, what: str) -> Path:
    """Return *path*; NoDoor when only the other one of the two is set."""
    if path is None:
        raise NoDoor(
            "TENTHS_SMTP_CERT and TENTHS_SMTP_KEY go together; "
            f"set TENTHS_SMTP_{what} as well"
        )
    return path
