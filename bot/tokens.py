"""A connection's tokens: kept sealed, renewed ahead of time, by one at a time."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from bot import sealing
from bot.connectors import base, oauth
from bot.connectors.base import BadAnswer, Refused, Tokens
from bot.systems import System, Systems
from bot.work import Later
from storage import accounts
from storage.engine import Store
from storage.models import Account

# A token that ends sooner than this is renewed before it is used.
_AHEAD = timedelta(minutes=5)
# Longer than a request to the token endpoint can take.
_HELD = timedelta(seconds=90)
_WAIT = 2.0
_AGAIN = 30.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Open:
    """An account with which requests can be made now."""

    account: base.Account
    kept: Account


class Over:
    """The connection is over: the person must connect again."""


Access: TypeAlias = Open | Over | Later


def about(account: Account) -> Sequence[object]:
    """Return what an account's tokens are bound to; elsewhere they do not open."""
    return (
        "account",
        account.firm_id,
        account.system,
        account.timekeeper_id,
    )


def access(
    store: Store,
    systems: Systems,
    account_id: int,
    *,
    now: datetime,
    refused: str | None = None,
) -> Access:
    """Return an account with a token that holds; renew it where that is needed.

    *refused* is a token that the system did not take, although it should.
    """
    with store.read() as db:
        kept = accounts.find(db, account_id)
    if (
        kept is None
        or kept.state != accounts.GOOD
        or kept.system not in systems.by_name
    ):
        return Over()
    system = systems.by_name[kept.system]
    token = sealing.unseal(systems.keys, kept.access, about=about(kept))
    if token != refused and kept.expires_at - now > _AHEAD:
        return Open(_account(system, kept, token), kept)
    return _renewed(store, systems, kept, now=now)


def _renewed(store: Store, systems: Systems, kept: Account, *, now: datetime) -> Access:
    """Return the account with a new token; whoever else renews it is waited for."""
    me = secrets.token_hex(8)
    held = store.write(
        lambda db: accounts.hold(
            db, kept.id, "renewing", by=me, now=now, until=now + _HELD
        )
    )
    if not held:
        return Later(_WAIT, "another process renews the token")
    try:
        return _exchange(store, systems, kept, now=now)
    finally:
        store.write(lambda db: accounts.release(db, kept.id, "renewing", by=me))


def _exchange(
    store: Store, systems: Systems, before: Account, *, now: datetime
) -> Access:
    system = systems.by_name[before.system]
    with store.read() as db:
        kept = accounts.find(db, before.id)
    if kept is None or kept.state != accounts.GOOD:
        return Over()
    if kept.access != before.access:
        token = sealing.unseal(systems.keys, kept.access, about=about(kept))
        return Open(_account(system, kept, token), kept)
    if kept.refresh is None:
        return _over(store, kept)
    refresh = sealing.unseal(systems.keys, kept.refresh, about=about(kept))
    places = system.regions[kept.region]
    answer = systems.send(
        oauth.refresh(places, system.app, token=refresh, back=systems.back)
    )
    if not isinstance(answer, base.Response):
        return Later(_AGAIN, answer.why)
    try:
        tokens = oauth.tokens(answer)
    except BadAnswer as bad:
        if isinstance(bad.outcome, Refused):
            return _over(store, kept)
        seconds = getattr(bad.outcome, "seconds", None)
        return Later(seconds or _AGAIN, "the token could not be renewed")
    fields = sealed(systems, kept, tokens, now=now)
    if tokens.api is not None:
        fields["api"] = system.connector.api(places, tokens)
    store.write(partial(_put, kept=kept, fields=fields))
    log.info("renewed account=%d", kept.id)
    with store.read() as db:
        fresh = accounts.find(db, kept.id)
    if fresh is None or fresh.state != accounts.GOOD:
        return Over()
    return Open(_account(system, fresh, tokens.access), fresh)


def sealed(
    systems: Systems, account: Account, tokens: Tokens, *, now: datetime
) -> dict[str, Any]:
    """Return *tokens* as they are kept; an answer without a new refresh keeps the old.

    The new one takes the old one's place in the same transaction as its access token.
    """
    bound = about(account)
    fields: dict[str, Any] = {
        "access": sealing.seal(systems.keys, tokens.access, about=bound),
        "expires_at": now + timedelta(seconds=tokens.seconds),
    }
    if tokens.refresh is not None:
        fields["refresh"] = sealing.seal(systems.keys, tokens.refresh, about=bound)
    return fields


def resealed(store: Store, keys: tuple[sealing.Key, ...]) -> int:
    """Seal every token under the first of *keys*; return how many were not yet."""
    with store.read() as db:
        kept = accounts.every(db)
    changed = 0
    for each in kept:
        old = [each.access, *filter(None, [each.refresh])]
        if all(sealing.is_current(keys, one) for one in old):
            continue
        fields: dict[str, Any] = {
            "access": sealing.rotate(keys, each.access, about=about(each))
        }
        if each.refresh is not None:
            fields["refresh"] = sealing.rotate(keys, each.refresh, about=about(each))

        changed += store.write(partial(_put, kept=each, fields=fields))
    return changed


def _put(db: Session, *, kept: Account, fields: dict[str, Any]) -> bool:
    """Put other tokens in the place of those that were read, if they still are."""
    return accounts.renew(db, kept.id, was=kept.access, **fields)


def _over(store: Store, kept: Account) -> Over:
    """Mark the connection as over; the person is asked to connect again."""
    store.write(partial(_put, kept=kept, fields={"state": accounts.OVER}))
    log.warning("connection over account=%d", kept.id)
    return Over()


def _account(system: System, kept: Account, token: str) -> base.Account:
    return base.Account(
        api=kept.api, token=token, user=kept.user, api_key=system.app.api_key
    )
