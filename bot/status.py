"""What is on and what is missing, for the operator and in the chat."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from bot import firmwords, laterwords, layouts, pushwords
from bot.desk import Desk
from bot.formats import FORMATS
from bot.messages import Reply
from bot.turn import Turn
from storage import accounts, matters, people, posts
from storage.models import Firm

_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Status:
    """What is *on*, each with its state; what is *off*, each with what it lacks."""

    on: tuple[tuple[str, str], ...]
    off: tuple[tuple[str, str], ...]


def told(turn: Turn) -> Reply:
    """Say what is on and what is missing."""
    found = look(turn.db, turn.desk, [turn.firm])
    return Reply(firmwords.status(found.on, found.off))


def look(db: Session, desk: Desk, firms: list[Firm]) -> Status:
    """Return what is on and what is missing for the *firms*."""
    on = [("database", db.get_bind().dialect.name)]
    off: list[tuple[str, str]] = []
    for firm in firms:
        kept = len(people.listed(db, firm.id))
        listed = len(matters.listed(db, firm.id))
        on.append((firm.name, firmwords.people_count(kept)))
        on.append(("rounding", firmwords.rounding(firm.rounding, firm.unit_minutes)))
        if listed:
            on.append(("matter list", firmwords.matter_count(listed)))
        else:
            off.append(("matter list", firmwords.NO_LIST))
    own, faults = layouts.known(desk)
    on.append(("formats", ", ".join([*FORMATS, *own])))
    on.append(("files", str(desk.exports)))
    on += desk.on
    for name, word in _pushes(db, desk, firms):
        (on if word.on else off).append((name, word.words))
    on += _answers(db, desk, firms)
    off += [(name, fault) for name, fault in faults.items()]
    return Status(tuple(on), (*off, *desk.off))


def _pushes(
    db: Session, desk: Desk, firms: list[Firm]
) -> list[tuple[str, pushwords.Way]]:
    """Return how each practice system is set up, and who is connected to it."""
    if desk.systems is None:
        return [("push", pushwords.Way(pushwords.NO_SYSTEMS, on=False))]
    lacking = desk.systems.missing()
    if lacking:
        return [("push", pushwords.Way(pushwords.lacking(lacking), on=False))]
    connected = [
        each for firm in firms for each in accounts.listed(db, firm_id=firm.id)
    ]
    found = []
    for name, system in desk.systems.by_name.items():
        good = [e for e in connected if e.system == name and e.state == accounts.GOOD]
        over = [e for e in connected if e.system == name and e.state != accounts.GOOD]
        words = pushwords.connections(
            system.connector.source, good=len(good), over=len(over), name=name
        )
        found.append((f"push to {system.connector.label}", pushwords.Way(words)))
    return found


def _answers(db: Session, desk: Desk, firms: list[Firm]) -> list[tuple[str, str]]:
    """Return the answers that are not where they should be, if any."""
    since = desk.now() - _LATELY
    counted = Counter[str]()
    for firm in firms:
        counted.update(posts.counts(db, firm_id=firm.id, since=since))
    words = laterwords.answers(
        waiting=counted[posts.WAITING],
        failed=counted[posts.FAILED],
        withheld=counted[posts.WITHHELD],
    )
    return [("answers", words)] if words else []
