"""The firm's relay: one letter after the other, over one connection while they come."""

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass, field

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from bot.parcels import Outcome, Refused, Sent
from bot.work import Later

_TIMEOUT = 30.0
_IDLE = 15.0  # seconds after which a connection that has nothing to do is closed
# What says that our access is wrong, not the letter: it is mended, and then tried.
_ACCESS = frozenset({530, 534, 535, 538})
_TOO_LARGE = 552
_NOT_THE_SENDER = _ACCESS | {_TOO_LARGE}


class TooLarge(Exception):
    """The relay does not take a letter of that size."""


class NoTls(Exception):
    """The relay offers no TLS, and a password is not sent without."""


class NoUnicode(Exception):
    """The relay takes no address with letters beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the relay is and how it is spoken to.

    *tls* is auto (taken when it is offered), starttls, tls or none. *helo* is what we
    call ourselves. Its certificate is checked but where a password could be read by
    anybody anyway: under auto, without one.
    """

    host: str
    port: int
    helo: str
    tls: str = "auto"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = _TIMEOUT


class Relay:
    """Sends letters through the relay at *address*; used from one event loop."""

    def __init__(self, address: Address, *, bounces: str) -> None:
        """Make a relay; *bounces* is who letters are from where nobody may be."""
        self._address = address
        self._bounces = bounces
        # RFC 3834: an answer of a machine is from nobody, so nothing answers it.
        self._sender = ""
        self._client: SMTP | None = None
        self._lock = asyncio.Lock()
        self._closing: asyncio.TimerHandle | None = None
        self._goodbyes: set[asyncio.Task[None]] = set()

    async def send(self, letter: bytes, *, to: str, reference: str) -> Outcome:
        """Send a *letter* whose Message-ID is *reference*; TooLarge when it is.

        A letter that breaks off is tried again later: it may have been taken.
        """
        async with self._lock:
            self._stay()
            try:
                async with asyncio.timeout(4 * self._address.timeout):
                    await self._transfer(await self._connected(), letter, to)
                outcome: Outcome = Sent(reference)
            except NoUnicode:
                outcome = Refused("smtputf8")
            except (SMTPException, OSError, NoTls) as fault:
                outcome = await self._failed(fault)
            except BaseException:
                self._drop()
                raise
            finally:
                self._leave()
        return outcome

    async def close(self) -> None:
        """Say goodbye to the relay."""
        self._stay()
        async with self._lock:
            await self._goodbye()

    async def _connected(self) -> SMTP:
        """Return a connection that is known to be alive."""
        if self._client is not None:
            try:
                await self._client.rset()
            except (SMTPException, OSError):
                await self._goodbye()
            else:
                return self._client
        self._client = await _dial(self._address)
        return self._client

    async def _transfer(self, client: SMTP, letter: bytes, to: str) -> None:
        options = [] if to.isascii() else ["smtputf8"]
        try:
            await client.sendmail(self._sender, [to], letter, mail_options=options)
        except SMTPNotSupported as fault:
            raise NoUnicode from fault
        except SMTPSenderRefused as refusal:
            other = refusal.code >= 500 and refusal.code not in _NOT_THE_SENDER
            if self._sender or not other:
                raise
            # Some relays let nobody send as nobody.
            self._sender = self._bounces
            await client.sendmail(self._sender, [to], letter, mail_options=options)

    async def _failed(self, fault: Exception) -> Outcome:
        """Return what a *fault* means for the letter; drop a connection in doubt."""
        refusal = _refusal(fault)
        if refusal is None:
            await self._goodbye()
            return Later(why=_kind(fault))
        if refusal.code == _TOO_LARGE and not isinstance(refusal, SMTPRecipientRefused):
            raise TooLarge from fault
        if refusal.code >= 500 and refusal.code not in _ACCESS:
            return Refused(str(refusal.code))
        return Later(why=str(refusal.code))

    def _stay(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None

    def _leave(self) -> None:
        """Close the connection in a while, unless another letter comes."""
        loop = asyncio.get_running_loop()

        def close() -> None:
            task = loop.create_task(self.close())
            self._goodbyes.add(task)
            task.add_done_callback(self._goodbyes.discard)

        self._closing = loop.call_later(_IDLE, close)

    async def _goodbye(self) -> None:
        if self._client is not None:
            with suppress(SMTPException, OSError):
                await self._client.quit(timeout=2)
            self._drop()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


async def _dial(address: Address) -> SMTP:
    """Return a new connection, with TLS and a login as they are set."""
    checked = address.tls != "auto" or address.user is not None
    client = SMTP(
        hostname=address.host,
        port=address.port,
        local_hostname=address.helo,
        timeout=address.timeout,
        use_tls=address.tls == "tls",
        start_tls={"auto": None, "starttls": True}.get(address.tls, False),
        validate_certs=checked,
    )
    await client.connect()
    try:
        await _login(client, address)
    except BaseException:
        client.close()
        raise
    return client


async def _login(client: SMTP, address: Address) -> None:
    """Log in, where there is a user; NoTls where the password could be read."""
    if address.user is None:
        return
    if address.tls == "auto" and client.get_transport_info("sslcontext") is None:
        raise NoTls
    await client.login(address.user, address.password or "")


def _refusal(fault: Exception) -> SMTPResponseException | None:
    """Return the relay's own refusal of this letter, or None for any other fault."""
    if isinstance(fault, SMTPRecipientsRefused) and fault.recipients:
        return fault.recipients[0]
    refusals = (SMTPSenderRefused, SMTPRecipientRefused, SMTPDataError)
    return fault if isinstance(fault, refusals) else None


def _kind(fault: Exception) -> str:
    """Return a fault in a word that holds nobody's words."""
    if isinstance(fault, SMTPResponseException):
        return str(fault.code)
    if isinstance(fault, TimeoutError):
        return "timeout"
    if isinstance(fault, ssl.SSLError):
        return "certificate"
    return type(fault).__name__
