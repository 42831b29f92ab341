"""Letters put together byte by byte, so that each has its client's quirks."""

import base64
import binascii
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers, in order, and its body as it goes over the wire."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


def text(
    words,
    *,
    kind="text/plain",
    charset="utf-8",
    cte="quoted-printable",
    extra="",
    codec="",
    quoted=False,
    headers=(),
):
    """Return a text part; *extra* is more parameters, *codec* what *charset* hides."""
    raw = words if isinstance(words, bytes) else _bytes(words, codec or charset, kind)
    label = f'"{charset}"' if quoted else charset
    content = f"{kind}; charset={label}" if charset else kind
    return Part(
        (
            ("Content-Type", content + extra),
            ("Content-Transfer-Encoding", cte),
            *headers,
        ),
        encoded(raw, cte),
    )


def _bytes(words, codec, kind):
    """Return words in a charset; what it lacks as clients put it."""
    if codec.lower() not in {"utf-8", "utf-16", "gb18030"}:
        words = words.replace("\u202f", " ").replace("\ufeff", "")
    return words.encode(codec, "xmlcharrefreplace" if kind == "text/html" else "strict")


def encoded(raw, cte):
    """Return *raw* under a transfer encoding, its lines ended by LF."""
    if cte.lower() == "base64":
        flat = raw.replace(b"\n", b"\r\n")
        return base64.encodebytes(flat).rstrip(b"\n") + b"\n"
    if cte.lower() == "quoted-printable":
        return binascii.b2a_qp(raw, istext=True)
    return raw


def multi(subtype, *parts, boundary, extra="", preamble=b""):
    """Return the parts between their boundary."""
    inside = b"".join(
        b"--" + boundary.encode() + b"\n" + _flat(each) + b"\n" for each in parts
    )
    end = b"--" + boundary.encode() + b"--\n"
    content = f'multipart/{subtype}; boundary="{boundary}"{extra}'
    return Part((("Content-Type", content),), preamble + inside + end)


def attached(name, kind, raw, *, how="attachment", extra=()):
    """Return a file as an attachment in base64."""
    return Part(
        (
            ("Content-Type", f'{kind}; name="{name}"'),
            ("Content-Transfer-Encoding", "base64"),
            ("Content-Disposition", f'{how}; filename="{name}"'),
            *extra,
        ),
        base64.encodebytes(raw),
    )


def enclosed(raw, *, name="", how="attachment"):
    """Return a whole letter as a part (message/rfc822)."""
    said = f'{how}; filename="{name}"' if name else how
    kind = f'message/rfc822; name="{name}"' if name else "message/rfc822"
    headers = (("Content-Type", kind), ("Content-Disposition", said))
    return Part(headers, raw.replace(b"\r\n", b"\n"))


def letter(headers, part, *, eol=b"\r\n"):
    """Return a whole letter; a value that is bytes stands as it is."""
    out = []
    for name, value in (*headers, *part.headers):
        raw = value if isinstance(value, bytes) else value.encode()
        out.append(name.encode() + b": " + raw + b"\n")
    whole = b"".join(out) + b"\n" + part.body
    return whole.replace(b"\r\n", b"\n").replace(b"\n", eol)


def worded(value, *, charset="UTF-8", how="B", codec="", size=42):
    """Return a header value as encoded words, folded as clients fold them."""
    if value.isascii() and how != "Q!":
        return value
    words = []
    for piece in _pieces(value, codec or charset, size):
        if how[0] == "B":
            inside = base64.b64encode(piece).decode()
        else:
            inside = "".join(
                chr(byte)
                if chr(byte).isalnum() and byte < 128
                else "_"
                if byte == 32
                else f"={byte:02X}"
                for byte in piece
            )
        words.append(f"=?{charset}?{how[0]}?{inside}?=")
    return "\n ".join(words)


def _pieces(value, codec, size):
    """Yield the bytes of a value, never cut inside a character."""
    piece = ""
    for char in value:
        if piece and len((piece + char).encode(codec)) > size:
            yield piece.encode(codec)
            piece = ""
        piece += char
    yield piece.encode(codec)


def _flat(part):
    heads = b"".join(f"{name}: {value}\n".encode() for name, value in part.headers)
    return heads + b"\n" + part.body
