"""A cross on one's own line takes it back."""

from functools import partial
from typing import Any

from bot.messages import Said
from handlers.slack import homepage, keys
from handlers.slack.actors import Payload
from handlers.slack.gate import Entered
from handlers.slack.outbox import UPDATE, Envelope
from handlers.slack.slack import Slack, at, mapping

_CROSSES = frozenset(
    "x negative_squared_cross_mark heavy_multiplication_x wastebasket "
    "leftwards_arrow_with_hook no_entry_sign".split()
)


async def on_reaction(slack: Slack, body: dict[str, Any], context: Payload) -> None:
    """Take back a line on which its own author has put a cross."""
    event = mapping(body.get("event"))
    entered: Entered = context["entered"]
    item = mapping(event.get("item"))
    channel, ts = str(item.get("channel") or ""), str(item.get("ts") or "")
    if event.get("reaction") not in _CROSSES or not (channel and ts):
        return
    of = entered.home.key(channel, ts)
    root = await slack.thread(entered, channel, ts, "")
    if not await slack.members.is_known(entered.by) or root is None:
        return
    said = Said(
        by=entered.by,
        text="",
        key=f"{of}:cross:{event.get('event_ts') or keys.of_event(body)}",
        at=at(slack, event.get("event_ts")),
        envelope=Envelope(
            entered.home.name,
            entered.user,
            how=UPDATE,
            channel=channel,
            ts=ts if root == of else "",
            of=root,
            team=entered.team,
        ).told(),
    )
    await slack.told(partial(slack.bot.withdraw, said, of=root, lines=True))
    slack.outbox.bring(entered.by, said.key, conversation=channel)
    homepage.refresh(slack, entered)
