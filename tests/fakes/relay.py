"""A relay of the tests' own: takes letters, remembers them, and fails as it is told."""

import asyncio
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class Taken:
    """A letter as it was taken: who gave it, for whom, and its bytes."""

    giver: str
    recipients: list
    raw: bytes

    @property
    def message(self):
        return message_from_bytes(self.raw, policy=default)


@dataclass
class Faults:
    """What is to go wrong, and how often: each is used up from the front.

    `data`, `mail` and `rcpt` hold answers such as "451 4.3.0 later"; `drop` is
    "before" (the letter is not taken) or "after" (it is, and nobody says so); `slow`
    are seconds before the answer.
    """

    mail: list = field(default_factory=list)
    rcpt: list = field(default_factory=list)
    data: list = field(default_factory=list)
    drop: list = field(default_factory=list)
    slow: list = field(default_factory=list)


class Handler:
    def __init__(self):
        self.taken = []
        self.faults = Faults()
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += not session.host_name
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.faults.mail:
            return self.faults.mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.faults.rcpt:
            return self.faults.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        letter = Taken(envelope.mail_from, list(envelope.rcpt_tos), envelope.content)
        drop = self.faults.drop.pop(0) if self.faults.drop else ""
        if self.faults.slow:
            await asyncio.sleep(self.faults.slow.pop(0))
        if drop == "before":
            server.transport.abort()
            return "421 gone"
        if not drop and self.faults.data:
            return self.faults.data.pop(0)
        self.taken.append(letter)
        if drop == "after":
            server.transport.abort()
        return "250 taken"


class Relay:
    """A running relay; it can be stopped and started again on the same port."""

    def __init__(self, **options):
        self.port = free_port()
        self.handler = Handler()
        self.options = options
        self.controller = None

    @property
    def taken(self):
        return self.handler.taken

    @property
    def faults(self):
        return self.handler.faults

    def start(self):
        self.controller = Controller(
            self.handler,
            hostname="127.0.0.1",
            port=self.port,
            server_hostname="relay.example",
            **self.options,
        )
        self.controller.start()

    def stop(self):
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def letters(self, count, *, seconds=60):
        """Wait for *count* letters at least; return all that were taken."""
        ends = time.monotonic() + seconds
        while len(self.taken) < count:
            assert time.monotonic() < ends, f"{len(self.taken)} letters came"
            time.sleep(0.02)
        return self.taken


@contextmanager
def running(**options):
    """Give a relay that runs while the block lasts."""
    relay = Relay(**options)
    relay.start()
    try:
        yield relay
    finally:
        relay.stop()


@contextmanager
def loop_running():
    """Give an event loop that runs in a thread while the block lasts."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def only(user, password):
    """Return what lets one user in."""

    def authenticate(server, session, envelope, mechanism, told):
        good = (told.login, told.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=good)

    return authenticate


def tls(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
