"""The matters of a list that words fit, nearly fit, or might be heard for.

Matters are places here: their positions in the list once it is in order.
"""

from collections.abc import Collection, Mapping, Sequence

from rapidfuzz import fuzz

from bot.core import names, parties
from bot.core.likeness import Vocabulary
from bot.core.parties import Part, Profile

_MOST_WORDS = 16  # of a label that are looked up
_MOST_RANKED = 48  # candidates that are worth a score
_STATUS_ORDER = {"open": 0, "pending": 1, "closed": 2}


class Candidates:
    """All matters by the words they have. Never changed once built."""

    def __init__(self, profiles: Sequence[Profile], statuses: Sequence[str]) -> None:
        """Read what each matter is called, and whether it is open."""
        self._profiles = profiles
        self._closed = {
            place for place, each in enumerate(statuses) if each == "closed"
        }
        in_order = sorted(
            range(len(statuses)), key=lambda each: (_STATUS_ORDER[statuses[each]], each)
        )
        self._order = {place: order for order, place in enumerate(in_order)}
        self._initials = [_initials(each) for each in profiles]
        self._having: dict[str, set[int]] = {}
        self._naming: dict[str, set[int]] = {}  # where the word is somebody's name
        for place, profile in enumerate(profiles):
            for word, part in profile.parts.items():
                self._having.setdefault(word, set()).add(place)
                if part > Part.DETAIL:
                    self._naming.setdefault(word, set()).add(place)
        self._vocabulary = Vocabulary(each for each in self._having if len(each) > 1)

    def fitting(self, words: tuple[str, ...]) -> set[int]:
        """Return the matters that have every one of *words*; initials may stand in."""
        words = words[:_MOST_WORDS]
        initials = [each for each in words if is_initial(each)]
        if len(initials) == len(words):
            initials = []
        spelled = [each for each in words if each not in initials]
        sets = sorted((self._having.get(each, set()) for each in spelled), key=len)
        if not sets:
            return set()
        fitting = sets[0].intersection(*sets[1:])
        return self._with_initials(fitting, initials)

    def twins(self, words: tuple[str, ...]) -> set[int]:
        """Return the matters that have, for each of *words*, it or one like it.

        A word like it counts only where it is somebody's name.
        """
        twins: set[int] | None = None
        for word in words[:_MOST_WORDS]:
            if is_initial(word):
                continue
            having = set(self._having.get(word, ()))
            for like in self._vocabulary.like(word):
                having |= self._naming.get(like, set())
            twins = having if twins is None else twins & having
            if not twins:
                break
        initials = [each for each in words if is_initial(each)]
        return self._with_initials(twins or set(), initials)

    def same(self, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """Tell whether *others* are *words*, or would be heard as them."""
        return len(words) == len(others) and all(
            word == other or other in self._vocabulary.like(word)
            for word, other in zip(words, others, strict=True)
        )

    def alike(self, words: tuple[str, ...]) -> set[int]:
        """Return the matters that have most of *words*, or words like them."""
        found: dict[int, float] = {}
        for word in words[:_MOST_WORDS]:
            if is_initial(word) or names.has_digit(word):
                continue
            if word in parties.GENERIC and len(words) > 1:
                continue
            for like, score in {**self._vocabulary.like(word), word: 1.0}.items():
                for place in self._having.get(like, ()):
                    found[place] = found.get(place, 0.0) + score
        floor = max(found.values(), default=0.0) - 1.0
        return {each for each, score in found.items() if score > floor}

    def marked(self, label: names.Label, places: Collection[int]) -> set[int]:
        """Keep the estates, or the companies, if one was said and there is one."""
        kept = {each for each in places if self._profiles[each].marked(label)}
        return kept or set(places)

    def agrees(self, place: int, words: tuple[str, ...]) -> bool:
        """Tell whether each of *words* is a word of the matter, or like one."""
        parts = self._profiles[place].parts
        initials = [each for each in words if is_initial(each)]
        return self._initialled(place, initials) and all(
            word in parts or not parts.keys().isdisjoint(self._vocabulary.like(word))
            for word in words
            if word not in initials
        )

    def live(self, places: Collection[int]) -> set[int]:
        """Keep the matters that are open or about to be."""
        return set(places) - self._closed

    def ranked(
        self, text: str, places: Collection[int], recent: Mapping[int, int]
    ) -> list[int]:
        """Put *places* in order: *recent* ones by rank, open ones, likest to *text*.

        Of very many, some dozens that are not recent are looked at.
        """
        some = sorted(set(places) - recent.keys(), key=self._order.__getitem__)
        scored = [
            (
                place in self._closed,
                -fuzz.token_sort_ratio(text, self._profiles[place].text),
                self._order[place],
                place,
            )
            for place in some[:_MOST_RANKED]
        ]
        first = sorted(set(places) & recent.keys(), key=recent.__getitem__)
        return first + [place for *_, place in sorted(scored)]

    def _with_initials(self, places: set[int], initials: list[str]) -> set[int]:
        if not initials:
            return places
        return {each for each in places if self._initialled(each, initials)}

    def _initialled(self, place: int, initials: list[str]) -> bool:
        """Tell whether each of *initials* may be a given name's in this matter."""
        given = self._initials[place]
        return given is None or given.issuperset(initials)


def is_initial(word: str) -> bool:
    """Tell whether *word* is one Latin letter; one of another script is a word."""
    return len(word) == 1 and word.isascii() and word.isalpha()


def _initials(profile: Profile) -> frozenset[str] | None:
    """Return the initials of a matter's given names; None if it has none."""
    given = [word[0] for word, part in profile.parts.items() if part is Part.GIVEN]
    if not given:
        return None
    return frozenset(given) | {word for word in profile.parts if is_initial(word)}
