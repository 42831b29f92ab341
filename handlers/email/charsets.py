"""Charsets: bytes and what a letter says of them → text, whatever either is."""

import re
from encodings.aliases import aliases

# Only codecs of text, and none that a letter could use to make us work or misread.
_ALLOWED = frozenset(
    "ascii latin_1 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "cp437 cp850 cp852 cp866 cp874 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 "
    "iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11 iso8859_13 iso8859_14 "
    "iso8859_15 iso8859_16 koi8_r koi8_u koi8_t ptcp154 kz1048 tis_620 mac_roman "
    "mac_latin2 mac_cyrillic mac_greek mac_turkish mac_iceland gb18030 hz big5 "
    "big5hkscs cp950 shift_jis cp932 shift_jis_2004 euc_jp euc_jis_2004 iso2022_jp "
    "iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr "
    "euc_kr cp949 johab utf_8 utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le "
    "utf_7".split()
)
# What a client writes, and the larger charset that it means.
_MEANT = {
    "gb2312": "gb18030",
    "gb_2312_80": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "x_gbk": "gb18030",
    "euc_cn": "gb18030",
    "ks_c_5601_1987": "cp949",
    "ks_c_5601": "cp949",
    "euc_kr": "cp949",
    "windows_949": "cp949",
    "windows_31j": "cp932",
    "shift_jis": "cp932",
    "x_sjis": "cp932",
    "big5": "big5hkscs",
    "x_x_big5": "big5hkscs",
    "iso_2022_jp": "iso2022_jp_ext",
    "iso_8859_8_i": "iso8859_8",
    "iso_8859_8_e": "iso8859_8",
    "iso_8859_6_i": "iso8859_6",
    "x_mac_roman": "mac_roman",
    "macintosh": "mac_roman",
    "x_mac_cyrillic": "mac_cyrillic",
    "x_mac_ce": "mac_latin2",
    "utf8mb4": "utf_8",
    "utf_8_mac": "utf_8",
    "unicode_1_1_utf_8": "utf_8",
    "cp_utf_8": "utf_8",
    "unicode": "utf_16",
    "unicode_1_1_utf_7": "utf_7",
    "windows_874": "cp874",
    "dos_874": "cp874",
    "tis_620": "cp874",
    "iso_8859_11": "cp874",
    "ansi": "cp1252",
    "x_user_defined": "cp1252",
    "unknown_8bit": "ascii",
    "x_unknown": "ascii",
    "default": "ascii",
    "8bit": "ascii",
    "binary": "ascii",
}
_NAMES = {
    **{name: codec for name, codec in aliases.items() if codec in _ALLOWED},
    **{codec: codec for codec in _ALLOWED},
    **_MEANT,
}
# Labels that mean little: whoever writes them sends Windows-1252 or UTF-8.
_LOOSE = frozenset({"ascii", "latin_1", "cp1252"})
# Charsets in which a byte below 128 need not be that character.
_SHIFTING = frozenset(each for each in _ALLOWED if each.startswith(("iso2022", "utf_")))
_SHIFTING = (_SHIFTING | {"hz"}) - {"utf_8"}
_UNLIKE = re.compile(r"[^a-z0-9]+")
_JAPANESE = re.compile(rb"\x1b\$[@B]|\x1b\([JI]")
_MARKS = (
    (b"\xef\xbb\xbf", "utf_8"),
    (b"\xff\xfe", "utf_16"),
    (b"\xfe\xff", "utf_16"),
)
_BORROWED = frozenset(
    "€‚ƒ„…‰‹‘’“”•–—™›\xa0£©«­®°·»½¼¾§ÀÂÄÇÈÉÊËÎÏÑÓÔÖÚÛÜßàáâäçèéêëíîïñóôöùúûü"
)
# So much is looked at when a charset has to be guessed.
_SAMPLE = 4_096


def decode(data: bytes, label: str = "") -> str:
    r"""Return *data* as text; *label* is the charset a letter names, or nothing.

    Never raises, and what comes out holds no half of a surrogate pair.

    >>> decode(b"caf\xe9 \x96 Zo\xeb", "us-ascii")
    'café – Zoë'
    """
    text = _decoded(data, _codec(label), labelled=bool(label)).removeprefix("\ufeff")
    if text.isascii():
        return text
    # A codec may make half a pair of surrogates, which nothing can write down.
    return text.encode("utf-8", "replace").decode("utf-8")


def _decoded(data: bytes, codec: str, *, labelled: bool) -> str:
    for mark, marked in _MARKS:
        if data.startswith(mark):
            codec = marked
    if codec.startswith(("utf_16", "utf_32")) and b"\0" not in data[:_SAMPLE]:
        codec = "utf_8"
    if data.isascii() and codec not in _SHIFTING:
        if not _JAPANESE.search(data):
            return data.decode("ascii")
        codec = "iso2022_jp_ext"
    if codec in _LOOSE or not codec:
        return _loosely(data, guess=not labelled or not codec)
    text = _strictly(data, codec)
    if text is None and codec.startswith("utf_16"):
        # Somebody on the way took a break's second byte for a break.
        text = _strictly(data.replace(b"\r\n", b"\n"), codec)
    if text is None and codec != "utf_8":
        text = _strictly(data, "utf_8")
    if text is None:
        # A stray byte, or a character that was cut in half, is no other charset.
        read = data.decode(codec, "replace")
        text = read if read.count("\ufffd") <= 1 + len(read) // 50 else None
    return _loosely(data, guess=True) if text is None else text


def _codec(label: str) -> str:
    """Return the codec that is meant by *label*, or nothing when none is."""
    plain = label[:100].casefold().removeprefix("charset=").removeprefix("3d")
    name = _UNLIKE.sub("_", plain.partition("*")[0]).strip("_")
    return _NAMES.get(name) or _NAMES.get(name.removeprefix("x_"), "")


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except ValueError:
        return None


def _loosely(data: bytes, *, guess: bool) -> str:
    """Read bytes of which nothing, or nothing true, is known."""
    text = _strictly(data, "utf_8")
    if text is None and guess and not _is_usual(data[:_SAMPLE]):
        text = _guessed(data)
    return _as_windows(data) if text is None else text


def _is_usual(data: bytes) -> bool:
    """Say whether *data* is English with the marks and accents that it borrows.

    A guess needs more letters than a line has to tell Western charsets apart.
    """
    text = data.decode("cp1252", "replace")
    return all(each in _BORROWED for each in text if each > "\x7f")


def _guessed(data: bytes) -> str | None:
    # It is asked for one letter in a thousand, and is slow to import.
    import chardet  # noqa: PLC0415 - start-up

    found = chardet.detect(data[:_SAMPLE])["encoding"] or ""
    codec = _codec(found)
    return _strictly(data, codec) if codec else None


def _as_windows(data: bytes) -> str:
    text = data.decode("cp1252", "surrogateescape")
    # Five bytes are nothing in Windows-1252; browsers read them as controls.
    return "".join(chr(ord(each) & 0xFF) if each > "\ud7ff" else each for each in text)
