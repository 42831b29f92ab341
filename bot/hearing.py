"""What the words after a command's first word mean; None when they are a line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from bot import (
    accepting,
    answers,
    bookmarks,
    edits,
    errors,
    export,
    labels,
    matterlist,
    mending,
    people,
    places,
    portions,
    references,
    replies,
    shares,
    timesheet,
    undoing,
)
from bot.core import days, message
from bot.messages import Reply
from bot.turn import Turn

Deed: TypeAlias = Callable[[Turn], Reply]
_ME = {"timezone": "zone", "time zone": "zone", "initials": "code"}
_FILE = re.compile(
    r"(?P<all>all\b\s*)?(?P<name>[\w.-]+)?(?:\s+(?P<suffix>csv)\b)?"
    r"(?:\s+(?P<again>all)\b)?\s*(?:for\s+|of\s+)?(?P<period>.*)",
    re.IGNORECASE,
)
_XLSX = re.compile(r"(?:\s|^)(?:(?:as|in|to)\s+)?(?:xlsx|excel)(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ear:
    """What is needed to understand words: the person's day, locale, name and zone."""

    today: date
    locale: str
    name: str = ""
    zone: str = ""

    def reference(
        self, words: str, *, several: str = "one"
    ) -> references.Reference | None:
        """Return the entries that *words* begin with, or None."""
        return references.read(
            words, today=self.today, locale=self.locale, several=several
        )

    def period(self, words: str) -> days.Period | None:
        """Return the period that *words* are; BadDay for one that cannot be."""
        if not references.dayish(words):
            return None
        try:
            return days.period(words, today=self.today, locale=self.locale)
        except days.DayProblem as problem:
            raise errors.BadDay(str(problem)) from problem

    def dictates(self, words: str) -> bool:
        """Return whether a time can be read in *words*, so that they are a line.

        A time that must be asked about is none: “matter 3 Jones” is a command.
        """
        read = message.read(words, today=self.today, locale=self.locale)
        return any(each.minutes is not None for each in read.drafts)


def nothing_more(words: str, ear: Ear, *, deed: Deed) -> Deed | None:
    """Return *deed* for a command that stands alone."""
    del ear
    return None if words else deed


def resume(words: str, ear: Ear) -> Deed | None:
    """Understand `resume Chen`."""
    if ear.dictates(f"resume {words}"):
        return None
    return partial(bookmarks.resume, words=words)


def edit(words: str, ear: Ear) -> Deed | None:
    """Understand `edit 3 0.4 call with counsel, Jones file`."""
    reference = ear.reference(words)
    if reference is None or not reference.rest:
        return None
    said = edits.read(reference.rest, today=ear.today, locale=ear.locale)
    return partial(mending.edit, reference=reference, said=said)


def matter(words: str, ear: Ear) -> Deed | None:
    """Understand `matter 3 Jones`, `matter add NUMBER NAME`, `matter close NUMBER`."""
    what, _, rest = words.partition(" ")
    rest = " ".join(rest.split())
    if what.casefold() == "add" and rest:
        number, _, name = rest.partition(" ")
        return partial(matterlist.add, number=number.strip(","), name=name)
    if what.casefold() == "close" and rest:
        return partial(matterlist.close, label=rest)
    reference = ear.reference(words, several="listed")
    if reference is None or not reference.rest or ear.dictates(f"matter {words}"):
        return None
    spaced = ear.reference(words, several="spaced")
    if spaced is None or not spaced.rest:
        spaced = reference
    return partial(_matter, listed=reference, spaced=spaced)


def move(words: str, ear: Ear) -> Deed | None:
    """Understand `move 3 yesterday`."""
    reference = ear.reference(words, several="listed")
    if reference is None or not reference.rest:
        return None
    spaced = ear.reference(words, several="spaced")
    if spaced and spaced.rest and _day(reference.rest, ear) is None:
        reference = spaced
    day = re.sub(r"^(?:to|on)\s+", "", reference.rest, flags=re.IGNORECASE)
    if not references.dayish(day) and ear.dictates(f"move {words}"):
        return None
    return partial(mending.move, reference=reference, words=day)


def delete(words: str, ear: Ear) -> Deed | None:
    """Understand `delete 3`, `delete 3 and 4`, `delete Mon 3`, `delete 3 Mon`."""
    reference = _entries(words, ear)
    if reference is None:
        return None
    return partial(mending.delete, reference=reference)


def merge(words: str, ear: Ear) -> Deed | None:
    """Understand `merge 2 4`."""
    reference = _entries(words, ear)
    if reference is None:
        return None
    return partial(shares.merge, reference=reference)


def leave(words: str, ear: Ear) -> Deed | None:
    """Understand `leave 3 open`."""
    reference = ear.reference(words, several="spaced")
    if reference is None or reference.rest.casefold() not in {"", "open"}:
        return None
    return partial(mending.leave, reference=reference)


def mine(words: str, ear: Ear) -> Deed | None:
    """Understand `mine 3`: what came unproven is the person's."""
    reference = _entries(words, ear)
    if reference is None:
        return None
    return partial(accepting.accept, reference=reference)


def split(words: str, ear: Ear) -> Deed | None:
    """Understand `split 3 Smith, Jones` and `split 3 Smith 0.2, Jones 0.3`."""
    reference = ear.reference(words)
    if reference is None or not reference.rest:
        return None
    parts = portions.read(reference.rest)
    if parts is None:
        if portions.meant(reference.rest):
            raise errors.NotChanged(replies.SPLIT)
        return None
    return partial(shares.split, reference=reference, shares=parts)


def undo(words: str, ear: Ear) -> Deed | None:
    """Understand `undo`."""
    del ear
    return None if words.casefold() not in {"", "that", "it", "last"} else undoing.undo


def file(words: str, ear: Ear, *, preview: bool = False) -> Deed | None:
    """Understand `export [all] [format] [xlsx] [period]` and `preview …`."""
    verb = "preview" if preview else "export"
    words, xlsx = _XLSX.subn("", words, count=1)
    words = words.strip()
    found = _FILE.fullmatch(words)
    if found is None or ear.dictates(f"{verb} {words}"):
        return None
    again = bool(found["all"] or found["again"])
    rest = words[found.end("all") :].strip() if found["all"] else words
    period = ear.period(rest or "today")
    name = None
    if period is None:
        name = found["name"]
        period = ear.period(found["period"] or "today")
    if period is None:
        return None
    make = export.preview if preview else export.file
    return partial(
        make,
        name=name.casefold() if name else None,
        suffix="xlsx" if xlsx else "csv",
        period=period,
        again=again,
    )


def matters(words: str, ear: Ear) -> Deed | None:
    """Understand `matters` and `matters smith`."""
    if words and ear.dictates(f"matters {words}"):
        return None
    return partial(matterlist.listing, words=words)


def alias(words: str, ear: Ear) -> Deed | None:
    """Understand `alias Smyth = Smith`."""
    del ear
    label, mark, name = (each.strip() for each in words.partition("="))
    if not (label and mark and name):
        return None
    return partial(matterlist.alias, label=label, name=name)


def bind(words: str, ear: Ear) -> Deed | None:
    """Understand `bind Smith v Jones`, `bind nothing` and `bind` in a channel."""
    if words and ear.dictates(f"bind {words}"):
        return None
    return partial(places.bind, label=_label(words))


def me(words: str, ear: Ear) -> Deed | None:
    """Understand `me`, `me name Ada Lovelace`, `me rate 450`."""
    del ear
    if not words:
        return people.me
    for said, name in _ME.items():
        if words.casefold().startswith(f"{said} "):
            words = f"{name} {words[len(said) + 1 :]}"
    what, _, value = words.partition(" ")
    known = {*people.WORDS, *people.TARGETS}
    if what.casefold() not in known or not value.strip():
        return None
    return partial(people.me, what=what.casefold(), value=value)


def sheet(words: str, ear: Ear) -> Deed | None:
    """Understand a day or a period that stands alone."""
    period = ear.period(words)
    return None if period is None else partial(_sheet, period=period, ear=ear)


def _sheet(turn: Turn, *, period: days.Period, ear: Ear) -> Reply:
    """Show a sheet, or take the day for the answer to which day an entry was."""
    if period.start == period.end:
        meant = answers.chosen_day(turn, period.start.isoformat())
        moved = meant and move(meant.removeprefix("move "), ear)
        if moved:
            return moved(turn)
    return timesheet.sheet(turn, period=period)


def _matter(
    turn: Turn,
    *,
    listed: references.Reference,
    spaced: references.Reference,
    ask: bool = True,
) -> Reply:
    """Put entries on a matter; numbers with blanks between are entries, too.

    They are not where they begin the name of a matter on the list.
    """
    label = _label(listed.rest)
    whole = turn.matters.by_id and labels.match(turn, label).kind == "exact"
    reference = listed if whole else spaced
    return mending.matter(
        turn, reference=reference, label=_label(reference.rest), ask=ask
    )


def quiet(deed: Deed) -> Deed:
    """Return *deed* without its asking for what is still missing afterwards."""
    asks = {mending.edit, mending.move, _matter}
    if isinstance(deed, partial) and deed.func in asks:
        return partial(deed.func, **deed.keywords, ask=False)
    return deed


def _entries(words: str, ear: Ear) -> references.Reference | None:
    """Return entries by number with their day before or after, and nothing else."""
    reference = ear.reference(words, several="spaced")
    if reference is None or not reference.rest:
        return reference
    if reference.day is not None:
        return None
    day = _day(reference.rest, ear)
    return None if day is None else references.Reference(day, reference.numbers, "")


def _day(words: str, ear: Ear) -> date | None:
    """Return the day that *words* are, or None."""
    return references.day(words, today=ear.today, locale=ear.locale)


def _label(words: str) -> str:
    """Return a label without the words that only say that it is one."""
    return re.sub(
        r"^(?:is |to |= ?|the (?=.* (?:file|matter)$))|(?<=\S) (?:file|matter)$",
        "",
        words.strip(),
        flags=re.IGNORECASE,
    ).lstrip("#")
