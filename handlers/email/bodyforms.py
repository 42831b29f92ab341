"""Whether a body has the form that its head names, by what the body begins with.

Many who sign letters leave Content-Type unsigned (Gmail does). Whoever has such a
letter could name another boundary, and have words in the middle of it, quoted from
their own letter, read as all that it says.
"""

import re

from handlers.email import coding, fields
from handlers.email.heads import Head

# What clients put before the first boundary, if anything.
_MULTIPART = re.compile(
    rb"\s{0,20}(?:This is an? [^\r\n]{1,60}\bmessage\b[^\r\n]{0,60}\s{1,20})?"
    rb"--(?!---BEGIN )(?=\S)([^\r\n]{1,200}?)[ \t]{0,20}\r?\n"
    rb"(?:[!-9;-~]{1,60}[ \t]{0,20}:|\r?\n)",
    re.IGNORECASE,
)
_HTML = re.compile(rb"[\s\xef\xbb\xbf]{0,200}<(?:!|/?[a-z])", re.IGNORECASE)
_BEGINNING = 2_000


def is_as_named(head: Head, raw: bytes, start: int) -> bool:
    """Say whether the body of *raw* from *start* on is what *head* says it is."""
    kind, parameters = fields.read(head.first("content-type"))
    first = _MULTIPART.match(raw, start)
    if first:
        named = parameters.get("boundary", "").rstrip().encode()
        return kind.startswith("multipart/") and first[1] == named
    if kind.startswith("multipart/"):
        return False
    encoding, _ = fields.read(head.first("content-transfer-encoding"))
    shown = coding.decode(raw[start : start + _BEGINNING], encoding)
    return (kind == "text/html") == bool(_HTML.match(shown))
