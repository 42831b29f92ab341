"""A MIME header is a value and its parameters, as clients really write them."""

import pytest

from handlers.email import fields


@pytest.mark.parametrize(
    ("value", "word", "parameters"),
    [
        (b"text/plain", "text/plain", {}),
        (b" Text/HTML ; charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        (
            b'text/plain; charset="utf-8"; format=flowed',
            "text/plain",
            {"charset": "utf-8", "format": "flowed"},
        ),
        (b"text/plain;charset=utf-8;", "text/plain", {"charset": "utf-8"}),
        (b"text/plain;\r\n\tcharset = utf-8", "text/plain", {"charset": "utf-8"}),
        (
            b'multipart/mixed; boundary="a;b\\"c"',
            "multipart/mixed",
            {"boundary": 'a;b"c'},
        ),
        (
            b'multipart/mixed; boundary="never ended',
            "multipart/mixed",
            {"boundary": "never ended"},
        ),
        (b"text/plain (a comment); charset=a", "text/plain", {"charset": "a"}),
        (b"text/plain; charset=a; charset=b", "text/plain", {"charset": "a"}),
        (b"a/b; name*=utf-8''caf%C3%A9.txt", "a/b", {"name": "café.txt"}),
        (b"a/b; name*0=ab; name*1=cd; name*2=e", "a/b", {"name": "abcde"}),
        (b"a/b; name*1*=%A9; name*0*=utf-8''caf%C3", "a/b", {"name": "café"}),
        (b"a/b; name==?utf-8?q?caf=C3=A9?=", "a/b", {"name": "café"}),
        (b'a/b; name="=?utf-8?q?caf=C3=A9?="', "a/b", {"name": "café"}),
        (b"a/b; name*99999=x; name*x=y", "a/b", {}),
        (b"; charset=a", "", {"charset": "a"}),
        (b"", "", {}),
        (b"attachment; filename=\xc3\xa9.eml", "attachment", {"filename": "é.eml"}),
    ],
)
def test_a_header_is_a_word_and_parameters(value, word, parameters):
    assert fields.read(value) == (word, parameters)
