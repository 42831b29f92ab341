"""Killed at any moment under load: what was acked is kept once, the rest comes again."""

import asyncio
import os
import random
import signal
import socket
import sys
import time
from collections import Counter
from contextlib import asynccontextmanager
from datetime import date

import pytest

from storage import entries
from storage import people as kept
from storage.engine import open_store
from tests.fakes.slack import APP_TOKEN, SECRET, FakeSlack, person

PEOPLE = [f"U0P{n}" for n in range(6)]


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@asynccontextmanager
async def serving(fake, url, tmp_path, *, mode, port):
    """Run `tenths serve`; yield the process once Slack can reach it."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TENTHS_DATABASE_URL": url,
        "TENTHS_EXPORTS": str(tmp_path / "exports"),
        "TENTHS_TIMEZONE": "Australia/Sydney",
        "TENTHS_WEB_PORT": str(port),
        "TENTHS_WEB_URL": f"http://127.0.0.1:{port}",
        "SLACK_BOT_TOKEN": "xoxb-firm",
        "SLACK_API_URL": f"{fake.base}/api/",
        **(
            {"SLACK_SIGNING_SECRET": SECRET}
            if mode == "http"
            else {"SLACK_APP_TOKEN": APP_TOKEN}
        ),
    }
    code = "from handlers.cli.main import main; raise SystemExit(main(['serve']))"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        code,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        log = asyncio.create_task(process.stdout.read())
        fake.http = f"http://127.0.0.1:{port}/slack/events" if mode == "http" else ""
        await up(fake, port, log)
        yield process, log
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), 60)


async def up(fake, port, log):
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        assert not log.done(), (await log).decode()
        try:
            async with fake.session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        await asyncio.sleep(0.05)
    raise AssertionError("it did not start")


def counted(url):
    """Return how often each line is kept."""
    store = open_store(url, migrate=False)
    try:
        with store.read() as db:
            found = Counter()
            for user in PEOPLE:
                who = kept.timekeeper_at(db, f"slack:T0FIRM:{user}")
                if who is not None:
                    rows = entries.on_days(
                        db,
                        firm_id=who.firm_id,
                        timekeeper_id=who.id,
                        start=date(2000, 1, 1),
                        end=date(2100, 1, 1),
                    )
                    found.update(each.narrative for each in rows)
            return found
    finally:
        store.close()


async def rounds(url, tmp_path, *, mode, times, seed):
    chance = random.Random(seed)
    fake = FakeSlack()
    for n, user in enumerate(PEOPLE):
        fake.users[user] = person(user, f"Person {chr(65 + n)}")
    port = free_port()
    lines, number = [], 0
    acked, waiting = set(), []
    async with fake.running():
        for _ in range(times):
            async with serving(fake, url, tmp_path, mode=mode, port=port) as (
                process,
                _log,
            ):
                todo = [*waiting]
                for _ in range(40):
                    number += 1
                    payload = fake.said(
                        f"0.1 letter number {number} sent, Smith file",
                        user=chance.choice(PEOPLE),
                    )
                    lines.append(f"letter number {number} sent")
                    todo.append(payload)
                waiting = []

                async def deliver(payload):
                    told = await fake.send(payload, retry=1, seconds=1.0)
                    if told.acked:
                        acked.add(payload["event"]["ts"])
                    return told.acked

                async def load(payloads):
                    results = []
                    for start in range(0, len(payloads), 10):
                        results += await asyncio.gather(
                            *map(deliver, payloads[start : start + 10])
                        )
                    return results

                work = asyncio.create_task(load(todo))
                await asyncio.sleep(chance.uniform(0.02, 0.4))
                process.send_signal(signal.SIGKILL)
                await process.wait()
                results = await work
                waiting = [
                    each for each, done in zip(todo, results, strict=True) if not done
                ]
                before = counted(url)
                for each in todo:
                    if each["event"]["ts"] in acked:
                        assert before[_words(each)] == 1, "what was acked is kept"
        async with serving(fake, url, tmp_path, mode=mode, port=port) as (process, log):
            for each in waiting:
                assert (await fake.send(each, retry=2)).acked
            for each in fake.messages[fake.direct(PEOPLE[0])][:5]:
                if "client_msg_id" in each:
                    assert (await fake.send(fake.event(each), retry=3)).acked
            await answered(fake, lines)
        said = (await log).decode()
    final = counted(url)
    assert final == Counter(lines)
    assert "letter" not in said
    return Counter(
        _answered_line(each)
        for user in PEOPLE
        for each in fake.by_bot(fake.direct(user))
        if "letter number" in each["text"]
    )


def _words(payload):
    return payload["event"]["text"].removeprefix("0.1 ").removesuffix(", Smith file")


def _answered_line(message):
    return message["text"].split(" · ")[2]


async def answered(fake, lines):
    """Wait until every line has its answer."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        found = {
            _answered_line(each)
            for user in PEOPLE
            for each in fake.by_bot(fake.direct(user))
            if "letter number" in each["text"]
        }
        if found == set(lines):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{len(set(lines) - found)} lines have no answer")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_killed_under_load_every_line_is_kept_and_answered_once(
    sqlite_url, tmp_path, mode
):
    answers = await rounds(sqlite_url, tmp_path, mode=mode, times=2, seed=1)

    assert set(answers.values()) == {1}


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_killed_twenty_times(store_url, tmp_path, mode):
    answers = await rounds(store_url, tmp_path, mode=mode, times=20, seed=20)

    assert set(answers.values()) == {1}
