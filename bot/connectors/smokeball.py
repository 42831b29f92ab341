"""Smokeball: fees of a matter in minutes, accepted first and made a moment later.

Checked against the vendor's published contract for fees (contract tests); where its
matters are listed rests on the vendor's help pages. It has no field for our
reference. `feeDate` is an hour past noon with the person's own offset: from Honolulu
to Auckland in summer that is the same civil day, there and in UTC.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

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
from bot.errors import shorten

_MOST = 500
_TIME = 1
_SUBJECT = 60
_SKEW = timedelta(minutes=10)
_TICKS_BEGIN = datetime(1, 1, 1, tzinfo=UTC)


def _places(end: str) -> Places:
    auth = f"https://auth.smokeball.{end}/oauth2"
    return Places(
        authorise=f"{auth}/authorize",
        token=f"{auth}/token",
        revoke=f"{auth}/revoke",
        api=f"https://api.smokeball.{end}",
    )


def _api(places: Places, tokens: Tokens) -> str:
    del tokens
    return places.api


def _headers(account: Account) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {account.token}",
        "x-api-key": account.api_key,
        "Accept": wire.JSON,
    }


def _who(account: Account) -> Request:
    """Return a request that any token of a firm may make: it shows that it holds."""
    return wire.get(wire.url(account.api, "matters", Limit=1), _headers(account))


def _person(response: Response, tokens: Tokens, region: str) -> Person:
    """Return nobody by name: Smokeball finds the staff member by the token."""
    del tokens
    wire.usable(response, told=_why(response))
    return Person(user="", name="", account=f"{region}/account")


def _create(account: Account, work: Work) -> Request:
    body: dict[str, Any] = {
        "feeType": _TIME,
        "feeDate": _midday(work),
        "subject": _subject(work.narrative),
        "description": work.narrative,
        "duration": work.billed,
        "durationWorked": work.worked,
        "isBillable": work.billing == Billing.BILLABLE,
    }
    if work.user:
        body["staffId"] = work.user
    if work.rate is not None:
        body["rate"] = work.rate
    if work.activity:
        body["activityCode"] = work.activity
    headers = {**_headers(account), "Content-Type": wire.JSON}
    address = wire.url(account.api, "matters", work.matter, "fees")
    return wire.put("POST", address, headers, body)


def _created(response: Response) -> Outcome:
    outcome = wire.failed(response, told=_why(response))
    if outcome is not None:
        return outcome
    link = wire.mapping(wire.loaded(response))
    path = urlsplit(wire.text(link.get("href"))).path.rstrip("/")
    remote_id = wire.text(link.get("id")) or path.rpartition("/fees/")[2]
    if not remote_id:
        return Unsure("its answer could not be read")
    return Created(remote_id, {})


def _looks(account: Account, work: Work, begun: datetime) -> tuple[Look, ...]:
    since = (begun - _SKEW).astimezone(UTC)
    address = wire.url(
        account.api,
        "matters",
        work.matter,
        "fees",
        Limit=_MOST,
        Offset=0,
        UpdatedSince=_ticks(since),
    )

    def rows(response: Response) -> tuple[list[Found], Request | None]:
        found = [
            Found(wire.text(row.get("id")), _told(row))
            for row in wire.listed(_usable(response), "value")
            if _is(row, work)
            and (wire.instant(row.get("createdDate")) or since) >= since
        ]
        return found, _following(account, response)

    return (Look(wire.get(address, _headers(account)), rows),)


def _is(row: Mapping[str, Any], work: Work) -> bool:
    staff = wire.text(row.get("staffId"))
    return (
        _day(row.get("feeDate"), work) == work.day.isoformat()
        and wire.number(row.get("duration")) == work.billed
        and _words(row.get("description")) == _words(work.narrative)
        and (not work.user or staff in {"", work.user})
    )


def _day(value: object, work: Work) -> str:
    moment = wire.instant(value)
    if moment is None:
        return wire.text(value)[:10]
    return moment.astimezone(ZoneInfo(work.zone)).date().isoformat()


def _words(value: object) -> str:
    return " ".join(str(value or "").split())


def _read(account: Account, remote_id: str, work: Work) -> Request:
    address = wire.url(account.api, "matters", work.matter, "fees", remote_id)
    return wire.get(address, _headers(account))


def _unchanged(response: Response, work: Work) -> bool | None:
    if response.status in {404, 410}:
        return None
    row = _usable(response)
    return _is(row, work) and not row.get("finalized") and not row.get("invoiceId")


def _remove(account: Account, remote_id: str, work: Work) -> Request:
    address = wire.url(account.api, "matters", work.matter, "fees", remote_id)
    return Request("DELETE", address, _headers(account))


def _removed(response: Response) -> Outcome:
    return wire.gone(response, told=_why(response))


def _matters(account: Account) -> Request:
    address = wire.url(account.api, "matters", Limit=_MOST, Offset=0)
    return wire.get(address, _headers(account))


def _matters_page(account: Account, response: Response) -> Page:
    rows = [
        Remote(
            remote_id=wire.text(row.get("id")),
            number=wire.text(row.get("number")) or wire.text(row.get("id")),
            name=wire.text(row.get("title")) or wire.text(row.get("description")),
            status=_status(wire.text(row.get("status"))),
        )
        for row in wire.listed(_usable(response), "value")
        if wire.text(row.get("id"))
    ]
    return Page(tuple(rows), _following(account, response))


def _status(said: str) -> str:
    return {"open": "open", "pending": "pending", "": "open"}.get(
        said.casefold(), "closed"
    )


def _following(account: Account, response: Response) -> Request | None:
    """Return the request for the next page, on the same server only."""
    link = wire.mapping(_usable(response).get("next"))
    return wire.following(link.get("href"), account.api, _headers(account))


def _usable(response: Response) -> Mapping[str, Any]:
    return wire.mapping(wire.usable(response, told=_why(response)))


def _why(response: Response) -> str:
    """Return what its problem details say."""
    return wire.words(wire.loaded(response)) if response.status >= 400 else ""


def _midday(work: Work) -> str:
    return datetime.combine(work.day, time(13), ZoneInfo(work.zone)).isoformat()


def _ticks(moment: datetime) -> int:
    """Return a moment as .NET counts it: in tenths of a microsecond from year 1.

    >>> _ticks(datetime(1, 1, 1, 0, 0, 1, tzinfo=UTC))
    10000000
    """
    return (moment - _TICKS_BEGIN) // timedelta(microseconds=1) * 10


def _subject(narrative: str) -> str:
    return shorten(narrative, _SUBJECT) or "Time"


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt shows."""
    told: dict[str, Any] = {}
    billed = wire.number(row.get("duration"))
    if billed is not None:
        told["billed"] = int(billed)
    rate = wire.number(row.get("rate"))
    if rate:
        told["price"] = str(rate)
    return told


CONNECTOR = Connector(
    name="smokeball",
    label="Smokeball",
    source="checked against the vendor's published contract (its fees)",
    regions={"us": _places("com"), "au": _places("com.au"), "uk": _places("co.uk")},
    says=frozenset({Billing.BILLABLE, Billing.NON_BILLABLE}),
    scope="",
    pkce=True,
    needs_key=True,
    limit=300,
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
    eventual=True,
)
