"""Actionstep: hours, midnight with an offset, and answers that surprise."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.connectors.actionstep import CONNECTOR as ACTIONSTEP
from bot.connectors.actionstep import OLDER
from bot.connectors.base import (
    BadAnswer,
    Created,
    Expired,
    Later,
    Person,
    Places,
    Refused,
    Tokens,
    Unsure,
)
from bot.core.drafts import Billing
from tests.bot.connectors import works
from tests.bot.connectors.works import BEGUN, WORK, response

ACCOUNT = works.account("https://ap-southeast-2.actionstep.com/api/rest")


def _sent(work, system=ACTIONSTEP):
    asked = system.create(ACCOUNT, work)
    [(name, body)] = json.loads(asked.body).items()
    assert asked.url == f"{ACCOUNT.api}/{name}"
    return body


def _answer(value, status=200, **headers):
    return response(status, json.dumps(value).encode(), **headers)


def test_the_whole_entry():
    assert _sent(WORK) == {
        "timestampDate": "2026-11-18T00:00:00+11:00",
        "description": "call re scheduling",
        "actualHours": 0.2,
        "billableHours": 0.2,
        "billingBehavior": "Bill",
        "isBillable": "T",
        "importExternalReference": WORK.reference,
        "links": {"action": 12345, "owner": 678, "createdBy": 678},
    }


def test_the_whole_older_record():
    assert _sent(WORK, OLDER) == {
        "startTimestamp": "2026-11-18T00:00:00+11:00",
        "actualHours": 0.2,
        "billableHours": 0.2,
        "notes": "call re scheduling",
        "links": {"owner": "678", "action": "12345"},
    }


@pytest.mark.parametrize(
    ("worked", "billed", "actual", "billable"),
    [
        (6, 6, 0.1, 0.1),
        (7, 12, 0.12, 0.2),
        (10, 10, 0.17, 0.17),
        (90, 90, 1.5, 1.5),
        (1, 6, 0.02, 0.1),
    ],
)
def test_time_is_told_in_hours(worked, billed, actual, billable):
    body = _sent(replace(WORK, worked=worked, billed=billed))

    assert (body["actualHours"], body["billableHours"]) == (actual, billable)


@pytest.mark.parametrize(
    ("day", "zone", "midnight"),
    [
        (date(2026, 1, 1), "Australia/Sydney", "2026-01-01T00:00:00+11:00"),
        (date(2026, 7, 1), "Australia/Sydney", "2026-07-01T00:00:00+10:00"),
        (date(2026, 10, 4), "Australia/Sydney", "2026-10-04T00:00:00+10:00"),
        (date(2026, 4, 5), "Australia/Sydney", "2026-04-05T00:00:00+11:00"),
        (date(2026, 11, 18), "UTC", "2026-11-18T00:00:00+00:00"),
        (date(2026, 11, 18), "America/Los_Angeles", "2026-11-18T00:00:00-08:00"),
        (date(2026, 11, 18), "Asia/Kathmandu", "2026-11-18T00:00:00+05:45"),
    ],
)
def test_the_day_is_midnight_with_the_persons_offset(day, zone, midnight):
    assert _sent(replace(WORK, day=day, zone=zone))["timestampDate"] == midnight


def test_rates_and_billing():
    body = _sent(replace(WORK, rate=Decimal(450), billing=Billing.NO_CHARGE))

    assert (body["rateSource"], body["rateUnitPrice"]) == ("Custom", 450.0)
    assert (body["billingBehavior"], body["isBillable"]) == ("No charge", "T")
    assert not OLDER.rates
    assert OLDER.says == {Billing.BILLABLE}


TOLD = Created("47", {"billed": 12, "price": "450.00"})
ROW = {"id": 47, "actualHours": 0.2, "billableHours": "0.20", "rateUnitPrice": "450.00"}
ANSWERS = (
    (_answer({"timeentries": ROW}, 201), TOLD),
    (_answer({"timeentries": ROW}, 200), TOLD),
    (_answer({"timeentries": [ROW]}, 201), TOLD),
    (_answer({"timeentries": ROW | {"id": "47"}}, 201), TOLD),
    (_answer({"timeentries": [ROW, ROW]}, 201), Unsure("its answer could not be read")),
    (response(204), Unsure("its answer could not be read")),
    (_answer({"errors": [{"code": "TR03", "title": "owner must be a user"}]}, 500), Refused("TR03 owner must be a user")),
    (_answer({"errors": {"code": 1101, "title": "fault"}}, 500), Unsure("it answered 500")),
    (_answer({"errors": [{"detail": "no such action"}]}, 404), Refused("no such action")),
    (_answer({"errors": "Token expired"}, 401), Expired()),
    (response(429), Later(None, "it answered 429")),
    (response(503, b"<html>"), Unsure("it answered 503")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "outcome"), ANSWERS, ids=lambda each: str(each)[:50]
)
def test_what_an_answer_to_a_push_means(answer, outcome):
    assert ACTIONSTEP.created(answer) == outcome


FOUND = {
    "id": "9", "timestampDate": "2026-11-18 00:00:00+11:00", "description": "call re scheduling", "actualHours": "0.20",
    "billableHours": "0.20", "importExternalReference": WORK.reference, "links": {"owner": "678", "action": "12345"},
}  # fmt: skip


def test_our_reference_is_looked_for_first_and_then_the_work():
    first, second = ACTIONSTEP.looks(ACCOUNT, WORK, BEGUN)

    assert f"importExternalReference_eq={WORK.reference}" in first.request.url
    for shape in ([FOUND], FOUND):
        assert [
            each.remote_id for each in first.rows(_answer({"timeentries": shape}))[0]
        ] == ["9"]
    changed = FOUND | {"description": "edited there", "actualHours": "9.00"}
    assert [
        each.remote_id for each in first.rows(_answer({"timeentries": changed}))[0]
    ] == ["9"]
    nameless = FOUND | {"importExternalReference": None}
    assert first.rows(_answer({"timeentries": nameless}))[0] == []
    assert [
        each.remote_id for each in second.rows(_answer({"timeentries": nameless}))[0]
    ] == ["9"]
    assert first.rows(response(204)) == ([], None)


@pytest.mark.parametrize(
    "other",
    [
        {"importExternalReference": "T1-of-another"},
        {"timestampDate": "2026-11-17 00:00:00+11:00"},
        {"actualHours": "0.30"},
        {"billableHours": "0.30"},
        {"description": "other"},
        {"links": {"owner": "1", "action": "12345"}},
        {"links": {"owner": "678", "action": "1"}},
    ],
    ids=str,
)
def test_what_is_other_work_is_not_taken_for_it(other):
    _, second = ACTIONSTEP.looks(ACCOUNT, WORK, BEGUN)

    assert second.rows(_answer({"timeentries": [FOUND | other]}))[0] == []


def test_a_day_told_in_utc_is_still_the_persons_day():
    _, second = ACTIONSTEP.looks(ACCOUNT, WORK, BEGUN)
    row = FOUND | {"timestampDate": "2026-11-17T13:00:00+00:00"}

    assert [
        each.remote_id for each in second.rows(_answer({"timeentries": row}))[0]
    ] == ["9"]


@pytest.mark.parametrize(
    ("named", "api"),
    [
        (
            "https://ap-southeast-2.actionstep.com/api/",
            "https://ap-southeast-2.actionstep.com/api/rest",
        ),
        (
            "https://ap-southeast-2.actionstep.com/api/rest/",
            "https://ap-southeast-2.actionstep.com/api/rest",
        ),
        (
            "https://us-east-1.actionstep.com",
            "https://us-east-1.actionstep.com/api/rest",
        ),
        (None, "https://api.actionstep.com/api/rest"),
        ("https://evil.example/api/", None),
        ("http://ap-southeast-2.actionstep.com/api/", None),
        ("https://notactionstep.com/api/", None),
    ],
)
def test_a_token_goes_to_actionstep_and_to_nobody_else(named, api):
    tokens = Tokens(access="a", api=named)
    if api is None:
        with pytest.raises(BadAnswer):
            ACTIONSTEP.api(ACTIONSTEP.regions[""], tokens)
    else:
        assert ACTIONSTEP.api(ACTIONSTEP.regions[""], tokens) == api


def test_a_server_of_a_test_or_a_staging_may_name_itself():
    places = Places("", "http://127.0.0.1:1/token", "", "http://127.0.0.1:1/api/rest")
    tokens = Tokens(access="a", api="http://127.0.0.1:1/api/")

    assert ACTIONSTEP.api(places, tokens) == "http://127.0.0.1:1/api/rest"


def test_the_person_is_a_participant_and_the_account_the_organisation():
    tokens = Tokens(access="a", owner="acme")
    body = {
        "users": {
            "id": 3,
            "emailAddress": "ada@firm.example",
            "links": {"participant": 14},
        },
        "linked": {
            "participants": {"id": "14", "firstName": "Ada", "lastName": "Byron"}
        },
    }

    assert ACTIONSTEP.person(_answer(body), tokens, "") == Person(
        "14", "Ada Byron", "/acme"
    )


def test_matters_of_every_shape():
    rows = [
        {"id": 1, "reference": "2024-FAM-0312", "name": "Smith v Jones", "status": "Active", "links": {"primaryParticipants": [56, "60"]}},
        {"id": "2", "reference": "", "name": "Chen", "status": "Closed", "links": {"primaryParticipants": "56"}},
        {"id": 3, "name": "Form", "status": "Template"},
        {"id": 4, "name": "Gone", "status": "Active", "isDeleted": "T"},
        {"id": 5, "name": "Unbilled", "status": "Active", "isBillableOverride": "T", "overrideBillingStatus": "Closed"},
    ]  # fmt: skip
    linked = {
        "participants": [
            {"id": 56, "displayName": "Smith"},
            {"id": 60, "firstName": "J", "lastName": "Jones"},
        ]
    }
    paging = {
        "paging": {
            "actions": {
                "nextPage": "https://ap-southeast-2.actionstep.com/api/rest/actions?page=2"
            }
        }
    }

    page = ACTIONSTEP.matters_page(
        ACCOUNT, _answer({"actions": rows, "linked": linked, "meta": paging})
    )

    assert [each[:5] for each in page.rows] == [
        ("1", "2024-FAM-0312", "Smith v Jones", "Smith, J Jones", "open"),
        ("2", "2", "Chen", "Smith", "closed"),
        ("5", "5", "Unbilled", "", "closed"),
    ]
    assert page.following.url.endswith("page=2")
    single = ACTIONSTEP.matters_page(ACCOUNT, _answer({"actions": rows[0]}))
    assert len(single.rows) == 1
    assert ACTIONSTEP.matters_page(ACCOUNT, response(204)).rows == ()
