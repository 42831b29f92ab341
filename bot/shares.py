"""One entry shared among several matters, and several made into one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import errors, labels, ledger, mending, numbering, questions, replies, showing
from bot.core import durations, names
from bot.messages import Reply
from bot.references import Reference
from bot.turn import Turn
from storage.models import Entry

_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)
_AMONG = re.compile(r"(?:between|across|among|on|to|into)\s+", re.IGNORECASE)
_MOST = 20


@dataclass(frozen=True, slots=True)
class Share:
    """A matter as said, and its minutes where they were said."""

    label: str
    minutes: int | None


def read(words: str) -> list[Share] | None:
    """Return the shares in *words*, or None when they are none.

    Either every share has its time (“Smith 0.2, Jones 0.3”) or none has.

    >>> read("Smith, Jones")
    [Share(label='Smith', minutes=None), Share(label='Jones', minutes=None)]
    """
    words = re.sub(
        r"^(?:between|across|among|on|to|into)\s+", "", words, flags=re.IGNORECASE
    )
    shares = [_share(each) for each in _BETWEEN.split(words) if each.strip()]
    timed = sum(each.minutes is not None for each in shares)
    if not 2 <= len(shares) <= _MOST or timed not in {0, len(shares)}:
        return None
    return shares if all(each.label for each in shares) else None


def split(turn: Turn, *, reference: Reference, shares: Sequence[Share]) -> Reply:
    """Share an entry's time among matters; ask when whole units cannot be equal."""
    [entry] = mending.meant(turn, reference)
    if entry.minutes is None:
        raise errors.NotChanged(replies.time_first(entry.number))
    minutes = [each.minutes for each in shares if each.minutes is not None]
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
    kept = mending.meant(turn, reference)
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


def _share(words: str) -> Share:
    """Return one share: a label with a time before or after it, or without one."""
    words = words.strip()
    for found in durations.scan(words):
        rest = f"{words[: found.start]} {words[found.end :]}"
        label = " ".join(rest.split())
        if found.minutes is not None and not found.fault and label:
            label = re.sub(r"^(?:to|on|for)\s+", "", label, flags=re.IGNORECASE)
            return Share(label, found.minutes)
    return Share(words, None)


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
