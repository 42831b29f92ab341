"""Which matter a dictated label means: exact, ask or flag. Pure.

Built once for a firm's list, asked for every label. Only equality decides, and
only where no other matter is near; scores do no more than order the choices.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core import names, parties
from bot.core.candidates import Candidates
from bot.core.matternumbers import Found, Numbers
from bot.core.parties import Part, Profile

Status = Literal["open", "pending", "closed"]
Kind = Literal["exact", "ask", "flag"]
Why = Literal[
    "number",  # exact: the reference was said
    "alias",  # exact: the person, or the firm, has said so before
    "name",  # exact: the name fits this one matter and no other
    "several",  # ask: it fits more than one, closed ones included
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
    """A label on its way through the layers, and what the person did of late."""

    text: str  # folded
    label: names.Label
    recent: Mapping[int, int]  # place -> rank, 0 the latest


class Index:
    """A firm's matters, ready to be asked. Never changed once built."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        """Read the list; its order never changes a verdict."""
        self._matters = sorted(matters, key=lambda each: (each.number, each.id))
        self._places = {each.id: place for place, each in enumerate(self._matters)}
        self._numbers = Numbers(each.number for each in self._matters)
        self._profiles = [
            parties.profile(each.name, each.client, each.aliases)
            for each in self._matters
        ]
        statuses = [each.status for each in self._matters]
        self._all = Candidates(self._profiles, statuses)
        self._aliases: dict[str, set[int]] = {}
        for place, matter in enumerate(self._matters):
            for alias in matter.aliases:
                self._aliases.setdefault(names.fold(alias), set()).add(place)

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
        if not (text := names.fold(label)):
            return Match("flag", "empty")
        asked = _Asked(text, names.take_apart(label), self._ranks(recent))
        known = self._aliased(text, aliases or {})
        found = self._numbers.look(label)
        if found.whole:
            return self._by_number(asked, found, known)
        if known:
            return self._settled(asked, known, "alias")
        if whole := self._numbers.named(label):
            return self._by_code(asked, whole)
        return self._by_name(asked) or self._by_piece(asked, found)

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

    def _by_number(self, asked: _Asked, found: Found, known: Collection[int]) -> Match:
        """Take the matter whose whole reference was said, or say what speaks against.

        A slip of a finger may make one real reference of another. That is seen
        where the person lately worked on the other one and not on this one.
        """
        whole = found.whole | frozenset(known)
        if len(whole) > 1:
            return self._ask(asked, "disagree" if known else "several", whole)
        (place,) = whole
        words = _canonical(found.words)
        fitting = self._all.fitting(words)
        if words and not (
            self._all.agrees(place, words) and (place in fitting or not fitting)
        ):
            others = fitting or self._all.alike(words)
            return self._ask(asked, "disagree", whole, others)
        near = set(self._all.live(self._numbers.extended(place)))
        if place not in asked.recent:
            near |= {
                each
                for each in asked.recent
                if self._numbers.one_slip(place, each) and self._all.agrees(each, words)
            }
        if near:
            return self._ask(asked, "near number", whole, near)
        return self._settled(asked, whole, "number")

    def _by_code(self, asked: _Asked, whole: Collection[int]) -> Match:
        """Take the matter whose reference is this word, unless it is a name too."""
        words = asked.label.words
        others = self._all.fitting(words) | self._all.twins(words)
        if others := self._all.live(others) - set(whole):
            return self._ask(asked, "several", whole, others)
        return self._settled(asked, whole, "number")

    def _by_name(self, asked: _Asked) -> Match | None:
        """Take the matter that has every word, or ask; None if there is none."""
        said = asked.label.words
        for words in dict.fromkeys((said, parties.joined(said))):
            if fitting := self._all.fitting(words):
                if whole := self._in_full(asked, fitting):
                    return self._settled(asked, whole, "name")
                return self._judged(asked, words, fitting)
        return None

    def _in_full(self, asked: _Asked, fitting: set[int]) -> set[int]:
        """Return the one open matter whose whole name was said: “Smith v Smith”.

        None is returned where another one's whole name is the same, would be heard as
        the same, or begins with it; nor for one word, which is short for others, too.
        """
        said = asked.label.words
        if len(said) < 2:
            return set()
        whole = {
            each
            for each in fitting
            if names.fold(self._matters[each].name) == asked.text
        }
        if len(whole) != 1 or self._matters[min(whole)].status != "open":
            return set()
        others = self._all.live(self._all.twins(said)) - whole
        heard = (
            names.take_apart(self._matters[each].name).words[: len(said)]
            for each in others
            if self._profiles[each].marked(asked.label)
        )
        return set() if any(self._all.same(said, each) for each in heard) else whole

    def _judged(
        self, asked: _Asked, words: tuple[str, ...], fitting: set[int]
    ) -> Match:
        """Say whether the matters that have all of *words* leave no doubt."""
        twins = self._all.live(self._all.twins(words)) - fitting
        live = self._all.live(self._all.marked(asked.label, fitting))
        if not live:
            why: Why = "in part" if self._all.live(fitting) else "closed"
            return self._ask(asked, why, fitting, twins)
        if len(live) > 1:
            return self._ask(asked, "several", live, twins)
        if twins:
            return self._ask(asked, "sounds alike", live, twins)
        (place,) = live
        if len(fitting) > 1 and place not in asked.recent:
            return self._ask(asked, "several", live, fitting)
        if doubt := _doubt(asked.label, words, self._profiles[place]):
            return self._ask(asked, doubt, live, fitting)
        return self._settled(asked, live, "name")

    def _by_piece(self, asked: _Asked, found: Found) -> Match:
        """Ask about part of a reference, or one with a slip, unless a name confirms.

        Without a reference, offer what is like the label.
        """
        words = _canonical(found.words) if found.said else asked.label.words
        fitting = self._all.fitting(words) if found.said else set()
        both = found.piece & (fitting | self._all.twins(words))
        if found.telling and len(both) == 1 and both <= fitting:
            return self._settled(asked, both, "number")
        near = self._numbers.near(found.said) if found.said else frozenset()
        if first := both or found.piece | near:
            why: Why = "disagree" if words and not both else "near number"
            return self._ask(asked, why, first, fitting | found.piece | near)
        if fitting:
            return self._ask(asked, "disagree", fitting)
        if like := self._all.alike(words):
            return self._ask(asked, "near name", like)
        return Match("flag", "unknown")

    def _settled(self, asked: _Asked, places: Collection[int], why: Why) -> Match:
        """Take the one place there is, if its matter is open; else ask."""
        if len(places) > 1:
            return self._ask(asked, "several", places)
        (place,) = places
        matter = self._matters[place]
        if matter.status == "open":
            return Match("exact", why, matter.id)
        others = self._all.live(self._all.alike(asked.label.words))
        return self._ask(asked, matter.status, places, others)

    def _ask(
        self,
        asked: _Asked,
        why: Why,
        first: Collection[int],
        then: Collection[int] = (),
    ) -> Match:
        """Ask which it is: recent ones, then *first*, then the less founded *then*.

        However many are recent, the best of *first* is always among the choices.
        """
        text = " ".join(asked.label.words)
        places = self._all.ranked(text, first, asked.recent)
        best = places[0]
        places += self._all.ranked(text, set(then) - set(first), asked.recent)
        recent = [each for each in asked.recent if each in places]
        chosen = list(dict.fromkeys(recent + places))[:MOST_CHOICES]
        if best not in chosen:
            chosen[-1] = best
        ids = tuple(self._matters[each].id for each in chosen)
        return Match("ask", why, choices=ids)


def _canonical(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the canonical words of what stood beside a reference."""
    return names.take_apart(" ".join(words)).words


def _doubt(label: names.Label, words: tuple[str, ...], profile: Profile) -> Why | None:
    """Say what speaks against the one matter that has all of *words*, if anything."""
    if not _says_whose(label, words, profile):
        return "in part"
    if label.estate > profile.estate or label.company > profile.company:
        return "in part"
    if len(label.sides) > 1 and not profile.sides:
        return "in part"
    return None if _same_way_round(label, profile) else "turned round"


def _says_whose(label: names.Label, words: tuple[str, ...], profile: Profile) -> bool:
    """Tell whether *words* name our client: the surname, or both its halves.

    Two words look like a person's whole name, "Thomas King": both must be our
    client's then, or one of them say what the matter is ("King divorce").
    """
    said = [profile.parts.get(word, Part.GIVEN) for word in words]  # initials
    if len(label.sides) == 1 and len(words) == 2:
        details = [names.has_digit(each) or each in parties.GENERIC for each in words]
        if not {Part.DETAIL, Part.OPPONENT}.isdisjoint(said) and not any(details):
            return False
    return Part.SURNAME in said or said.count(Part.HALF) > 1


def _same_way_round(label: names.Label, profile: Profile) -> bool:
    """Tell whether what was said of both sides of a *v* came in the list's order."""
    if not profile.sides:
        return True
    left, right = profile.sides
    if len(label.sides) > 1:
        return left.issuperset(label.sides[0]) and right.issuperset(label.sides[1])
    sides = [word in right for word in label.words if (word in left) != (word in right)]
    return sides == sorted(sides)
