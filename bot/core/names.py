"""Names and references as people write them, folded to one canonical form.

A label is folded once, and compared ever after. What may be said or left out
without another matter being meant goes: case, accents, titles, "file",
"matter", a possessive. What can tell two matters apart stays, as one canonical
word each: *v* between two sides, *ltd* for any company ending, *estate* for
one who has died. "Smith", "Smith Pty Ltd" and "Estate of Smith" are three
labels, and an alias learnt for one never files the others.
"""

import re
import unicodedata

VERSUS = "v"
COMPANY = "ltd"
ESTATE = "estate"
MARKS = frozenset({VERSUS, COMPANY, ESTATE})

LONGEST = 200  # characters of a label that are read; the rest names nobody

_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof"}
_TALK = {"file", "files", "matter", "matters", "re", "ref", "reference", "the"}
_LINKS = {"and", "of", "for", "in", "our", "a"}
_DROPPED = _TITLES | _TALK | _LINKS
_NUMBER_WORDS = {"no", "nr", "number", "num"}
_VERSUS = {"v", "vs", "versus", "ats"}
_COMPANY = {
    *("pty", "ltd", "limited", "proprietary", "inc", "incorporated", "llc"),
    *("llp", "plc", "corp", "corporation", "co", "company", "gmbh"),
}
_ESTATE = {"estate", "deceased", "decd", "late"}

_ACCENTS = {accent: None for accent in range(0x300, 0x370)}
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`´ʼ"
_POSSESSIVE = re.compile(rf"(?<=\w)(?:[{_APOSTROPHES}]s)+(?!\w)")
_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]")
_PTY_LTD = re.compile(r"\bp\s?/\s?l\b")
_WORD = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*+")
_PIECE = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")


def plain(text: str) -> str:
    """Fold *text*, letter by letter: case, width, accents, apostrophes.

    At most LONGEST characters are read. What cannot be seen (zero-width and
    direction marks) is dropped. Words and separators stay where they are.
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = "".join(each for each in text if unicodedata.category(each) != "Cf")
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", text).translate(_ACCENTS)
        text = unicodedata.normalize("NFC", text)
    text = text.casefold().translate(_LETTERS)
    text = _POSSESSIVE.sub("", text)
    return _PTY_LTD.sub("pty", _APOSTROPHE.sub("", text).replace("&", " and "))


def words(text: str) -> list[str]:
    """Return the words of *text* that can tell one matter from another.

    Marks come as the canonical *v*, *ltd* and, last, *estate*. If nothing but
    droppable words was said ("The File Pty Ltd"), they are what is returned.
    """
    raw: list[str] = []
    for match in _WORD.finditer(plain(text)):
        run = match.group()
        pieces = _PIECE.findall(run)
        raw.extend(["-".join(pieces)] if _DIGIT.search(run) else pieces)
    kept = _without_talk(_joined(raw))
    return _marked(kept or raw)


def fold(label: str) -> str:
    """Return the canonical form of *label*: equal forms mean the same label.

    A reference keeps its pieces, joined by hyphens. Folding twice changes
    nothing.
    """
    return " ".join(words(label))
