"""The lines of a letter's body, from plain text or from HTML, in one shape."""

import re
from typing import NamedTuple

# What is past these is the depth of an old thread: own words stand on top.
MOST_CHARACTERS = 200_000
MOST_LINES = 1_200
LONGEST = 4_000

# Where HTML says that a line stands.
SEALED = "sealed"  # in an element that holds a letter
EDGE = "edge"  # at or after the mark from which on everything is a letter
SIGNATURE = "signature"  # in an element that holds a signature
PHONE = "phone"  # in a telephone's signature, where people also type

# Around the address of a mailto link whose words do not show it.
OPENS, CLOSES = "\ue000", "\ue001"

_UNSEEN = dict.fromkeys(
    [
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xAD,
        0x61C,
        0xFEFF,
        0xFFFC,
    ]
)
_BLANKS = dict.fromkeys(
    [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)
_BREAKS = {0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_PLAIN = {**_UNSEEN, **_BLANKS, **dict.fromkeys(_BREAKS, " ")}
# Most letters have none of these, and translating costs more than all else.
_UNUSUAL = re.compile(f"[{''.join(map(chr, _PLAIN))}]")


class Line(NamedTuple):
    """One line: its words, how deep it is quoted, and where HTML says it stands."""

    text: str
    depth: int = 0
    place: str = ""


def plain(text: str) -> str:
    """Return *text* with every blank a space and nothing that cannot be seen."""
    if (text.isascii() and "\r" not in text) or not _UNUSUAL.search(text):
        return text
    return text.translate(_PLAIN)


def from_text(text: str) -> list[Line]:
    """Return the lines of a plain body, their quote marks counted and taken off.

    What else breaks lines does so only where no line feed does: it may stand in what
    is quoted, or in a name above it, and the rest would pass for the person's words.
    """
    whole = text[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\t", " ")
    if "\n" not in whole.strip():
        whole = whole.translate(_BREAKS)
    return [_unquoted(each[:LONGEST]) for each in plain(whole).split("\n", MOST_LINES)]


def _unquoted(raw: str) -> Line:
    text = raw.rstrip()
    if not text.lstrip().startswith(">") or text.endswith((">>>", ">>>:")):
        return Line(text)
    depth = 0
    at = 0
    while at < len(text) and text[at] in "> ":
        depth += text[at] == ">"
        at += 1
        # The blanks behind the last mark belong to the words but for one.
        if text[at - 1] == " " and text[at : at + 40].lstrip()[:1] != ">":
            break
    return Line(text[at:], depth)
