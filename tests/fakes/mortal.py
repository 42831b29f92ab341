"""A process that drives one push and dies, by kill -9, at a step that it was told."""

import os
import signal
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import service
from bot.settings import Settings
from bot.systems import configured
from bot.work import Later
from storage import transactions  # noqa: F401 - what a server needs, likewise
from tests.fakes.carrier import Carrier

# What takes long is done once, before the processes part ways.
_CARRIER = Carrier()
_CARRIER.warm()
with tempfile.TemporaryDirectory() as _folder:
    service.open_bot(
        Settings.from_env(
            {
                "TENTHS_DATABASE_URL": f"sqlite:///{_folder}/warm.db",
                "TENTHS_TIMEZONE": "UTC",
            }
        ),
        now=lambda: datetime.now(UTC),
    ).close()
# How much faster the clock of these processes goes than the machine's.
SPEED = 300


def clock(begun):
    """Return a clock that was at noon when the machine's was at *begun*, and hurries."""
    noon = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
    return lambda: noon + timedelta(seconds=(time.time() - begun) * SPEED)


class Steps:
    """Counts what matters, and dies before the step whose turn it is."""

    def __init__(self, last):
        self.left = last

    def step(self):
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Store:
    """A store each of whose writes may be the last thing that is not done, or is."""

    def __init__(self, real, steps):
        self.real, self.steps = real, steps

    def write(self, work, **how):
        self.steps.step()
        value = self.real.write(work, **how)
        self.steps.step()
        return value

    def read(self):
        return self.real.read()

    def close(self):
        self.real.close()


def drive(environ, message, last, begun):
    """Drive a push until it is settled; die at the *last* step, if there is one."""
    settings = Settings.from_env(environ)
    steps = Steps(last)
    bot = service.open_bot(settings, now=clock(begun))

    def send(request):
        steps.step()
        answer = _CARRIER.send(request)
        steps.step()
        return answer

    desk = replace(bot.desk, systems=replace(configured(settings), send=send))
    bot = replace(bot, desk=desk, store=Store(bot.store, steps))
    while True:
        outcome = bot.practice.do("push", message)
        if not isinstance(outcome, Later):
            break
        time.sleep((outcome.seconds or 1.0) / SPEED)
    bot.close()
