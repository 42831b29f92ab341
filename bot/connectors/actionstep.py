"""Actionstep: time entries in hours, with our reference; the older time records too.

Checked against a contract derived from the vendor's own files (contract tests). Its
answers surprise: a list of one row is an object, an empty one may have no body, ids
and hours come as numbers or as strings. It does not promise to notice duplicates, so
our reference is looked for before anything is sent again, and behind it the person,
matter, day, hours and words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.connectors import wire
from bot.connectors.base import (
    Account,
    BadAnswer,
    Connector,
    Created,
    Found,
    Look,
    Outcome,
    Page,
    Person,
    Places,
    Refused,
    Remote,
    Request,
    Response,
    Tokens,
    Unsure,
    Work,
)
from bot.core.drafts import Billing

_TYPE = "application/vnd.api+json"
_MOST = 200
_CENT = Decimal("0.01")
_OWN_HOSTS = (".actionstep.com", ".actionstepstaging.com")
# What is refused on purpose comes as a server's fault with one of these codes.
_REFUSAL = re.compile(r"\bTR0[1-9]\b")
_CLOSED = frozenset({"closed", "inactive"})
# billingBehavior and isBillable for each of our states.
_BILLING = {
    Billing.BILLABLE: ("Bill", "T"),
    Billing.NO_CHARGE: ("No charge", "T"),
    Billing.NON_BILLABLE: ("Hide", "F"),
}


@dataclass(frozen=True, slots=True)
class _Resource:
    """What one of the two resources calls things."""

    name: str
    day: str
    words: str
    body: Callable[[Work], dict[str, Any]]
    reference: str | None = None


def _entry(work: Work) -> dict[str, Any]:
    behaviour, billable = _BILLING[Billing(work.billing)]
    body: dict[str, Any] = {
        "timestampDate": midnight(work),
        "description": work.narrative,
        "actualHours": hours(work.worked),
        "billableHours": hours(work.billed),
        "billingBehavior": behaviour,
        "isBillable": billable,
        "importExternalReference": work.reference,
    }
    if work.rate is not None:
        body |= {"rateSource": "Custom", "rateUnitPrice": work.rate}
    user = int(work.user)
    links = {"action": int(work.matter), "owner": user, "createdBy": user}
    return {**body, "links": links}


def _record(work: Work) -> dict[str, Any]:
    """Return the older record, which knows neither rates nor a reference."""
    return {
        "startTimestamp": midnight(work),
        "actualHours": hours(work.worked),
        "billableHours": hours(work.billed),
        "notes": work.narrative,
        "links": {"owner": work.user, "action": work.matter},
    }


_ENTRIES = _Resource(
    "timeentries", "timestampDate", "description", _entry, "importExternalReference"
)
_RECORDS = _Resource("timerecords", "startTimestamp", "notes", _record)


def midnight(work: Work) -> str:
    """Return the beginning of the day with the person's own offset, never in UTC."""
    return datetime.combine(work.day, time(), ZoneInfo(work.zone)).isoformat()


def hours(minutes: int) -> Decimal:
    """Return minutes as hours of two places.

    >>> hours(7), hours(90)
    (Decimal('0.12'), Decimal('1.50'))
    """
    return (Decimal(minutes) / 60).quantize(_CENT, ROUND_HALF_UP)


def _api(places: Places, tokens: Tokens) -> str:
    """Return the root of the API: the origin that the token answer names.

    BadAnswer is raised for an origin that is not Actionstep's: a token goes to
    nobody else.
    """
    if not tokens.api:
        return places.api
    named = urlsplit(tokens.api)
    known = {urlsplit(each).netloc for each in (places.token, places.api)}
    theirs = named.scheme == "https" and (named.hostname or "").endswith(_OWN_HOSTS)
    if not theirs and named.netloc not in known:
        raise BadAnswer(Refused("it named a server that is not its own"))
    return f"{named.scheme}://{named.netloc}/api/rest"


def _headers(account: Account) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {account.token}",
        "Accept": _TYPE,
        "Content-Type": _TYPE,
    }


def _reading(account: Account) -> dict[str, str]:
    headers = _headers(account)
    del headers["Content-Type"]
    return headers


def _who(account: Account) -> Request:
    address = wire.url(account.api, "users", "current", include="participant")
    return wire.get(address, _reading(account))


def _person(response: Response, tokens: Tokens, region: str) -> Person:
    """Return the participant that the user is: entries belong to participants."""
    found = _usable(response)
    users = wire.rows(found.get("users"))
    if not users:
        raise BadAnswer(Unsure("its answer could not be read"))
    linked = wire.rows(wire.mapping(found.get("linked")).get("participants"))
    user = wire.text(wire.mapping(users[0].get("links")).get("participant"))
    if not user:
        raise BadAnswer(Refused("this user has no participant, so no time of its own"))
    mine = next((each for each in linked if wire.text(each.get("id")) == user), {})
    named = " ".join(
        filter(None, (wire.text(mine.get(each)) for each in ("firstName", "lastName")))
    )
    name = named or wire.text(mine.get("displayName"))
    return Person(
        user, name or wire.text(users[0].get("emailAddress")), _account(tokens, region)
    )


def _account(tokens: Tokens, region: str) -> str:
    return f"{region}/{tokens.owner or urlsplit(tokens.api or '').netloc or 'account'}"


def _create(resource: _Resource, account: Account, work: Work) -> Request:
    address = wire.url(account.api, resource.name)
    body = {resource.name: resource.body(work)}
    return wire.put("POST", address, _headers(account), body)


def _created(resource: _Resource, response: Response) -> Outcome:
    outcome = _failed(response)
    if outcome is not None:
        return outcome
    rows = wire.rows(wire.mapping(wire.loaded(response)).get(resource.name))
    if len(rows) != 1 or not wire.text(rows[0].get("id")):
        return Unsure("its answer could not be read")
    return Created(wire.text(rows[0]["id"]), _told(rows[0]))


def _looks(
    resource: _Resource, account: Account, work: Work, begun: datetime
) -> tuple[Look, ...]:
    """Return the ways to look: by our reference, then by what the entry is."""
    del begun
    by_matter: dict[str, str | int | None] = {
        "action_eq": work.matter,
        "pageSize": _MOST,
    }
    by_words = Look(
        wire.get(
            wire.url(account.api, resource.name, **by_matter, sort="-id"),
            _reading(account),
        ),
        partial(_rows, resource, account, lambda row: _alike(resource, row, work)),
    )
    if resource.reference is None:
        return (by_words,)
    named: dict[str, str | int | None] = {f"{resource.reference}_eq": work.reference}
    by_reference = Look(
        wire.get(
            wire.url(account.api, resource.name, **by_matter, **named),
            _reading(account),
        ),
        partial(_rows, resource, account, lambda row: _named(resource, row, work)),
    )
    return (by_reference, by_words)


def _rows(
    resource: _Resource,
    account: Account,
    same: Callable[[Mapping[str, Any]], bool],
    response: Response,
) -> tuple[list[Found], Request | None]:
    rows = wire.rows(_usable(response).get(resource.name))
    found = [Found(wire.text(row.get("id")), _told(row)) for row in rows if same(row)]
    return found, _following(account, response, resource.name)


def _named(resource: _Resource, row: Mapping[str, Any], work: Work) -> bool:
    return wire.text(row.get(resource.reference or "")) == work.reference


def _alike(resource: _Resource, row: Mapping[str, Any], work: Work) -> bool:
    """Return whether a row is the *work*, and no other reference claims it."""
    named = wire.text(row.get(resource.reference or "")) if resource.reference else ""
    return named in {"", work.reference} and _is(resource, row, work)


def _is(resource: _Resource, row: Mapping[str, Any], work: Work) -> bool:
    links = wire.mapping(row.get("links"))
    return (
        _day(row.get(resource.day), work) == work.day.isoformat()
        and wire.number(row.get("actualHours")) == hours(work.worked)
        and wire.number(row.get("billableHours")) in {None, hours(work.billed)}
        and _words(row.get(resource.words)) == _words(work.narrative)
        and wire.text(links.get("action")) in {"", work.matter}
        and wire.text(links.get("owner")) in {"", work.user}
    )


def _day(value: object, work: Work) -> str:
    """Return the civil day of a moment, in the person's own zone where it has one."""
    moment = wire.instant(value)
    if moment is None:
        return wire.text(value)[:10]
    return moment.astimezone(ZoneInfo(work.zone)).date().isoformat()


def _words(value: object) -> str:
    return " ".join(str(value or "").split())


def _read(resource: _Resource, account: Account, remote_id: str, work: Work) -> Request:
    del work
    address = wire.url(account.api, resource.name, remote_id)
    return wire.get(address, _reading(account))


def _unchanged(resource: _Resource, response: Response, work: Work) -> bool | None:
    if response.status in {404, 410}:
        return None
    rows = wire.rows(_usable(response).get(resource.name))
    return len(rows) == 1 and _is(resource, rows[0], work)


def _remove(
    resource: _Resource, account: Account, remote_id: str, work: Work
) -> Request:
    del work
    address = wire.url(account.api, resource.name, remote_id)
    return Request("DELETE", address, _reading(account))


def _removed(response: Response) -> Outcome:
    return wire.gone(response, told=_why(response))


def _matters(account: Account) -> Request:
    address = wire.url(
        account.api,
        "actions",
        include="primaryParticipants",
        pageSize=_MOST,
        sort="id",
    )
    return wire.get(address, _reading(account))


def _matters_page(account: Account, response: Response) -> Page:
    found = _usable(response)
    linked = wire.rows(wire.mapping(found.get("linked")).get("participants"))
    names = {wire.text(each.get("id")): _name(each) for each in linked}
    rows = [
        _matter(row, names)
        for row in wire.rows(found.get("actions"))
        if wire.text(row.get("id"))
        and wire.text(row.get("status")) != "Template"
        and row.get("isDeleted") != "T"
    ]
    return Page(tuple(rows), _following(account, response, "actions"))


def _matter(row: Mapping[str, Any], names: Mapping[str, str]) -> Remote:
    remote_id = wire.text(row.get("id"))
    shut = wire.text(row.get("status")).casefold() in _CLOSED or (
        row.get("isBillableOverride") == "T"
        and wire.text(row.get("overrideBillingStatus")) == "Closed"
    )
    clients = wire.mapping(row.get("links")).get("primaryParticipants")
    listed = clients if isinstance(clients, list) else [clients]
    known = [names[each] for each in map(wire.text, listed) if names.get(each)]
    return Remote(
        remote_id=remote_id,
        number=wire.text(row.get("reference")) or remote_id,
        name=wire.text(row.get("name")),
        client=", ".join(known),
        status="closed" if shut else "open",
        facts={"other": remote_id},
    )


def _name(row: Mapping[str, Any]) -> str:
    said = wire.text(row.get("displayName")) or wire.text(row.get("companyName"))
    names = (wire.text(row.get(each)) for each in ("firstName", "lastName"))
    return said or " ".join(filter(None, names))


def _following(account: Account, response: Response, name: str) -> Request | None:
    """Return the request for the next page, on the same server only."""
    found = wire.mapping(wire.loaded(response))
    paging = wire.mapping(wire.mapping(found.get("meta")).get("paging"))
    address = wire.mapping(paging.get(name)).get("nextPage")
    return wire.following(address, account.api, _reading(account))


def _usable(response: Response) -> Mapping[str, Any]:
    outcome = _failed(response)
    if outcome is not None:
        raise BadAnswer(outcome)
    return wire.mapping(wire.usable(response))


def _failed(response: Response) -> Outcome | None:
    told = _why(response)
    if response.status >= 500 and _REFUSAL.search(told):
        return Refused(told)
    return wire.failed(response, told=told)


def _why(response: Response) -> str:
    """Return what Actionstep says is wrong, its code with it."""
    found = wire.mapping(wire.loaded(response)).get("errors")
    codes = [wire.text(each.get("code")) for each in wire.rows(found)]
    return " ".join(filter(None, [*codes, wire.words(found)]))


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt shows."""
    told: dict[str, Any] = {}
    billed = wire.number(row.get("billableHours"))
    if billed is not None:
        told["billed"] = int((billed * 60).quantize(Decimal(1), ROUND_HALF_UP))
    for name, ours in (("rateUnitPrice", "price"), ("billableAmount", "total")):
        amount = wire.number(row.get(name))
        if amount is not None:
            told[ours] = str(amount)
    return told


def _connector(resource: _Resource, says: frozenset[str], source: str) -> Connector:
    return Connector(
        name="actionstep",
        label="Actionstep",
        source=source,
        regions={
            "": Places(
                authorise="https://go.actionstep.com/api/oauth/authorize",
                token="https://api.actionstep.com/api/oauth/token",  # noqa: S106 - a place
                revoke="",
                api="https://api.actionstep.com/api/rest",
            )
        },
        says=says,
        scope="actions participants timeentries timerecords users",
        pkce=False,
        needs_key=False,
        limit=60,
        api=_api,
        who=_who,
        person=_person,
        create=partial(_create, resource),
        created=partial(_created, resource),
        looks=partial(_looks, resource),
        read=partial(_read, resource),
        unchanged=partial(_unchanged, resource),
        remove=partial(_remove, resource),
        removed=_removed,
        matters=_matters,
        matters_page=_matters_page,
    )


CONNECTOR = _connector(
    _ENTRIES, frozenset(Billing), "checked against the vendor's published contract"
)
# The record can only be billed, and at the rate that Actionstep has.
OLDER = replace(
    _connector(
        _RECORDS,
        frozenset({Billing.BILLABLE}),
        "as the vendor's help pages describe",
    ),
    rates=False,
)
