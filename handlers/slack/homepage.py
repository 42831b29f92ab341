"""The home page: shown when it is opened, and kept as things are."""

import asyncio
import logging
from typing import Any

from bot.workspaces import NotInvited
from handlers.slack import client as clients
from handlers.slack import views
from handlers.slack.actors import Payload
from handlers.slack.client import Denied, NotSent, Unsure
from handlers.slack.gate import Entered
from handlers.slack.slack import Slack, mapping

# Several changes at once are shown at once.
_SOON = 0.5
log = logging.getLogger(__name__)


async def on_opened(slack: Slack, body: dict[str, Any], context: Payload) -> None:
    """Show somebody their home page; greet whoever is new."""
    event = mapping(body.get("event"))
    entered: Entered = context["entered"]
    channel = str(event.get("channel") or "")
    new = await slack.let_in(entered)
    if event.get("tab") in {None, "", "home"}:
        await asyncio.to_thread(slack.workspaces.seen, entered.by, home=True)
        slack.homely.pop(entered.by, None)
        refresh(slack, entered, soon=0.0)
    if new:
        await slack.greet(entered, conversation=channel)


def refresh(slack: Slack, entered: Entered, *, soon: float = _SOON) -> None:
    """Show the home page anew, soon, to somebody who has opened it before."""
    by = entered.by
    if by in slack.pages:
        return

    async def work() -> None:
        try:
            await asyncio.sleep(soon)
        finally:
            slack.pages.pop(by, None)
        if await slack.has_home(by):
            await _publish(slack, entered)

    slack.pages[by] = slack.outbox.loop.create_task(work())
    slack.outbox.watch(slack.pages[by])


async def not_invited(slack: Slack, entered: Entered, problem: NotInvited) -> None:
    """Show somebody who may not join yet how they can."""
    view = {
        "type": "home",
        "blocks": [
            {
                "type": "section",
                "text": {"type": "plain_text", "text": str(problem)},
            }
        ],
    }
    await _show(slack, entered, view)


async def _publish(slack: Slack, entered: Entered) -> None:
    page = await asyncio.to_thread(slack.bot.home, entered.by)
    leads = entered.profile.leads or entered.user == entered.home.installer
    joining = None
    if leads:
        joining = await asyncio.to_thread(
            slack.workspaces.joining, entered.home.address
        )
    await _show(slack, entered, views.home(page, joining=joining))


async def _show(slack: Slack, entered: Entered, view: dict[str, Any]) -> None:
    client = slack.client(entered.home, team=entered.team)
    try:
        await clients.done(client.views_publish(user_id=entered.user, view=view))
    except (Denied, NotSent, Unsure) as error:
        # It is made anew the next time it is opened.
        log.info("home not shown why=%s", error)
