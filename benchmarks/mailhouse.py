"""`tenths serve email` for a firm that does not exist, and what it is measured beside.

All run as processes of their own: Tenths as it is served, on SQLite; an aiosmtpd
server whose handler keeps nothing; the relay that swallows the answers.
"""

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO

from benchmarks import mailload, nowhere
from benchmarks.mailload import HOST, MX, Plan
from benchmarks.matterworld import World
from bot import mailboxes, service
from bot.core.matching import Index
from bot.settings import Settings

TENTHS = str(Path(sysconfig.get_path("scripts")) / "tenths")
BASE = "time@firm.example"
PEOPLE = 100
MATTERS = 300
LABELS = 1_000
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class House:
    """What runs, who writes, what they dictate, and how many letters were brought."""

    path: Path
    ports: dict[str, int]
    process: subprocess.Popen
    nothing: subprocess.Popen
    log: IO[str]
    people: list[tuple[str, str, str]]
    matters: list[str]
    brought: int = 0

    def bring(self, way: str, *, count: int, sessions: int) -> dict:
        """Bring so many letters that never came before; return what that took."""
        plan = Plan(
            port=self.ports[way],
            sessions=sessions,
            start=self.brought,
            count=count,
            date=format_datetime(datetime.now(UTC)),
            people=self.people,
            matters=self.matters,
            local=way == "LMTP",
        )
        server = (self.nothing if way == "nothing" else self.process).pid
        readers = _children(server)
        before = [_busy(each) for each in (server, *readers)]
        took = _bring(plan)
        assert took["letters"] == count, (took, _told(self.log)[-2_000:])
        after = [_busy(each) for each in (server, *readers)]
        busy = [(b - a) / count for a, b in zip(before, after, strict=True)]
        self.brought += 0 if way == "nothing" else count
        return {**took, "server": busy[0], "readers": sum(busy[1:])}

    def memory(self) -> tuple[float, list[float]]:
        """Return the memory of the server and of its readers, in megabytes."""
        readers = _children(self.process.pid)
        return _resident(self.process.pid), [_resident(each) for each in readers]


@contextmanager
def opened() -> Iterator[House]:
    """Run it all, for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "tenths.db"
        ports = {name: _free() for name in ("SMTP", "LMTP", "nothing", "relay")}
        environ = {
            "TENTHS_DATABASE_URL": f"sqlite:///{path}",
            "TENTHS_TIMEZONE": "Australia/Sydney",
            "TENTHS_MAIL_ADDRESS": BASE,
            "TENTHS_AUTHSERV_ID": MX,
            "TENTHS_SMTP_PORT": str(ports["SMTP"]),
            "TENTHS_LMTP_PORT": str(ports["LMTP"]),
            "TENTHS_RELAY_HOST": HOST,
            "TENTHS_RELAY_PORT": str(ports["relay"]),
            "TENTHS_RELAY_TLS": "none",
            "HOME": folder,
        }
        people, matters = _firm(environ)
        running = [
            stack.enter_context(_process(words, ready, environ))
            for words, ready in (
                ([sys.executable, "-m", nowhere.__name__, str(ports["nothing"])], "ok"),
                ([sys.executable, "-m", nowhere.__name__, str(ports["relay"])], "ok"),
                ([TENTHS, "serve", "email"], "serving services="),
            )
        ]
        (nothing, _), _, (process, log) = running
        yield House(path, ports, process, nothing, log, people, matters)


def _bring(plan: Plan) -> dict:
    """Bring the letters of a *plan* from a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", mailload.__name__, plan.told()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        assert client.stdout.readline() == "ready\n"
        told, _ = client.communicate("go\n")
    return json.loads(told)


@contextmanager
def _process(
    words: list[str], ready: str, environ: dict[str, str]
) -> Iterator[tuple[subprocess.Popen, IO[str]]]:
    """Run a command; give it and its log, once that says that it is *ready*."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environ},
        )
        try:
            until = time.monotonic() + 60
            while ready not in _told(log):
                assert process.poll() is None, _told(log)
                assert time.monotonic() < until, _told(log)
                time.sleep(0.05)
            yield process, log
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _told(log: IO[str]) -> str:
    return os.pread(log.fileno(), os.fstat(log.fileno()).st_size, 0).decode()


def _firm(environ: dict[str, str]) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Make a firm; return its people with their addresses, and what they dictate."""
    settings = Settings.from_env(environ)
    world = World(MATTERS, style="2024-FAM-0312", seed=1)
    people = []
    with closing(service.open_bot(settings, now=lambda: datetime.now(UTC))) as bot:
        bot.join("chat:local", name="Ben")
        bot.import_matters("chat:local", _listed(world, Path(environ["HOME"])))
        for number in range(PEOPLE):
            email = f"p{number}@firm.example"
            added = bot.person_add(
                "chat:local", email=email, name=f"Ada{number}", code=f"P{number:02}"
            )
            people.append((f"Ada{number}", email, mailboxes.address(BASE, added.token)))
    return people, _labels(world)


def _labels(world: World) -> list[str]:
    """Return labels as they are dictated, of which one in five must be asked about."""
    index = Index(world.matters)
    clear: list[str] = []
    unclear: list[str] = []
    for each in world.queries(20 * LABELS):
        exact = index.find(each.label).kind == "exact"
        (clear if exact else unclear).append(each.label)
    some = zip(*(islice(clear, at, None, 4) for at in range(4)), unclear, strict=False)
    return list(chain.from_iterable(islice(some, LABELS // 5)))


def _listed(world: World, folder: Path) -> Path:
    """Write the matter list of a firm; return where."""
    path = folder / "matters.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["number", "name", "client", "status"])
        for each in world.matters:
            rows.writerow([each.number, each.name, each.client, each.status])
    return path


def _free() -> int:
    with socket.create_server((HOST, 0)) as taken:
        return taken.getsockname()[1]


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for each in found for child in each.read_text().split()]


def _busy(pid: int) -> float:
    """Return for how many seconds a process has had a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _resident(pid: int) -> float:
    """Return how much memory a process holds now, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    [line] = [each for each in status.splitlines() if each.startswith("VmRSS")]
    return int(line.split()[1]) / 1024
