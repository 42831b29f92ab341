"""Words that a person may have meant by another: they sound or look alike.

Two words are alike if their metaphone codes are equal, if Jaro-Winkler gives
0.88 or more, if one slip of a finger makes one of the other, or if they stand
together in a short table of names that English ears write down differently.
Likeness only ever makes a question.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.core.matternumbers import slips

ALIKE = 0.88
_SOUNDS_ALIKE = 0.9  # what an equal sound is worth beside a Jaro-Winkler
_SHORTEST_SLIP = 4  # letters; one slip makes any short word of any other
_LONGEST_SLIP = 24
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_REMEMBERED = 4096  # words whose likenesses are kept at hand

# Names that metaphone keeps apart and dictation does not.
_HEARD = (
    "nguyen win wen nuyen newen winn wynn",
    "pham farm fam pharm",
    "huang wong hwang wang",
    "xu shoe hsu su shu",
    "ng ing eng ang",
    "shaw shore sure",
    "wojcik voychik",
    "zhang jang chang",
    "qian chen chien",
    "zhao chow jao",
    "zhou joe cho",
    "cai choy tsai",
    "leigh lee li lea",
    "siobhan shivaun chevonne",
    "niamh neve neeve",
    "moore more moor muir",
    "reid read reed reade",
    "hughes hews huse",
    "stephens stevens",
    "stewart stuart steward",
    "phillips philips",
    "graham grahame graeme",
    "thompson thomson tomson",
    "george jorge",
    "beauchamp beecham",
    "menzies mingis",
    "cholmondeley chumley",
    "featherstonhaugh fanshaw",
    "mcleod mccloud macleod",
    "keogh kehoe",
    "geoghegan gaygan",
    "sean shawn shaun",
)


class Vocabulary:
    """All words of a list, to be asked which of them are like another word."""

    def __init__(self, words: Iterable[str]) -> None:
        """Sort *words* by sound and by first letter."""
        self._words = frozenset(words)
        self._by_sound: dict[str, list[str]] = {}
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if code := sound(word):
                self._by_sound.setdefault(code, []).append(word)
            self._by_letter.setdefault(word[0], []).append(word)
        self._heard = _table(self._words)
        self.like = lru_cache(maxsize=_REMEMBERED)(self._look)

    def _look(self, word: str) -> Mapping[str, float]:
        """Return the words that are like *word*, itself not, with how much (0–1)."""
        found = dict.fromkeys(self._heard.get(word, ()), _SOUNDS_ALIKE)
        if code := sound(word):
            found |= dict.fromkeys(self._by_sound.get(code, ()), _SOUNDS_ALIKE)
        if _SHORTEST_SLIP <= len(word) <= _LONGEST_SLIP and word.isalpha():
            for slip in slips(word, _ALPHABET):
                if slip in self._words and len(slip) >= _SHORTEST_SLIP:
                    found[slip] = max(found.get(slip, 0.0), ALIKE)
        rows = process.extract(
            word,
            self._by_letter.get(word[0], ()),
            scorer=JaroWinkler.normalized_similarity,
            processor=None,
            score_cutoff=ALIKE,
            limit=None,
        )
        for row in rows:
            found[row[0]] = max(found.get(row[0], 0.0), row[1])
        found.pop(word, None)
        return found


def sound(word: str) -> str:
    """Return the metaphone code of *word*; "" if it has none to be compared."""
    if len(word) < 2 or not word.isascii() or not word.isalpha():
        return ""
    return jellyfish.metaphone(word).replace(" ", "")


def _table(words: frozenset[str]) -> dict[str, list[str]]:
    """Return, for each name that is heard in several ways, those in *words*."""
    heard: dict[str, list[str]] = {}
    for row in _HEARD:
        group = row.split()
        for word in group:
            known = [each for each in group if each in words and each != word]
            heard[word] = heard.get(word, []) + known
    return heard
