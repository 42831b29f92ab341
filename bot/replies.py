"""Every sentence about entries, mends and bookmarks, each made from plain values.

It is longer than other modules because all of it is read together: one voice. What is
said of files stands in `filewords`, of a firm in `firmwords`, of questions in
`askwords`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core import days, durations
from bot.core.drafts import Billing
from bot.errors import shorten

LONG_DAY = 12 * 60
NO_MATTER = "No matter"
STILL_OPEN = "Still open"
NO_BOOKMARKS = (
    "There are no bookmarks. Keep one with, for example: Bookmark: reviewing contract, "
    "paused at clause 12 — Chen file"
)
NOTHING_TO_KEEP = "There is nothing to keep in that."
ALREADY_KEPT = "That message was kept before; nothing new was made of it."
LEAVE = (
    "Everything is kept, and nothing needs to be closed. In a terminal, Ctrl-D ends "
    "the chat."
)
NO_REDO = (
    "There is no redo. Say again what was taken back, for example: "
    "0.2 call re scheduling, Smith file"
)
NOTHING_DONE = "That answer changed nothing, so there is nothing to take back."
TAKEN_BACK = "That was taken back before."
SPLIT = (
    "Say how much each matter gets, or of none, for example: "
    "split 3 Smith 0.2, Jones rest"
)
MERGE_TWO = "Name the entries that become one, for example: merge 2 4"
DONE = "✓"
OPEN = "?"
_MISSING = {
    "sender": "is it yours?",
    "duration": "how long?",
    "date": "which day?",
    "matter": "which matter?",
}
_ALL = {
    Billing.BILLABLE: "billable",
    Billing.NO_CHARGE: "no charge",
    Billing.NON_BILLABLE: "non-billable",
}
_SAME = {
    "matters": "matter 2 Smith",
    "billing": "edit 2 billable",
    "rates": "edit 2 @450",
}
_BILLING = {Billing.NO_CHARGE: "no charge", Billing.NON_BILLABLE: "non-billable"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as it is shown: *billed* minutes beside those dictated.

    *matter* is the matter in words, or the label as dictated. *missing* are the
    fields that are still asked.
    """

    number: int
    day: date
    minutes: int | None
    billed: int
    matter: str | None
    narrative: str
    billing: str
    rate: Decimal | None
    missing: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Return whether it is the person's for certain, and so counts in a total."""
        return "sender" not in self.missing


def hours(minutes: int) -> str:
    """Return *minutes* as hours in words: “0.2 h”; “1 h 20 min” where no decimal is."""
    words = durations.say(minutes) if minutes else "0.0"
    return dictated(minutes) if "min" in words else f"{words} h"


def dictated(minutes: int) -> str:
    """Return *minutes* to the minute: “15 min”, “22 h 05 min”."""
    hours_, rest = divmod(minutes, 60)
    return f"{hours_} h {rest:02} min" if hours_ else f"{rest} min"


def time(shown: Shown) -> str:
    """Return the hours that are billed, with the minutes dictated where they differ."""
    if shown.minutes is None:
        return "? h"
    if shown.billed == shown.minutes:
        return hours(shown.billed)
    return f"{hours(shown.billed)} ({dictated(shown.minutes)})"


def matter(shown: Shown) -> str:
    """Return the matter in words, with a question mark while it is asked about."""
    if shown.matter is None:
        return "no matter yet"
    return f"{shown.matter}?" if "matter" in shown.missing else shown.matter


def entry(shown: Shown, *, with_matter: bool = True) -> str:
    """Return everything that was understood of an entry but its day and number."""
    parts = [time(shown)]
    if with_matter:
        parts.append(matter(shown))
    parts.append(shown.narrative)
    if shown.billing in _BILLING:
        parts.append(_BILLING[Billing(shown.billing)])
    if shown.rate is not None:
        parts.append(f"${money(shown.rate)}/h")
    return " · ".join(parts)


def more(shown: Shown) -> str:
    """Return what is unusual about how an entry is billed, or nothing."""
    parts = [_BILLING[Billing(shown.billing)]] if shown.billing in _BILLING else []
    parts += [f"${money(shown.rate)}/h"] if shown.rate is not None else []
    return " · ".join(parts)


def money(amount: Decimal) -> str:
    """Return *amount* with two places at least and no digit lost.

    >>> money(Decimal("450"))
    '450.00'
    """
    exponent = amount.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{amount:.{places}f}"


def kept(shown: Shown, *, minutes: int, today: date) -> str:
    """Return the line that confirms one entry; *minutes* are its day's total."""
    whole = day_total(minutes, day=shown.day, today=today)
    return f"{_mark(shown)} {entry(shown)} · {_day(shown, today)} · {whole}"


def new(shown: Shown, *, today: date) -> str:
    """Return the line that confirms one of several entries, with its number."""
    return f"{_mark(shown)} {shown.number} · {entry(shown)} · {_day(shown, today)}"


def mended(shown: Shown, *, minutes: int, today: date, was: int | None) -> str:
    """Return the line that echoes a mended entry; *was* is the number it has lost."""
    whole = day_total(minutes, day=shown.day, today=today)
    if was is not None:
        now = f"{was} is now {_day(shown, today)} {shown.number}"
        return f"{_mark(shown)} {now} · {entry(shown)} · {whole}"
    words = f"{shown.number} · {entry(shown)} · {_day(shown, today)}"
    return f"{_mark(shown)} {words} · {whole}"


def numbers_mean(day: date, *, today: date) -> str:
    """Return which day a number by itself belongs to."""
    return f"A number by itself means {days.say(day, today=today)}."


def deleted(shown: Shown, *, minutes: int, today: date) -> str:
    """Return the line that confirms a deletion."""
    whole = day_total(minutes, day=shown.day, today=today)
    return (
        f"✓ Deleted {shown.number} · {entry(shown)} · {_day(shown, today)} · {whole}"
        " · undo brings it back"
    )


def day_total(minutes: int, *, day: date, today: date) -> str:
    """Return a day's total in words: “today 3.4 h”."""
    return f"{'today' if day == today else 'that day'} {hours(minutes)}"


def totals(days_: Iterable[tuple[date, int]], *, today: date) -> str:
    """Return the totals of several days in one line."""
    return " · ".join(
        f"{'today' if day == today else days.say(day, today=today)} {hours(minutes)}"
        for day, minutes in days_
    )


def row(shown: Shown, *, today: date | None = None, with_matter: bool = True) -> str:
    """Return one row of a list: number, entry, and its day when *today* is given."""
    mark = f"{OPEN} " if shown.missing else ""
    words = f"{mark}{shown.number} · {entry(shown, with_matter=with_matter)}"
    return words if today is None else f"{words} · {_day(shown, today)}"


def open_row(shown: Shown) -> str:
    """Return one row of what is still open, with what it lacks."""
    lacks = " ".join(_MISSING[each] for each in shown.missing)
    return f"{OPEN} {shown.number} · {entry(shown)} · {lacks}"


def sums(rows: Sequence[Shown]) -> str:
    """Return the totals of *rows*: all, then by how they are billed.

    What may not be the person's counts for nothing.
    """
    theirs = [each for each in rows if each.counts]
    whole = sum(each.billed for each in theirs)
    parts = []
    for billing, words in _ALL.items():
        minutes = sum(each.billed for each in theirs if each.billing == billing)
        if minutes or billing == Billing.BILLABLE:
            parts.append(f"{words} {hours(minutes)}")
    waiting = sum(bool(each.missing) for each in rows)
    parts += [f"{waiting} still open"] if waiting else []
    return f"Total {hours(whole)} · {' · '.join(parts)}"


def long_day(day: str, minutes: int) -> str:
    """Return a warning about a day of more than twelve hours, or more than it has."""
    said = f"{hours(minutes)} as dictated."
    if minutes > durations.DAY:
        return f"! {day} has more than 24 hours: {said} Some time or day must be wrong."
    return f"! {day} has more than 12 hours: {said}"


def nothing_kept(period: str) -> str:
    """Return that a period is empty."""
    return f"Nothing is kept for {period}."


def more_rows(count: int) -> str:
    """Return that *count* rows are not shown."""
    return f"… and {count:,} more; a shorter period shows them."


def warned(shown: Sequence[Shown]) -> list[str]:
    """Return a note for each warning of the entries."""
    return [f"! {each.number} · {why}" for each in shown for why in each.warnings]


def learnt(label: str, matter_: str) -> str:
    """Return that a label means a matter from now on."""
    return f"From now on “{shorten(label)}” is {matter_}."


def not_open(status: str) -> str:
    """Return that the chosen matter is not open."""
    return f"! That matter is {status}: a file leaves the entry out while it is."


def settled(shown: Shown, *, today: date) -> str:
    """Return the line about an entry that waited for its matter."""
    return f"{_mark(shown)} {shown.number} · {entry(shown)} · {_day(shown, today)}"


def left_open(numbers: Sequence[int]) -> str:
    """Return that entries stay open."""
    named = ", ".join(str(each) for each in numbers)
    return f"{named} left open; the day's sheet shows what is missing."


def nothing_open(number: int) -> str:
    """Return that nothing is asked about an entry."""
    return f"Nothing is open about {number}."


def no_day(words: str) -> str:
    """Return that *words* are no day."""
    return f"“{shorten(words)}” is no day I know. For example: move 3 yesterday"


def no_entry(number: int, *, day: str, known: Sequence[int], example: str) -> str:
    """Return that a *day* (in words) has no entry of that number."""
    shown = ", ".join(str(each) for each in known[:40])
    has = f"that day has {shown}" if known else "that day has no entries"
    return (
        f"There is no entry {number} on {day}; {has}. "
        f"For another day name it first, for example: {example}"
    )


def entry_gone(number: int, *, day: str, into: int | None) -> str:
    """Return that an entry was struck out, or merged *into* another."""
    if into is not None:
        return f"{number} of {day} was merged into {into}; say {into} instead."
    return (
        f"{number} of {day} was deleted. Dictate it anew, or take today's steps back "
        "to there, each with: undo"
    )


def no_words(line: str) -> str:
    """Return that a line has numbers and no word of what was done."""
    return (
        f"“{shorten(line)}” does not say what was done. Add a few words: "
        "“0.2 call with client, Smith file”."
    )


def untimed(count: int) -> str:
    """Return that *count* more lines have no time."""
    if count == 1:
        return "One more line has no time, either."
    return f"{count} more lines have no time, either; each needs its own."


def says_nothing(words: str) -> str:
    """Return that an edit says nothing new."""
    return (
        f"“{shorten(words)}” says nothing new of an entry. "
        "For example: edit 3 0.4 call with counsel, Jones file"
    )


def corrected(file: str) -> str:
    """Return the note that a delivered entry has been changed."""
    return f"! It has left in {file}: the next file carries it as a correction."


def gone_out(file: str) -> str:
    """Return the note that an entry that was struck out is in a file."""
    return f"! It has left in {file}: take it out there, too."


def undone(text: str) -> str:
    """Return what was taken back, in the person's own words."""
    return f"✓ Taken back: “{shorten(text)}”" if text else "✓ Taken back"


def built_on(text: str, *, number: int | None) -> str:
    """Return that something later builds on what shall be taken back."""
    later = f"“{shorten(text)}”" if text else "a later message"
    return (
        f"Since then {later} has changed the same, so it stays. Take that back first"
        + (f", or mend the entry: edit {number} WORDS" if number else ".")
    )


def gone(shown: Shown, *, today: date) -> str:
    """Return the line about an entry that an undo has struck out."""
    return f"– {shown.number} · {entry(shown)} · {_day(shown, today)}"


def back(shown: Shown, *, today: date) -> str:
    """Return the line about an entry as an undo has left it."""
    return new(shown, today=today)


def time_first(number: int) -> str:
    """Return that an entry has no time yet."""
    return f"Say how long {number} was first, for example: edit {number} 0.2"


def shares_differ(number: int, *, whole: int, shares: int) -> str:
    """Return that shares do not come to the time of an entry."""
    return (
        f"The shares come to {hours(shares)}, but {number} has {hours(whole)}. Say "
        f"shares that add up, or first: edit {number} {durations.say(shares)}"
    )


def whole_shares(number: int, *, whole: int, said: str, example: str) -> str:
    """Return that it cannot be told whether shares are hours or units."""
    return (
        f"{number} has {hours(whole)}, and I cannot tell whether “{shorten(said)}” is "
        "hours or units of it. Say each share with its time, for example: "
        f"split {number} {example}"
    )


def no_rest(number: int, *, whole: int, shares: int) -> str:
    """Return that nothing is left of an entry for the one who gets the rest."""
    return (
        f"The shares come to {hours(shares)}, and {number} has {hours(whole)}: nothing "
        "is left for the rest."
    )


def how_shared(shown: Shown, *, count: int, unit: int) -> str:
    """Return the question how to share a time that does not divide."""
    return (
        f"{time(shown)} does not go into {count} equal shares of whole {unit}-minute "
        f"units. How shall {shown.number} be shared?"
    )


def over_a_day(minutes: int) -> str:
    """Return that a sum is longer than a day."""
    return (
        f"Together that is {hours(minutes)}, more than a day has; nothing was merged."
    )


def merged(numbers: Sequence[int], into: int) -> str:
    """Return which entries went into which."""
    named = ", ".join(str(each) for each in numbers)
    return f"{named} went into {into}; undo takes it apart again."


def not_one(numbers: Sequence[int], what: str) -> str:
    """Return that entries differ in what one entry can only have once."""
    named = " and ".join(str(each) for each in numbers)
    return (
        f"{named} have different {what}, so they stay apart. Make them the same first, "
        f"for example: {_SAME[what]}"
    )


def bookmarked(text: str, *, matter: str | None, word: str) -> str:
    """Return the line that confirms a bookmark; *word* finds it again."""
    place = f" · {matter}" if matter else ""
    return f"✓ Bookmark · {text}{place} · back to it with: resume {word}"


def bookmark_row(number: int, text: str, *, matter: str | None, since: str) -> str:
    """Return one bookmark of a list."""
    place = f" · {matter}" if matter else ""
    return f"{number} · {text}{place} · {since}"


def resume_hint(number: int) -> str:
    """Return how to take up a place."""
    return f"To take one up: resume {number}"


def resumed(text: str, *, matter: str | None, since: str, example: str) -> str:
    """Return a bookmark that is taken up again, and how to keep its time."""
    place = f" · {matter}" if matter else ""
    return (
        f"✓ Where you were on {since}: {text}{place}\n"
        f"When you stop, say how long, for example: {example}"
    )


def which_bookmark(
    words: str, kept: Sequence[tuple[int, str]], *, several: bool
) -> str:
    """Return that *words* name no bookmark, or several."""
    if not kept:
        return NO_BOOKMARKS
    named = "; ".join(f"{number} “{shorten(text, 40)}”" for number, text in kept[:10])
    about = f"“{shorten(words)}”" if words else "That"
    what = "could be any of these" if several else "is no bookmark of yours"
    return f"{about} {what}: {named}. For example: resume {kept[0][0]}"


def bookmark_back(*, listed: bool) -> str:
    """Return what an undo did to a bookmark."""
    return "The bookmark is back." if listed else "The bookmark is gone."


def _mark(shown: Shown) -> str:
    return OPEN if shown.missing else DONE


def _day(shown: Shown, today: date) -> str:
    return days.say(shown.day, today=today)
