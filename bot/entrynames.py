"""The entries that a command names; or in words, why there is none of that number."""

from bot import numbering, replies
from bot.core import days
from bot.errors import NotChanged
from bot.references import Reference
from bot.turn import Turn
from storage import entries, events
from storage.models import Entry

_EXAMPLES = {
    "edit": "edit Mon {} 0.3",
    "matter": "matter Mon {} Jones",
    "move": "move Mon {} yesterday",
    "split": "split Mon {} Smith, Jones",
    "merge": "merge Mon {}, 2",
    "leave": "leave Mon {} open",
}


def meant(turn: Turn, reference: Reference, *, word: str) -> list[Entry]:
    """Return the entries that *reference* names for the command *word*.

    NotChanged is raised for a number that the day does not have, or has no more.
    """
    day = numbering.day_meant(turn, reference.day)
    kept = {
        each.number: each
        for each in entries.on_days(turn.db, **turn.owner, start=day, end=day)
    }
    said = days.say(day, today=turn.today)
    for number in reference.numbers:
        if number in kept:
            continue
        gone = entries.by_number(turn.db, **turn.owner, day=day, number=number)
        if gone is not None:
            into = _merged_into(turn, gone)
            raise NotChanged(replies.entry_gone(number, day=said, into=into))
        example = _EXAMPLES.get(word, "delete Mon {}").format(number)
        raise NotChanged(
            replies.no_entry(number, day=said, known=sorted(kept), example=example)
        )
    return [kept[number] for number in reference.numbers]


def _merged_into(turn: Turn, gone: Entry) -> int | None:
    """Return the number of the entry that *gone* was merged into, or None."""
    history = events.of_entry(turn.db, firm_id=turn.firm.id, entry_id=gone.id)
    struck = [each for each in history if (each.after or {}).get("state") == "void"]
    if not struck or struck[-1].kind != "merged":
        return None
    step = events.of_step(
        turn.db, firm_id=turn.firm.id, message_id=struck[-1].message_id
    )
    for each in step:
        into = each.entry_id and entries.find(
            turn.db, **turn.owner, entry_id=each.entry_id
        )
        if into and into.state != "void":
            return into.number
    return None
