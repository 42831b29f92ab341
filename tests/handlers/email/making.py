"""Letters for tests, made from a few words."""

from base64 import b64encode

OWN = "0.2 call re scheduling, Smith file"
DECOY = "9.9 decoy that nobody dictated"
HEAD = {
    "From": "Ada <ada@firm.example>",
    "To": "time@firm.example",
    "Subject": "",
    "Date": "Wed, 18 Nov 2026 10:11:12 +1100",
    "Message-ID": "<one@firm.example>",
    "MIME-Version": "1.0",
}


def letter(body=OWN, /, *, end="\r\n", **head):
    """Return a letter as bytes; a header of None is left out, one of `_` is `-`."""
    fields = HEAD | {name.replace("_", "-"): value for name, value in head.items()}
    lines = [
        f"{name}: {value}".encode()
        if isinstance(value, str)
        else name.encode() + b": " + value
        for name, value in fields.items()
        if value is not None
    ]
    content = body if isinstance(body, bytes) else body.encode()
    brk = end.encode()
    return (
        brk.join(lines)
        + brk
        + brk
        + content.replace(b"\r\n", b"\n").replace(b"\n", brk)
    )


def raw(head, body=OWN):
    """Return a letter with exactly that head."""
    head, body = (
        each if isinstance(each, bytes) else each.encode() for each in (head, body)
    )
    return head.strip(b"\n") + b"\n\n" + body


def part(content, kind="text/plain", **head):
    """Return one part of a multipart."""
    head = {"Content-Type": kind} | {
        name.replace("_", "-"): value for name, value in head.items()
    }
    lines = "".join(
        f"{name}: {value}\n" for name, value in head.items() if value is not None
    )
    return (
        lines.encode()
        + b"\n"
        + (content if isinstance(content, bytes) else content.encode())
    )


def multipart(*parts, kind="mixed", boundary="b0", **parameters):
    """Return a part that holds *parts*."""
    more = "".join(f'; {name}="{value}"' for name, value in parameters.items())
    mark = b"--" + boundary.encode()
    inside = b"".join(mark + b"\n" + each + b"\n" for each in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\n\n'.encode()
    return head + inside + mark + b"--\n"


def whole(inner, **head):
    """Return a letter whose body is the part *inner*, with that part's own head."""
    content, _, body = inner.partition(b"\n\n")
    fields = HEAD | {name.replace("_", "-"): value for name, value in head.items()}
    lines = [
        f"{name}: {value}".encode()
        for name, value in fields.items()
        if value is not None
    ]
    return b"\n".join([*lines, content]) + b"\n\n" + body


def attached(
    subject="Settlement offer", sender="Jane Doe <jane@client.example>", text=DECOY
):
    """Return a whole letter as a part of another."""
    inner = letter(
        text,
        end="\n",
        From=sender,
        Subject=subject,
        Message_ID="<inner@client.example>",
    )
    return part(inner, "message/rfc822")


def base64(text):
    """Return *text* in base64, in lines."""
    coded = b64encode(text if isinstance(text, bytes) else text.encode())
    return b"\n".join(coded[at : at + 76] for at in range(0, len(coded), 76)) + b"\n"
