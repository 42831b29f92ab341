"""Where everything is put together: environment, clock, bot, and who is speaking."""

import getpass
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot import service
from bot.messages import Reply, Said
from bot.service import Bot
from bot.settings import Settings
from bot.work import Enqueue, Later
from handlers.cli import logbook
from handlers.cli.progress import Bar

_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Here:
    """The bot, and the address of the person at this terminal.

    *due* is what an answer has made due: there is no engine here, so it is done here.
    """

    bot: Bot
    by: str
    due: list[tuple[str, int]] = field(default_factory=list)

    def answer(self, text: str, *, progress: Bar | None = None) -> Reply:
        """Say *text* as a new message and return the answer."""
        key = f"{self.by}:{secrets.token_hex(16)}"
        said = Said(by=self.by, text=text, key=key, at=now())
        return self.bot.answer(said, progress=progress)

    def rest(self, *, progress: Bar | None = None) -> Iterator[Reply]:
        """Do what the answer has made due, and yield what there is to say of it."""
        practice = self.bot.practice
        while self.due and practice is not None:
            job, number = self.due[0]
            outcome = practice.do(job, number, progress=progress)
            if isinstance(outcome, Later):
                time.sleep(outcome.seconds or _PAUSE)
                continue
            self.due[:] = [each for each in self.due if each != (job, number)]
            if outcome is not None:
                yield outcome


@contextmanager
def opened() -> Iterator[Here]:
    """Open the bot for one command; a person who is new here is joined first."""
    settings = chosen()
    due: list[tuple[str, int]] = []

    def enqueue(db: object, job: str, number: int) -> None:
        del db
        due.append((job, number))

    with opened_for_all(settings, enqueue=enqueue) as bot:
        by = _address(settings)
        _join(bot, by)
        yield Here(bot, by, due)


@contextmanager
def opened_for_all(
    settings: Settings, *, enqueue: Enqueue | None = None
) -> Iterator[Bot]:
    """Open the bot with nobody speaking."""
    bot = service.open_bot(settings, now=now, enqueue=enqueue)
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
