"""Smokeball: minutes, midday, and a fee that is accepted before it is made."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.connectors.base import BadAnswer, Created, Expired, Later, Refused, Unsure
from bot.connectors.smokeball import CONNECTOR as SMOKEBALL
from bot.core.drafts import Billing
from tests.bot.connectors import works
from tests.bot.connectors.works import BEGUN, response

ACCOUNT = replace(works.account("https://api.smokeball.com.au", api_key="key"), user="")
WORK = replace(works.WORK, matter="b471682e", user="")


def _sent(work):
    return json.loads(SMOKEBALL.create(ACCOUNT, work).body)


def _answer(value, status=200):
    return response(status, json.dumps(value).encode())


def test_the_whole_fee():
    assert _sent(replace(WORK, worked=7)) == {
        "feeType": 1,
        "feeDate": "2026-11-18T13:00:00+11:00",
        "subject": "call re scheduling",
        "description": "call re scheduling",
        "duration": 12,
        "durationWorked": 7,
        "isBillable": True,
    }


def test_what_is_not_always_there():
    body = _sent(
        replace(
            WORK,
            billing=Billing.NON_BILLABLE,
            rate=Decimal("99.50"),
            narrative="word " * 40,
        )
    )

    assert body["isBillable"] is False
    assert body["rate"] == 99.5
    assert len(body["subject"]) <= 60
    assert body["description"] == "word " * 40


@pytest.mark.parametrize(
    "zone",
    [
        "Australia/Sydney",
        "Australia/Perth",
        "Europe/London",
        "America/Los_Angeles",
        "Pacific/Honolulu",
        "Pacific/Auckland",
        "Asia/Kolkata",
    ],
)
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 4, 5), date(2026, 10, 4)])
def test_midday_is_the_same_day_there_and_in_utc(zone, day):
    moment = datetime.fromisoformat(_sent(replace(WORK, day=day, zone=zone))["feeDate"])

    assert moment.date() == moment.astimezone(UTC).date() == day


ANSWERS = (
    (
        _answer(
            {"id": "f1", "href": "https://api.smokeball.com.au/matters/m/fees/f1"}, 202
        ),
        Created("f1", {}),
    ),
    (
        _answer({"href": "https://api.smokeball.com.au/matters/m/fees/f1"}, 202),
        Created("f1", {}),
    ),
    (_answer({}, 202), Unsure("its answer could not be read")),
    (
        _answer({"title": "Bad", "detail": "no such matter"}, 400),
        Refused("no such matter"),
    ),
    (response(401), Expired()),
    (response(429), Later(None, "it answered 429")),
    (response(504), Unsure("it answered 504")),
)


@pytest.mark.parametrize(
    ("answer", "outcome"), ANSWERS, ids=lambda each: str(each)[:50]
)
def test_what_an_answer_to_a_push_means(answer, outcome):
    assert SMOKEBALL.created(answer) == outcome


ROW = {
    "id": "f1", "feeDate": "2026-11-18T12:00:00+11:00", "duration": 12, "description": "call re scheduling",
    "createdDate": "2026-11-18T06:31:00Z", "staffId": "s",
}  # fmt: skip


def test_what_was_made_is_found_again_and_nothing_else():
    [look] = SMOKEBALL.looks(ACCOUNT, WORK, BEGUN)
    others = (
        {"duration": 6},
        {"description": "other"},
        {"feeDate": "2026-11-17T12:00:00+11:00"},
        {"createdDate": "2026-11-18T01:00:00Z"},
    )
    rows = [ROW, *(ROW | each for each in others)]

    found, following = look.rows(_answer({"value": rows, "next": None}))

    assert [each.remote_id for each in found] == ["f1"]
    assert following is None


@pytest.mark.parametrize(
    "answer",
    [{}, {"value": None}, {"value": [], "next": {"href": "https://evil.example/"}}],
)
def test_half_a_list_does_not_say_that_nothing_is_there(answer):
    [look] = SMOKEBALL.looks(ACCOUNT, WORK, BEGUN)

    with pytest.raises(BadAnswer):
        look.rows(_answer(answer))


def test_a_finished_fee_is_not_as_it_was():
    assert SMOKEBALL.unchanged(_answer(ROW), WORK) is True
    assert SMOKEBALL.unchanged(_answer(ROW | {"finalized": True}), WORK) is False
    assert SMOKEBALL.unchanged(_answer(ROW | {"invoiceId": "i"}), WORK) is False
    assert SMOKEBALL.unchanged(response(404), WORK) is None
