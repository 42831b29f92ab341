"""Direct messages: lines and commands, said, edited, deleted."""

import logging
from functools import partial
from typing import Any

from bot.messages import Said
from handlers.slack import clips, homepage, inviting, keys, words
from handlers.slack.actors import Payload
from handlers.slack.gate import Entered
from handlers.slack.outbox import UPDATE, Envelope
from handlers.slack.slack import Slack, at, mapping

_SAID = frozenset({None, "file_share", "thread_broadcast", "me_message"})
log = logging.getLogger(__name__)


async def on_message(slack: Slack, body: dict[str, Any], context: Payload) -> None:
    """Take what a person has said to us alone."""
    event = mapping(body.get("event"))
    if not is_direct(event):
        return
    entered: Entered = context["entered"]
    match event.get("subtype"):
        case "message_changed":
            await changed(slack, entered, event, body)
        case "message_deleted":
            await deleted(slack, entered, event)
        case subtype if subtype in _SAID:
            await said(slack, entered, event, body)


def is_direct(event: Payload) -> bool:
    """Return whether a message is in a conversation that is the person's and ours."""
    channel, kind = event.get("channel"), event.get("channel_type")
    return kind == "im" or (
        not kind and isinstance(channel, str) and channel.startswith("D")
    )


async def said(slack: Slack, entered: Entered, event: Payload, body: Payload) -> None:
    """Keep a new message, answer it, and greet whoever is new."""
    channel, ts = str(event["channel"]), str(event.get("ts") or "")
    raw = str(event.get("text") or "")
    recordings = clips.found(event)
    if words.says_nothing(raw) and not recordings:
        return
    new = await slack.let_in(entered)
    await slack.meet(entered, channel)
    key = entered.home.key(channel, ts or keys.of_event(body))
    root = str(event.get("thread_ts") or "")
    envelope = Envelope(
        entered.home.name,
        entered.user,
        channel=channel,
        ts=ts,
        thread=root if root != ts else "",
        team=entered.team,
    )
    if not words.says_nothing(raw):
        if await inviting.invited(slack, entered, raw, envelope=envelope, key=key):
            return
        message = Said(
            by=entered.by,
            text=await slack.words(entered.home, raw),
            key=key,
            at=at(slack, ts),
            thread=await slack.thread(entered, channel, root, ts),
            envelope=envelope.told(),
        )
        reply, _ = await slack.told(partial(slack.bot.answer, message))
        slack.outbox.bring(entered.by, key, conversation=channel)
        if reply.items:
            homepage.refresh(slack, entered)
    for recording in recordings:
        await clips.keep(
            slack, entered, recording, envelope=envelope, sent=at(slack, ts)
        )
    if new:
        await slack.greet(entered, conversation=channel)


async def changed(
    slack: Slack, entered: Entered, event: Payload, body: Payload
) -> None:
    """Let the entries of a message follow its edit."""
    message = mapping(event.get("message"))
    channel, ts = str(event["channel"]), str(message.get("ts") or "")
    if message.get("subtype") == "tombstone":
        await deleted(slack, entered, {**event, "deleted_ts": ts})
        return
    if not ts or message.get("subtype") not in _SAID:
        return
    await slack.let_in(entered)
    root = str(message.get("thread_ts") or "")
    await revise(
        slack,
        entered,
        text=await slack.words(entered.home, str(message.get("text") or "")),
        envelope=Envelope(
            entered.home.name,
            entered.user,
            how=UPDATE,
            channel=channel,
            ts=ts,
            thread=root if root != ts else "",
            of=entered.home.key(channel, ts),
            team=entered.team,
        ),
        stamps=(
            mapping(message.get("edited")).get("ts"),
            event.get("event_ts"),
            event.get("ts"),
        ),
        event=keys.of_event(body),
    )


async def revise(
    slack: Slack,
    entered: Entered,
    *,
    text: str,
    envelope: Envelope,
    stamps: tuple[object, ...],
    event: str,
    place: str | None = None,
) -> None:
    """Let what a message made follow the *text* that it has since the *stamps*."""
    of = entered.home.key(envelope.channel, envelope.ts)
    version = next((each for each in stamps if keys.instant(each)), event)
    message = Said(
        by=entered.by,
        text=text,
        key=f"{of}:edit:{version}",
        at=at(slack, *stamps),
        envelope=envelope.told(),
        place=place,
    )
    reply, refused = await slack.told(
        partial(slack.bot.revise, message, of=of, sent_at=at(slack, envelope.ts))
    )
    if reply is None:
        return
    for key in (message.key, of):
        slack.outbox.bring(entered.by, key, conversation=envelope.channel)
    if reply.items or refused:
        homepage.refresh(slack, entered)


async def deleted(slack: Slack, entered: Entered, event: Payload) -> None:
    """Take back what a message made that its author has deleted."""
    channel = str(event["channel"])
    ts = str(
        event.get("deleted_ts")
        or mapping(event.get("previous_message")).get("ts")
        or ""
    )
    if not ts or not await slack.members.is_known(entered.by):
        return
    of = entered.home.key(channel, ts)
    message = Said(
        by=entered.by,
        text="",
        key=f"{of}:deleted",
        at=at(slack, event.get("event_ts"), event.get("ts")),
        envelope=Envelope(
            entered.home.name,
            entered.user,
            how=UPDATE,
            channel=channel,
            of=of,
            team=entered.team,
        ).told(),
    )
    await slack.told(partial(slack.bot.withdraw, message, of=of, lines=True))
    slack.outbox.bring(entered.by, message.key, conversation=channel)
    homepage.refresh(slack, entered)
