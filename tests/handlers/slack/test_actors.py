"""Who acts is read strictly from payloads of every kind and every lack."""

import pytest

from handlers.slack import actors, keys
from handlers.slack.actors import Actor
from handlers.slack.homes import Home

HOME = Home("T1", "T1", "", False, "U0BOT", "B0BOT", "xoxb")
EVENT = {
    "type": "event_callback",
    "team_id": "T1",
    "event": {"type": "message", "user": "U1", "channel": "D1"},
}


def event(**more):
    return {**EVENT, "event": {**EVENT["event"], **more}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (EVENT, Actor("U1", "T1", "", frozenset())),
        (
            {
                **EVENT,
                "authorizations": [
                    {
                        "team_id": "T1",
                        "enterprise_id": "E1",
                        "is_enterprise_install": True,
                    }
                ],
            },
            Actor("U1", "T1", "E1", frozenset(), org=True),
        ),
        (event(user_team="T2"), Actor("U1", "T1", "", frozenset({"T2"}))),
        (
            event(
                subtype="message_changed",
                message={"user": "U2", "team": "T1"},
                user=None,
            ),
            Actor("U2", "T1", "", frozenset({"T1"})),
        ),
        (
            event(
                subtype="message_deleted",
                previous_message={"user": "U3", "bot_id": "B1"},
            ),
            Actor("U3", "T1", "", frozenset(), is_bot=True),
        ),
        (event(bot_id="B1"), Actor("U1", "T1", "", frozenset(), is_bot=True)),
        (
            {"command": "/time", "user_id": "U1", "team_id": "T1"},
            Actor("U1", "T1", "", frozenset({"T1"})),
        ),
        (
            {
                "type": "block_actions",
                "user": {"id": "U1", "team_id": "T2"},
                "team": {"id": "T1"},
            },
            Actor("U1", "T1", "", frozenset({"T1", "T2"})),
        ),
        (
            {
                "type": "view_submission",
                "user": {"id": "U1", "team_id": "T1"},
                "team": None,
                "view": {"app_installed_team_id": "T1"},
            },
            Actor("U1", "T1", "", frozenset({"T1"})),
        ),
        ({}, Actor("", "", "", frozenset())),
        ({"event": None}, Actor("", "", "", frozenset())),
        (
            {
                "event": {"user": {"id": "U1"}, "team": 7},
                "authorizations": ["x", None],
                "team_id": 3,
            },
            Actor("U1", "", "", frozenset()),
        ),
        (
            {"type": "block_actions", "user": None, "team": "x"},
            Actor("", "", "", frozenset()),
        ),
    ],
)
def test_who_acts(body, expected):
    assert actors.of(body) == expected


@pytest.mark.parametrize(
    ("claims", "fits"),
    [
        (set(), True),
        ({"T1"}, True),
        ({"T2"}, False),
        ({"T1", "T2"}, False),
        ({"E1"}, False),
    ],
)
def test_what_a_payload_claims_must_fit(claims, fits):
    assert HOME.fits(Actor("U1", "T1", "", frozenset(claims))) is fits


@pytest.mark.parametrize(
    ("ts", "good"),
    [
        ("1700000000.000100", True),
        ("1700000000", True),
        ("", False),
        ("x", False),
        (None, False),
        ("1e9", False),
        ("-1", False),
        ("9" * 12, False),
    ],
)
def test_timestamps_are_read_or_left(ts, good):
    assert (keys.instant(ts) is not None) is good


def test_a_key_is_the_same_for_the_same_and_another_for_another():
    view = {"id": "V1", "state": {"values": {"time": "0.2"}}}

    assert keys.of_view({"view": view}) == keys.of_view({"view": dict(view)})
    assert keys.of_view({"view": view}) != keys.of_view(
        {"view": {**view, "state": {"values": {"time": "0.3"}}}}
    )
    assert keys.of_command({"trigger_id": "1.2"}) == "cmd-1.2"
    assert keys.of_command({"text": "a"}) != keys.of_command({"text": "b"})
    assert keys.of_event(EVENT) != keys.of_event(event(text="x"))
