"""A header's value → the words that a person sees: one line, decoded, bounded."""

import re
from binascii import a2b_qp
from itertools import groupby

from handlers.email import charsets, coding

LONGEST = 1_000
_MOST_BYTES = 16_000
_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"[ \t\r\n]*")
# Controls, line separators, and marks that would turn the reading order round.
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(" {2,}")


def line(value: bytes, *, limit: int = LONGEST) -> str:
    r"""Return a header's *value* decoded, on one line, at most *limit* characters.

    >>> line(b" =?utf-8?q?caf=C3=A9?=\r\n =?utf-8?b?w6k=?= bar")
    'caféé bar'
    """
    text = charsets.decode(value[:_MOST_BYTES], "")
    if "=?" in text:
        text = _undone(text)
    text = _TURNING.sub("", _UNSEEN.sub(" ", text))
    return _SPACES.sub(" ", text).strip()[:limit]


def _undone(text: str) -> str:
    """Decode the encoded words of RFC 2047, as clients write them.

    A character is often cut in half between two words, so the bytes of neighbours
    in one charset are joined before they are decoded.
    """
    out: list[str] = []
    for bare, run in groupby(_pieces(text), key=lambda piece: piece[0]):
        if bare == "":
            out.extend(piece for _, piece in run if isinstance(piece, str))
        else:
            data = b"".join(piece for _, piece in run if isinstance(piece, bytes))
            out.append(charsets.decode(data, bare))
    return "".join(out)


def _pieces(text: str) -> list[tuple[str, str | bytes]]:
    """Return the text in pieces: bytes with their charset, or plain text with none."""
    pieces: list[tuple[str, str | bytes]] = []
    at = 0
    for found in _WORD.finditer(text):
        plain = text[at : found.start()]
        # Blanks between two encoded words are only there to fold the line.
        if plain and not (at and _BETWEEN.fullmatch(plain)):
            pieces.append(("", plain))
        pieces.append((found[1].casefold(), _bytes(found[2], found[3])))
        at = found.end()
    pieces.append(("", text[at:]))
    return pieces


def _bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "bB":
        return coding.from_base64(data)
    return a2b_qp(data, header=True)
