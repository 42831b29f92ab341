"""References of matters: found whole, in part, or one slip away.

A reference is compared by its letters and digits alone, and once more by its
pieces without leading zeros, so "2024 fam 312" is 2024-FAM-0312 and yet
12345.001 is never 1234.5001.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rapidfuzz.distance import OSA

from bot.core import names

_RUN = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)++")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_SPOKEN = frozenset({"dash", "hyphen", "slash", "stroke", "point", "dot", "minus"})
_DIGITS = {
    "zero": "0",
    "oh": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_MOST_WORDS = 12  # of a label that are searched for references
_LONGEST_SLIP = 24  # characters; a longer text is no reference with a slip in it
_TOO_MANY = 40  # matters that share a piece: it says nothing ("2024")


@dataclass(frozen=True, slots=True)
class Found:
    """What a label's references point at, as places in the index.

    *whole* are matters said in full; *piece* those of which one end was said,
    at least three digits of it if *telling*; *words* is the rest of the label.
    """

    whole: frozenset[int] = frozenset()
    piece: frozenset[int] = frozenset()
    telling: bool = False
    said: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def squeeze(number: str) -> str:
    """Return the letters and digits of *number*, folded, zeros kept."""
    return "".join(names.pieces(number))


def stripped(text: str) -> str:
    """Return the pieces of *text*, leading zeros gone: "2024-fam-312"."""
    parts = _PIECE.findall(names.plain(text))
    return "-".join(part.lstrip("0") or "0" for part in parts)


class Numbers:
    """All references of a list, by place."""

    def __init__(self, numbers: Iterable[str]) -> None:
        """Read the references in the order of their places."""
        self._squeezed: dict[str, set[int]] = {}
        self._stripped: dict[str, set[int]] = {}
        self._ends: dict[str, set[int]] = {}
        self._plain: list[str] = []
        self.keys: list[str] = []
        letters: set[str] = set()
        for place, number in enumerate(numbers):
            self.keys.append(key := squeeze(number))
            self._plain.append(names.plain(number))
            letters.update(key)
            bare = stripped(number)
            self._squeezed.setdefault(key, set()).add(place)
            self._stripped.setdefault(bare, set()).add(place)
            for end in _ends(bare):
                self._ends.setdefault(end, set()).add(place)
        self._letters = sorted(letters)

    def look(self, label: str) -> Found:
        """Return what the references in *label* point at."""
        said = [each for each in names.pieces(label) if each not in names.TALK]
        if not any(map(names.has_digit, said)) and _count_digits(said) < 3:
            return Found(words=tuple(said))
        said = _dictated(said)[:_MOST_WORDS]
        whole, rest = _take(said, self._whole)
        if whole:
            return Found(whole=whole, words=tuple(rest))
        piece, rest = _take(said, self._piece)
        digits = sum(map(str.isdigit, "".join(said))) - sum(
            map(str.isdigit, "".join(rest))
        )
        shaped = _shaped(label, said)
        return Found(
            piece=piece,
            telling=digits >= 3,
            said=tuple(said),
            words=tuple(each for each in rest if each not in shaped),
        )

    def named(self, label: str) -> frozenset[int]:
        """Return the matters whose whole reference *label* is, digits or not."""
        return self._whole(names.pieces(label))

    def extended(self, place: int) -> frozenset[int]:
        """Return the other matters whose reference has this one's as an end."""
        return frozenset(self._ends.get(stripped(self.keys[place]), ())) - {place}

    def one_slip(self, here: int, there: int) -> bool:
        """Tell whether two references differ by one slip of a finger."""
        return OSA.distance(self.keys[here], self.keys[there], score_cutoff=1) <= 1

    def near(self, said: tuple[str, ...]) -> frozenset[int]:
        """Return the matters one slip away from the reference in *said*."""
        found: set[int] = set()
        for text in {"".join(said), "".join(_core(said))}:
            if 3 <= len(text) <= _LONGEST_SLIP:
                for slip in slips(text, self._letters):
                    found |= self._squeezed.get(slip, set())
        return frozenset(found)

    def _whole(self, said: list[str]) -> frozenset[int]:
        """Return the matters whose reference is all of *said*."""
        cuts = _cuts(said)
        return frozenset(self._stripped.get(stripped("-".join(said)), ())) | {
            each
            for each in self._squeezed.get("".join(said), ())
            if cuts <= _cuts(_PIECE.findall(self._plain[each]))
        }

    def _piece(self, said: list[str]) -> frozenset[int]:
        """Return the matters whose reference begins or ends with *said*."""
        found = self._ends.get(stripped("-".join(said)), set())
        return frozenset(found) if len(found) <= _TOO_MANY else frozenset()


def slips(text: str, letters: Iterable[str]) -> Iterator[str]:
    """Return what one slip makes of *text*: a sign lost, swapped, wrong or added."""
    cuts = [(text[:place], text[place:]) for place in range(len(text) + 1)]
    for left, right in cuts:
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in letters:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


def _take(
    said: list[str], look: Callable[[list[str]], frozenset[int]]
) -> tuple[frozenset[int], list[str]]:
    """Look for every run of words, longest first; return finds and the rest."""
    found: frozenset[int] = frozenset()
    rest = list(said)
    length = len(rest)
    while length:
        for start in range(len(rest) - length + 1):
            run = rest[start : start + length]
            if any(map(names.has_digit, run)) and (hits := look(run)):
                found |= hits
                del rest[start : start + length]
                break
        else:
            length -= 1
        length = min(length, len(rest))
    return found, rest


def _ends(bare: str) -> Iterator[str]:
    """Return the proper beginnings and ends of a reference that hold a digit."""
    parts = bare.split("-")
    for cut in range(1, len(parts)):
        for end in (parts[:cut], parts[cut:]):
            if any(map(names.has_digit, end)):
                yield "-".join(end)


def _core(said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words from the first that has a digit to the last."""
    places = [place for place, word in enumerate(said) if names.has_digit(word)]
    return said[places[0] : places[-1] + 1] if places else ()


def _cuts(parts: Iterable[str]) -> set[int]:
    """Return where *parts* are cut apart, counted in letters and digits."""
    return set(accumulate(map(len, parts)))


def _dictated(said: list[str]) -> list[str]:
    """Put digits for digit words, joined where nothing was said between them."""
    written: list[str] = []
    after_digit = False
    for word in said:
        digit = _DIGITS.get(word)
        if digit and after_digit:
            written[-1] += digit
        elif word not in _SPOKEN and word not in names.NUMBER_WORDS:
            written.append(digit or word)
        after_digit = digit is not None
    return written


def _shaped(label: str, said: list[str]) -> set[str]:
    """Return the words that belong to a reference: those never name anybody."""
    places = [place for place, word in enumerate(said) if names.has_digit(word)]
    shaped = {each for each in said if names.has_digit(each)}
    for here, there in pairwise(places):
        if there - here <= 2:  # 2024 FAM 0312
            shaped.update(said[here:there])
    for run in _RUN.findall(names.plain(label)):
        if names.has_digit(run):
            shaped.update(names.pieces(run))
    return shaped


def _count_digits(said: list[str]) -> int:
    return sum(each in _DIGITS for each in said)
