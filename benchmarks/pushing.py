"""Push to a fake Clio: at Clio's own limit, and with none; and what idling costs."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from bot.work import Later
from storage.engine import open_store
from tests.fakes import clio, office
from tests.fakes import house as houses
from tests.fakes import practice as fake

ROOT = Path(__file__).parents[1]
LIMIT, WINDOW = 50, 60.0
LIMITED, UNLIMITED = 150, 400
IDLE = 20.0
LINE = "0.1 email to client re item {}, Smith file"


def run() -> None:
    """Print entries a minute beside the limit, entries a second beside bare POSTs."""
    _idle()
    _unlimited()
    _limited()


def _limited() -> None:
    """Push with Clio's own limit: 50 requests a minute."""
    with _office(limit=LIMIT, count=LIMITED) as (desk, practice):
        practice.recent.clear()
        seconds = _pushed(desk, real=True)
    # The first window is there at once; each further one must be waited for.
    least = (LIMITED / LIMIT - 1) * WINDOW
    print(f"pushing {LIMITED} entries, {LIMIT} requests a minute allowed")
    print(
        f"  {seconds:6.1f} s of {least:.0f} s at the very least"
        f"  x{least / seconds:.3f} of the limit (goal 0.95)"
        f"  peak {practice.peak} in a window"
        f"  refused {_refused(practice)}"
    )


def _unlimited() -> None:
    """Push with no limit, beside the same POSTs without any record of them."""
    with _office(limit=None, count=UNLIMITED) as (desk, practice):
        seconds = _pushed(desk, real=True)
        rate = UNLIMITED / seconds
        requests = len(practice.requests)
        bare = _bare(practice)
    print(f"pushing {UNLIMITED} entries, no limit, one connection, SQLite")
    print(
        f"  {rate:6.0f} entries/s  x{rate / bare:.2f} of bare POSTs ({bare:.0f}/s)"
        f"  {requests} requests"
    )


def _bare(practice: fake.Practice) -> float:
    """Return how many of the same requests a second leave without any record."""
    access = practice.issue("678")
    body = {
        "data": {
            "type": "TimeEntry",
            "date": "2026-11-18",
            "quantity": 360,
            "note": "email to client",
            "matter": {"id": 12345},
            "user": {"id": 678},
        }
    }
    address = f"{practice.url}/api/v4/activities.json?fields=id"
    headers = {"Authorization": f"Bearer {access}"}
    with httpx2.Client() as client:
        begun = time.perf_counter()
        for _ in range(UNLIMITED):
            client.post(address, json=body, headers=headers).raise_for_status()
        return UNLIMITED / (time.perf_counter() - begun)


def _idle() -> None:
    """Measure the whole process with the engine while nothing is to be done."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "TENTHS_DATABASE_URL": f"sqlite:///{folder}/tenths.db",
            "TENTHS_TIMEZONE": "UTC",
            "TENTHS_EXPORTS": folder,
        }
        tenths = shutil.which("tenths", path=str(Path(sys.executable).parent))
        process = subprocess.Popen(
            [str(tenths), "serve", "jobs"],
            env=environ,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(6)
            before = _ticks(process.pid)
            time.sleep(IDLE)
            share = (_ticks(process.pid) - before) / os.sysconf("SC_CLK_TCK") / IDLE
            memory = _memory(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
    print("idling: tenths serve with the engine, SQLite")
    print(
        f"  {share * 100:6.2f} % of a core (goal 1)  {memory:.0f} MB (goal 200)"
        f"  measured over {IDLE:.0f} s"
    )


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return int(fields[11]) + int(fields[12])


def _memory(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def _office(
    *, limit: int | None, count: int
) -> Iterator[tuple[office.Office, fake.Practice]]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/tenths.db", migrate=True)
        practice = fake.Practice(clio, limit=None, window=WINDOW)
        with fake.running(practice):
            house = houses.opened(store, Path(folder))
            desk = office.opened(house, practice, seconds=20.0)
            desk.connect()
            for start in range(0, count, 100):
                lines = [LINE.format(each) for each in range(start, start + 100)]
                house.say("\n".join(lines[: count - start]))
            practice.limit = limit
            practice.requests.clear()
            yield desk, practice
        store.close()


def _pushed(desk: office.Office, *, real: bool) -> float:
    """Push all there is and wait for as long as the system asks; return the seconds."""
    desk.say("push clio")
    desk.say("yes")
    [(job, number)] = set(desk.due)
    desk.due.clear()
    practice = desk.house.bot.practice
    begun = time.perf_counter()
    while isinstance(outcome := practice.do(job, number), Later):
        time.sleep(outcome.seconds or 1.0)
        if real:
            desk.pass_time(outcome.seconds or 1.0)
    return time.perf_counter() - begun


def _refused(practice: fake.Practice) -> int:
    return len(practice.requests) - len(practice.made)


if __name__ == "__main__":
    run()
