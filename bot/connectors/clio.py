"""Clio Manage, API v4: activities in seconds, four regions, no reference of ours.

Checked against Clio's own OpenAPI file (contract tests). There is no field that
carries our reference and no idempotency key, so a push that nobody answered is looked
for by user, matter, day, time, note and the moment of the attempt.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.connectors import wire
from bot.connectors.base import (
    Account,
    Connector,
    Created,
    Found,
    Look,
    Outcome,
    Page,
    Person,
    Places,
    Remote,
    Request,
    Response,
    Tokens,
    Unsure,
    Work,
)
from bot.core.drafts import Billing

_FIELDS = (
    "id,etag,type,date,quantity,rounded_quantity,price,total,note,non_billable,"
    "no_charge,billed,on_bill,created_at,matter{id,display_number},user{id}"
)
_MATTER = (
    "id,display_number,custom_number,description,status,billing_method,"
    "require_utbms_codes,client{id,name}"
)
_MOST = 200
# The clocks of two machines agree no better than this.
_SKEW = timedelta(minutes=10)


def _places(host: str) -> Places:
    base = f"https://{host}"
    return Places(
        authorise=f"{base}/oauth/authorize",
        token=f"{base}/oauth/token",
        revoke=f"{base}/oauth/deauthorize",
        api=f"{base}/api/v4",
    )


def _api(places: Places, tokens: Tokens) -> str:
    """Return where the token holds: only in the region that gave it."""
    del tokens
    return places.api


def _headers(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.token}", "Accept": wire.JSON}


def _who(account: Account) -> Request:
    address = wire.url(
        account.api,
        "users",
        "who_am_i.json",
        fields="id,name,email,enabled,account{id,name}",
    )
    return wire.get(address, _headers(account))


def _person(response: Response, tokens: Tokens, region: str) -> Person:
    """Return who says yes; BadAnswer when the answer does not tell."""
    del tokens
    found = wire.mapping(_data(response))
    account = wire.mapping(found.get("account"))
    return Person(
        user=wire.text(found.get("id")),
        name=wire.text(found.get("name")),
        account=f"{region}/{wire.text(account.get('id')) or 'account'}",
    )


def _create(account: Account, work: Work) -> Request:
    data: dict[str, Any] = {
        "type": "TimeEntry",
        "date": work.day.isoformat(),
        "quantity": work.billed * 60,
        "note": work.narrative,
        "matter": {"id": int(work.matter)},
        "non_billable": work.billing != Billing.BILLABLE,
    }
    if work.user:
        data["user"] = {"id": int(work.user)}
    if work.billing == Billing.NO_CHARGE:
        data["no_charge"] = True
    if work.rate is not None:
        data["price"] = work.rate
    if work.activity:
        data["activity_description"] = {"id": int(work.activity)}
    headers = {**_headers(account), "Content-Type": wire.JSON}
    address = wire.url(account.api, "activities.json", fields=_FIELDS)
    return wire.put("POST", address, headers, {"data": data})


def _created(response: Response) -> Outcome:
    outcome = wire.failed(response, told=_why(response))
    if outcome is not None:
        return outcome
    row = wire.mapping(wire.mapping(wire.loaded(response)).get("data"))
    if not wire.text(row.get("id")):
        return Unsure("its answer could not be read")
    return Created(wire.text(row["id"]), _told(row))


def _looks(account: Account, work: Work, begun: datetime) -> tuple[Look, ...]:
    since = (begun - _SKEW).astimezone(UTC).replace(microsecond=0)
    address = wire.url(
        account.api,
        "activities.json",
        created_since=since.isoformat(),
        fields=_FIELDS,
        limit=_MOST,
        matter_id=work.matter,
        order="id(asc)",
        type="TimeEntry",
        user_id=work.user or None,
    )

    def rows(response: Response) -> tuple[list[Found], Request | None]:
        found = [
            Found(wire.text(row.get("id")), _told(row))
            for row in _rows(response)
            if _is(row, work)
            and (wire.instant(row.get("created_at")) or since) >= since
        ]
        return found, _following(account, response)

    return (Look(wire.get(address, _headers(account)), rows),)


def _is(row: Mapping[str, Any], work: Work) -> bool:
    """Return whether a row is the *work*; silence is no difference."""
    user = wire.text(wire.mapping(row.get("user")).get("id"))
    matter = wire.text(wire.mapping(row.get("matter")).get("id"))
    return (
        wire.text(row.get("date"))[:10] == work.day.isoformat()
        and wire.number(row.get("quantity")) == work.billed * 60
        and _note(row.get("note")) == _note(work.narrative)
        and matter in {"", work.matter}
        and (not work.user or user in {"", work.user})
    )


def _note(value: object) -> str:
    """Return a note as it is compared: blanks and line ends are often made anew."""
    return " ".join(str(value or "").split())


def _read(account: Account, remote_id: str, work: Work) -> Request:
    del work
    address = wire.url(account.api, "activities", f"{remote_id}.json", fields=_FIELDS)
    return wire.get(address, _headers(account))


def _unchanged(response: Response, work: Work) -> bool | None:
    """Return whether it still is what we pushed and on no bill; None: it is gone."""
    if response.status in {404, 410}:
        return None
    row = wire.mapping(_data(response))
    return _is(row, work) and not row.get("billed") and not row.get("on_bill")


def _remove(account: Account, remote_id: str, work: Work) -> Request:
    del work
    address = wire.url(account.api, "activities", f"{remote_id}.json")
    return Request("DELETE", address, _headers(account))


def _removed(response: Response) -> Outcome:
    return wire.gone(response, told=_why(response))


def _matters(account: Account) -> Request:
    address = wire.url(
        account.api, "matters.json", fields=_MATTER, limit=_MOST, order="id(asc)"
    )
    return wire.get(address, _headers(account))


def _matters_page(account: Account, response: Response) -> Page:
    data = _rows(response)
    rows = [
        Remote(
            remote_id=wire.text(row.get("id")),
            number=wire.text(row.get("display_number")),
            name=wire.text(row.get("description")),
            client=wire.text(wire.mapping(row.get("client")).get("name")),
            status=wire.text(row.get("status")).casefold() or "open",
            facts={
                "utbms": bool(row.get("require_utbms_codes")),
                "billing": wire.text(row.get("billing_method")),
                "other": wire.text(row.get("custom_number")),
            },
        )
        for row in data
        if wire.text(row.get("id"))
    ]
    return Page(tuple(rows), _following(account, response))


def _activities(account: Account) -> Request:
    address = wire.url(
        account.api, "activity_descriptions.json", fields="id,name,type", limit=_MOST
    )
    return wire.get(address, _headers(account))


def _activities_page(account: Account, response: Response) -> Page:
    rows = [
        Remote(
            remote_id=wire.text(row.get("id")),
            number="",
            name=wire.text(row.get("name")),
        )
        for row in _rows(response)
        if wire.text(row.get("id"))
    ]
    return Page(tuple(rows), _following(account, response))


def _people(account: Account) -> Request:
    address = wire.url(
        account.api, "users.json", fields="id,name,email,enabled", limit=_MOST
    )
    return wire.get(address, _headers(account))


def _people_page(account: Account, response: Response) -> Page:
    rows = [
        Remote(
            remote_id=wire.text(row.get("id")),
            number="",
            name=wire.text(row.get("name")),
            status="closed" if row.get("enabled") is False else "open",
        )
        for row in _rows(response)
        if wire.text(row.get("id"))
    ]
    return Page(tuple(rows), _following(account, response))


def _following(account: Account, response: Response) -> Request | None:
    """Return the request for the next page, on Clio's own server only."""
    meta = wire.mapping(wire.mapping(wire.loaded(response)).get("meta"))
    address = wire.mapping(meta.get("paging")).get("next")
    return wire.following(address, account.api, _headers(account))


def _rows(response: Response) -> list[Mapping[str, Any]]:
    """Return the rows of a list; BadAnswer when there is no list."""
    return wire.listed(wire.mapping(wire.usable(response, told=_why(response))), "data")


def _data(response: Response) -> Any:
    """Return what an answer holds; BadAnswer when it is no success."""
    return wire.mapping(wire.usable(response, told=_why(response))).get("data")


def _why(response: Response) -> str:
    """Return what Clio says is wrong: an object, or (for a dead token) a bare word."""
    return wire.words(wire.mapping(wire.loaded(response)).get("error"))


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt shows: Clio's own rounding, rate and sum."""
    told: dict[str, Any] = {}
    rounded = wire.number(row.get("rounded_quantity"))
    if rounded is not None:
        told["billed"] = int(rounded) // 60
    for name in ("price", "total"):
        amount = wire.number(row.get(name))
        if amount is not None:
            told[name] = str(amount)
    return told


CONNECTOR = Connector(
    name="clio",
    label="Clio",
    source="checked against the vendor's published contract",
    regions={
        "us": _places("app.clio.com"),
        "eu": _places("eu.app.clio.com"),
        "ca": _places("ca.app.clio.com"),
        "au": _places("au.app.clio.com"),
    },
    says=frozenset(Billing),
    scope="",
    pkce=False,
    needs_key=False,
    limit=50,
    api=_api,
    who=_who,
    person=_person,
    create=_create,
    created=_created,
    looks=_looks,
    read=_read,
    unchanged=_unchanged,
    remove=_remove,
    removed=_removed,
    matters=_matters,
    matters_page=_matters_page,
    activities=_activities,
    activities_page=_activities_page,
    people=_people,
    people_page=_people_page,
)
