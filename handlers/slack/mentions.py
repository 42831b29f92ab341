"""The bot's name in a channel: answered so that only whoever said it sees it."""

from functools import partial
from typing import Any

from bot.messages import Said
from handlers.slack import homepage, keys, messages, words
from handlers.slack.actors import Payload
from handlers.slack.gate import Entered
from handlers.slack.outbox import EPHEMERAL, Envelope
from handlers.slack.slack import Slack, at, mapping

_HELP = "help"


async def on_mention(slack: Slack, body: dict[str, Any], context: Payload) -> None:
    """Take what is said to us among others."""
    event = mapping(body.get("event"))
    entered: Entered = context["entered"]
    channel, ts = str(event.get("channel") or ""), str(event.get("ts") or "")
    if not channel or messages.is_direct(event):
        return
    bare = words.without_mention(str(event.get("text") or ""), entered.home.bot_user)
    text = await slack.words(entered.home, bare)
    new = await slack.let_in(entered)
    key = entered.home.key(channel, ts or keys.of_event(body))
    root = str(event.get("thread_ts") or "")
    envelope = Envelope(
        entered.home.name,
        entered.user,
        how=EPHEMERAL,
        channel=channel,
        ts=ts,
        thread=root if root != ts else "",
        team=entered.team,
    )
    place = entered.home.key(channel)
    edited = mapping(event.get("edited")).get("ts")
    if edited:
        await messages.revise(
            slack,
            entered,
            text=text,
            envelope=envelope,
            stamps=(edited,),
            event=keys.of_event(body),
            place=place,
        )
        return
    said = Said(
        by=entered.by,
        text=_HELP if words.says_nothing(text) else text,
        key=key,
        at=at(slack, ts),
        thread=await slack.thread(entered, channel, root, ts),
        envelope=envelope.told(),
        place=place,
    )
    reply, _ = await slack.told(partial(slack.bot.answer, said))
    slack.outbox.bring(entered.by, key, conversation=channel)
    if reply.items:
        homepage.refresh(slack, entered)
    if new:
        await slack.greet(entered)
