"""What the letter under a person's words says: a narrative, an example, labels. Pure.

The letter is the one that was forwarded or answered, or a meeting that they were
invited to. It lends its words where the person's have none; it never gives a time.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core import correspondents, durations, message, subjects
from bot.core.correspondents import Person
from bot.errors import shorten
from bot.messages import Invitation, Original, Said

_SUBJECT = 120  # characters of a subject in a narrative
_NAMED = 2
_MINUTES = 12


def lent(
    original: Original | None,
    *,
    by: str = "",
    name: str = "",
    invitation: Invitation | None = None,
) -> str:
    """Return the narrative that a time without words gets: “Email from Jane Doe re …”.

    It is the meeting's title where there was an invitation. *by* is the address of the
    person whose words they are, *name* their name: what they sent is an email *to*
    somebody. Nothing is returned where the letter says nothing.
    """
    title = "" if invitation is None else _title(invitation)
    if title or original is None:
        return title
    whole = subjects.bare(original.subject)
    about = f" re {shorten(whole, _SUBJECT)}" if whole else ""
    sender = next(iter(correspondents.read(original.sender)), Person())
    own = frozenset({by.casefold()} - {""})
    if not sender.is_one(addresses=own, name=name):
        who = f" from {sender.shown}" if sender.shown else ""
    else:
        others = [
            each
            for each in correspondents.read(original.recipients)
            if not each.is_one(addresses=own, name=name)
        ]
        who = f" to {_several(others)}" if others else ""
    return f"Email{who}{about}" if who or about else ""


def foreign(said: Said, *, own: str | None) -> Said:
    """Return *said* without the original where that is a letter of ours, from *own*."""
    if said.original is None or not own:
        return said
    local, _, domain = own.partition("@")
    for each in correspondents.read(said.original.sender):
        name, _, host = each.address.partition("@")
        if host == domain and name.partition("+")[0] == local:
            return replace(said, original=None)
    return said


def example(
    narrative: str,
    *,
    today: date,
    locale: str,
    label: str = "",
    minutes: int | None = None,
    day: date | None = None,
) -> str:
    """Return a line that keeps time for a letter, and is read as just that.

    *narrative* is what the letter lends, *label* the matter that the person has named.
    *minutes* are those of a meeting, *day* is its day where that is not today.
    """
    time = minutes or _MINUTES
    words = narrative
    if narrative.startswith("Email"):
        words = narrative[:1].lower() + narrative[1:]
    short = words.partition(" re ")[0]
    quoted = "" if re.search('["“”„«»]', words) else f"“{words}”"
    for each in filter(None, [words, quoted, short, "reading email"]):
        said = [day.isoformat() if day else "", durations.say(time), each]
        line = " ".join(filter(None, said)) + (label and f", {label}")
        read = message.read(line, today=today, locale=locale)
        found = [(one.minutes, one.day, one.asks) for one in read.drafts]
        if found == [(time, day, ())] and not read.problems:
            return line
    return f"{durations.say(time)} reading email"


def labels(
    original: Original | None, *, invitation: Invitation | None = None
) -> list[str]:
    """Return what in the subject (or the meeting's title) is shaped like a label."""
    return [
        each
        for about in subjects_of(original, invitation=invitation)
        for each in subjects.labels(about)
    ]


def subjects_of(
    original: Original | None, *, invitation: Invitation | None = None
) -> list[str]:
    """Return what the letter is about, in its own words: subject and title, bare."""
    said = [
        "" if invitation is None else invitation.title,
        "" if original is None else original.subject,
    ]
    return [each for each in dict.fromkeys(map(subjects.bare, said)) if each]


def people(original: Original | None, *, by: str, name: str) -> list[Person]:
    """Return whom the letter is from and to, the person themselves left out."""
    if original is None:
        return []
    own = frozenset({by.casefold()} - {""})
    return [
        each
        for header in (original.sender, original.recipients)
        for each in correspondents.read(header)
        if not each.is_one(addresses=own, name=name)
    ]


def _title(invitation: Invitation) -> str:
    return shorten(subjects.bare(invitation.title), _SUBJECT)


def _several(others: Sequence[Person]) -> str:
    """Return names in words: “Jane Doe and Ben Okri”, “Jane Doe and 3 others”."""
    if len(others) > _NAMED:
        return f"{others[0].shown} and {len(others) - 1} others"
    return " and ".join(each.shown for each in others)
