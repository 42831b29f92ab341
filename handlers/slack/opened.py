"""Slack as a service: everything put together, opened, and closed at the end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp

from bot.parcels import Outcome, Parcel
from bot.service import Bot
from bot.settings import Settings
from bot.work import Later
from bot.workspaces import Workspaces
from handlers.exchange import Route
from handlers.slack import app, clips
from handlers.slack.client import Api, NotSent
from handlers.slack.door import Door
from handlers.slack.endpoint import LARGEST, Endpoint
from handlers.slack.gate import Gate
from handlers.slack.homes import Homes, Many, One
from handlers.slack.installing import Installing
from handlers.slack.members import Members
from handlers.slack.outbox import Outbox
from handlers.slack.slack import Slack
from handlers.slack.socket import Socket

_PAUSE = 2.0
_TOGETHER = 100
log = logging.getLogger(__name__)


@dataclass
class Carrying:
    """Brings answers through Slack once it is open; until then they wait."""

    outbox: Outbox | None = None

    def carry(self, parcel: Parcel) -> Outcome:
        """Bring one answer, from a thread that waits for it."""
        return self.outbox.carry(parcel) if self.outbox else Later(5.0, "closed")


@dataclass
class Opened:
    """Slack, open: its routes for the web app, and how it is."""

    slack: Slack
    door: Door
    socket: Socket | None
    routes: tuple[Route, ...] = field(default=())

    async def health(self) -> dict[str, object]:
        """Return how Slack is reached now; *ok* is False when it is not."""
        last = self.slack.last
        since = None if last is None else (self.slack.now() - last).total_seconds()
        up = self.slack.homes.known
        if self.socket is not None:
            up = up and await self.socket.is_up()
        return {
            "ok": up,
            "mode": "http" if self.socket is None else "socket",
            "seconds_since_last_event": since and round(since),
        }


def missing(settings: Settings) -> str:
    """Return what is to be set before Slack can be served, or nothing."""
    many = settings.slack_client_id and settings.slack_client_secret
    if not (settings.slack_bot_token or many):
        return (
            "slack: set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and "
            "SLACK_CLIENT_SECRET for many."
        )
    if not (settings.slack_app_token or settings.slack_signing_secret):
        return (
            "slack: set SLACK_APP_TOKEN for a socket, or SLACK_SIGNING_SECRET for "
            "requests over HTTP."
        )
    if not settings.slack_bot_token and not settings.keys:
        return "slack: set TENTHS_SECRET_KEY, which seals the workspaces' tokens."
    return ""


@asynccontextmanager
async def opened(
    bot: Bot, *, now: Callable[[], datetime], carrying: Carrying | None = None
) -> AsyncIterator[Opened]:
    """Open Slack as it is set up, and close it when what is under way is done."""
    settings = bot.settings
    connector = aiohttp.TCPConnector(limit=_TOGETHER)
    async with aiohttp.ClientSession(connector=connector) as session:
        api = Api(settings.slack_api_url, session)
        workspaces = Workspaces(bot.store, settings, now)
        homes: Homes
        if settings.slack_bot_token:
            homes = One(api, workspaces, settings.slack_bot_token)
        else:
            homes = Many(api, workspaces, settings, now)
        members = Members(api, workspaces)
        outbox = Outbox(bot, api, homes, asyncio.get_running_loop())
        gate = Gate(homes, members, workspaces)
        slack = Slack(bot, workspaces, api, homes, members, gate, outbox, now)
        door = Door(app.made(slack), slack)
        outbox.busy = lambda: door.orders.waiting
        beginning = asyncio.create_task(_begun(slack, homes))
        socket = None
        try:
            if settings.slack_app_token:
                socket = Socket(api, door, settings.slack_app_token)
                await socket.open()
            if carrying is not None:
                carrying.outbox = outbox
            yield Opened(slack, door, socket, _routes(settings, door, homes, slack))
        finally:
            if socket is not None:
                await socket.close()
            beginning.cancel()
            await asyncio.gather(beginning, return_exceptions=True)
            await outbox.close()
            await members.close()
            slack.threads.shutdown(wait=False, cancel_futures=True)


def _routes(
    settings: Settings, door: Door, homes: Homes, slack: Slack
) -> tuple[Route, ...]:
    """Return what the web app is to serve for Slack."""
    routes: list[Route] = []
    if settings.slack_signing_secret:
        endpoint = Endpoint(door, settings.slack_signing_secret, slack.now)
        routes.append(Route("/slack/events", endpoint.take, ("POST",), LARGEST))
    if isinstance(homes, Many):
        installing = Installing(slack.api, homes, slack.workspaces, settings, slack.now)
        routes += installing.routes()
    return tuple(routes)


async def _begun(slack: Slack, homes: Homes) -> None:
    """Learn whose token it is, and go on with what a restart has left."""
    while isinstance(homes, One):
        try:
            await homes.home()
            break
        except NotSent as error:
            log.warning("not begun why=%s", error.why)
            await asyncio.sleep(_PAUSE)
    await clips.resume(slack)
    await slack.outbox.catch_up()
