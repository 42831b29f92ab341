"""A house whose people write by mail: the bot, the engine, and the way out."""

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot import mailboxes
from bot.desk import Desk
from bot.jobs import Engine, Pace
from bot.messages import Said
from bot.service import Bot
from bot.settings import Settings
from handlers.email import outgoing
from handlers.email.relay import Address, Relay
from handlers.email.stationery import House as Letterhead
from storage import people, posts
from storage.engine import open_store
from tests.fakes import relay as relays
from tests.fakes.house import House

ADDRESSES = {"ada": "ada@firm.example", "zoe": "zoe@other.example"}
FAST = Pace(poll=0.05, watch=0.2, again=0.2)
OURS = "time@firm.example"


@dataclass
class PostOffice:
    """What a journey by mail needs; *said* counts the letters that came in."""

    house: House
    url: str
    port: int
    said: int = 0

    def write(self, text, *, who="ada", key=None, **head):
        """Let a letter with *text* come in; return its key. Its answer goes by mail."""
        self.said += 1
        key = key or f"email:{self.said:064x}"
        said = Said(
            by=f"email:{ADDRESSES[who]}",
            text=text,
            key=key,
            at=self.house.clock[0],
            envelope={
                "message_id": f"<{self.said}@mail.example>",
                "references": "",
                "subject": "",
                **head,
            },
        )
        self.house.bot.answer(said)
        return key

    def kept(self):
        """Return the state of each answer, and of how many attempts it has had."""
        with self.house.bot.store.read() as db:
            found = [posts.find(db, number) for number in range(1, self.said + 1)]
        return [(each.state, each.attempts) for each in found if each]

    def entries(self, who="ada"):
        """Return what a person has dictated, yesterday, today or tomorrow."""
        today, day = self.house.clock[0].date(), timedelta(days=1)
        return self.house.day(who, start=today - day, end=today + day)

    @contextmanager
    def open(self, *, executor="tenths", seconds=5):
        """Let answers go out while the block lasts."""
        now = lambda: datetime.now(UTC)  # noqa: E731 - the clock
        engine = Engine(self.url, executor=executor, now=now, pace=FAST)
        bot = self.house.bot
        with relays.loop_running() as loop:
            address = Address("127.0.0.1", self.port, "firm.example", timeout=30.0)
            relay = Relay(address, bounces=OURS)
            post = outgoing.Post(Letterhead(OURS), relay, loop, now)
            desk = replace(
                bot.desk, enqueue=engine.enqueue, hourly={"email": 1_000_000}
            )
            self.house.bot = replace(bot, desk=desk)
            self.house.bot.start(engine, {"email": post.carry})
            try:
                yield engine
            finally:
                engine.drain(seconds=seconds)
                self.house.bot = bot
                closing = asyncio.run_coroutine_threadsafe(post.close(), loop)
                closing.result(10)


def opened(house, url, port):
    """Return a post office for a *house* whose people have mail addresses."""
    house.clock[0] = datetime.now(UTC)
    house.bot.store.write(_register)
    return PostOffice(house, url, port)


def elsewhere(url, port, place):
    """Return the post office of another process on the same database."""
    now = lambda: datetime.now(UTC)  # noqa: E731 - the clock
    settings = Settings.from_env({"TENTHS_DATABASE_URL": url, "TENTHS_TIMEZONE": "UTC"})
    desk = Desk(now=now, exports=place / "exports")
    bot = Bot(open_store(url, migrate=False), desk, settings)
    return PostOffice(House(bot, desk.exports, [now()]), url, port)


def _register(db):
    for who, address in ADDRESSES.items():
        person = people.timekeeper_at(db, f"chat:{who}")
        mailboxes.provide(
            db,
            firm_id=person.firm_id,
            code=person.code,
            email=address,
            at=datetime.now(UTC),
        )
