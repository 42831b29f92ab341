"""Which matter a dictated label means: exact, ask or flag. Pure.

Built once for a firm's list, asked for every label. Only equality decides, and
only where no other matter is near; scores do no more than order the choices.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from bot.core import matternumbers, names, parties
from bot.core.likeness import Vocabulary
from bot.core.parties import Part, Profile

Status = Literal["open", "pending", "closed"]
Kind = Literal["exact", "ask", "flag"]
Why = Literal[
    "number",  # exact: the reference was said
    "alias",  # exact: the person, or the firm, has said so before
    "name",  # exact: the name fits this one open matter and no other
    "several",  # ask: it fits more than one
    "sounds alike",  # ask: it fits one, and another sounds or looks like it
    "near number",  # ask: part of a reference, or one slip away from one
    "near name",  # ask: it fits none, and some are like it
    "in part",  # ask: a given name, the other side, a detail of the one it fits
    "turned round",  # ask: B v A where the list has A v B
    "disagree",  # ask: reference and name, or two references, or an alias, differ
    "pending",  # ask: it fits a matter that is not open yet
    "closed",  # ask: it fits a matter that is closed
    "unknown",  # flag: nothing on the list is like it
    "empty",  # flag: it says nothing
]

MOST_CHOICES = 5
_LONGEST = 200  # characters of a label that are read
_MOST_WORDS = 16
_MOST_RANKED = 64  # candidates that are worth a score
_STATUS_ORDER = {"open": 0, "pending": 1, "closed": 2}


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the firm's list, as far as matching needs it."""

    id: int
    number: str
    name: str
    client: str = ""
    status: Status = "open"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a label.

    *exact* carries the matter; *ask* carries one to five choices, best first;
    *flag* carries neither.
    """

    kind: Kind
    why: Why
    matter_id: int | None = None
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A label on its way through the layers, with what the person did of late."""

    label: names.Label
    text: str
    recent: Mapping[int, int]  # place -> rank, the latest first


class Index:
    """A firm's matters, ready to be asked. Never changed once built."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        """Read the list; its order never changes a verdict."""
        self._matters = sorted(matters, key=lambda each: (each.number, each.id))
        self._places = {each.id: place for place, each in enumerate(self._matters)}
        self._profiles = [
            parties.profile(each.name, each.client, each.aliases)
            for each in self._matters
        ]
        self._numbers = matternumbers.Numbers(each.number for each in self._matters)
        self._aliases: dict[str, set[int]] = {}
        self._having: dict[str, set[int]] = {}
        for place, matter in enumerate(self._matters):
            for alias in matter.aliases:
                self._aliases.setdefault(names.fold(alias), set()).add(place)
            for word in self._profiles[place].parts:
                self._having.setdefault(word, set()).add(place)
        self._vocabulary = Vocabulary(
            word for word in self._having if len(word) > 1 or not word.isascii()
        )

    def find(
        self,
        label: str,
        *,
        aliases: Mapping[str, int] | None = None,
        recent: Sequence[int] = (),
    ) -> Match:
        """Say which matter *label* means.

        *aliases* are the person's own: label as `names.fold` has it, to matter id.
        *recent* are the matters the person worked on last, latest first. Ids that
        are not on the list are passed over. Never raises.
        """
        label = label[:_LONGEST]
        asked = _Asked(
            label=names.take_apart(label),
            text=names.fold(label),
            recent=self._ranks(recent),
        )
        if not asked.text:
            return Match("flag", "empty")
        known = self._aliased(asked.text, aliases or {})
        found = self._numbers.look(label)
        if found.whole:
            return self._by_number(asked, found, known)
        if known:
            return self._settled(asked, known, "alias")
        if whole := self._numbers.named(label):
            return self._by_word_number(asked, whole)
        if verdict := self._by_name(asked):
            return verdict
        if found.said:
            return self._by_piece(asked, found)
        return self._by_likeness(asked, asked.label.words)

    def _ranks(self, recent: Sequence[int]) -> dict[int, int]:
        ranks: dict[int, int] = {}
        for each in recent:
            if (place := self._places.get(each)) is not None:
                ranks.setdefault(place, len(ranks))
        return ranks

    def _aliased(self, text: str, own: Mapping[str, int]) -> Collection[int]:
        """Return the places that *text* stands for: the person's own, or the firm's."""
        if (matter := own.get(text)) is not None and matter in self._places:
            return {self._places[matter]}
        return self._aliases.get(text, ())

    # --- the layers -------------------------------------------------------------

    def _by_number(
        self, asked: _Asked, found: matternumbers.Found, known: Collection[int]
    ) -> Match:
        """Take the one whose whole reference was said, unless anything speaks against."""
        whole = found.whole | frozenset(known)
        if len(whole) > 1:
            return self._ask(asked, "disagree" if known else "several", whole)
        (place,) = whole
        if words := _telling(found.words):
            fitting = self._fitting(words)
            if not self._agrees(place, words) or (fitting and place not in fitting):
                others = fitting or self._alike(words)
                return self._ask(asked, "disagree", {place}, others)
        near = {
            each
            for each in asked.recent
            if self._numbers.one_slip(place, each)
            and (not words or self._agrees(each, words))
        }
        if near and place not in asked.recent:
            return self._ask(asked, "near number", {place}, near)
        if longer := self._live(self._numbers.extended(place)):
            return self._ask(asked, "near number", {place}, longer)
        return self._settled(asked, {place}, "number")

    def _by_word_number(self, asked: _Asked, whole: Collection[int]) -> Match:
        """Take the one whose reference is this word, unless it is a name too."""
        words = asked.label.words
        others = self._live(self._fitting(words) | self._twins(words)) - set(whole)
        if others:
            return self._ask(asked, "several", whole, others)
        return self._settled(asked, whole, "number")

    def _by_name(self, asked: _Asked) -> Match | None:
        """Take the one that has every word, or ask; None if there is none."""
        for words in dict.fromkeys(
            (asked.label.words, parties.joined(asked.label.words))
        ):
            if fitting := self._fitting(words):
                return self._judged(asked, words, fitting)
        return None

    def _judged(
        self, asked: _Asked, words: tuple[str, ...], fitting: set[int]
    ) -> Match:
        """Say whether the matters that have all of *words* leave no doubt."""
        live = self._live(self._marked(asked.label, fitting))
        twins = self._live(self._twins(words)) - fitting
        if not live:
            return self._none_open(asked, fitting, twins)
        if len(live) > 1:
            return self._ask(asked, "several", live, twins)
        (place,) = live
        profile = self._profiles[place]
        if twins:
            return self._ask(asked, "sounds alike", live, twins)
        if len(fitting) > 1 and place not in asked.recent:
            return self._ask(asked, "several", live, fitting)
        if not _says_whose(profile, words) or not _marks_agree(asked.label, profile):
            return self._ask(asked, "in part", live, fitting)
        if not _same_way_round(asked.label, profile):
            return self._ask(asked, "turned round", live)
        return self._settled(asked, live, "name")

    def _none_open(
        self, asked: _Asked, fitting: set[int], twins: Collection[int]
    ) -> Match:
        """Ask about matters that are closed, or whose marks differ."""
        if self._live(fitting):
            return self._ask(asked, "in part", fitting, twins)
        return self._ask(asked, "closed", fitting, twins)

    def _by_piece(self, asked: _Asked, found: matternumbers.Found) -> Match:
        """Ask about part of a reference, or one with a slip, unless a name confirms."""
        words = _telling(found.words)
        fitting = (self._fitting(words) if words else set()) or set()
        both = found.piece & (fitting | self._twins(words)) if words else set()
        if found.telling and len(both) == 1 and both <= fitting:
            return self._settled(asked, both, "number")
        near = self._numbers.near(found.said)
        first = both or found.piece | near
        if first:
            why: Why = "disagree" if words and not both else "near number"
            return self._ask(asked, why, first, fitting | set(found.piece) | near)
        if fitting:
            return self._ask(asked, "disagree", fitting)
        return self._by_likeness(asked, words) if words else Match("flag", "unknown")

    def _by_likeness(self, asked: _Asked, words: tuple[str, ...]) -> Match:
        """Offer what is like the label, if anything is."""
        if like := self._alike(words):
            return self._ask(asked, "near name", like)
        return Match("flag", "unknown")

    # --- what fits --------------------------------------------------------------

    def _fitting(self, words: tuple[str, ...]) -> set[int]:
        """Return the matters that have every one of *words*; initials may stand in."""
        words = words[:_MOST_WORDS]
        spelled = [each for each in words if not _is_initial(each)]
        if not spelled:
            spelled = list(words)
        sets = sorted((self._having.get(each, set()) for each in spelled), key=len)
        if not sets:
            return set()
        fitting = sets[0].intersection(*sets[1:])
        initials = [each for each in words if _is_initial(each)]
        if initials and len(initials) < len(words):
            fitting = {each for each in fitting if self._initialled(each, initials)}
        return fitting

    def _initialled(self, place: int, initials: list[str]) -> bool:
        """Tell whether each of *initials* may be a given name's in this matter."""
        parts = self._profiles[place].parts
        given = [word for word, part in parts.items() if part is Part.GIVEN]
        return not given or all(
            initial in parts or any(word.startswith(initial) for word in given)
            for initial in initials
        )

    def _twins(self, words: tuple[str, ...]) -> set[int]:
        """Return the matters that have, for each of *words*, it or one like it.

        A word like it counts only where it is somebody's name.
        """
        twins: set[int] | None = None
        for word in words[:_MOST_WORDS]:
            if _is_initial(word):
                continue
            having = set(self._having.get(word, ()))
            for like in self._vocabulary.like(word):
                having |= {
                    each
                    for each in self._having[like]
                    if self._profiles[each].parts[like] > Part.DETAIL
                }
            twins = having if twins is None else twins & having
            if not twins:
                break
        return twins or set()

    def _alike(self, words: tuple[str, ...]) -> set[int]:
        """Return the matters that have a word of *words*, or one like it."""
        found: dict[int, float] = {}
        for word in words[:_MOST_WORDS]:
            if _is_initial(word) or names.has_digit(word):
                continue
            if word in parties.GENERIC and len(words) > 1:
                continue
            for like, score in {**self._vocabulary.like(word), word: 1.0}.items():
                for place in self._having.get(like, ()):
                    found[place] = found.get(place, 0.0) + score
        best = sorted(found, key=lambda each: (-round(found[each], 6), each))
        floor = found[best[0]] - 1.0 if best else 0.0
        return {each for each in best if found[each] > floor}

    def _marked(self, label: names.Label, fitting: set[int]) -> set[int]:
        """Keep the estates, or the companies, if one was said and there is one."""
        kept = {
            each
            for each in fitting
            if self._profiles[each].estate >= label.estate
            and self._profiles[each].company >= label.company
        }
        return kept or fitting

    def _agrees(self, place: int, words: tuple[str, ...]) -> bool:
        """Tell whether each of *words* is a word of the matter, or like one."""
        parts = self._profiles[place].parts
        initials = [each for each in words if _is_initial(each)]
        return self._initialled(place, initials) and all(
            word in parts or not parts.keys().isdisjoint(self._vocabulary.like(word))
            for word in words
            if not _is_initial(word)
        )

    def _live(self, places: Collection[int]) -> set[int]:
        return {each for each in places if self._matters[each].status != "closed"}

    # --- verdicts ---------------------------------------------------------------

    def _settled(self, asked: _Asked, places: Collection[int], why: Why) -> Match:
        """Take the one place there is, if its matter is open; else ask."""
        if len(places) > 1:
            return self._ask(asked, "several", places)
        (place,) = places
        matter = self._matters[place]
        if matter.status == "open":
            return Match("exact", why, matter.id)
        others = self._live(self._alike(asked.label.words))
        return self._ask(asked, matter.status, places, others)

    def _ask(
        self,
        asked: _Asked,
        why: Why,
        first: Collection[int],
        then: Collection[int] = (),
    ) -> Match:
        """Ask which it is: *first* are better founded than *then*."""
        places = self._ranked(asked, first)
        if len(places) < MOST_CHOICES:
            places += self._ranked(asked, set(then) - set(first))
        chosen = places[:MOST_CHOICES]
        return Match(
            "ask", why, choices=tuple(self._matters[each].id for each in chosen)
        )

    def _ranked(self, asked: _Asked, places: Collection[int]) -> list[int]:
        """Put *places* in order: the person's recent ones, open ones, likest ones."""
        text = " ".join(asked.label.words)

        def rough(place: int) -> tuple[int, int, int]:
            matter = self._matters[place]
            rank = asked.recent.get(place, len(self._matters))
            return rank, _STATUS_ORDER[matter.status], place

        def fine(place: int) -> tuple[int, int, float, int]:
            score = fuzz.token_sort_ratio(text, self._profiles[place].text)
            rank, status, _ = rough(place)
            return rank, status, -score, place

        return sorted(sorted(places, key=rough)[:_MOST_RANKED], key=fine)


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isascii() and word.isalpha()


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the canonical words of what stood beside a reference."""
    return names.take_apart(" ".join(words)).words


def _says_whose(profile: Profile, words: tuple[str, ...]) -> bool:
    """Tell whether *words* name our client: the surname, or both its halves."""
    said = [profile.parts[word] for word in words if word in profile.parts]
    return Part.SURNAME in said or said.count(Part.HALF) > 1


def _marks_agree(label: names.Label, profile: Profile) -> bool:
    """Tell whether an estate, a company or a *v* that was said is there."""
    return (
        profile.estate >= label.estate
        and profile.company >= label.company
        and bool(profile.sides) >= (len(label.sides) > 1)
    )


def _same_way_round(label: names.Label, profile: Profile) -> bool:
    """Tell whether what was said of both sides of a *v* came in the list's order."""
    if not profile.sides:
        return True
    left, right = profile.sides
    if len(label.sides) > 1:
        return left.issuperset(label.sides[0]) and right.issuperset(label.sides[1])
    sides = [word in right for word in label.words if (word in left) != (word in right)]
    return sides == sorted(sides)
