"""How requests are written and answers are read, the same for every system."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from math import isnan
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from bot.connectors.base import (
    BadAnswer,
    Expired,
    Later,
    Outcome,
    Refused,
    Removed,
    Request,
    Response,
    Unsure,
)
from bot.errors import shorten

JSON = "application/json"
_LONGEST = 300
# A server that asks for more than this is asked again after this, to be sure.
_LONGEST_WAIT = 3600.0
# What is no second of this century is no moment.
_LAST = 4_102_444_800
_BUSY = frozenset({408, 425, 429})
_NOT_MADE = frozenset({400, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422})


def url(base: str, *parts: str, **query: str | int | None) -> str:
    """Return an address below *base*: parts are quoted, a query of None is left out.

    >>> url("https://x/api", "a b", n=1, z=None)
    'https://x/api/a%20b?n=1'
    """
    path = "/".join([base.rstrip("/"), *(quote(each, safe=".") for each in parts)])
    asked = {name: value for name, value in query.items() if value is not None}
    # Field lists keep their braces and commas, as the vendor's own pages have them.
    told = urlencode(asked, quote_via=quote, safe="{},()*")
    return f"{path}?{told}" if told else path


def get(address: str, headers: Mapping[str, str]) -> Request:
    """Return a request that only reads."""
    return Request("GET", address, headers)


def put(method: str, address: str, headers: Mapping[str, str], body: object) -> Request:
    """Return a request with *body* as JSON; its content type is in *headers*."""
    return Request(method, address, headers, dumped(body))


def dumped(body: object) -> bytes:
    """Return *body* as JSON: amounts as plain numbers, text as UTF-8."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_number)
    # Half a surrogate pair is in no narrative that a system could keep.
    return text.encode("utf-8", "replace")


def _number(value: object) -> float:
    """Return an exact amount as the number that JSON has for it."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


def loaded(response: Response) -> Any:
    """Return the answer's JSON, or None when it is none."""
    try:
        return json.loads(response.body)
    except (ValueError, UnicodeDecodeError, RecursionError):
        return None


def mapping(value: object) -> Mapping[str, Any]:
    """Return *value* where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def rows(value: object) -> list[Mapping[str, Any]]:
    """Return the rows of a list, of which one row alone may be an object."""
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [each for each in value if isinstance(each, Mapping)]
    return []


def text(value: object) -> str:
    """Return an id or a word as text: numbers come as numbers or as strings."""
    if value is None or isinstance(value, bool | Mapping | list):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def number(value: object) -> Decimal | None:
    """Return an amount that may come as a number or as a string, or None."""
    try:
        found = Decimal(text(value))
    except ArithmeticError:
        return None
    return found if found.is_finite() else None


def instant(value: object) -> datetime | None:
    """Return an aware moment, or None."""
    try:
        found = datetime.fromisoformat(text(value))
    except ValueError:
        return None
    return None if found.tzinfo is None else found


def wait(response: Response, *, now: datetime | None = None) -> float | None:
    """Return how many seconds the answer asks to wait, or None.

    A moment is measured from what its own server's clock says, else from *now*.
    """
    said = response.headers.get("retry-after", "").strip()
    if said:
        try:
            seconds = float(said)
        except ValueError:
            moment = _moment(said)
            return None if moment is None else _until(moment, response, now)
        return None if isnan(seconds) else min(max(seconds, 0.0), _LONGEST_WAIT)
    reset = number(response.headers.get("x-ratelimit-reset"))
    if reset is None or not 0 < reset < _LAST:
        return None
    return _until(datetime.fromtimestamp(float(reset), UTC), response, now)


def spent(response: Response, *, now: datetime | None = None) -> float:
    """Return the seconds until more may be asked, 0 when that is now."""
    left = number(response.headers.get("x-ratelimit-remaining"))
    if left is None or left > 0:
        return 0.0
    return wait(response, now=now) or 0.0


def _until(moment: datetime, response: Response, now: datetime | None) -> float:
    current = _moment(response.headers.get("date", "")) or now or datetime.now(UTC)
    return min(max((moment - current).total_seconds(), 0.0), _LONGEST_WAIT)


def _moment(said: str) -> datetime | None:
    """Return the moment that a header names, or None."""
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def failed(response: Response, *, told: str = "") -> Outcome | None:
    """Return what an answer that is no success means, or None when it is one.

    *told* is what the system says of it. Only what a system does before it does any
    work is certain not to have made anything; a fault of its own is never certain.
    """
    status = response.status
    if 200 <= status < 300:
        return None
    if status == 401:
        return Expired()
    if status in _BUSY:
        return Later(wait(response), f"it answered {status}")
    if status in _NOT_MADE:
        return Refused(told or f"it answered {status}")
    return Unsure(f"it answered {status}")


def usable(response: Response, *, told: str = "") -> Any:
    """Return the JSON of an answer to a question; BadAnswer when it cannot be used."""
    outcome = failed(response, told=told)
    if outcome is not None:
        raise BadAnswer(outcome)
    if response.status == 204 or not response.body.strip():
        return {}
    found = loaded(response)
    if found is None:
        raise BadAnswer(Unsure("its answer could not be read"))
    return found


def gone(response: Response, *, told: str = "") -> Outcome:
    """Return what an answer to a deletion means; what is not there is deleted."""
    if response.status in {404, 410}:
        return Removed()
    return failed(response, told=told) or Removed()


def following(address: object, base: str, headers: Mapping[str, str]) -> Request | None:
    """Return the request for a list's next page, or None where there is none.

    BadAnswer is raised for a page on another server than that of *base*: a token goes
    nowhere else, and a list without its end is no list.
    """
    named = text(address)
    if not named:
        return None
    there = urljoin(f"{base.rstrip('/')}/", named)
    one, other = urlsplit(there), urlsplit(base)
    if (one.scheme, one.netloc) != (other.scheme, other.netloc):
        raise BadAnswer(Unsure("its next page is on another server"))
    return get(there, headers)


def listed(answer: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the rows called *name*; BadAnswer where an answer holds no such list.

    An answer without the list does not say that the list is empty.
    """
    if not isinstance(answer.get(name), Mapping | list):
        raise BadAnswer(Unsure("its answer holds no list"))
    return rows(answer[name])


def words(value: object) -> str:
    """Return what an error says, on one line, whatever its shape."""
    if isinstance(value, Mapping):
        for name in ("message", "error_description", "detail", "title", "error"):
            if name in value and (said := words(value[name])):
                more = value.get("errors")
                return "; ".join([said, *([words(more)] if more else [])])
        return "; ".join(
            f"{name}: {said}" for name, each in value.items() if (said := words(each))
        )[:_LONGEST]
    if isinstance(value, list):
        return "; ".join(filter(None, map(words, value)))[:_LONGEST]
    return "" if value is None else shorten(str(value), _LONGEST)
