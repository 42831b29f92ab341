"""Places to resume: kept without a time, listed, taken up again."""

from bot import errors, labels, ledger, replies
from bot.core import days, drafts, durations, message, names
from bot.messages import Reply
from bot.turn import Turn
from storage import bookmarks
from storage.models import Bookmark

_DIGITS = 4


def keep(turn: Turn, draft: drafts.Bookmark) -> str:
    """Keep a bookmark; return the line that confirms it."""
    place = labels.place(turn, draft.matter)
    added = bookmarks.add(
        turn.db,
        **turn.made,
        narrative=draft.narrative,
        day=turn.today,
        matter_id=place.matter_id,
        label=draft.matter,
    )
    ledger.note(turn, "bookmark", bookmark_id=added.id, after={"state": "open"})
    where = labels.shown(turn, matter_id=place.matter_id, label=draft.matter)
    kept = bookmarks.open_ones(turn.db, **turn.owner)
    by_label = [each.number for each in _named(turn, kept, draft.matter or "")]
    word = draft.matter if by_label == [added.number] else None
    return replies.bookmarked(
        draft.narrative, matter=where, word=word or str(added.number)
    )


def listing(turn: Turn) -> Reply:
    """List the places that may be resumed."""
    kept = bookmarks.open_ones(turn.db, **turn.owner)
    if not kept:
        return Reply(replies.NO_BOOKMARKS)
    rows = [
        replies.bookmark_row(
            each.number,
            each.narrative,
            matter=_matter(turn, each),
            since=days.say(each.day, today=turn.today),
        )
        for each in kept
    ]
    return Reply("\n".join([*rows, replies.resume_hint(kept[-1].number)]))


def resume(turn: Turn, *, words: str) -> Reply:
    """Take up the place that *words* (a number, a matter, part of the text) name."""
    kept = bookmarks.open_ones(turn.db, **turn.owner)
    found = _named(turn, kept, words)
    if len(found) != 1:
        raise errors.NotChanged(
            replies.which_bookmark(
                words,
                [(each.number, each.narrative) for each in found or kept],
                several=bool(found),
            )
        )
    place = found[0]
    bookmarks.change(
        turn.db, firm_id=turn.firm.id, bookmark_id=place.id, state="resumed"
    )
    ledger.note(
        turn,
        "resumed",
        bookmark_id=place.id,
        before={"state": "open"},
        after={"state": "resumed"},
    )
    return Reply(
        replies.resumed(
            place.narrative,
            matter=_matter(turn, place),
            since=days.say(place.day, today=turn.today),
            example=_example(turn, place),
        )
    )


def restore(turn: Turn, bookmark_id: int, *, state: str) -> None:
    """Bring a bookmark back to an earlier *state*."""
    bookmarks.change(
        turn.db, firm_id=turn.firm.id, bookmark_id=bookmark_id, state=state
    )


def _matter(turn: Turn, place: Bookmark) -> str | None:
    return labels.shown(turn, matter_id=place.matter_id, label=place.label)


def _example(turn: Turn, place: Bookmark) -> str:
    """Return a line that keeps time for a place, and is read as just that."""
    file = f", {place.label} file" if place.label else ""
    words = errors.shorten(place.narrative, 40)
    for span in reversed(durations.scan(words)):
        words = f"{words[: span.start]} {words[span.end :]}"
    words = " ".join(words.split()).strip(" ,;—-")
    line = f"0.3 {words}{file}"
    read = message.read(line, today=turn.today, locale=turn.person.locale)
    if [each.minutes for each in read.drafts] == [18]:
        return line
    return f"0.3 continuing{file}"


def _named(turn: Turn, kept: list[Bookmark], words: str) -> list[Bookmark]:
    """Return the bookmarks that *words* may mean; no words mean the only one."""
    if not words:
        return kept
    bare = words.lstrip("#")
    if bare.isdecimal() and len(bare) <= _DIGITS:
        return [each for each in kept if each.number == int(bare)]
    wanted = set(names.fold(words).split())
    by_matter = [
        each
        for each in kept
        if wanted <= set(names.fold(_matter(turn, each) or "").split())
    ]
    return by_matter or [
        each for each in kept if words.casefold() in each.narrative.casefold()
    ]
