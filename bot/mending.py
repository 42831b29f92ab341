"""Mends of single entries: edit, matter, move, delete. Each can be undone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot import (
    entrynames,
    errors,
    items,
    labels,
    ledger,
    numbering,
    questions,
    replies,
    showing,
)
from bot.core import days
from bot.edits import Edit
from bot.messages import Reply
from bot.references import Reference
from bot.turn import Turn
from storage.models import Entry


def edit(turn: Turn, *, reference: Reference, said: Edit, ask: bool = True) -> Reply:
    """Replace what was said anew of an entry; what was not said stays."""
    [entry] = entrynames.meant(turn, reference, word="edit")
    fields = dict(said.fields)
    asks = ledger.without(entry, *said.settles) + list(said.asks)
    if said.matter is not None:
        place = labels.place(turn, said.matter)
        fields |= {"label": said.matter, "matter_id": place.matter_id}
        asks = [each for each in asks if each["field"] != "matter"] + list(place.asks)
    changed = ledger.change(turn, entry, "edited", **fields, asks=asks)
    turn, notes = _numbers_follow(turn, reference, changed.day)
    return mended(turn, [(entry, changed)], notes=notes, ask=ask)


def matter(turn: Turn, *, reference: Reference, label: str, ask: bool = True) -> Reply:
    """Put entries on a matter, by its number, name or alias."""
    kept = entrynames.meant(turn, reference, word="matter")
    listed = turn.matters
    if not listed.by_id:
        done = [
            (
                each,
                ledger.change(
                    turn,
                    each,
                    "matter",
                    label=label,
                    asks=ledger.without(each, "matter"),
                ),
            )
            for each in kept
        ]
        return mended(turn, done, ask=ask)
    found = labels.named(turn, label)
    if isinstance(found, list):
        if not found:
            raise errors.UnknownMatter(label)
        options = [listed.by_id[each].number for each in found]
        asked = questions.ask_matter(turn, kept, options=options, label=label)
        return Reply("\n".join(asked.texts), choices=asked.choices)
    notes = _learn(turn, kept, matter_id=found)
    done = []
    for each in kept:
        fields = {"matter_id": found, "asks": ledger.without(each, "matter")}
        done.append((each, ledger.change(turn, each, "matter", **fields)))
        labels.close_questions(turn, each)
    if listed.by_id[found].status != "open":
        notes.append(replies.not_open(listed.by_id[found].status))
    return mended(turn, done, notes=notes, ask=ask)


def move(turn: Turn, *, reference: Reference, words: str, ask: bool = True) -> Reply:
    """Move entries to another day."""
    try:
        day = days.read(words, today=turn.today, locale=turn.person.locale)
    except days.DayProblem as problem:
        raise errors.BadDay(str(problem)) from problem
    if day is None:
        raise errors.BadDay(replies.no_day(words))
    done = []
    for each in entrynames.meant(turn, reference, word="move"):
        fields: dict[str, Any] = {"asks": ledger.without(each, "date")}
        done.append((each, ledger.change(turn, each, "moved", day=day, **fields)))
    turn, notes = _numbers_follow(turn, reference, day)
    return mended(turn, done, notes=notes, ask=ask)


def delete(turn: Turn, *, reference: Reference) -> Reply:
    """Strike entries out; undo brings them back."""
    parts = []
    for each in entrynames.meant(turn, reference, word="delete"):
        shown = showing.shown(turn, each)
        file = ledger.last_file(turn, each)
        ledger.change(turn, each, "deleted", state="void")
        minutes = showing.total(turn, each.day)
        parts.append(replies.deleted(shown, minutes=minutes, today=turn.today))
        if file:
            parts.append(replies.gone_out(file))
    return Reply("\n".join(parts))


def leave(turn: Turn, *, reference: Reference) -> Reply:
    """Leave entries open for now: nothing more is asked about their matter."""
    kept = entrynames.meant(turn, reference, word="leave")
    if not any(each.asks for each in kept):
        raise errors.NotChanged(replies.nothing_open(kept[0].number))
    for each in kept:
        labels.close_questions(turn, each)
    return Reply(replies.left_open([each.number for each in kept]))


def mended(
    turn: Turn,
    done: Sequence[tuple[Entry, Entry]],
    *,
    notes: Sequence[str] = (),
    ask: bool = True,
) -> Reply:
    """Echo entries as they are after a mend, and *ask* what is still missing."""
    parts = []
    mended_ = showing.every(turn, [after for _, after in done])
    for (before, after), shown in zip(done, mended_, strict=True):
        minutes = showing.total(turn, after.day)
        parts.append(
            replies.mended(
                shown, minutes=minutes, today=turn.today, was=_was(before, after)
            )
        )
        if after.revision != before.revision:
            file = ledger.last_file(turn, after)
            parts += [replies.corrected(file)] if file else []
    asked = questions.again(turn, done) if ask else questions.Asked()
    return Reply(
        "\n".join([*parts, *notes, *asked.texts]),
        choices=asked.choices,
        items=items.every(mended_, [after for _, after in done]),
    )


def _numbers_follow(
    turn: Turn, reference: Reference, day: date
) -> tuple[Turn, list[str]]:
    """Let bare numbers mean the day that an entry of a named other day has gone to.

    Return the turn as it goes on, and what to say where a bare number is not today's.
    """
    before = numbering.day_meant(turn)
    if reference.day not in {None, turn.today, day}:
        turn = numbering.shown(turn, {day})
    after = numbering.day_meant(turn)
    moved = day != (reference.day or before)
    if after == before and not (moved and after not in {day, turn.today}):
        return turn, []
    return turn, [replies.numbers_mean(after, today=turn.today)]


def _was(before: Entry, after: Entry) -> int | None:
    """Return the number that an entry had on the day it has left, or None."""
    return before.number if before.day != after.day else None


def _learn(turn: Turn, kept: Sequence[Entry], *, matter_id: int) -> list[str]:
    """Learn from the answer what the person calls the matter; return what to tell.

    Only what was asked teaches: a mend of a matter that was clear may un-learn an
    alias, never make one.
    """
    notes = []
    for label in {each.label: each for each in kept if each.label}.values():
        asked = any(ask["field"] == "matter" for ask in label.asks)
        if not asked and not labels.is_alias(turn, label.label or ""):
            continue
        if labels.learn(turn, label.label or "", matter_id=matter_id):
            matter_ = labels.words(turn.matters.by_id[matter_id])
            notes.append(replies.learnt(label.label or "", matter_))
    return notes
