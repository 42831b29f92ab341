"""The carrier of answers by mail: each parcel a letter, through the firm's relay."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from datetime import datetime

from bot import laterwords
from bot.messages import Reply
from bot.parcels import Outcome, Parcel, Refused
from bot.settings import Settings
from bot.work import Later
from handlers.email import stationery
from handlers.email.relay import Address, Relay, TooLarge
from handlers.email.stationery import House

# However long the relay takes for one letter, and for those before it.
_LONGEST = 600.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """Brings parcels as letters; called from threads beside the *loop* of the relay."""

    house: House
    relay: Relay
    loop: asyncio.AbstractEventLoop
    now: Callable[[], datetime]

    def carry(self, parcel: Parcel) -> Outcome:
        """Send the answer in *parcel*; say what became of it."""
        parcel, file = _opened(parcel)
        try:
            return self._sent(parcel, file)
        except TooLarge:
            if file is None:
                return Refused("too large")
        try:
            return self._sent(_without_file(parcel), None)
        except TooLarge:
            return Refused("too large")

    async def close(self) -> None:
        """Let go of the relay."""
        await self.relay.close()

    def _sent(self, parcel: Parcel, file: bytes | None) -> Outcome:
        at = self.now()
        letter = stationery.letter(parcel, house=self.house, at=at, file=file)
        sending = asyncio.run_coroutine_threadsafe(
            self.relay.send(
                letter.as_bytes(),
                to=parcel.to,
                reference=stationery.reference(parcel, self.house),
            ),
            self.loop,
        )
        try:
            return sending.result(_LONGEST)
        except (TimeoutError, CancelledError):
            sending.cancel()
            return Later(why="timeout")


def post(
    settings: Settings, *, loop: asyncio.AbstractEventLoop, now: Callable[[], datetime]
) -> Post | None:
    """Return the carrier as it is set, to run on *loop*; None where none is set."""
    if settings.mail_address is None or settings.relay_host is None:
        return None
    house = House(settings.mail_address)
    address = Address(
        host=settings.relay_host,
        port=settings.relay_port,
        helo=house.domain,
        tls=settings.relay_tls,
        user=settings.relay_user,
        password=settings.relay_password,
    )
    return Post(house, Relay(address, bounces=house.address), loop, now)


def _opened(parcel: Parcel) -> tuple[Parcel, bytes | None]:
    """Return the file of a parcel; one that is gone by now is said to be."""
    file = parcel.reply.file
    if file is None:
        return parcel, None
    try:
        return parcel, file.path.read_bytes()
    except OSError as fault:
        log.warning("file missing error=%s", type(fault).__name__)
        words = laterwords.no_file(file.name)
        return replace(parcel, reply=_said_too(parcel.reply, words)), None


def _without_file(parcel: Parcel) -> Parcel:
    """Return a parcel without its file, which is said."""
    name = "" if parcel.reply.file is None else parcel.reply.file.name
    words = laterwords.file_too_large(name)
    return replace(parcel, reply=_said_too(parcel.reply, words))


def _said_too(reply: Reply, words: str) -> Reply:
    return replace(reply, text=f"{reply.text}\n{words}", file=None)
