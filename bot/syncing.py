"""A practice system's own lists, fetched and matched: its numbers are the firm's."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import tokens
from bot.connectors.base import (
    Account,
    BadAnswer,
    Connector,
    Expired,
    Page,
    Refused,
    Remote,
    Request,
    Response,
    Unsure,
)
from bot.connectors.base import Later as Wait
from bot.core import names
from bot.systems import Systems
from bot.work import Later
from storage import accounts, listings, matters
from storage.engine import Store
from storage.models import Account as Kept
from storage.models import Listed, Matter

SYNC = "sync"
_PAGES = 1_000
_AGAIN = 60.0
_MOST_WAIT = 900.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Synced:
    """What the lists brought; *unlike* are numbers known here by quite another name."""

    matters: int
    added: int
    matched: int
    unlike: int
    people: int = 0


def run(
    store: Store, systems: Systems, account_id: int, *, now: Callable[[], datetime]
) -> Later | Synced | None:
    """Fetch what an account's system lists, and keep it; return what it brought.

    None is returned when the connection is over, or the system will not have it.
    """
    refused: str | None = None
    for _ in range(2):
        access = tokens.access(store, systems, account_id, now=now(), refused=refused)
        if isinstance(access, Later):
            return access
        if isinstance(access, tokens.Over):
            return None
        connector = systems.by_name[access.kept.system].connector
        try:
            found = _fetched(systems, connector, access.account)
        except BadAnswer as bad:
            if isinstance(bad.outcome, Expired) and refused is None:
                refused = access.account.token
                continue
            return _later(bad, account_id)
        keep = _Keep(access.kept, found, now())
        done = store.write(keep)
        log.info("synced account=%d matters=%d", account_id, done.matters)
        return done
    return None


def _later(bad: BadAnswer, account_id: int) -> Later | None:
    """Return when to try again; what the system refuses for good is left alone."""
    outcome = bad.outcome
    log.info("sync account=%d outcome=%s", account_id, type(outcome).__name__)
    if isinstance(outcome, Wait):
        return Later(min(outcome.seconds or _AGAIN, _MOST_WAIT), outcome.why)
    return None if isinstance(outcome, Refused) else Later(_AGAIN, "again")


@dataclass(frozen=True, slots=True)
class _Lists:
    """The matters, the activities and the people as the system lists them."""

    matters: tuple[Remote, ...]
    activities: tuple[Remote, ...]
    people: tuple[Remote, ...]


def _fetched(systems: Systems, connector: Connector, account: Account) -> _Lists:
    """Return the whole lists; BadAnswer is raised where a page is missing.

    A list of which a page is missing would make matters look as if they were gone.
    """
    return _Lists(
        _all(systems, account, connector.matters(account), connector.matters_page),
        _all(
            systems, account, connector.activities(account), connector.activities_page
        ),
        _people(systems, connector, account),
    )


def _people(
    systems: Systems, connector: Connector, account: Account
) -> tuple[Remote, ...]:
    """Return the people, or nobody where the person may not see who else is there."""
    try:
        return _all(systems, account, connector.people(account), connector.people_page)
    except BadAnswer as bad:
        if isinstance(bad.outcome, Refused):
            return ()
        raise


def _all(
    systems: Systems,
    account: Account,
    asked: Request | None,
    read: Callable[[Account, Response], Page],
) -> tuple[Remote, ...]:
    found: list[Remote] = []
    for _ in range(_PAGES):
        if asked is None:
            return tuple(found)
        answer = systems.send(asked)
        if not isinstance(answer, Response):
            raise BadAnswer(answer)
        page = read(account, answer)
        found += page.rows
        asked = page.following
    raise BadAnswer(Unsure("the list has no end"))


class _Keep:
    """Keeps fetched lists in one transaction."""

    def __init__(self, kept: Kept, found: _Lists, at: datetime) -> None:
        self._kept = kept
        self._found = found
        self._at = at

    def __call__(self, db: Session) -> Synced:
        """Keep the lists, bring the firm's own up to date, and match the two."""
        scope: dict[str, Any] = {
            "firm_id": self._kept.firm_id,
            "system": self._kept.system,
            "place": self._kept.place,
        }
        for kind, rows in (
            (listings.MATTER, self._found.matters),
            (listings.ACTIVITY, self._found.activities),
            (listings.PERSON, self._found.people),
        ):
            listings.replace(
                db, **scope, kind=kind, found=[_row(each) for each in rows]
            )
        done = replace(_matched(db, scope), people=len(self._found.people))
        accounts.change(db, self._kept.id, synced_at=self._at)
        return done


def _matched(db: Session, scope: dict[str, Any]) -> Synced:
    """Match the system's matters to the firm's by their numbers, and nothing else.

    New ones are put on the firm's list, so that a label can mean them.
    """
    firm_id = scope["firm_id"]
    listed = listings.listed(db, **scope, kind=listings.MATTER)
    before = {each.number.casefold(): each for each in matters.listed(db, firm_id)}
    often = Counter(each.number.casefold() for each in listed)
    single = [each for each in listed if often[each.number.casefold()] == 1]
    unlike = [
        each for each in single if _unlike(before.get(each.number.casefold()), each)
    ]
    apart = {each.id for each in unlike}
    fit = [each for each in single if each.id not in apart and each.number]
    matters.upsert_many(
        db,
        firm_id=firm_id,
        matters=[_ours(each, before.get(each.number.casefold())) for each in fit],
    )
    after = {each.number.casefold(): each.id for each in matters.listed(db, firm_id)}
    wanted = {each.id: after[each.number.casefold()] for each in fit}
    listings.match(
        db,
        [
            (each.id, wanted.get(each.id))
            for each in listed
            if each.matter_id != wanted.get(each.id)
        ],
    )
    added = sum(each.number.casefold() not in before for each in fit)
    return Synced(len(listed), added, len(fit) - added, len(unlike))


def _unlike(ours: Matter | None, theirs: Listed) -> bool:
    """Return whether one number is two matters: their names have no word in common."""
    if ours is None:
        return False
    our = set(names.fold(f"{ours.name} {ours.client}").split())
    their = set(names.fold(f"{theirs.name} {theirs.client} {theirs.number}").split())
    return bool(our and their and not our & their)


def _ours(theirs: Listed, ours: Matter | None) -> dict[str, Any]:
    """Return a matter of the system as it is put on the firm's list.

    A name that the firm has given stays; whether it is open, the system knows.
    """
    fields: dict[str, Any] = {
        "number": theirs.number if ours is None else ours.number,
        "status": theirs.status if theirs.status in {"open", "pending"} else "closed",
    }
    if ours is None or ours.name in {"", ours.number}:
        fields["name"] = theirs.name or theirs.client or theirs.number
    if (ours is None or not ours.client) and theirs.client:
        fields["client"] = theirs.client
    if theirs.system == "actionstep":
        # The file for Actionstep wants the same id.
        known = {} if ours is None else dict(ours.target_ids)
        fields["target_ids"] = {**known, theirs.system: theirs.remote_id}
    return fields


def _row(remote: Remote) -> dict[str, Any]:
    return {
        "remote_id": remote.remote_id,
        "number": remote.number,
        "name": remote.name,
        "client": remote.client,
        "status": remote.status,
        "facts": dict(remote.facts),
    }
