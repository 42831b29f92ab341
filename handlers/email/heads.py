"""A head: the header fields of a letter or of one of its parts, as bytes, bounded."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

# No person's letter comes near these; a head that does is read this far.
MOST_BYTES = 256_000
MOST_FIELDS = 2_000

# RFC 5322 section 3.6 and RFC 2045: these stand at most once.
_ONCE = frozenset(
    "from sender reply-to to cc bcc message-id in-reply-to references subject date "
    "mime-version content-type content-transfer-encoding".split()
)
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_ENVELOPE = re.compile(rb">?From (?![ \t]*:)[^\n]*\n")


@dataclass(frozen=True)
class Head:
    """Header *fields* in order: the name in lower case, the value with its folding.

    *cut* says that there were more than are read.
    """

    fields: tuple[tuple[str, bytes], ...] = ()
    cut: bool = False

    def all(self, name: str) -> list[bytes]:
        """Return every value of the header *name*, given in lower case."""
        return [value for each, value in self.fields if each == name]

    def first(self, name: str) -> bytes:
        """Return the first value of the header *name*; nothing when there is none."""
        return self._firsts.get(name, b"")

    @cached_property
    def doubled(self) -> tuple[str, ...]:
        """Name the headers that may stand once and stand more often."""
        counts = Counter(name for name, _ in self.fields if name in _ONCE)
        return tuple(name for name, count in counts.items() if count > 1)

    @cached_property
    def _firsts(self) -> dict[str, bytes]:
        return dict(reversed(self.fields))


def read(raw: bytes, start: int = 0, stop: int | None = None) -> tuple[Head, int]:
    """Return the head that begins at *start* of *raw*, and where its body begins.

    A line that is no header ends the head and begins the body, and so does an empty
    one. A carriage return by itself ends no line here, as it does not for those who
    sign and verify: what is read must be what was shown to be signed.
    """
    stop = len(raw) if stop is None else stop
    start = _after_envelope(raw, start, stop)
    blank = _end(raw, start, stop)
    end, body = blank or (stop, stop)
    last = min(end, start + MOST_BYTES)
    fields: list[tuple[str, bytes]] = []
    at = start
    while at < last and len(fields) < MOST_FIELDS:
        found = _FIELD.match(raw, at, last)
        if not found:
            # The body begins with a line that is no header.
            return Head(tuple(fields)), at
        fields.append((found[1].decode("ascii").lower(), found[2]))
        at = found.end()
    return Head(tuple(fields), cut=at < end), body


def _after_envelope(raw: bytes, start: int, stop: int) -> int:
    """Skip the line that a mailbox file puts before each letter."""
    found = _ENVELOPE.match(raw, start, min(stop, start + 1_000))
    return found.end() if found else start


def _end(raw: bytes, start: int, stop: int) -> tuple[int, int] | None:
    """Return where the last line of a head ends and where its body begins."""
    if raw[start : start + 1] == b"\n" or raw[start : start + 2] == b"\r\n":
        return start, raw.index(b"\n", start) + 1
    bare = raw.find(b"\n\n", start, stop)
    full = raw.find(b"\n\r\n", start, stop if bare < 0 else bare)
    if full >= 0:
        return full + 1, full + 3
    return None if bare < 0 else (bare + 1, bare + 2)
