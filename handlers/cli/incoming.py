"""Lines from a pipe or a file, as they come and whatever bytes they are made of."""

import codecs
import sys
from collections.abc import Callable, Iterator
from typing import Protocol, cast

_CHUNK = 1 << 16


class Source(Protocol):
    """A binary stream that gives what is there without waiting to be full."""

    def read1(self, size: int, /) -> bytes:
        """Return at most *size* bytes as soon as there are any, none at the end."""


def lines(
    source: Source,
    *,
    before_waiting: Callable[[], object] = lambda: None,
    limit: int | None = None,
) -> Iterator[str]:
    r"""Yield each line without its end, as soon as it is there.

    *before_waiting* is called whenever all that has come was yielded, so answers can
    be flushed. Of a line longer than *limit* characters only the first *limit* are
    kept, so an endless one does not fill the memory. Ends are `\n` and `\r\n`.
    """
    before_waiting()
    chunk = source.read1(_CHUNK)
    decoder = codecs.getincrementaldecoder(_coding(chunk))(errors=OLD_WINDOWS)
    held: list[str] = []
    length = 0
    while chunk:
        first, *others = decoder.decode(chunk).split("\n")
        room = len(first) if limit is None else max(0, limit - length)
        held.append(first[:room])
        length += len(first)
        for other in others:
            yield "".join(held).removesuffix("\r")
            held, length = [other[:limit]], len(other)
        before_waiting()
        chunk = source.read1(_CHUNK)
    held.append(decoder.decode(b"", final=True))
    last = "".join(held)
    if last:
        yield last.removesuffix("\r")


def piped() -> Source:
    """Return what is piped in, as bytes."""
    return cast("Source", sys.stdin.buffer)


def argument(text: str) -> str:
    """Return a word of the command line with its bytes read as in a pipe."""
    return text.encode(errors="surrogateescape").decode(errors=OLD_WINDOWS)


def _coding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _as_old_windows(error: UnicodeError) -> tuple[str, int]:
    r"""Read bytes that are no UTF-8 as Windows-1252, so that none is lost.

    >>> b"caf\xe9 \x96 Zo\xc3\xab".decode("utf-8", errors=OLD_WINDOWS)
    'café – Zoë'
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    read = [bytes([each]).decode("cp1252", "ignore") or chr(each) for each in wrong]
    return "".join(read), error.end


OLD_WINDOWS = "tenths-old-windows"
codecs.register_error(OLD_WINDOWS, _as_old_windows)
