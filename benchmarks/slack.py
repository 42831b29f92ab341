"""Signed events over HTTP, durably kept, beside plain Bolt with an empty listener."""

import asyncio
import hashlib
import hmac
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from storage.engine import open_store

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
ROUNDS, EVENTS, CONNECTIONS = 5, 1_000, 32
PEOPLE = 200
STEADY, SECONDS = 50, 10
MANY = 20_000
ANSWER = json.dumps(
    {
        "ok": True,
        "ts": "1.1",
        "team_id": "T1",
        "team": "Firm",
        "user_id": "U0BOT",
        "bot_id": "B0BOT",
        "channel": {"id": "D1"},
        "messages": [],
    }
).encode()
NUMBER = count()


def run() -> None:
    """Print rates as ratios of plain Bolt's, measured in turn, and what is kept."""
    asyncio.run(_run())


async def _run() -> None:
    print(f"Slack events, signed, over HTTP: {ROUNDS} rounds of {EVENTS} in turn")
    async with _slack() as api:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'tenths.db'}"
            async with (
                _server("ours", api, url, folder) as ours,
                _server("plain", api, url, folder) as plain,
            ):
                for n in range(PEOPLE):
                    await _blast(ours, [_event(n)], 1)
                await asyncio.sleep(3)
                rates: dict[str, list[float]] = {"ours": [], "plain": []}
                waits: dict[str, list[float]] = {"ours": [], "plain": []}
                for _ in range(ROUNDS):
                    for name, port in (("plain", plain), ("ours", ours)):
                        rate, waited = await _blast(
                            port, [_event() for _ in range(EVENTS)], CONNECTIONS
                        )
                        rates[name].append(rate)
                        waits[name] += waited
                        await asyncio.sleep(1)
                ratios = [
                    a / b for a, b in zip(rates["ours"], rates["plain"], strict=True)
                ]
                for name in ("plain", "ours"):
                    print(
                        f"  {name:6} {statistics.median(rates[name]):7,.0f}/s   p50 {_ms(waits[name], 50)}  p99 {_ms(waits[name], 99)}"
                    )
                print(
                    f"  ours is x{statistics.median(ratios):.2f} of plain Bolt, which keeps nothing"
                )
                for name, port in (("plain", plain), ("ours", ours)):
                    await asyncio.sleep(10)
                    waited = await _steady(port)
                    print(
                        f"  {name:6} at {STEADY} a second for {SECONDS} s:"
                        f" p50 {_ms(waited, 50)}  p99 {_ms(waited, 99)}"
                    )
                early = _rss(ours)
                for _ in range(MANY // EVENTS):
                    await _blast(ours, [_event() for _ in range(EVENTS)], CONNECTIONS)
                print(
                    f"  memory before and after {MANY:,} more: {early:.0f} MB, {_rss(ours):.0f} MB"
                )
            _kept(url)


def _kept(url: str) -> None:
    store = open_store(url, migrate=False)
    with store.read() as db:
        kept = db.connection().exec_driver_sql("SELECT count(*) FROM entry").scalar()
    store.close()
    sent = next(NUMBER)
    acked = PEOPLE + ROUNDS * EVENTS + STEADY * SECONDS + MANY
    print(
        f"  kept {kept:,} entries of {acked:,} acknowledged lines ({sent - acked:,} went to plain Bolt)"
    )


def _event(person: int | None = None) -> bytes:
    """Return a signed request: a line that somebody says."""
    number = next(NUMBER)
    user = number % PEOPLE if person is None else person
    ts = f"{int(time.time())}.{number:06}"
    body = json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{number}",
            "authorizations": [
                {
                    "team_id": "T1",
                    "enterprise_id": None,
                    "is_bot": True,
                    "user_id": "U0BOT",
                }
            ],
            "event": {
                "type": "message",
                "channel_type": "im",
                "channel": f"D{user}",
                "user": f"U{user}",
                "team": "T1",
                "ts": ts,
                "text": f"0.{number % 9 + 1} call re scheduling {number}, Smith file",
            },
        }
    ).encode()
    stamp = str(int(time.time()))
    signature = hmac.new(
        SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256
    ).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _blast(
    port: int, requests: list[bytes], connections: int
) -> tuple[float, list[float]]:
    """Send *requests* as fast as they are answered; return the rate and the waits."""
    todo = iter(requests)
    waits: list[float] = []

    async def work() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in todo:
            waits.append(await _ask(reader, writer, request))  # noqa: PERF401 - there is a pause between them
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(connections)))
    return len(requests) / (time.perf_counter() - begun), waits


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> float:
    begun = time.perf_counter()
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head[:16], head
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.partition(b":")[2]))
    return time.perf_counter() - begun


async def _steady(port: int) -> list[float]:
    """Send so many a second, whether they are answered or not; return the waits."""
    waits: list[float] = []

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        waits.append(await _ask(reader, writer, _event()))
        writer.close()

    tasks = []
    begun = time.perf_counter()
    for n in range(STEADY * SECONDS):
        await asyncio.sleep(max(0, begun + n / STEADY - time.perf_counter()))
        tasks.append(asyncio.create_task(one()))
    await asyncio.gather(*tasks)
    return waits


@asynccontextmanager
async def _slack():
    """Run what stands for Slack's Web API: it answers everything at once."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                for line in head.lower().split(b"\r\n"):
                    if line.startswith(b"content-length:"):
                        await reader.readexactly(int(line.partition(b":")[2]))
                body = ANSWER
                if b"users.info" in head[:60]:
                    user = (
                        head.partition(b"user=")[2]
                        .partition(b"&")[0]
                        .partition(b" ")[0]
                        .decode()
                    )
                    body = json.dumps(
                        {
                            "ok": True,
                            "user": {
                                "id": user,
                                "team_id": "T1",
                                "real_name": f"Person {user}",
                                "tz": "Australia/Sydney",
                                "locale": "en-GB",
                            },
                        }
                    ).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    % len(body)
                    + body
                )
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield listening.sockets[0].getsockname()[1]
    listening.close()


PROCESSES: dict[int, subprocess.Popen[bytes]] = {}


@asynccontextmanager
async def _server(name: str, api: int, url: str, folder: str):
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environ = os.environ | {
        "TENTHS_DATABASE_URL": url,
        "TENTHS_EXPORTS": folder,
        "TENTHS_TIMEZONE": "Australia/Sydney",
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{api}/api/",
    }
    process = subprocess.Popen(  # noqa: ASYNC220 - nothing else waits
        [sys.executable, "-m", "benchmarks.slackserver", name, str(port)],
        env=environ,
        stdout=subprocess.PIPE,
    )
    PROCESSES[port] = process
    try:
        await asyncio.to_thread(process.stdout.readline)
        for _ in range(200):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            except OSError:
                await asyncio.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


def _rss(port: int) -> float:
    status = Path(f"/proc/{PROCESSES[port].pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _ms(waits: list[float], percent: int) -> str:
    return f"{sorted(waits)[min(len(waits) - 1, len(waits) * percent // 100)] * 1e3:6.1f} ms"
