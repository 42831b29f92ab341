"""Where everything is put together: environment, clock, bot, and who is speaking."""

import getpass
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import service
from bot.messages import Reply, Said
from bot.service import Bot
from bot.settings import Settings
from handlers.cli import logbook
from handlers.cli.progress import Bar


@dataclass(frozen=True, slots=True)
class Here:
    """The bot, and the address of the person at this terminal."""

    bot: Bot
    by: str

    def answer(self, text: str, *, progress: Bar | None = None) -> Reply:
        """Say *text* as a new message and return the answer."""
        key = f"{self.by}:{secrets.token_hex(16)}"
        said = Said(by=self.by, text=text, key=key, at=now())
        return self.bot.answer(said, progress=progress)


@contextmanager
def opened() -> Iterator[Here]:
    """Open the bot for one command; a person who is new here is joined first."""
    settings = chosen()
    with opened_for_all(settings) as bot:
        by = _address(settings)
        _join(bot, by)
        yield Here(bot, by)


@contextmanager
def opened_for_all(settings: Settings) -> Iterator[Bot]:
    """Open the bot with nobody speaking."""
    bot = service.open_bot(settings, now=now)
    try:
        yield bot
    finally:
        bot.close()


def chosen() -> Settings:
    """Return the settings, having said what is worth knowing about them."""
    settings = Settings.from_env(os.environ)
    logbook.open_log()
    for note in settings.notes:
        tell(note)
    return settings


def now() -> datetime:
    """Return the instant: the only clock there is."""
    return datetime.now(UTC)


def tell(text: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(f"{text}\n")


def _address(settings: Settings) -> str:
    """Return this terminal's address: on a shared database every login has its own."""
    if settings.database_url.startswith("sqlite:"):
        return "chat:local"
    return f"chat:local:{_login()}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container may run under a number that has no name.
        return "me"


def _join(bot: Bot, by: str) -> None:
    name = _login()
    if bot.join(by, name=name):
        tell(
            f"You are new here, so I keep your time as “{name}”. Set your own name, "
            "and the code your practice system has for you, with:\n"
            '  tenths people set --name "Ada Byron" --code AB'
        )
