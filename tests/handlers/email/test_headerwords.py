"""A header's value becomes the one line that a person sees."""

import pytest

from handlers.email import headerwords


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (b" 0.2 call re\r\n scheduling", "0.2 call re scheduling"),
        (b"\t0.2 \t call\n\t", "0.2 call"),
        (b"=?utf-8?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?q?caf=C3?=\r\n =?utf-8?q?=A9?=", "café"),
        (b"=?UTF-8?B?Y2Fmw6k=?= and =?iso-8859-1?Q?M=FCller?=", "café and Müller"),
        (b"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        (b"=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        (b"=?utf-8*en?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?q?two_words?=", "two words"),
        (b"=?utf-8?q?two words?=", "two words"),
        (b"=?gb2312?b?tPo=?=", "代"),
        (b"=?iso-2022-jp?b?GyRCRUVPQxsoQg==?=", "電話"),
        (b"\x1b$BEEOC\x1b(B", "電話"),
        (b"=?utf-8?q?unended", "=?utf-8?q?unended"),
        (b"=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        (b"=??q?abc?=", "=??q?abc?="),
        (b"re=?utf-8?q?lated?=", "related"),
        ("café scheduling".encode(), "café scheduling"),
        ("café scheduling".encode("cp1252"), "café scheduling"),
        (b"a\r\nBcc: b", "a Bcc: b"),
        (b"=?utf-8?q?a=0D=0ABcc:_b?=", "a Bcc: b"),
        (b"a\0b\x1b[2Jc\x7f", "a b [2Jc"),
        ("inv\u202egpj.exe".encode(), "invgpj.exe"),
        ("a\u0085b\u2028c".encode(), "a b c"),
        (b"", ""),
    ],
)
def test_a_value_is_one_decoded_line(value, seen):
    assert headerwords.line(value) == seen


def test_a_value_is_cut():
    assert len(headerwords.line(b"a " * 100_000)) == headerwords.LONGEST
    assert headerwords.line(b"abcdef", limit=3) == "abc"
