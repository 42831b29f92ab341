"""Clio: seconds, days that never shift, and what its answers mean."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.connectors.base import (
    BadAnswer,
    Created,
    Expired,
    Found,
    Later,
    Refused,
    Unsure,
)
from bot.connectors.clio import CONNECTOR as CLIO
from bot.core.drafts import Billing
from tests.bot.connectors import works
from tests.bot.connectors.works import BEGUN, NARRATIVES, WORK, response

ACCOUNT = works.account("https://au.app.clio.com/api/v4")


def _data(work):
    return json.loads(CLIO.create(ACCOUNT, work).body)["data"]


def _answer(value, status=200, **headers):
    return response(status, json.dumps(value).encode(), **headers)


@pytest.mark.parametrize(
    ("minutes", "seconds"),
    [(6, 360), (12, 720), (45, 2_700), (60, 3_600), (1_440, 86_400)],
)
def test_time_is_told_in_seconds(minutes, seconds):
    assert _data(replace(WORK, worked=minutes, billed=minutes))["quantity"] == seconds


@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Pacific/Niue", "Australia/Sydney"]
)
def test_the_day_is_the_persons_own_in_every_zone(zone):
    assert _data(replace(WORK, day=date(2026, 1, 1), zone=zone))["date"] == "2026-01-01"


@pytest.mark.parametrize(
    ("billing", "non_billable", "no_charge"),
    [
        (Billing.BILLABLE, False, None),
        (Billing.NO_CHARGE, True, True),
        (Billing.NON_BILLABLE, True, None),
    ],
)
def test_every_billing_state_can_be_said(billing, non_billable, no_charge):
    data = _data(replace(WORK, billing=billing))

    assert (data["non_billable"], data.get("no_charge")) == (non_billable, no_charge)


def test_a_price_is_only_told_when_it_overrides():
    assert "price" not in _data(WORK)
    assert _data(replace(WORK, rate=Decimal("450.50")))["price"] == 450.5


@pytest.mark.parametrize("narrative", NARRATIVES, ids=lambda each: each[:20])
def test_the_words_arrive_as_they_were_dictated(narrative):
    assert _data(replace(WORK, narrative=narrative))["note"] == narrative


def test_half_a_character_does_not_stop_an_entry():
    assert _data(replace(WORK, narrative="call \ud83d Smith"))["note"] == "call ? Smith"


CREATED = {
    "data": {
        "id": 987, "etag": '"a"', "date": "2026-11-18", "quantity": 720.0,
        "rounded_quantity": 720.0, "price": 450.0, "total": 90.0,
    }
}  # fmt: skip
ANSWERS = (
    (_answer(CREATED, 201), Created("987", {"billed": 12, "price": "450", "total": "90"})),
    (_answer({"data": {"id": "987"}}, 201), Created("987", {})),
    (_answer({"error": {"type": "UnauthorizedError", "message": "x"}}, 401), Expired()),
    (_answer({"error": "invalid_token", "error_description": "expired"}, 401), Expired()),
    (_answer({}, 429, retry_after="17"), Later(17.0, "it answered 429")),
    (response(429, b"UmF0ZUxpbWl0ZWQ="), Later(None, "it answered 429")),
    (_answer({"error": {"type": "ForbiddenError", "message": "no access"}}, 403), Refused("no access")),
    (_answer({"error": {"message": "Not found", "type": "ArgumentError"}}, 404), Refused("Not found")),
    (
        _answer({"error": {"message": "invalid", "errors": {"activity_description": ["must have UTBMS codes"]}}}, 422),
        Refused("invalid; activity_description: must have UTBMS codes"),
    ),
    (response(500, b"<html>oops</html>"), Unsure("it answered 500")),
    (response(502, b""), Unsure("it answered 502")),
    (response(201, b"<html>proxy</html>"), Unsure("its answer could not be read")),
    (response(201, b""), Unsure("its answer could not be read")),
    (_answer([], 201), Unsure("its answer could not be read")),
    (_answer({"data": None}, 201), Unsure("its answer could not be read")),
    (response(301, b""), Unsure("it answered 301")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "outcome"), ANSWERS, ids=lambda each: str(each)[:50]
)
def test_what_an_answer_to_a_push_means(answer, outcome):
    assert CLIO.created(answer) == outcome


ROW = {
    "id": 5, "type": "TimeEntry", "date": "2026-11-18", "quantity": 720.0, "note": "call re scheduling",
    "created_at": "2026-11-18T06:31:00+00:00", "matter": {"id": 12345, "display_number": "00001-Smith"},
    "user": {"id": 678},
}  # fmt: skip
OTHERS = (
    {"date": "2026-11-17"},
    {"quantity": 360.0},
    {"note": "call re schedule"},
    {"note": None},
    {"matter": {"id": 1}},
    {"user": {"id": 1}},
    {"created_at": "2026-11-18T05:00:00+00:00"},
)


def test_what_was_made_is_found_again():
    [look] = CLIO.looks(ACCOUNT, WORK, BEGUN)

    found, following = look.rows(_answer({"data": [ROW]}))

    assert (found, following) == ([Found("5", {})], None)


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_what_is_other_work_is_not_taken_for_it(other):
    [look] = CLIO.looks(ACCOUNT, WORK, BEGUN)

    assert look.rows(_answer({"data": [ROW | other]}))[0] == []


def test_a_note_whose_blanks_were_changed_is_still_it():
    [look] = CLIO.looks(ACCOUNT, replace(WORK, narrative="one\ntwo"), BEGUN)

    found, _ = look.rows(_answer({"data": [ROW | {"note": "one\r\ntwo "}]}))

    assert [each.remote_id for each in found] == ["5"]


def test_a_list_goes_on_where_clio_says_and_nowhere_else():
    def page(address):
        body = {"data": [], "meta": {"paging": {"next": address}}}
        return CLIO.matters_page(ACCOUNT, _answer(body)).following

    there = "https://au.app.clio.com/api/v4/matters.json?page_token=abc"
    assert page(there).url == there
    assert page("/api/v4/matters.json?page_token=abc").url == there
    assert page("") is None
    for elsewhere in (
        "https://evil.example/api/v4/matters.json",
        "http://au.app.clio.com/api/v4/matters.json",
    ):
        with pytest.raises(BadAnswer, match="Unsure"):
            page(elsewhere)


@pytest.mark.parametrize("body", [b"", b"{}", b'{"data":null}', b"null", b"[]"])
def test_an_answer_without_a_list_does_not_say_that_nothing_is_there(body):
    [look] = CLIO.looks(ACCOUNT, WORK, BEGUN)

    with pytest.raises(BadAnswer, match="Unsure"):
        look.rows(response(200, body))
    with pytest.raises(BadAnswer, match="Unsure"):
        CLIO.matters_page(ACCOUNT, response(200, body))


def test_matters_come_with_what_a_push_must_know():
    row = {
        "id": 12345, "display_number": "00001-Smith", "custom_number": None, "description": "Smith v Jones",
        "status": "Closed", "billing_method": "hourly", "require_utbms_codes": True, "client": {"id": 1, "name": "Smith"},
    }  # fmt: skip

    [matter] = CLIO.matters_page(ACCOUNT, _answer({"data": [row]})).rows

    assert matter[:5] == ("12345", "00001-Smith", "Smith v Jones", "Smith", "closed")
    assert matter.facts["utbms"] is True


def test_what_was_changed_or_billed_there_is_not_as_it_was():
    assert CLIO.unchanged(_answer({"data": ROW}), WORK) is True
    assert CLIO.unchanged(_answer({"data": ROW | {"quantity": 60}}), WORK) is False
    assert CLIO.unchanged(_answer({"data": ROW | {"billed": True}}), WORK) is False
    assert CLIO.unchanged(response(404), WORK) is None


def test_no_token_and_no_word_is_in_what_is_shown_of_a_request():
    shown = repr((CLIO.create(ACCOUNT, WORK), ACCOUNT))

    assert "secret-token" not in shown
    assert "scheduling" not in shown


def test_people_are_listed_and_who_is_disabled_is_told():
    page = CLIO.people_page(
        ACCOUNT,
        _answer(
            {
                "data": [
                    {"id": 678, "name": "Ada Byron", "enabled": True},
                    {"id": 679, "name": "Ben", "enabled": False},
                    {"id": 680, "name": "Cy"},
                    {"name": "nobody"},
                ]
            }
        ),
    )

    assert [(each.remote_id, each.name, each.status) for each in page.rows] == [
        ("678", "Ada Byron", "open"),
        ("679", "Ben", "closed"),
        ("680", "Cy", "open"),
    ]
    assert page.following is None
