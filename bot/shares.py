"""One entry shared among several matters, and several made into one."""

from collections.abc import Sequence

from bot import (
    entrynames,
    errors,
    labels,
    ledger,
    letterwords,
    mending,
    numbering,
    portions,
    questions,
    replies,
    showing,
)
from bot.core import durations, names
from bot.messages import Reply
from bot.portions import Share
from bot.references import Reference
from bot.turn import Turn
from storage.models import Entry


def split(turn: Turn, *, reference: Reference, shares: Sequence[Share]) -> Reply:
    """Share an entry's time among matters; ask when whole units cannot be equal."""
    [entry] = entrynames.meant(turn, reference, word="split")
    if entry.minutes is None:
        raise errors.NotChanged(replies.time_first(entry.number))
    minutes = portions.minutes(turn, entry, shares)
    if not minutes:
        unit = turn.firm.unit_minutes
        each, rest = divmod(entry.minutes, len(shares))
        if rest or each % unit:
            return _ask(turn, entry, shares)
        minutes = [each] * len(shares)
    if sum(minutes) != entry.minutes or not all(minutes):
        raise errors.NotChanged(
            replies.shares_differ(
                entry.number, whole=entry.minutes, shares=sum(minutes)
            )
        )
    done = [
        _first(turn, entry, shares[0].label, minutes[0]),
        *(
            _further(turn, entry, share.label, part)
            for share, part in zip(shares[1:], minutes[1:], strict=True)
        ),
    ]
    return _told(turn, done, before=entry)


def merge(turn: Turn, *, reference: Reference) -> Reply:
    """Make several entries of a day and a matter one: the first, with all the time."""
    kept = entrynames.meant(turn, reference, word="merge")
    first, *others = kept
    _same_work(kept)
    narratives = dict.fromkeys(each.narrative for each in kept)
    minutes = sum(each.minutes or 0 for each in kept)
    if minutes > durations.DAY:
        raise errors.NotChanged(replies.over_a_day(minutes))
    changed = ledger.change(
        turn,
        first,
        "merged",
        minutes=minutes,
        narrative="; ".join(narratives),
        warnings=list(dict.fromkeys(why for each in kept for why in each.warnings)),
    )
    for each in others:
        ledger.change(turn, each, "merged", state="void")
    notes = [replies.merged([each.number for each in others], first.number)]
    files = [file for each in others if (file := ledger.last_file(turn, each))]
    notes += [replies.gone_out(file) for file in dict.fromkeys(files)]
    return mending.mended(turn, [(first, changed)], notes=notes)


def _ask(turn: Turn, entry: Entry, shares: Sequence[Share]) -> Reply:
    """Offer two ways to share a time that does not go into equal whole units."""
    whole, count = entry.minutes or 0, len(shares)
    unit = turn.firm.unit_minutes
    ways = []
    if whole % unit == 0 and whole // unit >= count:
        units, more = divmod(whole // unit, count)
        ways.append([(units + (at < more)) * unit for at in range(count)])
    if whole % count == 0:
        ways.append([whole // count] * count)
    elif whole >= count:
        ways.append([whole // count + (at < whole % count) for at in range(count)])
    named = numbering.reference([entry])
    offered = []
    for way in ways:
        said = ", ".join(
            f"{share.label} {durations.say(part)}"
            for share, part in zip(shares, way, strict=True)
        )
        offered.append((said, f"split {named} {said}"))
    asked = questions.offer(turn, entry, offered)
    return Reply(
        replies.how_shared(showing.shown(turn, entry), count=count, unit=unit),
        choices=asked.choices,
    )


def _first(turn: Turn, entry: Entry, label: str, minutes: int) -> Entry:
    """Leave the first share in the entry that is split."""
    place = labels.place(turn, label)
    return ledger.change(
        turn,
        entry,
        "split",
        minutes=minutes,
        label=label,
        matter_id=place.matter_id,
        asks=[*ledger.without(entry, "matter"), *place.asks],
    )


def _further(turn: Turn, entry: Entry, label: str, minutes: int) -> Entry:
    """Keep a further share as an entry of its own."""
    place = labels.place(turn, label)
    return ledger.add(
        turn,
        day=entry.day,
        minutes=minutes,
        narrative=entry.narrative,
        line=entry.line,
        matter_id=place.matter_id,
        label=label,
        activity=entry.activity,
        billing=entry.billing,
        rate=entry.rate,
        asks=[*ledger.without(entry, "matter"), *place.asks],
        warnings=list(entry.warnings),
    )


def _told(turn: Turn, done: Sequence[Entry], *, before: Entry) -> Reply:
    """Echo every share with its number, then the day's total."""
    shown = showing.every(turn, done)
    parts = [replies.new(each, today=turn.today) for each in shown]
    parts.append(
        replies.day_total(
            showing.total(turn, before.day), day=before.day, today=turn.today
        )
    )
    file = ledger.last_file(turn, before)
    if file and done[0].revision != before.revision:
        parts.append(replies.corrected(file))
    asked = questions.ask(turn, done)
    return Reply("\n".join([*parts, *asked.texts]), choices=asked.choices)


def _same_work(kept: Sequence[Entry]) -> None:
    """Raise NotChanged unless the entries may become one without losing anything."""
    if len(kept) < 2:
        raise errors.NotChanged(replies.MERGE_TWO)
    for each in kept:
        if each.minutes is None:
            raise errors.NotChanged(replies.time_first(each.number))
        if labels.waits(each):
            raise errors.NotChanged(letterwords.whose_first(each.number))
    for what, values in (
        ("matters", {_matter(each) for each in kept}),
        ("billing", {each.billing for each in kept}),
        ("rates", {each.rate for each in kept}),
    ):
        if len(values) > 1:
            raise errors.NotChanged(
                replies.not_one([each.number for each in kept], what)
            )


def _matter(entry: Entry) -> object:
    """Return what makes two entries one matter's."""
    if entry.matter_id is not None or entry.label is None:
        return entry.matter_id
    return names.fold(entry.label)
