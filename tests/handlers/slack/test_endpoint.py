"""What Slack has not signed is not read; what cannot be read says so and is not logged."""

import json
import logging
import time
from datetime import UTC, datetime

import pytest
from slack_bolt.response import BoltResponse

from handlers.exchange import Asked
from handlers.slack.endpoint import Endpoint
from tests.fakes.slack import SECRET, signature

BODY = json.dumps(
    {"type": "event_callback", "event": {"type": "message", "text": "Quetzalcoatl"}}
).encode()


class Door:
    """Takes what is let through, and remembers it."""

    def __init__(self):
        self.taken = []

    async def take(self, body):
        self.taken.append(body)
        return BoltResponse(status=200, body="")


@pytest.fixture
def door():
    return Door()


async def ask(
    door, body=BODY, *, headers=None, stamp=None, kind="application/json", sign=None
):
    stamp = str(int(time.time())) if stamp is None else stamp
    sent = {
        "content-type": kind,
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature(stamp, body) if sign is None else sign,
    }
    endpoint = Endpoint(door, SECRET, lambda: datetime.now(UTC))
    return await endpoint.take(
        Asked(
            "POST",
            "/slack/events",
            headers={
                k: v for k, v in (sent | (headers or {})).items() if v is not None
            },
            body=body,
        )
    )


async def test_what_is_signed_is_taken(door):
    assert (await ask(door)).status == 200
    assert len(door.taken) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"x-slack-signature": None},
        {"x-slack-request-timestamp": None},
        {"x-slack-signature": ""},
        {"x-slack-signature": "v0=" + "0" * 64},
        {"x-slack-signature": "v0=é" + "0" * 63},
        {"x-slack-signature": "v1=" + "0" * 64},
        {"x-slack-signature": "０" * 67},
        {"x-slack-request-timestamp": "abc"},
        {"x-slack-request-timestamp": "-1"},
        {"x-slack-request-timestamp": "1e9"},
        {"x-slack-request-timestamp": "١٢٣"},
        {"x-slack-request-timestamp": "9" * 400},
        {"x-slack-request-timestamp": ""},
        {"x-slack-request-timestamp": "0"},
    ],
)
async def test_what_is_not_signed_is_401(door, headers, caplog):
    caplog.set_level(logging.DEBUG)

    assert (await ask(door, headers=headers)).status == 401
    assert not door.taken
    assert "Quetzalcoatl" not in caplog.text


@pytest.mark.parametrize("seconds", [-301, -100_000, 302])
async def test_what_is_too_old_or_to_come_is_401(door, seconds):
    assert (await ask(door, stamp=str(int(time.time()) + seconds))).status == 401


async def test_another_apps_secret_is_401(door):
    stamp = str(int(time.time()))

    assert (
        await ask(door, stamp=stamp, sign=signature(stamp, BODY, "other"))
    ).status == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"\xff\xfe{}", "application/json"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'"text"', "application/json"),
        (b"{}", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=%ff", "application/x-www-form-urlencoded"),
        (b"payload=[]", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(500)), "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
async def test_what_is_signed_and_cannot_be_read_is_400(door, body, kind):
    assert (await ask(door, body, kind=kind)).status == 400
    assert not door.taken


async def test_an_address_is_verified(door):
    answered = await ask(
        door, json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    )

    assert json.loads(answered.body) == {"challenge": "abc"}


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
    ],
)
async def test_forms_are_read(door, kind):
    await ask(door, b"command=%2Ftime&text=0.2+call%2C+Smith", kind=kind)
    await ask(door, b"payload=%7B%22type%22%3A%22block_actions%22%7D", kind=kind)

    assert door.taken == [
        {"command": "/time", "text": "0.2 call, Smith"},
        {"type": "block_actions"},
    ]
