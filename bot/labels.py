"""Which matter a dictated label means here: the list, aliases and answers together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from bot import ledger
from bot.core import matching, names
from bot.turn import Turn
from storage import aliases, entries, questions
from storage.models import Alias, Entry

CHOICES = 5
# The field that is asked of an entry which came unproven.
WHOSE = "sender"
_RECENT = timedelta(days=30)
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label leads: a matter, or what must be asked; both None when as said."""

    matter_id: int | None = None
    asks: tuple[dict[str, Any], ...] = ()


def place(turn: Turn, label: str | None) -> Place:
    """Return where *label* leads; without a matter list it stays as dictated."""
    if label is None:
        return Place(asks=(_ask(recent(turn)),))
    listed = turn.matters
    if not listed.by_id:
        return Place()
    found = match(turn, label)
    if found.kind == "exact":
        return Place(matter_id=found.matter_id)
    return Place(asks=(_ask([listed.by_id[each].number for each in found.choices]),))


def match(turn: Turn, label: str) -> matching.Match:
    """Return what the matter list says of *label*; choices come recent ones first.

    What is exact by itself is not weighed against recent work: where matters are
    numbered one after the other, every number is next to a recent one.
    """
    return matcher(turn)(label)


def matcher(turn: Turn) -> Callable[[str], matching.Match]:
    """Return `match` for many labels of one turn: each is looked up once."""
    known = aliases.for_person(turn.db, **turn.owner)
    index = turn.matters.index

    @cache
    def worked() -> list[int]:
        since = turn.today - _RECENT
        return entries.recent_matters(turn.db, **turn.owner, since=since)

    @cache
    def find(label: str) -> matching.Match:
        found = index.find(label, aliases=known)
        if found.kind == "exact":
            return found
        return index.find(label, aliases=known, recent=worked())

    return find


def named(turn: Turn, label: str) -> int | list[int]:
    """Return the matter that *label* names outright, else those it may name.

    A whole number or name is taken as said, of a closed matter too.
    """
    folded = names.fold(label)
    same = [
        each.id
        for each in turn.matters.by_id.values()
        if folded and folded in {names.fold(each.number), names.fold(words(each))}
    ]
    if len(same) == 1:
        return same[0]
    found = match(turn, label)
    if found.kind == "exact" and found.matter_id is not None:
        return found.matter_id
    return list(found.choices)


def is_alias(turn: Turn, label: str) -> bool:
    """Return whether *label* is an alias that the person's answers have made."""
    known = _alias(turn, names.fold(label))
    return known is not None and known.confirmed


def recent(turn: Turn) -> list[str]:
    """Return up to five matters (or labels) that the person worked on last."""
    since = turn.today - _RECENT
    if turn.matters.by_id:
        worked = entries.recent_matters(turn.db, **turn.owner, since=since)
        known = [turn.matters.by_id.get(each) for each in worked]
        opened = [each.number for each in known if each and each.status == "open"]
        return opened[:CHOICES]
    written = entries.recent_labels(turn.db, **turn.owner, since=since, unless=WHOSE)
    said: dict[str, str] = {}
    for each in written:
        said.setdefault(names.fold(each), each)
    return list(said.values())[:CHOICES]


def waits(entry: Entry) -> bool:
    """Return whether an entry waits for the person's yes that it is theirs."""
    return any(each["field"] == WHOSE for each in entry.asks)


def words(matter: matching.Matter) -> str:
    """Return a matter in words: “Smith v Jones (2024-FAM-0312)”."""
    if matter.name == matter.number:
        return matter.name
    return f"{matter.name} ({matter.number})"


def shown(turn: Turn, *, matter_id: int | None, label: str | None) -> str | None:
    """Return a matter in words, else the label as dictated."""
    if matter_id is None:
        return label
    matter = turn.matters.by_id.get(matter_id)
    return words(matter) if matter else label


def learn(turn: Turn, label: str, *, matter_id: int) -> bool:
    """Count an answer; return whether the label has just become the person's alias.

    Two equal answers make it one; a different answer un-learns it.
    """
    folded = names.fold(label)
    was = _alias(turn, folded)
    count = aliases.answered(turn.db, **turn.owner, label=folded, matter_id=matter_id)
    learnt = count >= _TWICE and not (
        was and was.confirmed and was.matter_id == matter_id
    )
    if learnt:
        aliases.confirm(turn.db, **turn.owner, label=folded, matter_id=matter_id)
    _note(turn, folded, was)
    return learnt


def call(turn: Turn, label: str, *, matter_id: int) -> None:
    """Make *label* the person's word for a matter from now on."""
    folded = names.fold(label)
    was = _alias(turn, folded)
    aliases.confirm(turn.db, **turn.owner, label=folded, matter_id=matter_id)
    _note(turn, folded, was)


def restore(turn: Turn, label: str, before: dict[str, Any] | None) -> None:
    """Bring an alias back to how it stood *before*."""
    aliases.forget(turn.db, **turn.owner, label=label)
    if before is None:
        return
    known = {"label": label, "matter_id": before["matter_id"]}
    for _ in range(before["answers"]):
        aliases.answered(turn.db, **turn.owner, **known)
    if before["confirmed"]:
        aliases.confirm(turn.db, **turn.owner, **known)


def settle(turn: Turn) -> list[Entry]:
    """Give entries their matter where the list now says exactly one.

    Those are the open ones, and those of the last days from before there was a list.
    """
    waiting = entries.open_ones(turn.db, **turn.owner)
    waiting += entries.on_days(
        turn.db,
        **turn.owner,
        start=turn.today - _RECENT,
        end=turn.today,
        states=("ready",),
    )
    settled = []
    find = matcher(turn)
    for each in waiting:
        if each.label is None or each.matter_id is not None or waits(each):
            continue
        found = find(each.label)
        if found.kind == "exact":
            settled.append(
                ledger.change(
                    turn,
                    each,
                    "matter",
                    matter_id=found.matter_id,
                    asks=ledger.without(each, "matter"),
                )
            )
    return settled


def close_questions(turn: Turn, entry: Entry) -> None:
    """Mark what was asked about an entry's matter as answered."""
    questions.close_all(
        turn.db, firm_id=turn.firm.id, entry_id=entry.id, field="matter"
    )


def _ask(options: list[str]) -> dict[str, Any]:
    """Return the question about a matter as an entry keeps it."""
    return {"field": "matter", "options": options}


def _alias(turn: Turn, folded: str) -> Alias | None:
    """Return the person's own alias for a folded label, confirmed or not."""
    known = aliases.listed(turn.db, **turn.owner)
    mine = [
        each
        for each in known
        if each.label == folded and each.timekeeper_id == turn.person.id
    ]
    return mine[0] if mine else None


def _note(turn: Turn, folded: str, was: Alias | None) -> None:
    """Append what happened to an alias, so that undo can take it back."""
    before, after = _told(was), _told(_alias(turn, folded))
    if before != after:
        ledger.note(turn, "alias", before=before, after={"label": folded})


def _told(alias: Alias | None) -> dict[str, Any] | None:
    """Return what an alias holds, as an event keeps it."""
    if alias is None:
        return None
    return {
        "matter_id": alias.matter_id,
        "answers": alias.answers,
        "confirmed": alias.confirmed,
    }
