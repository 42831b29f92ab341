"""Actionstep with its surprises: one row is an object, none is 204, numbers are text."""

import json
import re

from tests.fakes import practice as fake

_TYPE = "application/vnd.api+json"
_ID = re.compile(r"/api/rest/(\w+)/(\d+)")


def told(row):
    links = row["links"]
    words = row.get("description", row.get("notes"))
    day = row.get("timestampDate", row.get("startTimestamp"))
    return (day, row["actualHours"], words, links["action"], links["owner"])


def limits(_practice):
    return {}


def matter(practice, matter_id, number, name, **more):
    practice.matters[matter_id] = {
        "id": str(matter_id), "reference": number, "name": name, "status": "Active", "isDeleted": "F",
        "links": {"primaryParticipants": [str(matter_id + 1)]},
    } | more  # fmt: skip


def _said(status, value):
    return status, {"Content-Type": _TYPE}, json.dumps(value).encode()


def _wrong(status, code, title):
    return _said(status, {"errors": [{"code": code, "title": title}]})


def answer(practice, method, path, query, headers, body):
    match method, path:
        case "GET", "/api/oauth/authorize":
            return fake.authorise(practice, query)
        case "POST", "/api/oauth/token":
            return fake.token(
                practice,
                body,
                extra=lambda _: {
                    "api_endpoint": f"{practice.url}/api/",
                    "orgkey": "firm",
                },
            )
    if headers.get("accept") != _TYPE:
        return _wrong(406, "1100", "Not acceptable")
    user = practice.user_of(headers)
    if user is None:
        return _wrong(401, "1001", "Token expired")
    match method, path:
        case "GET", "/api/rest/users/current":
            person = {"id": user, "firstName": "Ada", "lastName": "Byron"}
            return _said(
                200,
                {
                    "users": {"id": 3, "links": {"participant": user}},
                    "linked": {"participants": person},
                },
            )
        case "GET", "/api/rest/actions":
            return _page(
                practice, list(practice.matters.values()), "actions", query, path
            )
        case "GET", "/api/rest/timeentries" | "/api/rest/timerecords":
            return _page(
                practice, _found(practice, query), path.rpartition("/")[2], query, path
            )
        case "POST", "/api/rest/timeentries" | "/api/rest/timerecords":
            return _create(practice, path.rpartition("/")[2], headers, body)
    found = _ID.fullmatch(path)
    row = practice.made.get(int(found[2])) if found else None
    if row is None:
        return _wrong(404, "1404", "Not found")
    if method == "DELETE":
        practice.removed.append(practice.made.pop(int(row["id"])))
        return 204, {}, b""
    return _said(200, {found[1]: row})


def _create(practice, name, headers, body):
    if headers.get("content-type") != _TYPE:
        return _wrong(415, "1415", "Unsupported media type")
    data = json.loads(body).get(name)
    if not isinstance(data, dict):
        return _wrong(400, "1400", "envelope")
    links = data.get("links", {})
    if str(links.get("owner")) not in practice.users:
        return _wrong(500, "TR03", "Owner must be a system user")
    if int(links.get("action", 0)) not in practice.matters:
        return _wrong(404, "1404", "No such action")
    ident = practice.next_id()
    row = {
        **data,
        "id": str(ident),
        "actualHours": f"{data['actualHours']:.2f}",
        "billableHours": f"{data['billableHours']:.2f}",
        "links": {key: str(value) for key, value in links.items()},
    }
    practice.made[ident] = row
    return _said(201, {name: row})


def _found(practice, query):
    return [
        row
        for row in practice.made.values()
        if ("action_eq" not in query or row["links"]["action"] == query["action_eq"])
        and (
            "importExternalReference_eq" not in query
            or row.get("importExternalReference") == query["importExternalReference_eq"]
        )
    ]


def _page(practice, rows, name, query, path):
    size = min(int(query.get("pageSize", 50)), 200)
    page = int(query.get("page", 1))
    some = rows[(page - 1) * size : page * size]
    if not some:
        return 204, {}, b""
    following = None
    if page * size < len(rows):
        rest = "&".join(f"{k}={v}" for k, v in query.items() if k != "page")
        following = f"{practice.url}{path}?{rest}&page={page + 1}"
    linked = (
        [
            {"id": str(int(each["id"]) + 1), "displayName": each["name"].split()[0]}
            for each in some
        ]
        if name == "actions"
        else []
    )
    return _said(
        200,
        {
            name: some[0] if len(some) == 1 else some,
            "linked": {"participants": linked},
            "meta": {
                "paging": {
                    name: {
                        "recordCount": len(rows),
                        "page": page,
                        "nextPage": following,
                    }
                }
            },
        },
    )
