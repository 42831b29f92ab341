"""Connecting to a practice system: a link, the person's yes there, and the way back."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot import errors, ledger, pushwords, sealing, tokens
from bot.connectors import base, oauth
from bot.connectors.base import BadAnswer, Response
from bot.desk import Desk
from bot.messages import Reply
from bot.systems import System, Systems
from bot.turn import Turn
from bot.work import Later
from storage import accounts, people, pushes, tickets
from storage.engine import Store

LINK = "/connect/"
REVOKE = "disconnect"
_LINK, _STATE = "connect", "connect-state"
_FRESH = timedelta(minutes=15)
# After these nobody knows whether a token is worthless; it is asked for again.
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Page:
    """What a person reads in their browser; *button* is what they may go on with."""

    title: str
    lines: tuple[str, ...]
    button: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where the person is sent, and what their browser must bring back."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection that was made, and the page that says so."""

    account_id: int
    page: Page


class NotConnected(errors.Problem):
    """Connecting did not work; says why and what to do."""


def connect(turn: Turn, *, name: str, region: str) -> Reply:
    """Give the person a link of their own, good once and for a quarter of an hour."""
    systems = _ready(turn.desk)
    system = named(systems, name)
    chosen = _region(system, region)
    word = secrets.token_urlsafe(32)
    tickets.sweep(turn.db, now=turn.said.at)
    tickets.issue(
        turn.db,
        word,
        purpose=_LINK,
        details={**turn.owner, "system": name, "region": chosen},
        expires_at=turn.desk.now() + _FRESH,
    )
    return Reply(
        pushwords.link(
            system.connector.label,
            region=chosen,
            address=f"{systems.web}{LINK}{word}",
            minutes=_FRESH // timedelta(minutes=1),
        )
    )


def disconnect(turn: Turn, *, name: str) -> Reply:
    """End the person's connection here, and there as soon as the job gets to it."""
    systems = turn.desk.systems
    label = _label(systems, name)
    kept = accounts.of_person(turn.db, **turn.owner, system=name)
    if kept is None or kept.state == accounts.GONE:
        raise errors.NotChanged(pushwords.not_connected(label, name))
    waiting = pushes.unsettled_messages(turn.db, timekeeper_id=turn.person.id)
    if waiting:
        raise errors.NotChanged(pushwords.still_pushing(label))
    accounts.change(turn.db, kept.id, state=accounts.GONE)
    ledger.note(turn, "disconnected", after={"system": name})
    if turn.desk.enqueue is not None:
        turn.desk.enqueue(turn.db, REVOKE, kept.id)
    return Reply(pushwords.disconnected(label))


def revoke(store: Store, systems: Systems, account_id: int) -> Later | None:
    """Make the tokens of an ended connection worthless there, and forget them."""
    with store.read() as db:
        kept = accounts.find(db, account_id)
    if kept is None or kept.state != accounts.GONE or not kept.access:
        return None
    system = systems.by_name.get(kept.system)
    if system is not None:
        bound = tokens.about(kept)
        token = sealing.unseal(systems.keys, kept.access, about=bound)
        refresh = (
            None
            if kept.refresh is None
            else sealing.unseal(systems.keys, kept.refresh, about=bound)
        )
        asked = oauth.revoke(
            system.regions[kept.region], system.app, token=token, refresh=refresh
        )
        answer = None if asked is None else systems.send(asked)
        busy = isinstance(answer, Response) and answer.status in _BUSY
        if busy or isinstance(answer, base.Later | base.Unsure):
            return Later(60.0, "it cannot be reached")
    store.write(lambda db: accounts.change(db, kept.id, access="", refresh=None))
    return None


def offered(db: Session, systems: Systems, word: str, *, desk: Desk) -> Page:
    """Return what a link stands for, and leave it good; NotConnected when it is not.

    Only looked at it stays good: programs look at links, too.
    """
    details = tickets.look(db, word, purpose=_LINK, now=desk.now())
    if details is None:
        raise NotConnected(pushwords.LINK_OVER)
    system = named(systems, details["system"])
    person = people.timekeeper(
        db, firm_id=details["firm_id"], timekeeper_id=details["timekeeper_id"]
    )
    label = system.connector.label
    return Page(
        pushwords.page_title(label, details["region"]),
        pushwords.page_offer(label, "" if person is None else person.name),
        pushwords.page_button(label),
    )


def leave(store: Store, systems: Systems, word: str, *, desk: Desk) -> Leaving:
    """Use the link up; return where the person goes on. NotConnected when it is used.

    What the browser brings back shows that who comes back is who left.
    """
    browser, state = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
    verifier = secrets.token_urlsafe(48)

    def change(db: Session) -> dict[str, Any] | None:
        details = tickets.use(db, word, purpose=_LINK, now=desk.now())
        if details is not None:
            tickets.issue(
                db,
                _bound(state, browser),
                purpose=_STATE,
                details={**details, "verifier": verifier},
                expires_at=desk.now() + _FRESH,
            )
        return details

    details = store.write(change)
    if details is None:
        raise NotConnected(pushwords.LINK_OVER)
    system = named(systems, details["system"])
    return Leaving(
        oauth.authorise(
            system.connector,
            system.regions[details["region"]],
            system.app,
            back=systems.back,
            state=state,
            verifier=verifier,
        ),
        browser,
    )


def come_back(
    store: Store,
    systems: Systems,
    *,
    desk: Desk,
    state: str,
    browser: str,
    code: str,
    error: str,
) -> Connected:
    """Take the person's yes: keep the tokens sealed. NotConnected says what to do."""
    details = store.write(
        lambda db: tickets.use(
            db, _bound(state, browser), purpose=_STATE, now=desk.now()
        )
    )
    if details is None:
        raise NotConnected(pushwords.STATE_OVER)
    system = named(systems, details["system"])
    label = system.connector.label
    if error or not code:
        raise NotConnected(pushwords.declined(label, details["system"]))
    try:
        found, person, api = _greeted(systems, system, details, code=code)
    except BadAnswer as bad:
        why = getattr(bad.outcome, "why", "")
        raise NotConnected(pushwords.not_taken(label, why)) from bad

    def keep(db: Session) -> int:
        _same_firm(db, details, place=person.account, label=label)
        return _kept(db, systems, details, found, person, api=api, desk=desk)

    account_id = store.write(keep)
    page = Page(
        pushwords.connected(label, person.name),
        pushwords.page_done(details["system"]),
    )
    return Connected(account_id, page)


def named(systems: Systems, name: str) -> System:
    """Return the system called *name*, or raise NotChanged with those there are."""
    system = systems.by_name.get(name)
    if system is None:
        raise errors.NotChanged(pushwords.no_system(name, list(systems.by_name)))
    return system


def _greeted(
    systems: Systems, system: System, details: dict[str, Any], *, code: str
) -> tuple[base.Tokens, base.Person, str]:
    """Return the tokens for *code*, whose they are, and where they hold."""
    places = system.regions[details["region"]]
    answer = systems.send(
        oauth.exchange(
            system.connector,
            places,
            system.app,
            code=code,
            back=systems.back,
            verifier=details["verifier"],
        )
    )
    if not isinstance(answer, Response):
        raise BadAnswer(answer)
    found = oauth.tokens(answer)
    api = system.connector.api(places, found)
    account = base.Account(api=api, token=found.access, api_key=system.app.api_key)
    answer = systems.send(system.connector.who(account))
    if not isinstance(answer, Response):
        raise BadAnswer(answer)
    return found, system.connector.person(answer, found, details["region"]), api


def _same_firm(db: Session, details: dict[str, Any], *, place: str, label: str) -> None:
    """Refuse an account that is not the one the rest of the firm is connected to.

    Ids of one account mean other matters in another.
    """
    others = {
        each.place
        for each in accounts.listed(db, firm_id=details["firm_id"])
        if each.system == details["system"]
        and each.timekeeper_id != details["timekeeper_id"]
    }
    if others - {place}:
        raise NotConnected(pushwords.other_account(label))


def _kept(
    db: Session,
    systems: Systems,
    details: dict[str, Any],
    found: base.Tokens,
    person: base.Person,
    *,
    api: str,
    desk: Desk,
) -> int:
    bound = (
        "account",
        details["firm_id"],
        details["system"],
        details["timekeeper_id"],
    )
    refresh = found.refresh
    return accounts.put(
        db,
        firm_id=details["firm_id"],
        timekeeper_id=details["timekeeper_id"],
        system=details["system"],
        at=desk.now(),
        region=details["region"],
        place=person.account,
        api=api,
        user=person.user,
        name=person.name,
        access=sealing.seal(systems.keys, found.access, about=bound),
        refresh=None
        if refresh is None
        else sealing.seal(systems.keys, refresh, about=bound),
        expires_at=desk.now() + timedelta(seconds=found.seconds),
    )


def _ready(desk: Desk) -> Systems:
    """Return the systems, or raise NotChanged with what the operator must set."""
    systems = desk.systems
    if systems is None or not systems.by_name:
        raise errors.NotChanged(pushwords.NO_SYSTEMS)
    lacking = systems.missing()
    if lacking:
        raise errors.NotChanged(pushwords.lacking(lacking))
    return systems


def _region(system: System, said: str) -> str:
    """Return the region to connect to: a token holds only where it was given."""
    chosen = said or system.region
    if chosen is None or chosen not in system.regions:
        if len(system.regions) == 1:
            return next(iter(system.regions))
        name = system.connector.name
        raise errors.NotChanged(
            pushwords.which_region(system.connector.label, name, list(system.regions))
        )
    return chosen


def _label(systems: Systems | None, name: str) -> str:
    known = None if systems is None else systems.by_name.get(name)
    return name if known is None else known.connector.label


def _bound(state: str, browser: str) -> str:
    """Return a state that is good only together with what the browser holds."""
    return f"{state}.{browser}"
