"""What is answered to each command that matters; aiosmtpd calls it by name."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiosmtpd.proxy_protocol import ProxyData
from aiosmtpd.smtp import Envelope, Session

from handlers.email import statuses
from handlers.email.arrival import Arrival
from handlers.email.visits import Visit

MOST_RECIPIENTS = 100
MOST_GUESSES = 10
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reception:
    """Asks whether a mailbox is known, and has letters taken."""

    knows: Callable[[str], Awaitable[bool]]
    take: Callable[[Arrival], Awaitable[list[str]]]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self,
        visit: Visit,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """Offer what there is: nobody logs in here, and commands may come at once."""
        del visit, envelope
        session.host_name = hostname
        kept = [each for each in responses if not each.startswith("250-AUTH")]
        return [*kept[:-1], "250-PIPELINING", kept[-1]]

    async def handle_PROXY(  # noqa: N802 - likewise
        self, visit: Visit, session: Session, envelope: Envelope, told: ProxyData
    ) -> bool:
        """Take the word of the proxy for who is behind it."""
        del session, envelope
        # A proxy that asks for itself whether we are there names nobody.
        if told.src_addr is not None and not visit.comes_from(str(told.src_addr)):
            await visit.push(statuses.FULL)
            return False
        return bool(told.valid)

    async def handle_MAIL(  # noqa: N802 - likewise
        self,
        visit: Visit,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Begin a letter, unless its bringer has brought too many."""
        del session
        if not visit.may_send():
            return statuses.TOO_FAST
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return statuses.SENDER

    async def handle_RCPT(  # noqa: N802 - likewise
        self,
        visit: Visit,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Take a recipient whose mailbox there is."""
        del session
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return statuses.TOO_MANY
        if not await self.knows(address):
            visit.guesses += 1
            wild = visit.guesses > MOST_GUESSES
            return statuses.GUESSING if wild else statuses.NO_MAILBOX
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return statuses.RECIPIENT

    async def handle_DATA(  # noqa: N802 - likewise
        self, visit: Visit, session: Session, envelope: Envelope
    ) -> str:
        """Have the letter taken; answer when it is on the disk, or why it is not."""
        del session
        told = await self.take(
            Arrival(
                raw=bytes(envelope.original_content or b""),
                giver=envelope.mail_from or "",
                recipients=tuple(envelope.rcpt_tos),
            )
        )
        return visit.worded(told)

    async def handle_exception(self, error: Exception) -> str:
        """Answer a fault of ours: later, and not a word of what it was."""
        log.error("door fault=%s", type(error).__name__)
        return statuses.TROUBLE
