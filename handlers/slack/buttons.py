"""Buttons and selects: each a verb, and the name of what it is about."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import Reply, Said
from handlers.slack import blocks, clips, forms, homepage, keys
from handlers.slack.actors import Payload
from handlers.slack.gate import Entered
from handlers.slack.outbox import MESSAGE, UPDATE, Envelope
from handlers.slack.slack import Slack, mapping
from handlers.slack.views import Origin

# Of several buttons beside one another each has its own number.
_NUMBERED = re.compile(r"(choose|show)-\d+")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """One press: *value* is what the button names, *channel* and *ts* where it is.

    *url* answers a message that only the person sees.
    """

    action: str
    value: str
    key: str
    trigger: str
    channel: str
    ts: str
    url: str


async def on_press(
    slack: Slack, body: dict[str, Any], ack: AsyncAck, context: Payload
) -> None:
    """Do what a button says, for whoever has pressed it and of their own only."""
    entered: Entered = context["entered"]
    press = _read(body, entered)
    await slack.let_in(entered)
    if press is not None:
        numbered = _NUMBERED.fullmatch(press.action)
        does = _DOES.get(numbered[1] if numbered else press.action)
        if does is not None:
            await does(slack, entered, press)
    await ack()


async def _choose(slack: Slack, entered: Entered, press: Press) -> None:
    of, _, mark = press.value.rpartition("|")
    said = _said(slack, entered, press, how=UPDATE)
    work = partial(slack.bot.press, said, of=of, mark=mark)
    await _done(slack, entered, press, said, work)


async def _undo(slack: Slack, entered: Entered, press: Press) -> None:
    said = _said(slack, entered, press, how=UPDATE)
    work = partial(slack.bot.withdraw, said, of=press.value)
    await _done(slack, entered, press, said, work)


async def _restore(slack: Slack, entered: Entered, press: Press) -> None:
    said = _said(slack, entered, press, how=UPDATE)
    work = partial(slack.bot.bring_back, said, of=press.value)
    await _done(slack, entered, press, said, work)


async def _export(slack: Slack, entered: Entered, press: Press) -> None:
    said = _said(slack, entered, press, text=f"export {press.value}")
    await _done(slack, entered, press, said, partial(slack.bot.answer, said))


async def _show(slack: Slack, entered: Entered, press: Press) -> None:
    said = _said(slack, entered, press, text=press.value or "today")
    await _done(slack, entered, press, said, partial(slack.bot.answer, said))


async def _log(slack: Slack, entered: Entered, press: Press) -> None:
    forms.open_soon(slack, entered, press.trigger)


async def _edit(slack: Slack, entered: Entered, press: Press) -> None:
    entry, _, key = press.value.partition("|")
    place = (press.channel, press.ts) if key and not press.url else ("", "")
    origin = Origin(entry, key, *place)
    forms.open_entry_soon(slack, entered, press.trigger, origin=origin)


async def _form(slack: Slack, entered: Entered, press: Press) -> None:
    form = await asyncio.to_thread(slack.bot.drafted, entered.by, of=press.value)
    forms.open_soon(slack, entered, press.trigger, form=form)


async def _joining(slack: Slack, entered: Entered, press: Press) -> None:
    leads = entered.profile.leads or entered.user == entered.home.installer
    if leads and press.value in {"open", "invited"}:
        await asyncio.to_thread(
            slack.workspaces.allow, entered.home.address, joining=press.value
        )
        log.info("joining home=%s is=%s", entered.home.name, press.value)
    homepage.refresh(slack, entered)


async def _clip(slack: Slack, entered: Entered, press: Press) -> None:
    origin = Origin(press.value, "", press.channel, press.ts)
    if press.action == "clip-change":
        await clips.change(slack, entered, origin, trigger=press.trigger)
        return
    act = press.action.removeprefix("clip-")
    await clips.answered(slack, entered, origin, text=None, act=act)


# A button's verb and what it does; each does it to the person's own things alone.
_DOES: dict[str, Callable[[Slack, Entered, Press], Awaitable[None]]] = {
    "choose": _choose,
    "undo": _undo,
    "restore": _restore,
    "export": _export,
    "export-as": _export,
    "show": _show,
    "log": _log,
    "edit": _edit,
    "edit-one": _edit,
    "form": _form,
    "joining": _joining,
    "clip-keep": _clip,
    "clip-change": _clip,
    "clip-drop": _clip,
}


async def _done(
    slack: Slack,
    entered: Entered,
    press: Press,
    said: Said,
    work: Callable[[], Reply],
) -> None:
    """Do the work of a press, then let Slack show how things stand."""
    reply, refused = await slack.told(work)
    if press.url and reply.file is None:
        slack.outbox.spawn(_respond(slack, press, reply, said.key, refused=refused))
    else:
        slack.outbox.bring(
            entered.by, said.key, conversation=press.channel or entered.by
        )
    homepage.refresh(slack, entered)


async def _respond(
    slack: Slack, press: Press, reply: Reply, key: str, *, refused: bool
) -> None:
    """Put a message anew that only the person sees: nothing but its address can."""
    made = blocks.post(reply, key=key, refused=refused)
    plain = blocks.plain_sheet(made, reply, key=key)
    await slack.respond(
        press.url,
        {
            "replace_original": not refused,
            "response_type": "ephemeral",
            "text": plain.text,
            "blocks": list(plain.blocks),
        },
    )


def _said(
    slack: Slack, entered: Entered, press: Press, *, how: str = MESSAGE, text: str = ""
) -> Said:
    """Return a press as a message; one that only the person sees is answered there."""
    target = press.ts if how == UPDATE and not press.url else ""
    channel = press.channel if target or press.channel.startswith("D") else ""
    envelope = Envelope(
        entered.home.name,
        entered.user,
        how="file" if press.url else how if target else MESSAGE,
        channel=channel,
        ts=_own(entered, press) if target else "",
        target=target,
        team=entered.team,
    )
    return Said(
        by=entered.by,
        text=text,
        key=press.key,
        at=slack.now(),
        envelope=envelope.told(),
    )


def _own(entered: Entered, press: Press) -> str:
    """Return the person's own message that the button's key names, or nothing."""
    start = entered.home.key(press.channel, "")
    key = press.value.partition("|")[0]
    ts = key.removeprefix(start).partition(":")[0] if key.startswith(start) else ""
    return ts if keys.instant(ts) else ""


def _read(body: Payload, entered: Entered) -> Press | None:
    """Return the press that a payload tells, or None."""
    actions = body.get("actions")
    if not isinstance(actions, list) or not actions:
        return None
    action = mapping(actions[0])
    container = mapping(body.get("container"))
    channel = mapping(body.get("channel")).get("id") or container.get("channel_id")
    ts = container.get("message_ts") or mapping(body.get("message")).get("ts")
    value = action.get("value")
    if value is None:
        value = mapping(action.get("selected_option")).get("value")
    quiet = container.get("is_ephemeral") is True
    where = str(channel or entered.user)
    return Press(
        action=str(action.get("action_id") or ""),
        value=str(value or ""),
        key=entered.home.key(where, keys.of_press(body, action)),
        trigger=str(body.get("trigger_id") or ""),
        channel=str(channel or ""),
        ts=str(ts or ""),
        url=str(body.get("response_url") or "") if quiet else "",
    )
