"""A letter's body as a tree of MIME parts: places in its bytes, nothing decoded yet.

The standard library's parser goes through every line and recurses with every level:
700 nested parts over a long body cost it minutes, and it cannot be told to stop.
This walk looks only for the boundary of the part at hand, by plain search; its cost
is the letter's size times a depth that is capped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from handlers.email import coding, fields, heads
from handlers.email.heads import Head

DEEPEST = 20
MOST_PARTS = 500

_TEXT = "text/plain"
_LETTER = "message/rfc822"
_LETTERS = frozenset({_LETTER, "message/global", "message/news"})
_IDENTITY = frozenset({"", "7bit", "8bit", "binary"})
_AFTER = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_LOOKS_BOUND = re.compile(
    rb"(?:\A|\n)--([^\r\n]{1,200}?)[ \t]*\r?\n[!-9;-~]{1,60}[ \t]*:"
)
_LOOKED_FOR = 64_000
_IS_KIND = re.compile(r"[^/]+/[^/]+")


@dataclass(frozen=True)
class Part:
    """One part: its *head*, and its body from *start* to *stop* of *raw*.

    *parts* are the parts of a multipart, or the one letter inside a message/rfc822.
    *cut* says that there are parts within which were not looked for.
    """

    raw: bytes = field(repr=False)
    head: Head
    start: int
    stop: int
    kind: str
    parameters: dict[str, str]
    parts: "tuple[Part, ...]" = ()
    cut: bool = False

    @property
    def is_letter(self) -> bool:
        """Say whether it is a whole letter that is attached."""
        return self.kind in _LETTERS

    @cached_property
    def encoding(self) -> str:
        """Return the transfer encoding that its head names, in lower case."""
        return fields.read(self.head.first("content-transfer-encoding"))[0]

    @cached_property
    def disposition(self) -> str:
        """Return `inline`, `attachment`, another word, or nothing."""
        return self._disposed[0]

    @cached_property
    def filename(self) -> str:
        """Return its file's name in lower case, or nothing."""
        name = self._disposed[1].get("filename") or self.parameters.get("name", "")
        return name.strip().casefold()

    def content(self, limit: int | None = None) -> bytes:
        """Return what it holds, decoded; of about *limit* bytes at least the first.

        A limit counts coded bytes three for one, so that as much comes out whatever
        the encoding is.
        """
        stop = self.stop if limit is None else min(self.stop, self.start + 3 * limit)
        return coding.decode(self.raw[self.start : stop], self.encoding)

    @cached_property
    def _disposed(self) -> tuple[str, dict[str, str]]:
        return fields.read(self.head.first("content-disposition"))


def read(raw: bytes, head: Head, start: int) -> Part:
    """Return the tree of the letter whose *head* ends at *start* of *raw*."""
    return _Walk(raw).part(head, start, len(raw), kind=_TEXT, depth=0)


class _Walk:
    """Goes down one letter, counting its parts."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.count = 0

    def part(self, head: Head, start: int, stop: int, *, kind: str, depth: int) -> Part:
        """Return the part with that head and body; *kind* is what an unsaid one is."""
        self.count += 1
        said, parameters = fields.read(head.first("content-type"))
        # RFC 2045 section 5.2: what cannot be understood is plain text.
        if said:
            kind = said if _IS_KIND.fullmatch(said) else _TEXT
        parts: tuple[Part, ...] = ()
        cut = False
        if kind.startswith("multipart/"):
            places = list(self._places(parameters.get("boundary", ""), start, stop))
            if not places:
                kind = _TEXT
            elif depth < DEEPEST:
                parts, cut = self._inside(kind, places, depth=depth)
            else:
                cut = True
        elif kind in _LETTERS and depth < DEEPEST and self.count < MOST_PARTS:
            parts = self._letter(head, start, stop, depth=depth)
        return Part(self.raw, head, start, stop, kind, parameters, parts, cut)

    def _inside(
        self, kind: str, places: list[tuple[int, int]], *, depth: int
    ) -> tuple[tuple[Part, ...], bool]:
        unsaid = _LETTER if kind == "multipart/digest" else _TEXT
        parts: list[Part] = []
        for start, stop in places:
            if self.count >= MOST_PARTS:
                return tuple(parts), True
            head, body = heads.read(self.raw, start, stop)
            parts.append(self.part(head, body, stop, kind=unsaid, depth=depth + 1))
        return tuple(parts), False

    def _letter(
        self, head: Head, start: int, stop: int, *, depth: int
    ) -> tuple[Part, ...]:
        encoding = fields.read(head.first("content-transfer-encoding"))[0]
        if encoding not in _IDENTITY:
            # RFC 2046 forbids it and some clients do it; it is read by itself.
            raw = coding.decode(self.raw[start:stop], encoding)
            inner, body = heads.read(raw)
            walk = _Walk(raw)
            walk.count = self.count
            part = walk.part(inner, body, len(raw), kind=_TEXT, depth=depth + 1)
            self.count = walk.count
            return (part,)
        inner, body = heads.read(self.raw, start, stop)
        return (self.part(inner, body, stop, kind=_TEXT, depth=depth + 1),)

    def _places(
        self, boundary: str, start: int, stop: int
    ) -> Iterator[tuple[int, int]]:
        """Yield where each part between boundaries begins and ends."""
        found = False
        for named in _spellings(boundary):
            for place in _between(self.raw, b"--" + named, start, stop):
                found = True
                yield place
            if found:
                return
        # None is named, or another than stands there: take what looks like one.
        # It stands at the beginning of a line, so the break before is looked at too.
        end = min(stop, start + _LOOKED_FOR)
        like = _LOOKS_BOUND.search(self.raw, max(0, start - 1), end)
        if like:
            yield from _between(self.raw, b"--" + like[1], start, stop)


def _spellings(boundary: str) -> list[bytes]:
    whole = boundary.encode("utf-8", "replace")[:200]
    first = whole.split(maxsplit=1)[:1]
    return [each for each in dict.fromkeys([whole.rstrip(), *first]) if each]


def _between(
    raw: bytes, mark: bytes, start: int, stop: int
) -> Iterator[tuple[int, int]]:
    begun = -1
    at = raw.find(mark, start, stop)
    while at >= 0:
        end = at + len(mark)
        follows = _AFTER.match(raw, end, stop)
        if follows and (at == start or raw[at - 1] == 10):
            if begun >= 0:
                yield begun, _before_break(raw, begun, at)
            if follows[1]:
                return
            begun = end = follows.end()
        at = raw.find(mark, end, stop)
    if begun >= 0:
        yield begun, stop


def _before_break(raw: bytes, start: int, at: int) -> int:
    """Return where a part ends: the break before a boundary belongs to that."""
    if at - 1 >= start:
        at -= 1
        if at - 1 >= start and raw[at - 1] == 13:
            at -= 1
    return at
