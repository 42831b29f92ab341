"""Which answer a message answers, and what that answer was about."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot import numbering
from bot.turn import Thread, Turn
from storage import entries, events, inbox, questions
from storage.models import Entry, Event, Message, Question

_FURTHEST = 10  # answers that a thread is followed back
_LATEST = 50  # later messages of a thread that are looked at


def find(turn: Turn) -> Thread | None:
    """Return what the message answers, or None when that is nothing of the person's.

    An answer that was about nothing (a refusal, say) stands for the one before it. In
    a channel whose threads have one root, what was said under it since counts, too.
    """
    key = turn.said.thread
    root = inbox.message(turn.db, **turn.owner, key=key) if key else None
    if root is None or root.id == turn.message:
        return None
    before = list(_before(turn, root))
    since = [
        each
        for each in inbox.thread(turn.db, **turn.owner, key=root.key)[:_LATEST]
        if each.id not in {turn.message, root.id}
    ]
    about = next((each for each in before if _touched(turn, each)), root)
    numbers: dict[int, Entry] = {}
    for each in [*reversed(before), *reversed(since)]:
        numbers |= _numbers(turn, each)
    numbers |= _numbers(turn, about)
    made = [
        entry
        for each in since
        for entry in entries.of_message(
            turn.db, firm_id=turn.firm.id, message_id=each.id
        )
    ]
    meant = {each.id: each for each in [*_touched(turn, about), *made]}
    return Thread(
        message=about,
        day=_day(turn, about),
        entries=tuple(sorted(meant.values(), key=lambda each: each.id)),
        numbers=numbers,
        asked=tuple(_asked(turn, before, since)),
    )


def alive(thread: Thread) -> list[Entry]:
    """Return the entries that an answer was about and that still stand."""
    return [each for each in thread.entries if each.state != "void"]


def known(thread: Thread, kept: Sequence[Entry]) -> list[int]:
    """Return the numbers that an answer called entries by."""
    ids = {each.id for each in kept}
    return sorted(n for n, each in thread.numbers.items() if each.id in ids)


def _before(turn: Turn, root: Message) -> Iterator[Message]:
    """Return *root* and the messages whose answers led to it, the nearest first."""
    message: Message | None = root
    for _ in range(_FURTHEST):
        if message is None:
            return
        yield message
        if message.thread is None:
            return
        message = inbox.message(turn.db, **turn.owner, key=message.thread)


def _touched(turn: Turn, message: Message) -> list[Entry]:
    """Return the entries that a message made or changed, as they are now."""
    step = events.of_step(turn.db, firm_id=turn.firm.id, message_id=message.id)
    for event in step:
        if event.kind == events.UNDONE and event.after:
            step += events.of_step(
                turn.db, firm_id=turn.firm.id, message_id=event.after["undoes"]
            )
            break
    ids = dict.fromkeys(each.entry_id for each in step if each.entry_id is not None)
    found = (entries.find(turn.db, **turn.owner, entry_id=each) for each in ids)
    return [each for each in found if each is not None]


def _numbers(turn: Turn, message: Message) -> dict[int, Entry]:
    """Return the entries of a message by the number that its answer called them."""
    return {_number_then(turn, each, message): each for each in _touched(turn, message)}


def _number_then(turn: Turn, entry: Entry, message: Message) -> int:
    """Return the number that an entry had when the answer to *message* was given."""
    history = events.of_entry(turn.db, firm_id=turn.firm.id, entry_id=entry.id)
    for each in _later(history, message):
        if each.before is not None and "number" in each.before:
            return int(each.before["number"])
    return entry.number


def _later(history: Iterable[Event], message: Message) -> Iterator[Event]:
    """Return what happened to an entry after the step of *message*."""
    seen = False
    for each in history:
        if each.message_id == message.id:
            seen = True
        elif seen:
            yield each


def _day(turn: Turn, message: Message) -> date:
    """Return the day whose numbers an answer has shown, else that of the message."""
    step = events.of_step(turn.db, firm_id=turn.firm.id, message_id=message.id)
    for each in step:
        if each.kind == numbering.SHOWN and each.after:
            return date.fromisoformat(each.after["day"])
    return message.day


def _asked(
    turn: Turn, before: Iterable[Message], since: Iterable[Message]
) -> list[Question]:
    """Return the questions of a thread that stand: the nearest, and those since."""
    found: list[Question] = []
    for each in before:
        found = _standing(turn, each)
        if found:
            break
    for each in since:
        later = _standing(turn, each)
        if later:
            return [*found, *later]
    return found


def _standing(turn: Turn, message: Message) -> list[Question]:
    """Return what the answer to a message asked and nothing has answered."""
    asked = questions.of_message(turn.db, firm_id=turn.firm.id, message_id=message.id)
    return [each for each in asked if _stands(turn, each)]


def _stands(turn: Turn, question: Question) -> bool:
    """Return whether a question is still to be answered, superseded or not."""
    entry = entries.find(turn.db, **turn.owner, entry_id=question.entry_id)
    if entry is None or entry.state == "void":
        return False
    if any(each["field"] == question.field for each in entry.asks):
        return True
    return question.field == "way" and not question.answered
