"""A room in which letters are read: by processes that can be stopped.

A letter can be made to keep any reader busy for ever, and a thread cannot be stopped;
a process can. Each reading has a limit by the clock. A process that is late or dies is
replaced, and its letter comes back as what its head says.
"""

import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from io import BytesIO
from queue import SimpleQueue
from threading import Lock
from typing import Self

from bot.messages import Invitation, Original
from handlers.email import readdesk, reading
from handlers.email.letters import Letter
from handlers.email.reading import Read

SECONDS = 2.0
MEMORY = 1_500_000_000
LETTERS = 20_000
# Starting is no letter's fault, and is slow on a busy machine.
_TO_START = 60.0
_GRACE = 1.0
_HEAD = 1 + readdesk.LENGTH
_PIECE = 1 << 18
# What bytes that are no such value may be taken for.
_BROKEN = (
    *(pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError),
    *(LookupError, MemoryError, TypeError, ValueError),
)
_MADE_OF = {
    (each.__module__, each.__name__): each
    for each in (Read, Letter, Original, Invitation, datetime, timedelta, timezone)
}


class Closed(Exception):
    """The room was closed, and no letter is read in it any more."""


class NoReader(Exception):
    """No reading process can be started: our trouble, not the letter's."""


class Room:
    """Reads letters, each within *seconds*, in as many processes as *desks*.

    Each process has so many bytes of *memory* and is replaced after so many *letters*.
    It may be used by any number of threads: who comes when all desks are taken waits,
    and that waiting counts for nobody's limit.
    """

    def __init__(
        self,
        *,
        desks: int = 2,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        letters: int = LETTERS,
    ) -> None:
        self._free: SimpleQueue[_Desk | None] = SimpleQueue()
        self._desks = desks
        self._closing = Lock()
        self._closed = False
        for _ in range(desks):
            self._free.put(_Desk(seconds=seconds, memory=memory, letters=letters))

    def __enter__(self) -> Self:
        """Return the room, which is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the room."""
        self.close()

    def read(self, raw: bytes) -> Read:
        """Return what the letter *raw* says, or what its head says and why not more.

        The letter's notes hold `overdue` when it took too long and `unreadable` when
        it brought down two processes. Raises Closed and NoReader.
        """
        desk = None if self._closed else self._free.get()
        if desk is None:
            self._free.put(None)
            raise Closed
        try:
            return desk.read(raw)
        finally:
            self._free.put(desk)

    def close(self) -> None:
        """Let what is being read be finished, and end every process."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            left = self._desks
            while left:
                desk = self._free.get()
                if desk is not None:
                    desk.stop()
                    left -= 1
            self._free.put(None)


class _Values(pickle.Unpickler):
    """Takes a value apart that is made of what a letter is read as, and of no more.

    A process that a letter has taken over could send anything.
    """

    def find_class(self, module: str, name: str) -> type:
        found = _MADE_OF.get((module, name))
        if found is None:
            raise pickle.UnpicklingError("no part of what is read")
        return found


class _Died(Exception):
    """The process is gone, and the letter is not read."""


class _Desk:
    """One process and the way to it; used by one thread at a time."""

    def __init__(self, *, seconds: float, memory: int, letters: int) -> None:
        self._seconds = seconds
        self._limits = (seconds + _GRACE, memory, letters)
        self._process: subprocess.Popen[bytes] | None = None
        self._way: socket.socket | None = None
        self._is_ready = False
        self._start()

    def read(self, raw: bytes) -> Read:
        """Return what *raw* says, in a second process if the first one dies of it."""
        for _ in range(2):
            way = self._ready()
            try:
                return self._read(way, raw)
            except _Died:
                self._replace()
        return reading.headline(raw, note="unreadable")

    def stop(self) -> None:
        """End the process."""
        if self._way:
            self._way.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._way = self._process = None
        self._is_ready = False

    def _read(self, way: socket.socket, raw: bytes) -> Read:
        known: Read | None = None
        until = time.monotonic() + self._seconds
        try:
            _send(way, raw, until=until)
            for what, value in _answers(way, until=until):
                match what:
                    case readdesk.EARLY:
                        known = _unpacked(value)
                    case readdesk.FAILED:
                        return reading.noted(known, raw, note="unreadable")
                    case _:
                        if what == readdesk.LEAVING:
                            self._replace()
                        return _unpacked(value)
        except TimeoutError:
            self._replace()
            return reading.noted(known, raw, note="overdue")
        except OSError:
            raise _Died from None
        raise _Died

    def _ready(self) -> socket.socket:
        """Return the way to a process that waits for a letter."""
        for _ in range(3):
            if self._way is None:
                self._start()
            way = self._way
            if way is not None and (self._is_ready or self._wakes(way)):
                self._is_ready = True
                return way
            self.stop()
        raise NoReader

    def _wakes(self, way: socket.socket) -> bool:
        with suppress(OSError):
            until = time.monotonic() + _TO_START
            for what, _ in _answers(way, until=until):
                return what == readdesk.READY
        return False

    def _replace(self) -> None:
        self.stop()
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # It gets no secrets from our environment, and has nowhere to write to.
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [
                    *(sys.executable, "-m", readdesk.__name__, str(theirs.fileno())),
                    *(str(each) for each in self._limits),
                ],
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._way = ours
        self._is_ready = False


def _send(way: socket.socket, raw: bytes, *, until: float) -> None:
    way.settimeout(_left(until))
    way.sendall(len(raw).to_bytes(readdesk.LENGTH) + raw[:_PIECE])
    if len(raw) > _PIECE:
        way.settimeout(_left(until))
        way.sendall(memoryview(raw)[_PIECE:])


def _answers(way: socket.socket, *, until: float) -> Iterator[tuple[bytes, bytes]]:
    """Yield each answer, and end when the process is gone."""
    data = bytearray()
    while True:
        end = _HEAD + int.from_bytes(data[1:_HEAD])
        if len(data) >= _HEAD and len(data) >= end:
            yield bytes(data[:1]), bytes(data[_HEAD:end])
            del data[:end]
            continue
        way.settimeout(_left(until))
        got = way.recv(_PIECE)
        if not got:
            return
        data += got


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _unpacked(value: bytes) -> Read:
    try:
        read = _Values(BytesIO(value)).load()
    except _BROKEN:
        raise _Died from None
    if not isinstance(read, Read):
        raise _Died
    return read
