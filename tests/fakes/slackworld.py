"""Tenths in front of a small Slack, over real sockets, in either mode."""

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import service
from bot.jobs import Engine, Pace
from bot.settings import Settings
from handlers.slack import opened
from handlers.web import server, site
from storage import entries
from storage import people as kept
from tests.fakes.slack import APP_TOKEN, SECRET, FakeSlack


def now():
    return datetime.now(UTC)


@dataclass
class World:
    slack: FakeSlack
    bot: service.Bot
    opened: opened.Opened
    web: str = ""

    async def say(self, text, **more):
        """Say something in a direct message; return the payload once it is acked."""
        payload = self.slack.said(text, **more)
        told = await self.slack.send(payload)
        assert told.acked, told
        return payload

    async def until(self, what, *, seconds=60.0):
        """Wait until *what* returns something true, and return that."""
        ends = time.monotonic() + seconds
        while True:
            found = what()
            if found:
                return found
            if time.monotonic() > ends:
                raise AssertionError(
                    f"it did not come to be in time: {self.slack.messages}"
                )
            await asyncio.sleep(0.01)

    async def reply(self, count=1, *, user="U0ADA"):
        """Return the latest message of the bot once there are *count* of them."""
        await self.until(lambda: len(self.replies(user)) >= count)
        return self.replies(user)[-1]

    def replies(self, user="U0ADA"):
        """Return what the bot has said to somebody, but for its greeting."""
        said = self.slack.by_bot(self.slack.direct(user))
        return [each for each in said if not each["text"].startswith("Hello ")]

    async def settled(self):
        """Wait until nothing is under way any more."""
        await self.until(lambda: not self.opened.slack.outbox.tasks)

    def rows(self, user="U0ADA", *, home="T0FIRM", states=entries.KEPT):
        """Return a person's entries as they are kept, oldest first."""
        with self.bot.store.read() as db:
            who = kept.timekeeper_at(db, f"slack:{home}:{user}")
            if who is None:
                return []
            found = entries.on_days(
                db,
                firm_id=who.firm_id,
                timekeeper_id=who.id,
                start=datetime(2000, 1, 1).date(),
                end=datetime(2100, 1, 1).date(),
                states=states,
            )
        return [
            (each.number, each.minutes, each.narrative, each.label, each.state)
            for each in found
        ]


@asynccontextmanager
async def living(
    url, tmp_path, *, mode="socket", fake=None, migrate=False, working=False, **environ
):
    """Open a world; *environ* are further settings, None takes one away.

    With *working* there is an engine that does what is due.
    """
    fake = fake or FakeSlack()
    async with AsyncExitStack() as stack:
        if not fake.base:
            await stack.enter_async_context(fake.running())
        said = {
            "TENTHS_DATABASE_URL": url,
            "TENTHS_EXPORTS": str(tmp_path / "exports"),
            "TENTHS_TIMEZONE": "Australia/Sydney",
            "SLACK_BOT_TOKEN": "xoxb-firm",
            "SLACK_API_URL": f"{fake.base}/api/",
            "SLACK_SIGNING_SECRET": SECRET if mode == "http" else "",
            "SLACK_APP_TOKEN": APP_TOKEN if mode == "socket" else "",
        } | environ
        settings = Settings.from_env({k: v for k, v in said.items() if v})
        carrying = opened.Carrying()
        engine = Engine(url, executor="tenths", now=now, pace=Pace(poll=0.05))
        enqueue = engine.enqueue if working else None
        bot = service.open_bot(settings, now=now, enqueue=enqueue)
        stack.callback(bot.close)
        if working:
            bot.start(engine, {"slack": carrying.carry})
            stack.push_async_callback(asyncio.to_thread, engine.drain, seconds=5)
        slack = await stack.enter_async_context(
            opened.opened(bot, now=now, carrying=carrying)
        )
        world = World(fake, bot, slack)

        async def health():
            return {"slack": await slack.health()}

        port = await stack.enter_async_context(
            server.opened(
                site.made(slack.routes, health=health), host="127.0.0.1", port=0
            )
        )
        world.web = f"http://127.0.0.1:{port}"
        fake.http = f"{world.web}/slack/events" if mode == "http" else ""
        yield world
