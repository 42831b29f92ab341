"""The web app bounds what it takes in, says how things are, and hides its faults."""

import asyncio
import json
import logging

import aiohttp
import pytest

from handlers.exchange import Answered, Route
from handlers.web import server, site

ASKED = []


async def remember(asked):
    ASKED.append(asked)
    return Answered(201, b"done", {"x-answer": "yes"})


async def broken(asked):
    raise ZeroDivisionError("Quetzalcoatl")


ROUTES = (Route("/take", remember, ("GET", "POST"), 1_000), Route("/broken", broken))


@pytest.fixture
async def served():
    how = {"slack": {"ok": True}}

    async def health():
        return how

    ASKED.clear()
    async with (
        server.opened(
            site.made(ROUTES, health=health), host="127.0.0.1", port=0
        ) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        yield session, how


async def test_a_request_is_handed_over_whole(served):
    session, _ = served

    async with session.post(
        "/take?a=1", data=b"body", headers={"X-Thing": "Q", "Cookie": "c=2"}
    ) as answer:
        assert (answer.status, await answer.text(), answer.headers["x-answer"]) == (
            201,
            "done",
            "yes",
        )
    [asked] = ASKED
    assert (
        asked.method,
        asked.path,
        dict(asked.query),
        asked.headers["x-thing"],
        asked.cookies,
        asked.body,
    ) == ("POST", "/take", {"a": "1"}, "Q", {"c": "2"}, b"body")


async def test_a_body_that_is_too_large_is_not_read(served):
    session, _ = served

    async def parts():
        for _ in range(100):
            yield b"x" * 100

    for data in (b"x" * 1_001, parts()):
        async with session.post("/take", data=data) as answer:
            assert answer.status == 413
    async with session.post("/take", data=b"x" * 1_000) as answer:
        assert answer.status == 201
    assert len(ASKED) == 1


async def test_a_header_that_stands_twice_means_nothing(served):
    session, _ = served

    async with session.post(
        "/take", headers=[("X-Slack-Signature", "a"), ("X-Slack-Signature", "b")]
    ):
        assert "x-slack-signature" not in ASKED[0].headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("DELETE", "/take", 405), ("POST", "/broken", 405)],
)
async def test_what_is_not_served(served, method, path, status):
    session, _ = served

    async with session.request(method, path) as answer:
        assert answer.status == status


async def test_a_fault_has_a_reference_and_no_words(served, caplog):
    caplog.set_level(logging.ERROR, "handlers.web.site")
    session, _ = served

    async with session.get("/broken") as answer:
        text = await answer.text()

    assert answer.status == 500
    assert text.startswith("A fault of ours: ")
    assert "Quetzalcoatl" not in text


async def test_health_is_told(served):
    session, how = served

    async with session.get("/healthz") as well:
        assert (well.status, json.loads(await well.text())) == (
            200,
            {"ok": True, "slack": {"ok": True}},
        )
    how["slack"] = {"ok": False, "mode": "socket"}
    async with session.get("/healthz") as ill:
        assert (ill.status, json.loads(await ill.text())["ok"]) == (503, False)


async def test_a_port_that_is_taken_is_a_problem_in_words(served):
    session, _ = served

    async def health():
        return {}

    with pytest.raises(server.NotListening, match="TENTHS_WEB_PORT"):
        async with server.opened(
            site.made((), health=health), host="127.0.0.1", port=session._base_url.port
        ):
            await asyncio.sleep(0)
