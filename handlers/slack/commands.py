"""`/time …`: a line or a command anywhere; alone, a form. The answer is the ack's."""

import asyncio
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import Reply, Said
from handlers.slack import blocks, forms, homepage, inviting, keys, words
from handlers.slack.actors import Payload
from handlers.slack.gate import Entered
from handlers.slack.outbox import FILE, Envelope
from handlers.slack.slack import Slack

# Slack waits for three seconds.
_PATIENCE = 2.4
_WORKING = "That takes a little longer; the answer comes as a direct message."


async def on_command(
    slack: Slack, body: dict[str, Any], ack: AsyncAck, context: Payload
) -> None:
    """Answer a command to whoever has given it."""
    entered: Entered = context["entered"]
    raw = str(body.get("text") or "")
    new = await slack.let_in(entered)
    if words.says_nothing(raw):
        forms.open_soon(slack, entered, str(body.get("trigger_id") or ""))
        await ack()
    elif (reply := await inviting.answer(slack, entered, raw)) is not None:
        await ack(**shown(reply, key="", refused=False))
    else:
        await _answer(slack, entered, body, ack, raw=raw)
    if new:
        await slack.greet(entered)


def shown(reply: Reply, *, key: str, refused: bool) -> dict[str, Any]:
    """Return an answer that only the person sees, as an ack takes it."""
    post = blocks.post(reply, key=key, refused=refused)
    plain = blocks.plain_sheet(post, reply, key=key)
    return {
        "response_type": "ephemeral",
        "text": plain.text,
        "blocks": list(plain.blocks),
    }


async def _answer(
    slack: Slack, entered: Entered, body: Payload, ack: AsyncAck, *, raw: str
) -> None:
    channel = str(body.get("channel_id") or "")
    key = entered.home.key(channel, keys.of_command(body))
    said = Said(
        by=entered.by,
        text=await slack.words(entered.home, raw),
        key=key,
        at=slack.now(),
        envelope=Envelope(
            entered.home.name,
            entered.user,
            how=FILE,
            channel=channel if channel.startswith("D") else "",
            team=entered.team,
        ).told(),
        place=None if channel.startswith("D") else entered.home.key(channel),
    )
    work = asyncio.ensure_future(slack.told(partial(slack.bot.answer, said)))
    done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
    if not done:
        await ack(text=_WORKING, response_type="ephemeral")
        slack.outbox.spawn(_late(slack, entered, work, key=key))
        return
    reply, refused = work.result()
    await ack(**shown(reply, key=key, refused=refused))
    slack.outbox.bring(entered.by, key, conversation=channel)
    if reply.items:
        homepage.refresh(slack, entered)


async def _late(
    slack: Slack,
    entered: Entered,
    work: "asyncio.Future[tuple[Reply, bool]]",
    *,
    key: str,
) -> None:
    """Bring an answer that the ack could not wait for."""
    reply, _ = await work
    if reply.file is None:
        client = slack.client(entered.home, team=entered.team)
        channel = await slack.outbox.direct(client, entered.user)
        post = blocks.post(reply, key=key)
        await client.chat_postMessage(
            channel=channel, text=post.text, blocks=list(post.plain.blocks) or None
        )
    slack.outbox.bring(entered.by, key, conversation=entered.by)
