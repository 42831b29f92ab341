"""What is kept of a letter: all of it, or of a large one its heads and its texts."""

import zlib
from collections.abc import Iterator

from bot.messages import Source
from handlers.email import heads, parts
from handlers.email.parts import Part

WHOLE = 1_000_000
_LONG_TEXT = 200_000
_SHORT_FILE = 4_000


def kept(raw: bytes, *, trust: str, seals: tuple[str, ...] = ()) -> Source:
    """Return the letter *raw* as it is kept; *trust* is what showed its sender.

    *seals* are what its signatures sealed.
    """
    trimmed = raw if len(raw) <= WHOLE else _trimmed(raw)
    return Source(
        raw=zlib.compress(trimmed, 1),
        size=len(raw),
        cut=len(trimmed) < len(raw),
        trust=trust,
        seals=seals,
    )


def _trimmed(raw: bytes) -> bytes:
    """Return the letter without its files, and without the ends of long texts."""
    head, body = heads.read(raw)
    pieces: list[bytes] = []
    at = 0
    for start, stop in _left_out(parts.read(raw, head, body), raw):
        pieces.append(raw[at:start])
        at = stop
    pieces.append(raw[at:])
    return b"".join(pieces)[:WHOLE]


def _left_out(part: Part, raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield where what is left out begins and ends, in order."""
    if part.raw is not raw:
        return
    if part.parts and part.parts[0].raw is raw:
        for each in part.parts:
            yield from _left_out(each, raw)
        return
    keep = _LONG_TEXT if part.kind.startswith("text/") else 0
    if part.stop - part.start > max(keep, _SHORT_FILE):
        yield part.start + keep, part.stop
