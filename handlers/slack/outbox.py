"""Answers on their way to Slack: at once, in order, once; what fails is tried again.

An answer is a row of ours before it is sent. What became unsure (the connection was
lost, the process died) is looked up in the conversation before anything is sent again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import Reply
from bot.parcels import Outcome, Parcel, Refused, Sent
from bot.service import Bot
from bot.work import Later
from handlers.slack import blocks, homes
from handlers.slack import client as clients
from handlers.slack.blocks import Post
from handlers.slack.client import Api, Denied, NotSent, Unsure
from handlers.slack.homes import Home, Homes
from handlers.slack.orders import Orders

MESSAGE, UPDATE, EPHEMERAL, FILE = "message", "update", "ephemeral", "file"
_AT_ONCE = 4
# Answers under way in memory; with fewer than _FEW, more are looked for.
_MOST, _FEW, _BATCH = 1_000, 100, 500
# While a payload waits for its ack, answers give way to it, for a while.
_STEPS, _STEP = 20, 0.05
_TRIES = 4
_LONGEST_WAIT = 60.0
_CLOSING = 10.0
_BRINGING = 180.0
_SHOWING = 5.0
# So often an answer waits for the one that it goes on with.
_WAITS = 5
# A comment on a file is a message's text, which is cut beyond this.
_COMMENT = 3_500
# How much of a conversation is looked at for an answer: it lies at its far end, since
# the newest comes first.
_LOOKED_AT, _PAGES = 200, 20
# What cannot be changed any more is said anew.
_NOT_UPDATED = frozenset(
    "message_not_found cant_update_message edit_window_closed".split()
)
# Who is no more, or never was, in a channel is told in a conversation of their own.
_NOT_THERE = frozenset(
    "user_not_in_channel not_in_channel channel_not_found is_archived "
    "restricted_action".split()
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Envelope:
    """How an answer is brought: kept with its message, as words.

    *ts* is the person's own message, *target* the one of ours that is put anew, *of*
    the key of the message whose answer that is. *after* is the key of the message
    whose answer this one goes on with: they are one message of ours.
    """

    home: str
    user: str
    how: str = MESSAGE
    channel: str = ""
    ts: str = ""
    thread: str = ""
    target: str = ""
    of: str = ""
    after: str = ""
    team: str = ""

    def told(self) -> dict[str, str]:
        """Return the envelope as it is kept; what is empty is left out."""
        return {
            name: value
            for name in self.__dataclass_fields__
            if (value := getattr(self, name))
        }


def opened(kept: Mapping[str, str]) -> Envelope:
    """Return the envelope that was kept."""
    known = Envelope.__dataclass_fields__
    return Envelope(
        **{"home": "", "user": ""} | {k: v for k, v in kept.items() if k in known}
    )


@dataclass
class Outbox:
    """Brings answers, each conversation's in order."""

    bot: Bot
    api: Api
    homes: Homes
    loop: asyncio.AbstractEventLoop
    orders: Orders = field(default_factory=Orders)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(_AT_ONCE, "tenths-slack-out")
    )
    carried: set[str] = field(default_factory=set)
    closing: bool = False
    # The row after which there is more to bring, or None.
    behind: int | None = None
    busy: Callable[[], int] = lambda: 0
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    def bring(self, by: str, key: str, *, conversation: str) -> None:
        """Bring the answer to the message *key* now, after those before it.

        When very many are under way it waits in its row until they are fewer.
        """
        if len(self.tasks) >= _MOST:
            self.behind = self.behind or 0
            return
        self.spawn(self._bring_soon(by, key, conversation))

    async def catch_up(self, after: int = 0) -> None:
        """Bring what waits in its row and is not under way, beyond the row *after*."""
        left = await asyncio.to_thread(
            self.bot.left, homes.CHANNEL, after=after, most=_BATCH
        )
        if len(left) == _BATCH:
            self.behind = left[-1][0]
        for _, by, key in left:
            self.bring(by, key, conversation=key.rpartition(":")[0])

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let *work* go on beside; it is waited for at the end."""
        self.watch(self.loop.create_task(work))

    def watch(self, task: asyncio.Task[None]) -> None:
        """Wait for *task* at the end, and log its fault if it has one."""
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def carry(self, parcel: Parcel) -> Outcome:
        """Bring one answer, from a thread that waits for it."""
        if self.closing:
            return Later(1.0, "closing")
        asked = asyncio.run_coroutine_threadsafe(self._carried(parcel), self.loop)
        try:
            return asked.result(_SHOWING if parcel.passing else _BRINGING)
        except TimeoutError:
            asked.cancel()
            return Later(None, "too slow")

    async def close(self) -> None:
        """Wait a while for what is under way; the rest waits in its rows."""
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=_CLOSING)
        self.closing = True
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.threads.shutdown(wait=False, cancel_futures=True)

    async def _bring_soon(self, by: str, key: str, conversation: str) -> None:
        async with self.orders.turn(conversation):
            for _ in range(_TRIES):
                async with self.gate:
                    await self._give_way()
                    later = await self.loop.run_in_executor(
                        self.threads, self.bot.bring, by, key, self.carry
                    )
                if later is None:
                    return
                await asyncio.sleep(min(later.seconds or 1.0, _LONGEST_WAIT))
        # From here on the engine's sweep brings it.

    async def _give_way(self) -> None:
        """Let what is to be acknowledged go first: Slack waits for that."""
        for _ in range(_STEPS):
            if not self.busy():
                return
            await asyncio.sleep(_STEP)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if self.behind is not None and len(self.tasks) < _FEW and not self.closing:
            after, self.behind = self.behind, None
            self.spawn(self.catch_up(after))
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("outbox fault", exc_info=error)

    async def _carried(self, parcel: Parcel) -> Outcome:
        """Return what became of one attempt to bring an answer.

        The engine and a start may both bring it: looked for before the other one has
        posted it, it would be said twice.
        """
        if parcel.key in self.carried:
            return Later(1.0, "under way")
        self.carried.add(parcel.key)
        try:
            return await self._attempted(parcel)
        finally:
            self.carried.discard(parcel.key)

    async def _attempted(self, parcel: Parcel) -> Outcome:
        envelope = opened(parcel.envelope)
        if not parcel.reply.text and parcel.reply.file is None:
            return Sent("")
        try:
            home = await self.homes.named(envelope.home)
            if home is None:
                return Refused("no home")
            return await self._sent(home, envelope, parcel)
        except NotSent as error:
            return Later(error.seconds, error.why)
        except Unsure as error:
            return Later(1.0, f"unsure {error}")
        except Denied as error:
            if error.why in clients.REVOKED:
                log.warning("token refused home=%s why=%s", envelope.home, error.why)
            return Refused(error.why)

    async def _sent(self, home: Home, envelope: Envelope, parcel: Parcel) -> Outcome:
        client = homes.client(self.api, home, team=envelope.team)
        key = envelope.of or parcel.key
        made = blocks.post(parcel.reply, key=parcel.key, refused=parcel.refused)
        plain = blocks.plain_sheet(made, parcel.reply, key=parcel.key)
        if envelope.after:
            return Sent(await self._onward(client, envelope, parcel, (made, plain)))
        found = await self._found(client, home, envelope, parcel, made)
        if found is not None:
            return Sent(found)
        if parcel.reply.file is not None:
            reference = await self._file(client, envelope, parcel.reply, made)
        elif envelope.how == FILE:
            reference = ""
        elif envelope.how == UPDATE:
            reference = await self._updated(
                client, envelope, parcel, (made, plain), key=key
            )
        elif envelope.how == EPHEMERAL:
            reference = await self._whispered(client, envelope, (made, plain))
        else:
            reference = await self._posted(client, envelope, (made, plain))
        await self._react(client, envelope, parcel.reply)
        return Sent(reference)

    async def _posted(
        self, client: AsyncWebClient, envelope: Envelope, posts: tuple[Post, Post]
    ) -> str:
        channel = envelope.channel or await self.direct(client, envelope.user)
        for at, post in enumerate(posts):
            try:
                told = await clients.done(
                    client.chat_postMessage(
                        channel=channel,
                        text=post.text,
                        blocks=list(post.blocks) or None,
                        thread_ts=envelope.thread or None,
                        unfurl_links=False,
                        unfurl_media=False,
                    )
                )
            except Denied as error:
                if at or not error.blocks:
                    raise
            else:
                return f"{channel}:{told.get('ts', '')}"
        raise Denied("invalid_blocks")

    async def _whispered(
        self, client: AsyncWebClient, envelope: Envelope, posts: tuple[Post, Post]
    ) -> str:
        """Say it in a channel so that nobody but the person sees it."""
        for post in posts:
            try:
                await clients.done(
                    client.chat_postEphemeral(
                        channel=envelope.channel,
                        user=envelope.user,
                        text=post.text,
                        blocks=list(post.blocks) or None,
                        thread_ts=envelope.thread or None,
                    )
                )
            except Denied as error:
                if error.why in _NOT_THERE:
                    alone = Envelope(envelope.home, envelope.user, team=envelope.team)
                    return await self._posted(client, alone, posts)
                if not error.blocks or post is posts[-1]:
                    raise
            else:
                return ""
        raise Denied("invalid_blocks")

    async def _updated(
        self,
        client: AsyncWebClient,
        envelope: Envelope,
        parcel: Parcel,
        posts: tuple[Post, Post],
        *,
        key: str,
    ) -> str:
        """Put the answer of ours anew that this one is about; without one, say it."""
        channel, target = envelope.channel, envelope.target
        if not target:
            by = f"{homes.CHANNEL}:{parcel.to}"
            reference = await asyncio.to_thread(self.bot.reference, by, key) or ""
            where, _, target = reference.rpartition(":")
            channel = where or channel
        # A problem changes nothing, so nothing of ours is put anew.
        if not target or parcel.refused:
            return await self._posted(client, envelope, posts)
        for at, post in enumerate(posts):
            try:
                await clients.done(
                    client.chat_update(
                        channel=channel,
                        ts=target,
                        text=post.text,
                        blocks=list(post.blocks),
                    )
                )
            except Denied as error:
                if error.why in _NOT_UPDATED:
                    return await self._posted(client, envelope, posts)
                if at or not error.blocks:
                    raise
            else:
                return f"{channel}:{target}"
        raise Denied("invalid_blocks")

    async def _onward(
        self,
        client: AsyncWebClient,
        envelope: Envelope,
        parcel: Parcel,
        posts: tuple[Post, Post],
    ) -> str:
        """Put the answer anew that this one goes on with, once that is there.

        Where it is nowhere to be found (an ack, or only seen by the person), a new one
        is said, in a conversation of their own.
        """
        by = f"{homes.CHANNEL}:{parcel.to}"
        reference = await asyncio.to_thread(self.bot.reference, by, envelope.after)
        channel, _, target = (reference or "").rpartition(":")
        if target:
            there = replace(envelope, channel=channel, target=target)
            return await self._updated(client, there, parcel, posts, key=parcel.key)
        if parcel.passing:
            raise Denied("not there")
        if envelope.how in {MESSAGE, UPDATE} and parcel.attempt < _WAITS:
            raise NotSent("not there yet", seconds=1.0)
        alone = Envelope(envelope.home, envelope.user, team=envelope.team)
        return await self._posted(client, alone, posts)

    async def _file(
        self, client: AsyncWebClient, envelope: Envelope, reply: Reply, post: Post
    ) -> str:
        """Bring a file into a conversation that is the person's alone."""
        file = reply.file
        if file is None:
            return ""
        channel = envelope.channel
        if not channel.startswith("D"):
            channel = await self.direct(client, envelope.user)
        content = await asyncio.to_thread(file.path.read_bytes)
        told = await clients.read(
            client.files_getUploadURLExternal(filename=file.name, length=len(content))
        )
        number = str(told.get("file_id", ""))
        await self.api.store(str(told.get("upload_url", "")), content)
        thread = envelope.thread if channel == envelope.channel else ""
        try:
            await clients.done(
                client.files_completeUploadExternal(
                    files=[{"id": number, "title": file.name}],
                    channel_id=channel,
                    initial_comment=post.text[:_COMMENT],
                    thread_ts=thread or None,
                )
            )
        except Unsure:
            # Whether it was shared is to be seen at the file itself.
            if not await self._shared(client, number):
                raise NotSent("file not shared") from None
        return ""

    async def _shared(self, client: AsyncWebClient, number: str) -> bool:
        told = await clients.read(client.files_info(file=number))
        file = told.get("file") or {}
        return any(file.get(each) for each in ("shares", "ims", "channels", "groups"))

    async def direct(self, client: AsyncWebClient, user: str) -> str:
        """Return the conversation between us and a person."""
        told = await clients.read(client.conversations_open(users=[user]))
        return str((told.get("channel") or {}).get("id") or "")

    async def _found(
        self,
        client: AsyncWebClient,
        home: Home,
        envelope: Envelope,
        parcel: Parcel,
        post: Post,
    ) -> str | None:
        """Return the message that an earlier attempt has left, or None.

        Looked for only after an attempt whose end is not known.
        """
        if not parcel.attempt or envelope.how != MESSAGE or parcel.reply.file:
            return None
        channel = envelope.channel or await self.direct(client, envelope.user)
        try:
            async for each in _since(client, channel, envelope):
                by = {each.get("bot_id"), each.get("user")} & {home.bot, home.bot_user}
                if by - {"", None} and _is(each, parcel.key, post):
                    return f"{channel}:{each.get('ts', '')}"
        except Denied as error:
            # Without the right to look, once too often is better than not at all.
            log.info("not looked up why=%s", error.why)
        return None

    async def _react(
        self, client: AsyncWebClient, envelope: Envelope, reply: Reply
    ) -> None:
        """Mark the person's own message by what became of it; a mark is no promise."""
        if not (envelope.ts and envelope.channel) or envelope.how == EPHEMERAL:
            return
        wanted = blocks.mark(reply)
        where = {"channel": envelope.channel, "timestamp": envelope.ts}
        try:
            if envelope.how == UPDATE:
                for name in set(blocks.MARKS.values()) - {wanted}:
                    await _quietly(client.reactions_remove(name=name, **where))
            if wanted:
                await _quietly(client.reactions_add(name=wanted, **where))
        except (NotSent, Unsure) as error:
            log.info("not marked why=%s", type(error).__name__)


async def _since(
    client: AsyncWebClient, channel: str, envelope: Envelope
) -> AsyncIterator[Mapping[str, Any]]:
    """Yield what was said in a conversation, or a thread, since the person's words."""
    root, oldest = envelope.thread, envelope.thread or envelope.ts or "0"
    cursor = None
    for _ in range(_PAGES):
        where: dict[str, Any] = {"channel": channel, "oldest": oldest, "cursor": cursor}
        told = await clients.read(
            client.conversations_replies(ts=root, limit=_LOOKED_AT, **where)
            if root
            else client.conversations_history(limit=_LOOKED_AT, **where)
        )
        for each in told.get("messages") or []:
            yield each
        cursor = (told.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


async def _quietly(asked: Any) -> None:
    """Do what may as well be refused: it was so before, or the message is gone."""
    try:
        await clients.done(asked)
    except Denied as error:
        log.debug("not marked why=%s", error.why)


def _is(message: Mapping[str, Any], key: str, post: Post) -> bool:
    """Return whether *message* is the answer to the message with that *key*."""
    ids = {
        each.get("block_id")
        for each in message.get("blocks") or []
        if isinstance(each, Mapping)
    }
    return blocks.marked(key) in ids or message.get("text") == post.text
