"""Whose matter it is: the part that each word of a matter's name plays.

"Smith file" may be filed by itself only if Smith is our client. The same word
as the other side, a given name, a street or half of a double-barrelled surname
makes a question of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from bot.core import names


class Part(IntEnum):
    """What a word does in a matter's name; the greater, the more it says."""

    DETAIL = 1  # what the matter is about, where, against whom in passing
    GIVEN = 2  # a given name, or the rest of a company's
    HALF = 3  # half of a double-barrelled surname
    OPPONENT = 4  # the surname of the other side
    SURNAME = 5  # our client's surname, or the head of its company name


@dataclass(frozen=True, slots=True)
class Profile:
    """A matter's words with their parts, and the marks its name carries.

    *sides* are the words left and right of the *v*, none without one. *text* is
    all words as one string, for ranking.
    """

    parts: Mapping[str, Part]
    sides: tuple[frozenset[str], ...]
    company: bool
    estate: bool
    text: str

    def marked(self, label: names.Label) -> bool:
        """Tell whether it is an estate, or a company, where *label* says so."""
        return self.estate >= label.estate and self.company >= label.company


# Words that say what a matter is, or what a company does, and never whose it is.
_KINDS_OF_WORK = """
    acquisition advice agreement aged aid appeal application bankruptcy bond breach
    building business care charge child children claim commercial compensation
    construction consulting contract conveyance conveyancing costs court crime
    criminal custody damages debt deed defamation defence deposit development
    directions discovery dispute divorce drafting employment enforcement estates
    family finance fraud general hearing holdings immigration industrial injury
    inquest insolvency insurance intellectual international investments ip lease
    leasing licence litigation loan management mediation merger mortgage motor
    negligence new group notice order orders parenting partners partnership personal
    planning proceedings probate property prosecution purchase recovery refinance
    restructure retail review sale sales separation services settlement shareholder
    shareholders solutions spousal subdivision succession super tax tenancy transfer
    trading trust unfair variation visa will wills work workers
"""
_KINDS_OF_BUSINESS = """
    association bank brothers builders building capital church city college
    constructions consulting council developments electrical energy engineering
    enterprises finance foods group holdings hospital industries insurance
    international investments logistics management media mining motors partners
    plumbing properties school services solutions sons systems technologies trading
    transport trust university ventures
"""
_NAMES_OF_THE_CROWN = "r regina rex crown police dpp queen king state commonwealth"
_PARTICLE_WORDS = "al ben bin da de del della den der di dos du el la le mac st van von"
GENERIC = frozenset(_KINDS_OF_WORK.split())
_BUSINESS = frozenset(_KINDS_OF_BUSINESS.split())
_CROWN = frozenset(_NAMES_OF_THE_CROWN.split())
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIXES = frozenset({"jr", "jnr", "sr", "snr", "ii", "iii"})
_SEGMENT = re.compile(r"\s+[-\N{EN DASH}\N{EM DASH}]+\s+|[:;()\[\]|/]|\s+re:?\s+")
_VERSUS = re.compile(r"\s+(?:v|vs|versus|ats)\.?\s+|\s+-v-\s+", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:&|;|\band\b)\s*", re.IGNORECASE)
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def profile(name: str, client: str, aliases: tuple[str, ...] = ()) -> Profile:
    """Give each word of a matter's *name* and *client* its part."""
    parts: dict[str, Part] = {}
    said = [names.take_apart(each) for each in aliases]
    words = [word for each in said for word in each.words]
    ours, marked = _party(client)
    said.append(marked)
    segments = [each for each in _SEGMENT.split(name) if each and each.strip()]
    sides: tuple[frozenset[str], ...] = ()
    if segments:
        halves = _VERSUS.split(segments[0], maxsplit=1)
        if len(halves) == 2:
            here, left = _party(halves[0])
            there, right = _party(halves[1])
            sides = _opposed(parts, here, there, ours)
            said += [left, right]
        else:
            head, marked = _party(segments[0])
            whose = not ours or not head.keys() & ours.keys()
            for word, part in head.items():
                _play(parts, word, part if whose else Part.DETAIL)
            said.append(marked)
    for segment in segments[1:]:
        said.append(marked := names.take_apart(segment))
        for word in marked.words:
            _play(parts, word, Part.DETAIL)
    for word, part in ours.items():
        _play(parts, word, part)
    return Profile(
        parts,
        sides,
        company=any(each.company for each in said),
        estate=any(each.estate for each in said),
        text=" ".join([*parts, *words]),
    )


def _play(parts: dict[str, Part], word: str, part: Part) -> None:
    """Give *word* its *part*, or leave it the greater one it has."""
    if part > parts.get(word, 0):
        parts[word] = part


def _opposed(
    parts: dict[str, Part],
    here: dict[str, Part],
    there: dict[str, Part],
    ours: dict[str, Part],
) -> tuple[frozenset[str], ...]:
    """Give the two sides of a *v* their parts; return the words of each."""
    if ours:
        we_are_right = bool(ours.keys() & there.keys()) > bool(
            ours.keys() & here.keys()
        )
    else:
        we_are_right = bool(here.keys() & _CROWN)
    own, other = (there, here) if we_are_right else (here, there)
    for word, part in own.items():
        _play(parts, word, part)
    for word, part in other.items():
        opponent = Part.OPPONENT if part is Part.SURNAME else Part.DETAIL
        _play(parts, word, opponent)
    own_words, other_words = frozenset(own) | frozenset(ours), frozenset(other)
    return (other_words, own_words) if we_are_right else (own_words, other_words)


def _party(text: str) -> tuple[dict[str, Part], names.Label]:
    """Give each word of the people or the company in *text* its part."""
    said = names.take_apart(text)
    words = said.words
    if said.company or not _BUSINESS.isdisjoint(words):
        return _company(words), said
    people = [text] if len(words) < 2 else [each for each in _JOINT.split(text) if each]
    if len(people) == 1:
        return _person(text, words, alone=True), said
    parts: dict[str, Part] = {}
    each_has = [names.take_apart(each).words for each in people]
    alone = all(len(each) == 1 for each in each_has)
    for person, own in zip(people, each_has, strict=True):
        for word, part in _person(person, own, alone=alone).items():
            _play(parts, word, part)
    return parts, said


def _company(words: tuple[str, ...]) -> dict[str, Part]:
    """Give a company's words their parts: the first telling one is its head."""
    telling = [word for word in words if _can_be_whose(word)]
    parts = dict.fromkeys(words, Part.DETAIL) | dict.fromkeys(telling, Part.GIVEN)
    return parts | dict.fromkeys(telling[:1], Part.SURNAME)


def _person(text: str, words: tuple[str, ...], *, alone: bool) -> dict[str, Part]:
    """Give a person's words their parts; "Smith, John" and "John Smith" are one."""
    surname, comma, given = text.partition(",")
    telling = [each for each in words if _can_be_whose(each) and each not in _SUFFIXES]
    if comma and given.strip() and (first := names.take_apart(surname).words):
        last = first[-1]
    else:
        last = telling[-1] if telling and (alone or len(telling) > 1) else ""
    parts = dict.fromkeys(words, Part.DETAIL) | dict.fromkeys(telling, Part.GIVEN)
    if last:
        parts[last] = Part.SURNAME
    _spelled_together(parts, words)
    _double_barrelled(parts, text, last)
    return parts


def _double_barrelled(parts: dict[str, Part], text: str, last: str) -> None:
    """Make two halves, and one whole, of a surname with a hyphen."""
    if "-" not in text:
        return
    for hyphenated in _HYPHENATED.findall(names.plain(text)):
        halves = hyphenated.split("-")
        if last in halves:
            parts.update(dict.fromkeys(halves, Part.HALF))
            parts["".join(halves)] = Part.SURNAME


def _spelled_together(parts: dict[str, Part], words: tuple[str, ...]) -> None:
    """Add "vandenberg" beside "van den berg", and "macdonald" beside "mac donald"."""
    for place in range(len(words) - 1):
        if words[place] in _PARTICLES:
            end = place + 1
            while end < len(words) - 1 and words[end] in _PARTICLES:
                end += 1
            parts["".join(words[place : end + 1])] = parts[words[end]]


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return *words* with each particle joined to what follows it."""
    kept: list[str] = []
    for word in reversed(words):
        if word in _PARTICLES and kept:
            kept[-1] = word + kept[-1]
        else:
            kept.append(word)
    return tuple(reversed(kept))


def _can_be_whose(word: str) -> bool:
    """Tell whether *word* can say whose the matter is."""
    return word not in GENERIC and len(word) > 1 and not names.has_digit(word)
