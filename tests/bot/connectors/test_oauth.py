"""OAuth as the systems speak it, and the parts that every answer shares."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.connectors import CONNECTORS, oauth, wire
from bot.connectors.base import App, BadAnswer, Later, Refused, Tokens, Unsure
from tests.bot.connectors.works import response

APP = App("client", "s3cret")
BACK = "https://tenths.firm.example/connect/back"


def _form(asked):
    return {name: value for name, [value] in parse_qs(asked.body.decode()).items()}


@pytest.mark.parametrize(
    ("name", "region"), [(n, r) for n, c in CONNECTORS.items() for r in c.regions]
)
def test_the_person_is_sent_to_the_region_that_was_chosen(name, region):
    connector = CONNECTORS[name]
    places = connector.regions[region]

    address = oauth.authorise(
        connector, places, APP, back=BACK, state="st", verifier="v" * 43
    )

    said = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{places.authorise}?")
    assert (
        said["response_type"],
        said["client_id"],
        said["redirect_uri"],
        said["state"],
    ) == (["code"], ["client"], [BACK], ["st"])
    assert ("code_challenge" in said) == connector.pkce
    assert said.get("scope", [""]) == [connector.scope]
    assert "s3cret" not in address


def test_the_challenge_is_the_one_of_the_standard():
    assert (
        oauth.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_code_refresh_and_end():
    smokeball = CONNECTORS["smokeball"]
    places = smokeball.regions["au"]
    code = oauth.exchange(smokeball, places, APP, code="c", back=BACK, verifier="v")
    again = oauth.refresh(places, APP, token="r", back=BACK)
    end = oauth.revoke(CONNECTORS["clio"].regions["au"], APP, token="a")

    assert _form(code) == {
        "grant_type": "authorization_code", "code": "c", "redirect_uri": BACK,
        "client_id": "client", "client_secret": "s3cret", "code_verifier": "v",
    }  # fmt: skip
    assert _form(again)["grant_type"] == "refresh_token"
    assert end.url == "https://au.app.clio.com/oauth/deauthorize"
    assert end.headers["Authorization"] == "Bearer a"
    assert _form(end)["token"] == "a"
    whole = oauth.revoke(places, APP, token="a", refresh="r")
    assert _form(whole)["token"] == "r"
    assert oauth.revoke(CONNECTORS["actionstep"].regions[""], APP, token="a") is None


def _answer(value, status=200, **headers):
    return response(status, json.dumps(value).encode(), **headers)


def test_tokens_of_every_shape():
    whole = {
        "access_token": "a",
        "refresh_token": "r",
        "expires_in": 2_592_000,
        "api_endpoint": "https://x/",
        "orgkey": "o",
    }

    assert oauth.tokens(_answer(whole)) == Tokens(
        "a", "r", 2_592_000, "https://x/", "o"
    )
    assert oauth.tokens(
        _answer({"access_token": "a", "expires_in": "28800"})
    ) == Tokens("a", None, 28_800)
    endless = oauth.tokens(_answer({"access_token": "a", "expires_in": 10**30}))
    assert NOW + timedelta(seconds=endless.seconds) < NOW + timedelta(days=400)
    assert (
        oauth.tokens(_answer({"access_token": "a", "refresh_token": None})).refresh
        is None
    )


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer({"error": "invalid_grant", "error_description": "gone"}, 400), Refused("gone")),
        (_answer({"error": {"type": "x", "message": "no"}}, 401), Refused("no")),
        (response(429, b"", retry_after="3"), Later(3.0, "it answered 429")),
        (response(500, b"<html>"), Unsure("it answered 500")),
        (response(200, b"<html>"), Unsure("it answered 200")),
        (response(403, b"<html>blocked</html>"), Unsure("it answered 403")),
    ],
)  # fmt: skip
def test_a_grant_that_is_over_is_told_from_a_bad_moment(answer, outcome):
    with pytest.raises(BadAnswer) as raised:
        oauth.tokens(answer)

    assert raised.value.outcome == outcome


NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "17"}, 17.0),
        ({"retry_after": "Wed, 18 Nov 2026 06:00:30 GMT"}, 30.0),
        ({"retry_after": "-1"}, 0.0),
        ({"retry_after": "999999"}, 3600.0),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "nan"}, None),
        ({"retry_after": "inf"}, 3600.0),
        ({"x_ratelimit_reset": "1794981625"}, 25.0),
        # A server whose clock is an hour ahead of ours means its own.
        (
            {
                "x_ratelimit_reset": "1794985225",
                "date": "Wed, 18 Nov 2026 07:00:05 GMT",
            },
            20.0,
        ),
        ({"x_ratelimit_reset": "1794981625", "date": "nonsense"}, 25.0),
        ({"x_ratelimit_reset": "99999999999999"}, None),
        ({}, None),
    ],
)
def test_how_long_an_answer_asks_to_wait(headers, seconds):
    assert wire.wait(response(429, **headers), now=NOW) == seconds


def test_a_spent_limit_is_waited_for_before_it_is_refused():
    spent = response(201, x_ratelimit_remaining="0", x_ratelimit_reset="1794981625")
    left = response(201, x_ratelimit_remaining="1", x_ratelimit_reset="1794981625")

    assert (wire.spent(spent, now=NOW), wire.spent(left, now=NOW)) == (25.0, 0.0)


def test_every_connector_is_listed_under_its_own_name():
    assert {name: each.name for name, each in CONNECTORS.items()} == {
        name: name for name in CONNECTORS
    }
