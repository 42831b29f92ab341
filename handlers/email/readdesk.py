"""A process that reads letters for `readroom`, one after another, until none come.

It is run as `python -m handlers.email.readdesk FD SECONDS BYTES LETTERS` and speaks
over the socket FD: eight bytes of length and a letter in; a byte for what it is, eight
of length and a value out. What it is given may be made to harm it, so it is given no
secret, cannot grow past BYTES, ends itself when one letter takes SECONDS, and makes
room for a fresh one after so many LETTERS.
"""

import gc
import pickle
import resource
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

from handlers.email import reading
from handlers.email.reading import Read

READY, EARLY, DONE, FAILED, LEAVING = b"R", b"E", b"D", b"F", b"L"
LENGTH = 8

# A process that holds so much of its limit for good makes room for a fresh one.
_RESIDENT = 0.25
_PAGES = Path("/proc/self/statm")
_SAMPLE = b"""From: a@firm.example
Subject: Monday
Content-Type: multipart/alternative; boundary=b

--b

0.2 call, Smith file
Kind regards

--b
Content-Type: text/html

<p>0.2 call, Smith file</p><p>Kind regards</p>
--b--
"""


def main(arguments: list[str]) -> None:
    """Read letters from a socket until its other end is closed."""
    number, seconds = int(arguments[0]), float(arguments[1])
    memory, most = int(arguments[2]), int(arguments[3])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=number) as room:
        # What is slow the first time shall not be slow for a letter.
        reading.read(_SAMPLE)
        gc.freeze()
        send(room, READY)
        for count in range(1, most + 1):
            size = int.from_bytes(_received(room, LENGTH))
            raw = _received(room, size)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            what, value = _read(room, bytes(raw))
            leaving = count == most or _resident() > memory * _RESIDENT
            if what == DONE and leaving:
                what = LEAVING
            send(room, what, value)
            signal.setitimer(signal.ITIMER_REAL, 0)
            if what == LEAVING:
                return


def send(room: socket.socket, what: bytes, value: bytes = b"") -> None:
    """Send one answer: *what* it is and its *value*."""
    room.sendall(what + len(value).to_bytes(LENGTH) + value)


def _read(room: socket.socket, raw: bytes) -> tuple[bytes, bytes]:
    try:
        read = reading.read(raw, early=lambda read: send(room, EARLY, _packed(read)))
    except MemoryError:
        # Nothing can be trusted after that; the room sees that we are gone.
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not lose the letter
        return FAILED, type(error).__name__.encode()
    return DONE, _packed(read)


def _packed(read: Read) -> bytes:
    # Nobody asks for the whole text any more, and it may be a megabyte.
    return pickle.dumps(replace(read, letter=replace(read.letter, text="", html="")))


def _resident() -> int:
    """Return how much memory is held now, in bytes; 0 where no system says it.

    The highest that getrusage knows is inherited from who started this process.
    """
    try:
        return int(_PAGES.read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def _received(room: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    view = memoryview(data)
    at = 0
    while at < size:
        count = room.recv_into(view[at:])
        if count == 0:
            sys.exit(0)
        at += count
    return data


if __name__ == "__main__":
    main(sys.argv[1:])
