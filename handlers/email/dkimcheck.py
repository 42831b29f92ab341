"""Whether a letter is signed by its sender's own domain (DKIM), verified here.

https://www.rfc-editor.org/rfc/rfc6376. The library verifies a signature; which ones
count is decided here: a signature that leaves part of the body or the words that we
read unsigned is none.
"""

import logging
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice

import dkim
from dkim.util import InvalidTagValueList, parse_tag_value

from handlers.email import alignment, bodyforms
from handlers.email.heads import Head

Lookup = Callable[[str], bytes | None]

_MOST_SIGNATURES = 20
# Each is a walk through the whole letter, and anybody can add some.
_MOST_TRIED = 4
_LONGEST = 8_000
_LARGEST_HEAD = 128_000
_MOST_FIELDS = 500
_ALGORITHMS = frozenset({b"rsa-sha256", b"ed25519-sha256"})
_SELECTOR = re.compile(rb"[A-Za-z0-9](?:[\w.-]{0,98}[A-Za-z0-9])?")
# The library's patterns try every way to divide a run of blanks.
_LONG_BLANK = re.compile(rb"\s{80}")
_BLANKS = re.compile(rb"[ \t]+")
# Where a signed letter has these, the signature must cover them: we act on them.
_COVERED = ("from", "subject", "date")
# Each stands once in a letter whose sender is shown; with the body's own sum (`bh=`),
# a tag of the signature, they tell one letter from another.
_SEALED = (*_COVERED, "message-id")
_SILENT = logging.getLogger("handlers.email.silent")
_SILENT.disabled = True
# What the library raises on bytes that are no proper letter or no proper key.
_BROKEN = (
    dkim.DKIMException,
    ArithmeticError,
    AssertionError,
    LookupError,
    TypeError,
    ValueError,
)


def verified(raw: bytes, head: Head, *, body: int, domain: str, lookup: Lookup) -> bool:
    """Say whether a signature of *domain* over the letter *raw* is good.

    *body* is where its body begins. *lookup* gives the TXT record of a name; what it
    raises comes through.
    """
    worthy = list(islice(_worthy(raw, head, body=body, domain=domain), _MOST_TRIED))
    if not worthy or body > _LARGEST_HEAD or len(head.fields) > _MOST_FIELDS:
        return False
    # The head ends where we read it to end, so that what is verified is what is read.
    lines = raw[:body].rstrip(b"\r\n") + b"\r\n\r\n"
    try:
        letter = dkim.DKIM(lines + raw[body:], logger=_SILENT)
    except _BROKEN:
        return False
    whole = letter.body
    for place, relaxed in worthy:
        letter.body = _relaxed(whole) if relaxed else whole
        if _is_good(letter, place, lookup):
            return True
    return False


def leaves_gaps(raw: bytes, head: Head, *, body: int, domain: str) -> bool:
    """Say whether *domain* may have signed less than we read: more may be slipped in.

    That is so when any one of its signatures does, or one cannot be looked at: who
    says that one is good does not say which.
    """
    tagged = list(_tagged(head))
    if len(tagged) < len(head.all("dkim-signature")):
        return True
    theirs = sum(_is_of(tags, domain) for _, tags in tagged)
    return theirs > len(list(_worthy(raw, head, body=body, domain=domain)))


def seals(raw: bytes, head: Head, *, body: int, domain: str) -> tuple[str, ...]:
    """Return what each signature of *domain* that may count seals, as a short name.

    It is made of what is signed, with its blanks folded, and never of the signature
    itself: that can be written in more ways than one.
    """
    worthy = _worthy(raw, head, body=body, domain=domain)
    places = {place for place, _ in worthy}
    return tuple(
        _sealed(head, tags) for place, tags in _tagged(head) if place in places
    )


def _sealed(head: Head, tags: dict[bytes, bytes]) -> str:
    names = {each.strip().lower() for each in _text(tags, b"h").split(":")}
    told = [name + b"=" + _folded(tags[name]) for name in sorted(tags) if name != b"b"]
    told += [
        name.encode() + b":" + _folded(head.first(name))
        for name in _SEALED
        if name in names
    ]
    return sha256(b"\n".join(told)).hexdigest()


def _folded(value: bytes) -> bytes:
    return b" ".join(value.split())


def _is_good(letter: dkim.DKIM, place: int, lookup: Lookup) -> bool:
    def record(name: bytes, timeout: int = 0) -> bytes | None:
        del timeout
        return lookup(name.decode("ascii"))

    try:
        return bool(letter.verify(place, dnsfunc=record))
    except _BROKEN:
        return False


def _worthy(
    raw: bytes, head: Head, *, body: int, domain: str
) -> Iterator[tuple[int, bool]]:
    """Yield each signature of *domain* that may count: its place, and whether relaxed.

    A length (`l=`) leaves what follows it unsigned, and SHA-1 signs nothing any more.
    """
    here = [name for name in _COVERED if head.all(name)]
    if not bodyforms.is_as_named(head, raw, body):
        here.append("content-type")
    for place, tags in _tagged(head):
        names = {each.strip().lower() for each in _text(tags, b"h").split(":")}
        if (
            b"l" not in tags
            and tags.get(b"a") in _ALGORITHMS
            and _SELECTOR.fullmatch(tags.get(b"s", b""))
            and names.issuperset(here)
            and _is_of(tags, domain)
        ):
            yield place, tags.get(b"c", b"").partition(b"/")[2].strip() == b"relaxed"


def _tagged(head: Head) -> Iterator[tuple[int, dict[bytes, bytes]]]:
    """Yield the place and the tags of each signature that is one."""
    for place, value in enumerate(head.all("dkim-signature")[:_MOST_SIGNATURES]):
        if len(value) > _LONGEST or _LONG_BLANK.search(value):
            continue
        try:
            yield place, parse_tag_value(value)
        except InvalidTagValueList:
            continue


def _is_of(tags: dict[bytes, bytes], domain: str) -> bool:
    return alignment.aligned(_text(tags, b"d"), domain)


def _text(tags: dict[bytes, bytes], name: bytes) -> str:
    return tags.get(name, b"").decode("ascii", "replace")


def _relaxed(body: bytes) -> bytes:
    """Return *body* with its blanks as the relaxed form has them.

    The library does the same, in time that grows with the square of a long run.
    """
    return _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n")
