"""Places to resume: kept without a time, listed, taken up again."""

from bot import errors, labels, ledger, replies
from bot.core import days, drafts, names
from bot.messages import Reply
from bot.turn import Turn
from storage import bookmarks
from storage.models import Bookmark


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
    return replies.bookmarked(
        draft.narrative, matter=where, word=draft.matter or str(added.number)
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
            label=place.label,
        )
    )


def restore(turn: Turn, bookmark_id: int, *, state: str) -> None:
    """Bring a bookmark back to an earlier *state*."""
    bookmarks.change(
        turn.db, firm_id=turn.firm.id, bookmark_id=bookmark_id, state=state
    )


def _matter(turn: Turn, place: Bookmark) -> str | None:
    return labels.shown(turn, matter_id=place.matter_id, label=place.label)


def _named(turn: Turn, kept: list[Bookmark], words: str) -> list[Bookmark]:
    """Return the bookmarks that *words* may mean; no words mean the only one."""
    if not words:
        return kept
    if words.lstrip("#").isdecimal():
        number = int(words.lstrip("#"))
        by_number = [each for each in kept if each.number == number]
        if by_number:
            return by_number
    wanted = set(names.fold(words).split())
    by_matter = [
        each
        for each in kept
        if wanted <= set(names.fold(_matter(turn, each) or "").split())
    ]
    return by_matter or [
        each for each in kept if words.casefold() in each.narrative.casefold()
    ]
