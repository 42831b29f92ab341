"""A message that was edited, taken back or brought back: its entries follow.

An entry that has left in a file or a push stays as it is, and that is said. What was
mended since by other means stays mended: only what the edit says anew is changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot import (
    answering,
    bookmarks,
    capture,
    cards,
    changewords,
    errors,
    labels,
    ledger,
    replies,
    undoing,
)
from bot.core import message
from bot.core.drafts import Bookmark as MarkDraft
from bot.core.drafts import Draft, Reading
from bot.hearing import Ear
from bot.messages import Reply
from bot.turn import Turn
from storage import amendments, events, inbox, numbers
from storage import bookmarks as marks
from storage.models import Entry, Message

# What a message may do without having done anything that an edit would repeat.
_QUIET = ("shown",)
_LIKE = 0.5
_LOOKED_AT = 200
_NEAR = 20


def edit(turn: Turn, *, about: Message) -> Reply:
    """Let what a message made follow its new words."""
    numbers.hold(turn.db, timekeeper_id=turn.person.id)
    old = words(turn.db, about)
    if old.sent_at >= turn.said.at or same(old.text, turn.said.text):
        return Reply("")
    amend(turn, about.id, "edit")
    kept = amendments.entries(turn.db, firm_id=turn.firm.id, about_id=about.id)
    marked = amendments.bookmarks(turn.db, firm_id=turn.firm.id, about_id=about.id)
    if not kept and not marked:
        return _anew(turn, about, old.text)
    new = _read(turn, turn.said.text, about)
    if not new.drafts and not new.bookmarks:
        why = [each.message for each in new.problems] or [replies.NOTHING_TO_KEEP]
        raise errors.NotChanged(changewords.still_as_it_was("\n".join(why)))
    before = _read(turn, old.text, about)
    notes = _follow(turn, kept, before.drafts, new.drafts, day=about.day)
    notes += _remark(turn, before, new)
    notes += [each.message for each in new.problems]
    return cards.card(turn, about.id, notes=tuple(notes))


def root(turn: Turn, message_id: int) -> int:
    """Return the message that a message is about in the end: itself, or an earlier."""
    about = amendments.about(turn.db, firm_id=turn.firm.id, message_id=message_id)
    return message_id if about is None else about


def amend(turn: Turn, about: int, kind: str) -> None:
    """Keep that the message of this turn is about an earlier one."""
    amendments.add(
        turn.db,
        firm_id=turn.firm.id,
        message_id=turn.message,
        about_id=about,
        kind=kind,
    )


def words(db: Session, about: Message) -> Message:
    """Return the message that has the words of *about* as they are now."""
    latest = amendments.latest(db, firm_id=about.firm_id, about_id=about.id)
    return latest or about


def same(old: str, new: str) -> bool:
    """Return whether an edit says what was said before."""
    return old.strip() == new.strip()


def _anew(turn: Turn, about: Message, old: str) -> Reply:
    """Take the new words of a message that made nothing, as if it were new.

    What was done by a command is not done again.
    """
    if amendments.did(turn.db, firm_id=turn.firm.id, about_id=about.id, quiet=_QUIET):
        return Reply(changewords.was_done(old))
    ear = Ear(about.day, turn.person.locale)
    return answering.deed(turn.said.text, ear=ear)(replace(turn, today=about.day))


def _read(turn: Turn, text: str, about: Message) -> Reading:
    """Return what *text* says on the day on which the message was sent."""
    return message.read(text, today=about.day, locale=turn.person.locale)


def withdraw(turn: Turn, *, about: int, lines: bool = False) -> Reply:
    """Strike out what a message made; one that made nothing is undone.

    With *lines* only what it made is taken back, and else nothing is said.
    """
    about = root(turn, about)
    numbers.hold(turn.db, timekeeper_id=turn.person.id)
    kept = amendments.entries(turn.db, firm_id=turn.firm.id, about_id=about)
    marked = amendments.bookmarks(turn.db, firm_id=turn.firm.id, about_id=about)
    if not kept and not marked:
        if lines:
            return Reply("")
        message_ = inbox.find(turn.db, firm_id=turn.firm.id, message_id=about)
        if message_ is None:
            raise errors.NotChanged(changewords.NOTHING_MADE)
        return undoing.of(turn, message=message_)
    amend(turn, about, "withdrawal")
    notes = [
        note for each in kept for note in _strike(turn, each) if each.state != "void"
    ]
    for each in marked:
        if each.state == "open":
            _retire(turn, each.id)
    return cards.card(turn, about, notes=tuple(notes))


def bring_back(turn: Turn, *, about: int) -> Reply:
    """Bring back what the last withdrawal of a message struck out."""
    about = root(turn, about)
    numbers.hold(turn.db, timekeeper_id=turn.person.id)
    last = amendments.latest(
        turn.db, firm_id=turn.firm.id, about_id=about, kind="withdrawal"
    )
    if last is not None and not events.was_undone(
        turn.db, **turn.owner, message_id=last.id
    ):
        amend(turn, about, "return")
        did = events.of_step(turn.db, firm_id=turn.firm.id, message_id=last.id)
        undoing.taken_back(turn, last.id, did)
    return cards.card(turn, about)


def _follow(
    turn: Turn,
    kept: Sequence[Entry],
    old: Sequence[Draft],
    new: Sequence[Draft],
    *,
    day: date,
) -> list[str]:
    """Change, add and strike out entries as the new drafts say; return notes."""
    made = _made(kept, old)
    notes: list[str] = []
    for was, now in _pairs(old, new):
        if was is not None and now is not None and was == now:
            continue
        entry = None if was is None else made.get(id(was))
        if now is None:
            notes += [] if entry is None else _strike(turn, entry)
        elif entry is None or was is None or entry.state == "void":
            capture.keep(turn, replace(now, day=now.day or day))
        elif entry.state == "delivered":
            notes.append(_left(turn, entry))
        else:
            fields = _fields(turn, entry, was, now, day=day)
            ledger.change(turn, entry, "edited", **fields)
    return notes


def _made(kept: Sequence[Entry], old: Sequence[Draft]) -> dict[int, Entry]:
    """Return the entry that each old draft has made, by the draft's identity."""
    left = list(kept)
    made: dict[int, Entry] = {}
    for draft in old:
        fits = [each for each in left if each.line == draft.line]
        standing = [each for each in fits if each.state != "void"]
        for found in (standing or fits)[:1]:
            left.remove(found)
            made[id(draft)] = found
    return made


def _pairs(
    old: Sequence[Draft], new: Sequence[Draft]
) -> Iterator[tuple[Draft | None, Draft | None]]:
    """Yield each new draft beside the old one that it is now, None for none.

    The same line is the same wherever it stands; then the likest are one another; one
    that is left on either side is what the other has become.
    """
    left = list(old)
    was: list[Draft | None] = []
    for draft in new:
        found = draft if draft in left else None
        if found is not None:
            found = left.pop(left.index(found))
        was.append(found)
    for at, draft in enumerate(new):
        likest = max(left[:_NEAR], key=partial(_likeness, draft), default=None)
        if was[at] is None and likest is not None:
            rest = was.count(None) == 1 and len(left) == 1
            if rest or _likeness(draft, likest) >= _LIKE:
                left.pop(next(i for i, each in enumerate(left) if each is likest))
                was[at] = likest
    yield from zip(was, new, strict=True)
    for gone in left:
        yield gone, None


def _likeness(one: Draft, other: Draft) -> float:
    """Return from 0 to 1 how much of one line is in the other."""
    lines = (one.line[:_LOOKED_AT], other.line[:_LOOKED_AT])
    return SequenceMatcher(None, *lines, autojunk=False).ratio()


def _fields(
    turn: Turn, entry: Entry, was: Draft, now: Draft, *, day: date
) -> dict[str, Any]:
    """Return what the new draft says anew; the rest stays as it was mended since."""
    fields: dict[str, Any] = {"line": now.line}
    asks = list(entry.asks)
    for name, value in (
        ("narrative", now.narrative),
        ("activity", now.activity),
        ("rate", now.rate),
        ("billing", now.billing.value),
    ):
        before = was.billing.value if name == "billing" else getattr(was, name)
        if before != value:
            fields[name] = value
    if was.minutes != now.minutes or _asks(was, "duration") != _asks(now, "duration"):
        fields |= {"minutes": now.minutes, "warnings": list(now.warnings)}
        asks = _without(asks, "duration") + _asks(now, "duration")
    if was.day != now.day or _asks(was, "date") != _asks(now, "date"):
        fields["day"] = now.day or day
        asks = _without(asks, "date") + _asks(now, "date")
    if was.matter != now.matter or _asks(was, "matter") != _asks(now, "matter"):
        label, place = capture.placed(turn, now)
        fields |= {"label": label, "matter_id": place.matter_id}
        asks = _without(asks, "matter") + list(place.asks)
        labels.close_questions(turn, entry)
    return fields | {"asks": asks}


def _asks(draft: Draft, field: str) -> list[dict[str, Any]]:
    """Return what the reader asks about one field of a draft, as it is kept."""
    return [
        {"field": each.field, "options": list(each.options)}
        for each in draft.asks
        if each.field == field
    ]


def _without(asks: list[dict[str, Any]], field: str) -> list[dict[str, Any]]:
    return [each for each in asks if each["field"] != field]


def _strike(turn: Turn, entry: Entry) -> list[str]:
    """Strike an entry out unless it has left; return what to say."""
    if entry.state == "void":
        return []
    if entry.state == "delivered":
        return [_left(turn, entry)]
    ledger.change(turn, entry, "deleted", state="void")
    return []


def _left(turn: Turn, entry: Entry) -> str:
    """Return that an entry stays as it has left."""
    file = ledger.last_file(turn, entry) or ""
    return changewords.has_left(str(entry.number), file)


def _remark(turn: Turn, old: Reading, new: Reading) -> list[str]:
    """Retire bookmarks whose words are gone, and keep new ones; return their lines."""
    gone = [each for each in old.bookmarks if each not in new.bookmarks]
    kept = {each.narrative: each for each in marks.open_ones(turn.db, **turn.owner)}
    for each in gone:
        if each.narrative in kept:
            _retire(turn, kept[each.narrative].id)
    fresh: list[MarkDraft] = [
        each for each in new.bookmarks if each not in old.bookmarks
    ]
    return [bookmarks.keep(turn, each) for each in fresh]


def _retire(turn: Turn, bookmark_id: int) -> None:
    """Strike a bookmark out."""
    marks.change(turn.db, firm_id=turn.firm.id, bookmark_id=bookmark_id, state="void")
    ledger.note(
        turn,
        "bookmark",
        bookmark_id=bookmark_id,
        before={"state": "open"},
        after={"state": "void"},
    )
