"""`tenths serve`: every channel that is set up, in one process, until it is stopped."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    closing,
)
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from bot import service
from bot.errors import Problem
from bot.jobs import Engine
from bot.parcels import Carrier
from bot.service import Bot
from bot.settings import Settings
from handlers.cli import logbook, opening, typed
from handlers.email import doors, outgoing, polling
from handlers.exchange import Route
from handlers.slack import opened as slacks
from handlers.web import connecting, server, site

log = logging.getLogger(__name__)


class NotServed(Problem):
    """What was asked for cannot be served."""


@dataclass(frozen=True, slots=True)
class Service:
    """One channel. To add one, list it: it is opened, and closed at the end.

    *missing* says what is to be set first, or nothing; it is told at the start where
    one of *begun*, names of settings, shows that the channel is wanted. What it opens
    may have *routes* for the web app, and say of its *health*; the web app itself
    comes last.
    """

    name: str
    missing: Callable[[Settings], str]
    opened: Callable[[Bot, "House"], AbstractAsyncContextManager[Any]]
    begun: tuple[str, ...] = ()


@dataclass
class House:
    """What services know of one another: what carries, what is open by its name."""

    slack: slacks.Carrying = field(default_factory=slacks.Carrying)
    open: dict[str, Any] = field(default_factory=dict)

    def routes(self) -> tuple[Route, ...]:
        """Return what the web app is to serve for the others."""
        return tuple(
            route
            for each in self.open.values()
            for route in getattr(each, "routes", ())
        )

    async def health(self) -> dict[str, Mapping[str, object]]:
        """Return how each service is that can tell."""
        return {
            name: await each.health()
            for name, each in self.open.items()
            if hasattr(each, "health")
        }


def _email(bot: Bot, house: House) -> AbstractAsyncContextManager[Any]:
    del house
    return doors.opened(bot, now=opening.now)


def _imap(bot: Bot, house: House) -> AbstractAsyncContextManager[Any]:
    del house
    return polling.opened(bot, now=opening.now)


def _slack(bot: Bot, house: House) -> AbstractAsyncContextManager[Any]:
    return slacks.opened(bot, now=opening.now, carrying=house.slack)


def _connect(bot: Bot, house: House) -> AbstractAsyncContextManager[Any]:
    del house
    return connecting.opened(bot)


@asynccontextmanager
async def _web(bot: Bot, house: House) -> AsyncIterator[None]:
    """Serve what the others bring, and how they are.

    Where there is only the latter to say, it is no trouble if nobody can hear it.
    """
    app = site.made(house.routes(), health=house.health)
    settings = bot.settings
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(
                server.opened(app, host=settings.web_host, port=settings.web_port)
            )
        except server.NotListening:
            if house.routes() or settings.web_url:
                raise
            log.warning("no health page: port %d is taken", settings.web_port)
        yield


def _no_web(settings: Settings) -> str:
    # With a channel but without an address it says how that channel is.
    channels = (doors.missing, polling.missing, slacks.missing)
    if settings.web_url or not all(missing(settings) for missing in channels):
        return ""
    return "web: set TENTHS_WEB_URL, the address at which others reach it."


SERVICES = (
    Service("email", doors.missing, _email),
    Service(
        "imap", polling.missing, _imap, ("imap_host", "imap_user", "imap_password")
    ),
    Service(
        "slack",
        slacks.missing,
        _slack,
        (
            "slack_bot_token",
            "slack_app_token",
            "slack_signing_secret",
            "slack_client_id",
            "slack_client_secret",
        ),
    ),
    Service(
        "connect",
        connecting.missing,
        _connect,
        ("clio_client_id", "actionstep_client_id", "smokeball_client_id"),
    ),
    Service("web", _no_web, _web),
)
# What is asked for by its name alone is served where it would not be by itself.
_ANYWAY = frozenset({"web"})
# Answers are brought by whatever is served; alone, it brings what others have left.
_JOBS = "jobs"


def serve(
    services: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SERVICE…]",
            help=f"{', '.join(each.name for each in SERVICES)} or {_JOBS}; "
            "all that is set up without.",
        ),
    ] = None,
) -> None:
    """Take in what comes by every channel that is set up, and bring the answers.

    It runs until it is told to stop (SIGTERM or ctrl-C), finishes what is under way,
    and writes a line for each thing done, never a word of anybody's.
    """
    settings = opening.chosen()
    chosen = _chosen(services or [], settings)
    for left in [] if services else _unfinished(settings):
        opening.tell(f"Not served: {left}")
    logbook.open_on(sys.stdout)
    asyncio.run(_serve(settings, chosen))


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(serve, "serve", arguments)


async def _serve(settings: Settings, chosen: Sequence[Service]) -> None:
    """Serve until told to stop; what was opened last is closed first."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, stop.set)
    loop.set_exception_handler(_noted)
    engine = Engine(settings.database_url, executor=settings.executor, now=opening.now)
    async with AsyncExitStack() as stack:
        bot = stack.enter_context(
            closing(
                await asyncio.to_thread(
                    service.open_bot,
                    settings,
                    now=opening.now,
                    enqueue=engine.enqueue,
                )
            )
        )
        carriers: dict[str, Carrier] = {}
        post = outgoing.post(settings, loop=loop, now=opening.now)
        if post is not None:
            carriers["email"] = post.carry
            stack.push_async_callback(post.close)
        house = House()
        if "slack" in {each.name for each in chosen}:
            carriers["slack"] = house.slack.carry
        await asyncio.to_thread(bot.start, engine, carriers)
        # Before the relay is let go: what is being brought is brought to an end.
        stack.push_async_callback(asyncio.to_thread, engine.drain)
        for each in chosen:
            house.open[each.name] = await stack.enter_async_context(
                each.opened(bot, house)
            )
        names = ",".join([*(each.name for each in chosen), _JOBS])
        log.info("serving services=%s", names)
        await stop.wait()
        log.info("stopping")
    log.info("stopped")


def _chosen(names: Sequence[str], settings: Settings) -> list[Service]:
    """Return the services to open; NotServed says which cannot be, and why."""
    known = [each.name for each in SERVICES]
    for name in names:
        if name not in {*known, _JOBS}:
            listed = ", ".join([*known, _JOBS])
            raise NotServed(f"There is no service “{name}”. There are {listed}.")
    asked = [each for each in SERVICES if each.name in names]
    if names:
        lacking = [each.missing(settings) for each in asked if each.name not in _ANYWAY]
        if any(lacking):
            raise NotServed("\n".join(each for each in lacking if each))
        return asked
    ready = [each for each in SERVICES if not each.missing(settings)]
    if not ready:
        raise NotServed(
            "Nothing is set up to be served.\n"
            + "\n".join(f"- {each.missing(settings)}" for each in SERVICES)
        )
    return ready


def _unfinished(settings: Settings) -> list[str]:
    """Return what is missing of channels of which something is set."""
    return [
        missing
        for each in SERVICES
        if any(getattr(settings, name) for name in each.begun)
        and (missing := each.missing(settings))
    ]


def _noted(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log a fault that nobody awaited, by its kind alone."""
    del loop
    log.error("loop fault=%s", type(context.get("exception")).__name__)
