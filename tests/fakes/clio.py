"""Clio as its own API file and its pages describe it: seconds, fields, two 401 shapes."""

import json
import re
import time
from datetime import UTC, date, datetime

from tests.fakes import practice as fake
from tests.fakes.practice import told_json

_ID = re.compile(r"/api/v4/(\w+)/(\w+)\.json")
_ROUNDED = 360


def told(row):
    """Return what one entry says, without what differs between two of the same."""
    return (
        row["date"],
        row["quantity"],
        row["note"],
        row["matter"]["id"],
        row["user"]["id"],
    )


def limits(practice):
    if practice.limit is None:
        return {}
    left = max(practice.limit - len(practice.recent), 0)
    reset = (practice.recent[0] if practice.recent else time.time()) + practice.window
    return {
        "X-RateLimit-Limit": str(practice.limit),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": str(int(reset) + 1),
    }


def matter(practice, matter_id, number, name, **more):
    practice.matters[matter_id] = {
        "id": matter_id, "display_number": number, "custom_number": None, "description": name, "status": "Open",
        "billing_method": "hourly", "require_utbms_codes": False, "client": {"id": matter_id + 1, "name": name.split()[0]},
    } | more  # fmt: skip


def answer(practice, method, path, query, headers, body):
    if path.startswith("/oauth/"):
        return _oauth(practice, path, query, headers, body)
    if "authorization" not in headers:
        return told_json(
            401, {"error": {"type": "UnauthorizedError", "message": "no token"}}
        )
    user = practice.user_of(headers)
    if user is None:
        return told_json(
            401,
            {"error": "invalid_token", "error_description": "The access token expired"},
            **{"WWW-Authenticate": "Bearer"},
        )
    match method, path:
        case "GET", "/api/v4/users/who_am_i.json":
            row = {
                "id": int(user),
                "etag": "x",
                "name": practice.users[user]["name"],
                "email": "ada@firm.example",
                "enabled": True,
                "account": {"id": 9, "name": "Firm"},
            }
            return told_json(200, {"data": pick(row, query)})
        case "GET", "/api/v4/users.json":
            return _people(practice, query, path)
        case "GET", "/api/v4/matters.json":
            return _list(practice, list(practice.matters.values()), query, path)
        case "GET", "/api/v4/activity_descriptions.json":
            return _list(practice, list(practice.activities.values()), query, path)
        case "GET", "/api/v4/activities.json":
            return _list(practice, _found(practice, query), query, path)
        case "POST", "/api/v4/activities.json":
            return _create(practice, user, query, headers, body)
    found = _ID.fullmatch(path)
    row = (
        practice.made.get(int(found[2])) if found and found[1] == "activities" else None
    )
    if row is None:
        return told_json(
            404, {"error": {"type": "RecordNotFound", "message": "Not found"}}
        )
    if method == "DELETE":
        if row.get("billed"):
            return told_json(
                403, {"error": {"type": "ForbiddenError", "message": "billed"}}
            )
        practice.removed.append(practice.made.pop(row["id"]))
        return 204, {}, b""
    return told_json(200, {"data": pick(row, query)})


def _oauth(practice, path, query, headers, body):
    match path:
        case "/oauth/authorize":
            return fake.authorise(practice, query)
        case "/oauth/token":
            return fake.token(practice, body)
    practice.revoked.append(headers.get("authorization", "").removeprefix("Bearer "))
    return 200, {}, b""


def _create(practice, user, query, headers, body):
    if headers.get("content-type") != "application/json":
        return told_json(415, {"error": {"message": "JSON, please"}})
    data = json.loads(body).get("data")
    if not isinstance(data, dict) or data.get("type") != "TimeEntry":
        return told_json(
            422, {"error": {"type": "ArgumentError", "message": "data is missing"}}
        )
    matter = practice.matters.get(data.get("matter", {}).get("id"))
    if matter is None:
        return told_json(
            404, {"error": {"type": "RecordNotFound", "message": "matter not found"}}
        )
    if not isinstance(data.get("quantity"), int | float) or data["quantity"] <= 0:
        return told_json(
            422,
            {
                "error": {
                    "message": "invalid",
                    "errors": {"quantity": ["must be positive"]},
                }
            },
        )
    if matter["require_utbms_codes"] and not data.get("non_billable"):
        return told_json(
            422,
            {
                "error": {
                    "message": "invalid",
                    "errors": {"activity_description": ["UTBMS codes are required"]},
                }
            },
        )
    date.fromisoformat(data["date"])
    quantity = float(data["quantity"])
    price = float(data.get("price", getattr(practice, "price", 450.0)))
    rounded = -(-quantity // _ROUNDED) * _ROUNDED
    row = {
        "id": practice.next_id(), "etag": "e", "type": "TimeEntry", "date": data["date"], "quantity": quantity,
        "rounded_quantity": rounded, "price": price, "total": round(price * rounded / 3600, 2), "note": data.get("note"),
        "non_billable": bool(data.get("non_billable")), "no_charge": bool(data.get("no_charge")), "billed": False, "on_bill": False,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "matter": {"id": matter["id"], "display_number": matter["display_number"]},
        "user": {"id": int(data.get("user", {}).get("id", user))},
    }  # fmt: skip
    practice.made[row["id"]] = row
    return told_json(201, {"data": pick(row, query)})


def _found(practice, query):
    since = (
        datetime.fromisoformat(query["created_since"])
        if "created_since" in query
        else None
    )
    return [
        row
        for row in practice.made.values()
        if ("matter_id" not in query or str(row["matter"]["id"]) == query["matter_id"])
        and ("user_id" not in query or str(row["user"]["id"]) == query["user_id"])
        and (since is None or datetime.fromisoformat(row["created_at"]) >= since)
    ]


def _list(practice, rows, query, path):
    limit = min(int(query.get("limit", 200)), 200)
    start = int(query.get("page_token", 0))
    some = rows[start : start + limit]
    paging = {}
    if start + limit < len(rows):
        rest = "&".join(f"{k}={v}" for k, v in query.items() if k != "page_token")
        paging["next"] = f"{practice.url}{path}?{rest}&page_token={start + limit}"
    meta = {"paging": paging, "records": len(rows)}
    return told_json(200, {"data": [pick(row, query) for row in some], "meta": meta})


def _people(practice, query, path):
    if not practice.may_see_people:
        return told_json(403, {"error": {"type": "ForbiddenError", "message": "no"}})
    people = [
        {"id": int(each), "etag": "x", "enabled": True, "email": "", **known}
        for each, known in practice.users.items()
    ]
    return _list(practice, people, query, path)


def pick(row, query):
    """Return the fields that were asked for; without a word, Clio gives two."""
    wanted = query.get("fields", "id,etag")
    names = re.findall(r"(\w+)(?:\{([\w,]*)\})?", wanted)
    picked = {}
    for name, inner in names:
        value = row.get(name)
        if inner and isinstance(value, dict):
            value = {each: value.get(each) for each in inner.split(",")}
        elif isinstance(value, dict):
            value = {"id": value.get("id")}
        picked[name] = value
    return picked
