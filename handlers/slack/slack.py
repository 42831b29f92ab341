"""What every listener has at hand."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Problem, Unavailable
from bot.messages import Reply, Said
from bot.service import Bot
from bot.workspaces import Workspaces
from handlers.slack import client as clients
from handlers.slack import homes, keys, words
from handlers.slack.client import Api, Denied, NotSent, Unsure
from handlers.slack.gate import Entered, Gate
from handlers.slack.homes import Home, Homes
from handlers.slack.members import Members
from handlers.slack.outbox import Envelope, Outbox

# Units of work that wait together are committed together.
_TOGETHER = 32
_A_MINUTE = 60.0
_MOST = 20_000
log = logging.getLogger(__name__)
Answer = TypeVar("Answer", bound=Reply | None)


@dataclass
class Slack:
    """The bot, Slack's API, and who is where; *last* is when anything last came."""

    bot: Bot
    workspaces: Workspaces
    api: Api
    homes: Homes
    members: Members
    gate: Gate
    outbox: Outbox
    now: Callable[[], datetime]
    last: datetime | None = None
    threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(_TOGETHER, "tenths-slack")
    )
    pages: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    met: set[tuple[str, str]] = field(default_factory=set)
    homely: dict[str, tuple[float, bool]] = field(default_factory=dict)

    async def let_in(self, entered: Entered) -> bool:
        """See to it that somebody has joined; return whether they are new.

        NotInvited is raised where they may not join by themselves.
        """
        if await self.members.is_known(entered.by):
            return False
        new = await asyncio.to_thread(
            self.workspaces.join,
            entered.by,
            home=entered.home.address,
            member=entered.profile.member,
        )
        if new:
            log.info("joined home=%s", entered.home.name)
        return new

    async def meet(self, entered: Entered, conversation: str) -> None:
        """Remember where somebody is written to."""
        if (entered.by, conversation) not in self.met:
            await asyncio.to_thread(
                self.workspaces.seen, entered.by, conversation=conversation
            )
            self.met.add((entered.by, conversation))

    async def greet(self, entered: Entered, *, conversation: str = "") -> None:
        """Greet somebody, once for ever."""
        channel = conversation if conversation.startswith("D") else ""
        key = f"{entered.by}:hello"
        envelope = Envelope(
            entered.home.name, entered.user, channel=channel, team=entered.team
        )
        said = Said(
            by=entered.by, text="", key=key, at=self.now(), envelope=envelope.told()
        )
        await asyncio.to_thread(self.bot.greet, said)
        self.outbox.bring(entered.by, key, conversation=channel or entered.by)

    async def has_home(self, by: str) -> bool:
        """Return whether somebody has looked at their home page; known for a minute."""
        seen, has = self.homely.get(by, (0.0, False))
        if by in self.homely and monotonic() - seen < _A_MINUTE:
            return has
        has = await asyncio.to_thread(self.workspaces.has_home, by)
        if len(self.homely) > _MOST:
            self.homely.clear()
        self.homely[by] = (monotonic(), has)
        return has

    async def words(self, home: Home, text: str) -> str:
        """Return what was typed, with the names of people who are mentioned."""
        users = words.mentioned(text)
        names = await self.members.names(home, users) if users else {}
        return words.said(text, names=names)

    async def thread(
        self, entered: Entered, channel: str, root: str, own: str
    ) -> str | None:
        """Return the key of the person's message that a reply in a thread is about."""
        if not root or root == own:
            return None
        key = entered.home.key(channel, root)
        return await asyncio.to_thread(
            self.bot.thread_of, entered.by, key=key, reference=f"{channel}:{root}"
        )

    async def told(self, work: Callable[[], Answer]) -> tuple[Answer | Reply, bool]:
        """Return the answer that *work* gives, and whether it is a problem's words.

        What was not kept for want of a store is no answer: Unavailable is raised.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self.threads, work), False
        except Unavailable:
            raise
        except Problem as problem:
            return Reply(str(problem)), True

    def client(self, home: Home, *, team: str = "") -> AsyncWebClient:
        """Return what calls Slack for a home."""
        return homes.client(self.api, home, team=team)

    async def tell(self, entered: Entered, text: str, *, channel: str = "") -> None:
        """Tell somebody something that is the answer to no message; it may be lost."""
        client = self.client(entered.home, team=entered.team)
        try:
            where = channel if channel.startswith("D") else ""
            where = where or await self.outbox.direct(client, entered.user)
            await clients.done(
                client.chat_postMessage(channel=where, text=words.escaped(text))
            )
        except (Denied, NotSent, Unsure) as error:
            log.info("not told why=%s", error)

    async def show(self, entered: Entered, trigger: str, view: dict[str, Any]) -> None:
        """Open a view; what does not open the person sees, and presses again."""
        client = self.client(entered.home, team=entered.team)
        try:
            await clients.done(client.views_open(trigger_id=trigger, view=view))
        except (Denied, NotSent, Unsure) as error:
            log.warning("view not opened why=%s", error)

    async def respond(self, url: str, answer: Mapping[str, Any]) -> None:
        """Answer at the address that Slack has given for a message; it may be lost."""
        try:
            await self.api.answer(url, answer)
        except (Denied, NotSent) as error:
            log.info("not answered why=%s", error.why)


def at(slack: Slack, *stamps: object) -> datetime:
    """Return the first moment that *stamps* say, else now; never one to come."""
    now = slack.now()
    for each in stamps:
        moment = keys.instant(each)
        if moment is not None:
            return min(moment, now)
    return now


def mapping(value: object) -> Mapping[str, Any]:
    """Return *value* if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}
