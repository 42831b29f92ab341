"""A door that runs in a thread of its own, so that tests may knock with smtplib."""

import asyncio
import smtplib
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader

from handlers.email import statuses
from handlers.email.limits import Limits
from handlers.email.server import Door

HOST = "127.0.0.1"


def free_port():
    with socket.create_server((HOST, 0)) as taken:
        return taken.getsockname()[1]


@dataclass
class Tray:
    """An inbox that only lays letters down; *told* decides what is answered."""

    known: set = field(default_factory=lambda: {"ada@x", "ben@x"})
    told: object = None
    letters: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def knows(self, recipient):
        self.asked.append(recipient)
        return recipient in self.known

    def take(self, arrival):
        self.letters.append(arrival)
        told = self.told(arrival) if self.told else None
        return told or [statuses.TAKEN] * len(arrival.recipients)


@dataclass(frozen=True)
class Knock:
    """A bare connection; all of a test's are closed with its door."""

    socket: socket.socket
    reader: BufferedReader

    def send(self, data):
        self.socket.sendall(data)

    def close(self):
        self.reader.close()
        self.socket.close()


@dataclass
class Running:
    """A door that is open: where, and how to knock."""

    door: Door
    port: int
    lmtp_port: int
    loop: asyncio.AbstractEventLoop
    knocks: list = field(default_factory=list)

    def knock(self):
        """Return a connection of smtplib, ready for letters."""
        client = smtplib.SMTP(HOST, self.port, local_hostname="client", timeout=20)
        client.ehlo()
        return client

    def knock_locally(self):
        client = smtplib.LMTP(HOST, self.lmtp_port, local_hostname="mx")
        client.ehlo()
        return client

    def socket(self, *, lmtp=False):
        """Return a bare connection, on which nothing was said yet."""
        plain = socket.create_connection((HOST, self.lmtp_port if lmtp else self.port))
        plain.settimeout(20)
        self.knocks.append(Knock(plain, plain.makefile("rb")))
        return self.knocks[-1]

    def close(self, *, patience=5.0):
        future = asyncio.run_coroutine_threadsafe(
            self.door.close(patience=patience), self.loop
        )
        future.result(60)

    def empty(self, *, seconds=60):
        """Wait until nobody is there any more."""
        until = time.monotonic() + seconds
        while self.door.visits:
            assert time.monotonic() < until, "somebody stays"
            time.sleep(0.01)


@contextmanager
def running(
    inbox, *, size=200_000, connections=100, letters=0, memory=400_000_000, **options
):
    """Give an open door on free ports for as long as the block lasts."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def opened():
        limits = Limits(connections, letters, clock=time.monotonic, memory=memory)
        door = Door(inbox, limits, size, "mx.firm.example", **options)
        ports = free_port(), free_port()
        await door.open(HOST, ports[0])
        await door.open(HOST, ports[1], lmtp=True)
        return Running(door, *ports, loop)

    try:
        here = asyncio.run_coroutine_threadsafe(opened(), loop).result(20)
        try:
            yield here
        finally:
            for each in here.knocks:
                each.close()
            if not here.door.closing:
                here.close()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()
