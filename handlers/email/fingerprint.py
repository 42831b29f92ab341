"""A letter's fingerprint: the same however it was brought, another when it is not."""

import hashlib
from collections.abc import Callable

from handlers.email import headerwords, heads
from handlers.email.heads import Head
from handlers.email.parts import Part

_NAMED = ("message-id", "date", "from", "subject")
_LONGEST = 16_000


def of(letter: Part) -> str:
    """Return 64 hex digits made of a letter's names and of all that it holds.

    Each part counts as it was meant, not as it was coded, lines as lines, and blanks
    not at all: another relay adds headers of its own, folds others, and turns 8bit into
    quoted-printable; and who has a signed letter can add blanks that are not signed.
    """
    digest = hashlib.sha256()
    _add_letter(letter, digest.update)
    return digest.hexdigest()


def unread(raw: bytes) -> str:
    """Return a fingerprint of a letter that cannot be taken apart."""
    head, start = heads.read(raw)
    digest = hashlib.sha256()
    _add_names(head, digest.update)
    digest.update(hashlib.sha256(memoryview(raw)[start:]).digest())
    return digest.hexdigest()


def _add_letter(letter: Part, add: Callable[[bytes], None]) -> None:
    _add_names(letter.head, add)
    waiting = [letter]
    while waiting:
        part = waiting.pop()
        if part.is_letter and part.parts:
            for each in part.parts:
                _add_names(each.head, add)
        if part.parts:
            waiting.extend(reversed(part.parts))
        if not part.parts or part.cut:
            _add(part.content(), part.kind, add)


def _add_names(head: Head, add: Callable[[bytes], None]) -> None:
    for name in _NAMED:
        for value in head.all(name):
            line = headerwords.line(value, limit=_LONGEST).encode("utf-8", "replace")
            add(b"%s %d " % (name.encode(), len(line)) + line)


def _add(content: bytes, kind: str, add: Callable[[bytes], None]) -> None:
    if kind.startswith(("text/", "multipart/", "message/")):
        content = content.replace(b"\r\n", b"\n").translate(None, b" \t").rstrip()
    add(b"part %d " % len(content))
    add(content)
