"""A process that reads letters for `readroom`, one after another, until none come.

It is run as `python -m handlers.email.readdesk FD SECONDS BYTES` and speaks over the
socket FD: eight bytes of length and a letter in; a letter for what it is, eight bytes
of length and a value out. What it is given may be made to harm it, so it is given no
secret, cannot grow past BYTES, and ends itself when one letter takes SECONDS.
"""

import gc
import pickle
import resource
import signal
import socket
import sys
from dataclasses import replace

from handlers.email import reading
from handlers.email.reading import Read

READY, EARLY, DONE, FAILED, LEAVING = b"R", b"E", b"D", b"F", b"L"
LENGTH = 8

# A process that has grown, or has read so many, makes room for a fresh one.
_MOST_RESIDENT = 400_000_000
_MOST_LETTERS = 20_000
_SAMPLE = b"From: a@firm.example\nSubject: Hours\n\n<p>0.2 call, Smith file</p>\n"


def main(arguments: list[str]) -> None:
    """Read letters from a socket until its other end is closed."""
    number, seconds, memory = int(arguments[0]), float(arguments[1]), int(arguments[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=number) as room:
        # What is slow the first time shall not be slow for a letter.
        reading.read(_SAMPLE)
        gc.freeze()
        send(room, READY)
        for count in range(1, _MOST_LETTERS + 1):
            size = int.from_bytes(_received(room, LENGTH))
            raw = _received(room, size)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            leaving = count == _MOST_LETTERS
            _read(room, bytes(raw), leaving=leaving)
            signal.setitimer(signal.ITIMER_REAL, 0)
            if leaving or _has_grown():
                return


def send(room: socket.socket, what: bytes, value: bytes = b"") -> None:
    """Send one answer: *what* it is and its *value*."""
    room.sendall(what + len(value).to_bytes(LENGTH) + value)


def _read(room: socket.socket, raw: bytes, *, leaving: bool) -> None:
    try:
        read = reading.read(raw, early=lambda read: send(room, EARLY, _packed(read)))
    except MemoryError:
        # Nothing can be trusted after that; the room sees that we are gone.
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not lose the letter
        send(room, FAILED, type(error).__name__.encode())
    else:
        leaving = leaving or _has_grown()
        send(room, LEAVING if leaving else DONE, _packed(read))


def _packed(read: Read) -> bytes:
    # Nobody asks for the whole text any more, and it may be a megabyte.
    return pickle.dumps(replace(read, letter=replace(read.letter, text="", html="")))


def _has_grown() -> bool:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > _MOST_RESIDENT


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
