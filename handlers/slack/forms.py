"""Forms: opened by a button, a shortcut or `/time` alone; sent, checked, kept."""

import asyncio
from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.errors import NotChanged, Problem
from bot.forms import FormProblem
from bot.messages import Form, Said
from handlers.slack import clips, homepage, keys, views, words
from handlers.slack.actors import Payload
from handlers.slack.gate import Entered
from handlers.slack.outbox import UPDATE, Envelope
from handlers.slack.slack import Slack, mapping
from handlers.slack.views import Origin

_MOST = 100


def open_soon(
    slack: Slack,
    entered: Entered,
    trigger: str,
    *,
    form: Form | None = None,
    origin: Origin | None = None,
) -> None:
    """Open the form of an entry beside the ack, which may not wait for it."""
    if trigger:
        slack.outbox.spawn(
            _open(slack, entered, trigger, form or Form(), origin or Origin())
        )


def open_entry_soon(
    slack: Slack, entered: Entered, trigger: str, *, origin: Origin
) -> None:
    """Open the form of the entry that *origin* names."""

    async def work() -> None:
        try:
            form = await asyncio.to_thread(
                slack.bot.filled, entered.by, int(origin.entry)
            )
        except (Problem, ValueError) as problem:
            await slack.tell(entered, str(problem), channel=origin.channel)
            return
        await _open(slack, entered, trigger, form, origin)

    slack.outbox.spawn(work())


async def on_shortcut(
    slack: Slack, body: dict[str, Any], ack: AsyncAck, context: Payload
) -> None:
    """Open the form: empty, or with what a message says."""
    entered: Entered = context["entered"]
    new = await slack.let_in(entered)
    text = str(mapping(body.get("message")).get("text") or "")
    form = Form()
    if not words.says_nothing(text):
        said = await slack.words(entered.home, text)
        form = await asyncio.to_thread(slack.bot.drafted, entered.by, said)
    open_soon(slack, entered, str(body.get("trigger_id") or ""), form=form)
    await ack()
    if new:
        await slack.greet(entered)


async def on_sent(
    slack: Slack, body: dict[str, Any], ack: AsyncAck, context: Payload
) -> None:
    """Keep what a form says, or name the fields that cannot be taken."""
    entered: Entered = context["entered"]
    view = mapping(body.get("view"))
    origin = views.origin(str(view.get("private_metadata") or ""))
    state = mapping(mapping(view.get("state")).get("values"))
    if view.get("callback_id") == views.TRANSCRIPT:
        text = str(mapping(mapping(state.get("text")).get("text")).get("value") or "")
        await clips.answered(slack, entered, origin, text=text, act="keep")
        await ack()
        return
    number = int(origin.entry) if origin.entry.isdecimal() else None
    form = views.filled(state, entry_id=number)
    key = entered.home.key(entered.user, keys.of_view(body))
    said = Said(
        by=entered.by,
        text=_told(form),
        key=key,
        at=slack.now(),
        envelope=Envelope(
            entered.home.name,
            entered.user,
            how=UPDATE if origin.ts else "message",
            channel=origin.channel if origin.ts else "",
            target=origin.ts,
            team=entered.team,
        ).told(),
    )
    await slack.let_in(entered)
    try:
        await asyncio.to_thread(slack.bot.fill, said, form)
    except FormProblem as problem:
        await ack(response_action="errors", errors=problem.faults)
        return
    except NotChanged as problem:
        await ack(response_action="errors", errors={"narrative": str(problem)})
        return
    await ack()
    slack.outbox.bring(entered.by, key, conversation=origin.channel or entered.by)
    homepage.refresh(slack, entered)


async def on_options(
    slack: Slack, body: dict[str, Any], ack: AsyncAck, context: Payload
) -> None:
    """Offer the matters that somebody's typing may mean."""
    entered: Entered = context["entered"]
    typed = str(body.get("value") or "")[:200]
    found = await asyncio.to_thread(slack.bot.matters, entered.by, typed, most=_MOST)
    await ack(options=views.options(found))


async def _open(
    slack: Slack, entered: Entered, trigger: str, form: Form, origin: Origin
) -> None:
    matters = await asyncio.to_thread(slack.bot.matters, entered.by, "", most=_MOST + 1)
    if matters and form.matter and form.matter_id is None:
        named = await asyncio.to_thread(
            slack.bot.matters, entered.by, form.matter, most=2
        )
        form = replace(form, matter_id=named[0][0] if len(named) == 1 else None)
        form = replace(form, matter=named[0][1] if len(named) == 1 else "")
    page = await asyncio.to_thread(slack.bot.home, entered.by)
    view = views.entry(
        form,
        origin=origin,
        matters=matters if len(matters) <= _MOST else (),
        listed=bool(matters),
        today=page.today.start,
    )
    await slack.show(entered, trigger, view)


def _told(form: Form) -> str:
    """Return a form in words, as its message is kept."""
    parts = [form.time, form.narrative, form.matter, form.day and form.day.isoformat()]
    return " · ".join(each for each in parts if each)
