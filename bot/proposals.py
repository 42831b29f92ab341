"""Which matters a letter proposes: those that its subject and its people name.

They are offered before the recent ones, best first, and never chosen: not even one
whose number stands in the subject.
"""

import re
from collections.abc import Iterator, Sequence

from bot import labels, originals
from bot.core import labelwords, subjects
from bot.core.correspondents import Person
from bot.core.matching import Match
from bot.messages import Invitation, Original
from bot.turn import Turn

# What the list is only near to in sound or looks is proposed by nobody.
_GUESSES = frozenset({"near name", "unknown", "empty"})
_MOST = 40  # pieces of a letter that are looked up
# Where everybody has an address, it says nothing of a client.
_PUBLIC = frozenset(
    "gmail googlemail outlook hotmail live msn icloud me mac yahoo ymail proton "
    "protonmail gmx web aol mail bigpond optusnet tpg iinet xtra zoho fastmail "
    "qq".split()
)
_WORTH = re.compile(r"[^\W\d_]{3}|\d{3}")


def options(turn: Turn) -> list[str]:
    """Return up to five matters (or labels) for a line on top of what was sent.

    Those that the letter names come first; there are none without a letter.
    """
    return of(turn, turn.said.original, invitation=turn.said.invitation)


def of(
    turn: Turn, original: Original | None, *, invitation: Invitation | None = None
) -> list[str]:
    """Return up to five matters (or labels) for a line on top of a letter."""
    if original is None and invitation is None:
        return []
    about = originals.subjects_of(original, invitation=invitation)
    if not turn.matters.by_id:
        shaped = originals.labels(original, invitation=invitation)
        return _first([*shaped, *labels.recent(turn)])
    people = originals.people(original, by=_address(turn), name=turn.person.name)
    return _first([*_listed(turn, _pieces(turn, about, people)), *labels.recent(turn)])


def first(turn: Turn, narrative: str, proposed: Sequence[str]) -> list[str]:
    """Return *proposed* after what the whole *narrative* names: “0.2 Smith”."""
    name = labelwords.whole(narrative)
    if name is None:
        return list(proposed)
    own = _listed(turn, iter([name])) if turn.matters.by_id else [name]
    return _first([*own, *proposed])


def _listed(turn: Turn, pieces: Iterator[str]) -> list[str]:
    """Return the numbers of the open matters that *pieces* of a letter name."""
    find = labels.matcher(turn)
    sure: list[int] = []
    others: list[int] = []
    for each in dict.fromkeys(pieces):
        found: Match = find(each)
        if found.kind == "exact" and found.matter_id is not None:
            sure.append(found.matter_id)
        elif found.why not in _GUESSES:
            others += found.choices
    known = turn.matters.by_id
    named = (known.get(each) for each in dict.fromkeys([*sure, *others]))
    return [each.number for each in named if each and each.status == "open"]


def _pieces(
    turn: Turn, about: Sequence[str], people: Sequence[Person]
) -> Iterator[str]:
    """Return what in a letter may name a matter, what says most of it first."""
    own = _address(turn).partition("@")[2]
    domains = [each.address.partition("@")[2] for each in people]
    stems = [each.partition(".")[0] for each in domains if each != own]
    pieces = [
        *(label for each in about for label in subjects.labels(each)),
        *(part for each in about for part in subjects.segments(each)),
        *(name for each in about for name in subjects.names(each)),
        *(each.name for each in people),
        *(each.name.rpartition(" ")[2] for each in people),
        *(each for each in stems if each not in _PUBLIC),
    ]
    return (each for each in pieces[:_MOST] if _WORTH.search(each))


def _address(turn: Turn) -> str:
    """Return where the person writes from, without the channel."""
    return turn.said.by.partition(":")[2]


def _first(options_: list[str]) -> list[str]:
    return list(dict.fromkeys(options_))[: labels.CHOICES]
