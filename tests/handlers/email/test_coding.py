"""Transfer encodings are undone, also where they are broken."""

from base64 import b64encode
from binascii import b2a_uu

import pytest

from handlers.email import coding

WORDS = b"0.2 call re scheduling, Smith file\n"


@pytest.mark.parametrize(
    ("coded", "encoding", "meant"),
    [
        (b64encode(WORDS), "base64", WORDS),
        (b64encode(WORDS).rstrip(b"=") + b"\n", "base64", WORDS),
        (b"MC4y\n\n IGNh\r\nbGw=\n", "base64", b"0.2 call"),
        (
            b"MC4yIGNhbGw=\n\n____\nSent to the list\n",
            "base64",
            b"0.2 call",
        ),
        (WORDS, "base64", WORDS),
        (b"", "base64", b""),
        (b"caf=C3=A9 =\nbar", "quoted-printable", "café bar".encode()),
        (b"caf=c3=a9 100=ZZ =", "quoted-printable", "café 100=ZZ ".encode()),
        (b"begin 644 a.txt\n" + b2a_uu(WORDS) + b"`\nend\n", "x-uuencode", WORDS),
        (b"begin 644 a.txt\n\xff\xff\n" + b2a_uu(WORDS) + b"end\n", "uuencode", WORDS),
        (WORDS, "x-uuencode", WORDS),
        (WORDS, "8bit", WORDS),
        (WORDS, "", WORDS),
        (WORDS, "nonsense", WORDS),
    ],
)
def test_what_was_meant_comes_out(coded, encoding, meant):
    assert coding.decode(coded, encoding) == meant


@pytest.mark.parametrize(
    ("coded", "meant"),
    [
        (b"w6k", b"\xc3\xa9"),
        (b"w6k=", b"\xc3\xa9"),
        (b"w6kQ=", b"\xc3\xa9\x10"),
        (b"w", b""),
        (b"!!!", b""),
    ],
)
def test_base64_is_read_whatever_is_missing_at_its_end(coded, meant):
    assert coding.from_base64(coded).startswith(meant)
