"""Smokeball: fees are accepted at once and made a moment later."""

import json
import re
import time
import uuid
from datetime import UTC, datetime

from bot.connectors import oauth
from tests.fakes import practice as fake
from tests.fakes.practice import told_json

_FEES = re.compile(r"/matters/([\w-]+)/fees(?:/([\w-]+))?")


def told(row):
    return (row["feeDate"], row["duration"], row["description"], row["matterId"])


def limits(_practice):
    return {}


def matter(practice, matter_id, number, name, **more):
    practice.matters[str(matter_id)] = {
        "id": str(matter_id), "number": number, "title": name, "status": "Open",
    } | more  # fmt: skip


def answer(practice, method, path, query, headers, body):
    match method, path:
        case "GET", "/oauth2/authorize":
            return fake.authorise(practice, query)
        case "POST", "/oauth2/token":
            said = fake.form(body)
            wanted = getattr(practice, "challenges", {}).get(said.get("code"))
            if wanted and oauth.challenge(said.get("code_verifier", "")) != wanted:
                return told_json(400, {"error": "invalid_grant"})
            return fake.token(practice, body)
        case "POST", "/oauth2/revoke":
            practice.revoked.append(fake.form(body).get("token"))
            return 200, {}, b""
    if headers.get("x-api-key") != "key":
        return told_json(403, {"title": "Forbidden", "detail": "key"})
    if practice.user_of(headers) is None:
        return 401, {}, b""
    if (method, path) == ("GET", "/matters"):
        return _page(practice, list(practice.matters.values()), query, path)
    found = _FEES.fullmatch(path)
    if found is None or found[1] not in practice.matters:
        return told_json(404, {"title": "Not found", "detail": "no such matter"})
    return _fees(practice, method, found, query, path, body)


def _fees(practice, method, found, query, path, body):
    if method == "POST":
        data = json.loads(body)
        if not data.get("subject") or not isinstance(data.get("duration"), int):
            return told_json(
                400, {"title": "Bad request", "detail": "subject and duration"}
            )
        ident = str(uuid.uuid4())
        practice.made[ident] = {
            **data, "id": ident, "matterId": found[1], "createdDate": datetime.now(UTC).isoformat(), "there": time.time() + getattr(practice, "delay", 0.0),
        }  # fmt: skip
        return told_json(202, {"id": ident, "href": f"{practice.url}{path}/{ident}"})
    rows = {
        ident: row
        for ident, row in practice.made.items()
        if row["matterId"] == found[1] and row["there"] <= time.time()
    }
    if found[2] is None:
        return _page(practice, list(rows.values()), query, path)
    if found[2] not in rows:
        return told_json(404, {"title": "Not found"})
    if method == "DELETE":
        practice.removed.append(practice.made.pop(found[2]))
        return told_json(202, {"id": found[2]})
    return told_json(200, rows[found[2]])


def _page(practice, rows, query, path):
    size, start = int(query.get("Limit", 50)), int(query.get("Offset", 0))
    answer = {
        "value": rows[start : start + size],
        "offset": start,
        "limit": size,
        "size": len(rows),
    }
    if start + size < len(rows):
        answer["next"] = {
            "href": f"{practice.url}{path}?Limit={size}&Offset={start + size}"
        }
    return told_json(200, answer)
