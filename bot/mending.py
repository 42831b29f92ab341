"""Mends of single entries: edit, matter, move, delete. Each can be undone."""

from collections.abc import Sequence
from typing import Any

from bot import errors, labels, ledger, numbering, questions, replies, showing
from bot.core import days
from bot.edits import Edit
from bot.messages import Reply
from bot.references import Reference
from bot.turn import Turn
from storage import entries
from storage.models import Entry


def meant(turn: Turn, reference: Reference) -> list[Entry]:
    """Return the entries that *reference* names, or raise NoSuchEntry."""
    day = numbering.day_meant(turn, reference.day)
    kept = {
        each.number: each
        for each in entries.on_days(turn.db, **turn.owner, start=day, end=day)
    }
    for number in reference.numbers:
        if number not in kept:
            raise errors.NoSuchEntry(
                number, day=days.say(day, today=turn.today), known=sorted(kept)
            )
    return [kept[number] for number in reference.numbers]


def edit(turn: Turn, *, reference: Reference, said: Edit) -> Reply:
    """Replace what was said anew of an entry; what was not said stays."""
    [entry] = meant(turn, reference)
    fields = dict(said.fields)
    asks = ledger.without(entry, *said.settles) + list(said.asks)
    if said.matter is not None:
        place = labels.place(turn, said.matter)
        fields |= {"label": said.matter, "matter_id": place.matter_id}
        asks = [each for each in asks if each["field"] != "matter"] + list(place.asks)
    changed = ledger.change(turn, entry, "edited", **fields, asks=asks)
    return mended(turn, [(entry, changed)])


def matter(turn: Turn, *, reference: Reference, label: str) -> Reply:
    """Put entries on a matter, by its number, name or alias."""
    kept = meant(turn, reference)
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
        return mended(turn, done)
    found = labels.named(turn, label)
    if isinstance(found, list):
        if not found:
            raise errors.UnknownMatter(label)
        asked = questions.ask_matter(
            turn, kept, options=[listed.by_id[each].number for each in found]
        )
        return Reply(replies.which_matter(label), choices=asked.choices)
    notes = _learn(turn, kept, matter_id=found)
    done = []
    for each in kept:
        fields = {"matter_id": found, "asks": ledger.without(each, "matter")}
        done.append((each, ledger.change(turn, each, "matter", **fields)))
        labels.close_questions(turn, each)
    if listed.by_id[found].status != "open":
        notes.append(replies.not_open(listed.by_id[found].status))
    return mended(turn, done, notes=notes)


def move(turn: Turn, *, reference: Reference, words: str) -> Reply:
    """Move entries to another day."""
    try:
        day = days.read(words, today=turn.today, locale=turn.person.locale)
    except days.DayProblem as problem:
        raise errors.BadDay(str(problem)) from problem
    if day is None:
        raise errors.BadDay(replies.no_day(words))
    done = []
    for each in meant(turn, reference):
        fields: dict[str, Any] = {"asks": ledger.without(each, "date")}
        done.append((each, ledger.change(turn, each, "moved", day=day, **fields)))
    return mended(turn, done)


def delete(turn: Turn, *, reference: Reference) -> Reply:
    """Strike entries out; undo brings them back."""
    parts = []
    for each in meant(turn, reference):
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
    kept = meant(turn, reference)
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
) -> Reply:
    """Echo entries as they are after a mend, and ask what is still missing."""
    parts = []
    for before, after in done:
        shown = showing.shown(turn, after)
        minutes = showing.total(turn, after.day)
        parts.append(
            replies.mended(
                shown, minutes=minutes, today=turn.today, was=_was(before, after)
            )
        )
        if after.revision != before.revision:
            file = ledger.last_file(turn, after)
            parts += [replies.corrected(file)] if file else []
    asked = questions.ask(turn, [after for _, after in done])
    return Reply("\n".join([*parts, *notes, *asked.texts]), choices=asked.choices)


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
