"""Bytes become the text that was meant, whatever the letter says of them."""

import pytest

from handlers.email import charsets

SHORT = "0.2 Gespräch – Müller"


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        (SHORT, "utf-8", "utf-8"),
        (SHORT, "utf-8", "UTF8"),
        (SHORT, "utf-8", '"utf-8"'),
        (SHORT, "utf-8", "3Dutf-8"),
        (SHORT, "utf-8", "charset=utf-8"),
        (SHORT, "utf-8", "utf8mb4"),
        (SHORT, "utf-8", ""),
        (SHORT, "utf-8", "us-ascii"),
        (SHORT, "utf-8", "iso-8859-1"),
        (SHORT, "utf-8", "windows-1252"),
        (SHORT, "utf-8", "nonsense"),
        (SHORT, "utf-8", "gb2312"),
        (SHORT, "cp1252", "iso-8859-1"),
        (SHORT, "cp1252", "windows-1252"),
        (SHORT, "cp1252", "us-ascii"),
        (SHORT, "cp1252", "utf-8"),
        (SHORT, "cp1252", ""),
        (SHORT, "utf-16", "utf-16"),
        (SHORT, "utf-16-le", "utf-16le"),
        (SHORT, "utf-16-be", "utf-16be"),
        (SHORT, "utf-8-sig", "utf-8"),
        (SHORT, "utf-8-sig", ""),
        (SHORT, "utf-16", ""),
        ("会议讨论和解方案", "gbk", "gb2312"),
        ("㐀 会议", "gb18030", "gbk"),
        ("會議討論", "big5", "big5"),
        ("電話会議の件", "iso2022_jp", "iso-2022-jp"),
        ("電話会議の件", "iso2022_jp", ""),
        ("電話会議の件", "iso2022_jp", "us-ascii"),
        ("電話会議①", "cp932", "shift_jis"),
        ("電話会議①", "cp932", "windows-31j"),
        ("회의 논의", "cp949", "ks_c_5601-1987"),
        ("Разговор с клиентом", "koi8-r", "koi8-r"),
        ("Разговор с клиентом", "cp1251", "windows-1251"),
        ("Rozmowa o Łodzi", "iso8859-2", "ISO-8859-2"),
        ("שיחה", "iso8859-8", "iso-8859-8-i"),
        ("café", "mac-roman", "x-mac-roman"),
        ("κλήση", "cp1253", "windows-1253"),
        ("โทรศัพท์", "cp874", "tis-620"),
        ("déjà vu", "utf-7", "utf-7"),
    ],
)
def test_text_comes_back_as_it_was_written(text, written, label):
    assert charsets.decode(text.encode(written), label) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Разговор с клиентом о переносе слушания, дело Смирнова", "koi8-r"),
        ("Разговор с клиентом о переносе слушания, дело Смирнова", "cp1251"),
        ("Rozmowa z klientem o przełożeniu rozprawy, sprawa Wójcik", "cp1250"),
        ("電話会議の件についてご連絡いたします", "shift_jis"),
        ("关于会议时间的讨论，请查收附件中的合同文本", "gb18030"),
    ],
)
def test_a_charset_that_nothing_names_is_guessed(text, written):
    assert charsets.decode(text.encode(written)) == text


def test_a_character_cut_in_half_spoils_only_itself():
    assert (
        charsets.decode("0.2 Gespräch".encode()[:-1] + b"\xc3", "utf-8")
        == "0.2 Gespräc�"
    )


def test_utf_16_whose_breaks_were_changed_on_the_way_is_read():
    data = "0.2 call\n".encode("utf-16").replace(b"\n", b"\r\n")

    assert charsets.decode(data, "utf-16") == "0.2 call\n"


@pytest.mark.parametrize(
    "codec",
    [
        "zip",
        "base64",
        "hex",
        "rot13",
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "mbcs",
        "os",
        "../x",
        "utf-8\0",
        "a" * 10_000,
    ],
)
def test_only_charsets_of_text_are_ever_used(codec):
    assert charsets.decode(b"0.2 \\u0041 call", codec) == "0.2 \\u0041 call"


@pytest.mark.parametrize("label", sorted(charsets._NAMES))
def test_no_charset_raises_or_makes_half_a_pair(label):
    data = bytes(range(256)) * 2 + b"\x1b$B!\x1b(B\xed\xa0\x80+2AA-\xff\xd8\x00"

    assert charsets.decode(data, label).encode()
