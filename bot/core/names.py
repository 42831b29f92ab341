"""Names and references as people write them, folded to one canonical form.

What may be said or left out without another matter being meant goes: case,
accents, titles, "file", "matter", a possessive. What can tell two matters apart
stays, as one canonical word each: *v* between two sides, *ltd* for any company
ending, *estate* for one who has died. "Smith", "Smith Pty Ltd" and "Estate of
Smith" are three labels: an alias learnt for one never files the others.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

VERSUS = "v"
COMPANY = "ltd"
ESTATE = "estate"

TALK = frozenset({"file", "files", "matter", "matters", "ref", "reference", "the"})
NUMBER_WORDS = frozenset({"no", "nr", "number", "num"})
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof"}
_DROPPED = TALK | _TITLES | {"re", "and", "of", "for", "in", "our"}
_VERSUS_WORDS = {"v", "vs", "versus", "ats"}
_COMPANY_WORDS = {
    *("pty", "ltd", "limited", "proprietary", "inc", "incorporated", "llc"),
    *("llp", "plc", "corp", "corporation", "co", "company", "gmbh"),
}
_ESTATE_WORDS = {"estate", "deceased", "decd"}
_MARKS = _COMPANY_WORDS | _VERSUS_WORDS
_UNSAID = _DROPPED | _ESTATE_WORDS
_JOINS = {"mc", "o"}  # Mc Donald, O Brien: one name however it is spaced

_ACCENTS = dict.fromkeys(range(0x300, 0x370))  # combining accents
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_APOSTROPHES = (
    "'`\N{ACUTE ACCENT}\N{MODIFIER LETTER APOSTROPHE}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)
_POSSESSIVE = re.compile(rf"(?<=\w)(?:[{_APOSTROPHES}]s)+(?!\w)")
_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]")
_PTY_LTD = re.compile(r"\bp ?/ ?l\b")
_REMEMBERED = 1 << 14  # labels: a list says most of its clients more than once
_RUN = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*+")
_PIECE = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart: its words by side (one, or two about a *v*), its marks."""

    sides: tuple[tuple[str, ...], ...]
    company: bool
    estate: bool

    @property
    def words(self) -> tuple[str, ...]:
        """All words, in the order said, without the marks."""
        if len(self.sides) == 1:
            return self.sides[0]
        return tuple(word for side in self.sides for word in side)


def plain(text: str) -> str:
    """Fold *text* letter by letter: case, width, accents, apostrophes, invisibles."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("\N{ACUTE ACCENT}", "'"))
        text = unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS)
        text = "".join(each for each in text if unicodedata.category(each) != "Cf")
        text = unicodedata.normalize("NFC", text)
        text = text.casefold().translate(_LETTERS)
        text = _POSSESSIVE.sub("", text)
        return _PTY_LTD.sub("pty", _APOSTROPHE.sub("", text))
    text = text.lower()
    if "'" in text or "`" in text:
        text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))
    return _PTY_LTD.sub("pty", text) if "/" in text else text


def pieces(text: str) -> list[str]:
    """Return the runs of letters and digits of *text*, folded."""
    return _PIECE.findall(plain(text))


def has_digit(text: str) -> bool:
    """Tell whether *text* is, or holds, a part of a reference."""
    return not text.isalpha() and _DIGIT.search(text) is not None


def fold(label: str) -> str:
    """Return the canonical form of *label*: equal forms are the same label.

    A reference keeps its pieces, joined by hyphens. Folding twice changes
    nothing. Every alias is kept under this form.
    """
    words, estate = _words(label)
    return " ".join([*words, ESTATE] if estate else words)


@lru_cache(maxsize=_REMEMBERED)
def take_apart(label: str) -> Label:
    """Return the words and the marks of *label*."""
    words, estate = _words(label)
    if VERSUS not in words and COMPANY not in words:
        return Label((tuple(words),) if words else (), company=False, estate=estate)
    sides: list[list[str]] = [[]]
    for place, word in enumerate(words):
        if word == VERSUS and 0 < place < len(words) - 1:
            sides.append([])
        elif word != COMPANY or not place:
            sides[-1].append(word)
    return Label(
        sides=tuple(tuple(side) for side in sides if side),
        company=COMPANY in words[1:],
        estate=estate,
    )


def _words(label: str) -> tuple[list[str], bool]:
    """Return the canonical words of *label*, and whether an estate is meant."""
    raw = _spelled(label)
    estate = not _ESTATE_WORDS.isdisjoint(raw)
    kept = [each for each in raw if each not in _UNSAID]
    if not kept and not estate:
        return raw, False  # "The File": all that was said
    kept = _without_number_words(kept)
    if estate and kept and kept[-1] == "real":
        return _marked(_joined([*kept[:-1], "realestate"])), False
    return _marked(_joined(kept)), estate


def _spelled(label: str) -> list[str]:
    """Return the words as written; a reference is one, "real estate" is one."""
    raw: list[str] = []
    for run in _RUN.findall(plain(label)):
        parts = [run] if run.isalpha() else _PIECE.findall(run)
        if has_digit(run):
            parts = ["-".join(parts)]
        elif len(parts) > 2 and max(map(len, parts)) == 1:
            parts = ["".join(parts)]  # A.B.C.
        for part in parts:
            if part == "estate" and raw and raw[-1] == "real":
                raw[-1] = "realestate"
            elif part == "late" and raw and raw[-1] in {"the", "estate"}:
                raw.append("deceased")
            else:
                raw.append(part)
    return raw


def _without_number_words(words: list[str]) -> list[str]:
    """Drop "no" and "number" where a reference follows."""
    if NUMBER_WORDS.isdisjoint(words):
        return words
    kept: list[str] = []
    for word in reversed(words):
        if not (word in NUMBER_WORDS and kept and has_digit(kept[-1])):
            kept.append(word)
    return kept[::-1]


def _joined(words: list[str]) -> list[str]:
    """Join "mc donald" and "o brien", from the right."""
    if _JOINS.isdisjoint(words):
        return words
    kept: list[str] = []
    for word in reversed(words):
        if word in _JOINS and kept and _can_be_joined(kept[-1]):
            kept[-1] = word + kept[-1]
        else:
            kept.append(word)
    return kept[::-1]


def _can_be_joined(word: str) -> bool:
    return len(word) > 2 and word not in _MARKS and not has_digit(word)


def _marked(words: list[str]) -> list[str]:
    """Give the company endings and the *v* between sides their canonical words."""
    if _MARKS.isdisjoint(words):
        return words
    kept: list[str] = []
    for place, word in enumerate(words):
        if word in _COMPANY_WORDS and kept:
            if kept[-1] != COMPANY or len(kept) == 1:
                kept.append(COMPANY)
        elif word in _VERSUS_WORDS and 0 < place < len(words) - 1:
            kept.append(VERSUS)
        else:
            kept.append(word)
    return kept
