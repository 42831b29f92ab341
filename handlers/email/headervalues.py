"""Values for the head of a letter that we write, whatever they were made from."""

import re
import unicodedata
from collections.abc import Sequence

_LONGEST = 200
_FIRST, _LAST = 1, 9
# An id as we pass it on: longer ones would be torn by a relay, or by our own library.
_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_UNSAFE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})


def line(text: str) -> str:
    r"""Return *text* as one short line without anything that would end or hide it.

    >>> line("Re: offer\r\nBcc: x@evil.example\x00\u2028")
    'Re: offer Bcc: x@evil.example'
    """
    kept = (
        " " if unicodedata.category(each) in _UNSAFE or _turns(each) else each
        for each in text[: 10 * _LONGEST]
    )
    words = " ".join("".join(kept).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def ids(text: str) -> list[str]:
    """Return the ids of letters in *text* that can be passed on.

    >>> ids("<a@x> <b c@x> <d@x>")
    ['<a@x>', '<d@x>']
    """
    return _ID.findall(text)


def references(before: Sequence[str], last: str) -> str:
    """Return the line of letters that an answer stands in: the first and the latest."""
    chain = list(dict.fromkeys([*before, *([last] if last else [])]))
    if len(chain) > _FIRST + _LAST:
        chain = chain[:_FIRST] + chain[-_LAST:]
    return " ".join(chain)


def _turns(character: str) -> bool:
    """Return whether a character turns the direction of what stands around it."""
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
