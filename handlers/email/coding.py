"""Transfer encodings: what came over the wire → the bytes that were meant."""

import re
from binascii import Error, a2b_base64, a2b_qp, a2b_uu

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/]*+={0,2}[ \t]*+\r?(?:\n|\Z))*+")
_UU_BEGIN = re.compile(rb"(?:\A|\n)begin(?:-base64)? [0-7]{3,4} [^\n]*\n")


def decode(data: bytes, encoding: str) -> bytes:
    """Return *data* without its transfer *encoding*; never raises.

    An encoding that is not known, or is not what the bytes are in, leaves them.
    """
    match encoding:
        case "base64":
            return _base64(data)
        case "quoted-printable":
            return a2b_qp(data)
        case "x-uuencode" | "uuencode" | "x-uue":
            return _from_uu(data)
        case _:
            return data


def from_base64(data: bytes) -> bytes:
    r"""Return what *data* stands for, whatever is missing at its end.

    >>> from_base64(b"w6k")
    b'\xc3\xa9'
    """
    try:
        return a2b_base64(data)
    except Error:
        kept = _NOT_BASE64.sub(b"", data)
        # One character by itself is no byte.
        kept = kept[: len(kept) - (len(kept) % 4 == 1)]
        return a2b_base64(kept + b"=" * (-len(kept) % 4))


def _base64(data: bytes) -> bytes:
    """Decode the lines that are base64; plain text under them is a list's or a relay's.

    What has no such line at its top is plain text, whatever the head says.
    """
    try:
        return a2b_base64(data.translate(None, b" \t\r\n"), strict_mode=True)
    except Error:
        coded = _BASE64_LINES.match(data)
    end = coded.end() if coded else 0
    return from_base64(data[:end]) if data[:end].strip() else data


def _from_uu(data: bytes) -> bytes:
    begun = _UU_BEGIN.search(data)
    if not begun:
        return data
    out: list[bytes] = []
    for line in data[begun.end() :].splitlines():
        if line.startswith((b"end", b"`")):
            break
        try:
            out.append(a2b_uu(line))
        except Error:
            continue
    return b"".join(out)
