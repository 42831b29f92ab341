"""The pages on which a person connects to a practice system."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.connecting import LINK, Leaving, NotConnected, Page
from bot.practice import Practice
from bot.service import Bot
from bot.settings import Settings
from bot.systems import BACK
from handlers.exchange import Answered, Asked, Route
from handlers.web import pages

Done = TypeVar("Done")
_COOKIE = "tenths-connect"
_SECONDS = 900
_LARGEST = 10_000
_SORRY = Page("Not connected", ())
_FAULT = Page(
    "Sorry, that is a fault of ours",
    ("Nothing was connected. Ask for a new link and try again in a minute.",),
)
log = logging.getLogger(__name__)


def missing(settings: Settings) -> str:
    """Return what is to be set before people can connect, or nothing."""
    if not any(
        (
            settings.clio_client_id,
            settings.actionstep_client_id,
            settings.smokeball_client_id,
        )
    ):
        return "connect: set up a practice system, for example TENTHS_CLIO_CLIENT_ID."
    if not settings.web_url:
        return "connect: set TENTHS_WEB_URL, the address at which others reach it."
    return "" if settings.keys else "connect: set TENTHS_SECRET_KEY."


@dataclass(frozen=True, slots=True)
class Connecting:
    """What the web app serves for practice systems."""

    practice: Practice
    secure: bool

    @property
    def routes(self) -> tuple[Route, ...]:
        """Return the way back from a system, and the links that lead there."""
        return (
            Route(BACK, self.back, largest=_LARGEST),
            Route(
                f"{LINK}{{word}}", self.link, methods=("GET", "POST"), largest=_LARGEST
            ),
        )

    async def link(self, asked: Asked) -> Answered:
        """Show what a link stands for; pressed, let the person go on to the system."""
        word = asked.path.removeprefix(LINK)
        if asked.method != "POST":
            return await _told(partial(self.practice.offered, word), pages.shown)
        return await _told(partial(self.practice.leave, word), self._sent_on)

    async def back(self, asked: Asked) -> Answered:
        """Take what the system sends the person back with."""
        come = partial(
            self.practice.come_back,
            state=asked.query.get("state", ""),
            browser=asked.cookies.get(_COOKIE, ""),
            code=asked.query.get("code", ""),
            error=asked.query.get("error", ""),
        )
        answered = await _told(come, lambda done: pages.shown(done.page))
        ended = self._cookie("", seconds=0)
        return Answered(
            answered.status, answered.body, {**answered.headers, "Set-Cookie": ended}
        )

    def _sent_on(self, leaving: Leaving) -> Answered:
        """Send the browser on, with what it is to bring back."""
        headers = {
            **pages.HEADERS,
            "Location": leaving.address,
            "Set-Cookie": self._cookie(leaving.browser, seconds=_SECONDS),
        }
        return Answered(303, b"", headers)

    def _cookie(self, value: str, *, seconds: int) -> str:
        secure = "; Secure" if self.secure else ""
        return (
            f"{_COOKIE}={value}; Path={LINK}; Max-Age={seconds}; HttpOnly; "
            f"SameSite=Lax{secure}"
        )


@asynccontextmanager
async def opened(bot: Bot) -> AsyncIterator[Connecting]:
    """Give what the web app serves for practice systems while the block lasts."""
    practice = bot.practice
    if practice is None:
        raise NotConnected(missing(bot.settings))
    yield Connecting(practice, (bot.settings.web_url or "").startswith("https:"))


async def _told(work: Callable[[], object], shown: Callable[..., Answered]) -> Answered:
    """Do *work* beside the loop and show what it gives; a problem is shown as one."""
    try:
        done = await asyncio.to_thread(work)
    except NotConnected as problem:
        return pages.shown(Page(_SORRY.title, (str(problem),)), status=400)
    except Exception as error:
        log.error("connect fault", exc_info=error)  # noqa: TRY400 - with the error
        return pages.shown(_FAULT, status=500)
    return shown(done)
