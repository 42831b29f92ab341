"""A process that serves nothing but jobs, by the real engine, until it is told to stop.

Run as `python -m tests.fakes.engined EXECUTOR BEGUN`, with the settings in its
environment. It says `up` once it works.
"""

import os
import signal
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import service
from bot.jobs import Engine, Pace
from bot.settings import Settings
from bot.systems import configured
from tests.fakes.carrier import Carrier

SETTLE = 1.0


def clock(begun):
    """Return a clock that was at noon of the house's day at *begun*."""
    noon = datetime(2026, 11, 18, 1, 10, tzinfo=UTC)
    return lambda: noon + timedelta(seconds=time.time() - begun)


def main(executor, begun):
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    settings = Settings.from_env({**os.environ, "TENTHS_EXECUTOR": executor})
    now = clock(float(begun))
    pace = Pace(poll=0.1, watch=0.3, start=20.0)
    engine = Engine(settings.database_url, executor=executor, now=now, pace=pace)
    bot = service.open_bot(settings, now=now, enqueue=engine.enqueue)
    carrier = Carrier()
    systems = replace(configured(settings), send=carrier.send, settle=SETTLE, held=2.0)
    bot = replace(bot, desk=replace(bot.desk, systems=systems))
    bot.start(engine, {})
    print("up", flush=True)
    stop.wait()
    engine.drain(seconds=10)
    bot.close()
    print("down", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
