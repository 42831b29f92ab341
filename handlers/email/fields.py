"""Structured header values of MIME: a value with parameters behind it."""

import re
from urllib.parse import unquote_to_bytes

from handlers.email import charsets, headerwords

_MOST = 4_000
# A quote that is never closed holds the rest.
_PARAMETER = re.compile(
    r";[ \t\r\n]*+([!-:<>-~]{1,60}?)[ \t]*+=[ \t\r\n]*+"
    r"(?:\"((?:[^\"\\]|\\.)*+)(?:\"|\Z)|([^;]*+))",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMENT = re.compile(r"\([^()]*\)")


def read(value: bytes) -> tuple[str, dict[str, str]]:
    r"""Return what stands before the first semicolon in lower case, and parameters.

    Their names are in lower case too; those cut in pieces or coded (RFC 2231) are
    whole and decoded.

    >>> read(b'Text/Plain; charset="utf-8"; name*0*=utf-8\'\'a%20; name*1=b')
    ('text/plain', {'charset': 'utf-8', 'name': 'a b'})
    """
    text = value[:_MOST].decode("utf-8", "replace")
    plain, _, rest = text.partition(";")
    word = _COMMENT.sub("", plain).strip().strip('"').lower()
    return "".join(word.split()), _parameters(";" + rest) if rest else {}


def _parameters(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for each in _PARAMETER.finditer(text):
        name, quoted, bare = each[1].lower(), each[2], each[3]
        value = _ESCAPED.sub(r"\1", quoted) if bare is None else bare.strip()
        name, star, number = name.partition("*")
        if not star:
            found.setdefault(name, _plain(value))
            continue
        coded = number.endswith("*") or not number
        at = number.removesuffix("*") or "0"
        if at.isdecimal() and len(at) < 4:
            pieces.setdefault(name, {}).setdefault(int(at), (value, coded))
    for name, parts in pieces.items():
        found[name] = _joined([parts[at] for at in sorted(parts)])
    return found


def _plain(value: str) -> str:
    # Many clients put encoded words where RFC 2231 has its own way.
    return headerwords.line(value.encode()) if "=?" in value else value


def _joined(parts: list[tuple[str, bool]]) -> str:
    charset = ""
    if parts[0][1] and parts[0][0].count("'") >= 2:
        charset, _, rest = parts[0][0].split("'", 2)
        parts = [(rest, True), *parts[1:]]
    data = b"".join(
        unquote_to_bytes(text) if coded else text.encode() for text, coded in parts
    )
    return charsets.decode(data, charset)
