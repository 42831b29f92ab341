"""One server of the measurement of Slack: ours, or plain Bolt with an empty listener."""

import asyncio
import os
import sys
from datetime import UTC, datetime

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.routing import Route

from bot import service
from bot.settings import Settings
from handlers.slack import opened
from handlers.slack.client import silent
from handlers.web import server, site


async def ours(port: int) -> None:
    """Serve Tenths as `tenths serve` does, but for the engine."""
    settings = Settings.from_env(os.environ)
    bot = service.open_bot(settings, now=lambda: datetime.now(UTC))

    async def health():
        return {}

    async with opened.opened(bot, now=lambda: datetime.now(UTC)) as slack:
        app = site.made(slack.routes, health=health)
        async with server.opened(app, host="127.0.0.1", port=port):
            print("up", flush=True)
            await asyncio.Event().wait()


async def plain(port: int) -> None:
    """Serve plain Bolt, which keeps nothing, as its documentation shows it."""

    async def authorize():
        return AuthorizeResult(
            enterprise_id=None,
            team_id="T1",
            bot_token="xoxb",
            bot_user_id="U0BOT",
            bot_id="B0BOT",
        )

    bolt = AsyncApp(
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        authorize=authorize,
        process_before_response=True,
        logger=silent(),
    )

    @bolt.event("message")
    async def nothing():
        pass

    handler = AsyncSlackRequestHandler(bolt)

    async def endpoint(request):
        return await handler.handle(request)

    app = Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_config=None, access_log=False
    )
    print("up", flush=True)
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run({"ours": ours, "plain": plain}[sys.argv[1]](int(sys.argv[2])))
