"""A terminal with a home of its own, where the installed `tenths` is run."""

import logging
import os
import pty
import select
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from handlers.cli import main

TENTHS = Path(sysconfig.get_path("scripts")) / "tenths"


def noon_zone() -> str:
    """Return a zone where it is about noon, so that no test crosses midnight."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Terminal:
    """A home folder, the folder that commands are started in, and an environment."""

    home: Path
    env: Mapping[str, str] = field(default_factory=dict)
    zone: str = field(default_factory=noon_zone)

    @property
    def here(self) -> Path:
        folder = self.home / "work"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def environ(self) -> dict[str, str]:
        ours = {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "LOGNAME": "ada",
            "TENTHS_TIMEZONE": self.zone,
        }
        return ours | dict(self.env)

    def run(self, *words: str, said: str | bytes = b"") -> Done:
        """Run `tenths` with *words*, with *said* piped in."""
        data = said.encode() if isinstance(said, str) else said
        done = subprocess.run(
            [TENTHS, *words],
            input=data,
            capture_output=True,
            env=self.environ,
            cwd=self.here,
            timeout=100,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def call(self, *words: str, said: str | bytes = b"") -> Done:
        """Do what `run` does within this process: ten times faster."""
        data = said.encode() if isinstance(said, str) else said
        out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
        environ = self.environ
        with pytest.MonkeyPatch.context() as patch:
            for name in list(os.environ):
                patch.delenv(name)
            for name, value in environ.items():
                patch.setenv(name, value)
            patch.chdir(self.here)
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            try:
                code = main.main(words)
            finally:
                _close_log()
        for each in (out, err):
            each.flush()
        return Done(code, *(each.buffer.getvalue().decode() for each in (out, err)))

    def files(self, pattern: str = "**/*") -> list[Path]:
        """Return every file in the home folder."""
        return sorted(path for path in self.home.glob(pattern) if path.is_file())

    def sit_down(self, *words: str, columns: int = 80) -> "Seat":
        """Start `tenths` with *words* at a real terminal of that width."""
        screen, line = pty.openpty()
        size = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm"}
        # A shell that leads its session gets the first terminal that it opens, so
        # ctrl-C reaches the program; to fork by hand is unsafe beside threads.
        running = subprocess.Popen(
            [
                "sh",
                "-c",
                f'exec "$0" "$@" <>{os.ttyname(line)} >&0 2>&0',
                TENTHS,
                *words,
            ],
            env=size | self.environ,
            cwd=self.here,
            start_new_session=True,
        )
        return Seat(running, screen, line)


def furnished(home: Path, env: Mapping[str, str] | None = None) -> Terminal:
    """Return a terminal where somebody has been before: its database is ready."""
    terminal = Terminal(home, env or {}, zone=(furniture := _furniture())[0])
    place = home / ".local/share/tenths/tenths.sqlite3"
    place.parent.mkdir(parents=True)
    place.write_bytes(furniture[1])
    return terminal


@cache
def _furniture() -> tuple[str, bytes]:
    with TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder))
        assert terminal.call("people", "list").returncode == 0
        (path,) = terminal.files("**/tenths.sqlite3")
        return terminal.zone, path.read_bytes()


def _close_log() -> None:
    """Let go of the log, so that other tests see the loggers as they were."""
    for name in ("bot", "handlers", "storage"):
        logger = logging.getLogger(name)
        for handler in logger.handlers:
            handler.close()
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.NOTSET)
    root = logging.getLogger()
    for handler in list(root.handlers):
        if type(handler) is logging.NullHandler:
            root.removeHandler(handler)


@dataclass
class Seat:
    """A running `tenths` whose keyboard and screen we have."""

    running: subprocess.Popen
    fd: int
    line: int
    screen: str = ""

    def wait_for(self, text: str, *, seconds: float = 30) -> str:
        """Return what the screen has shown since the last wait, up to *text*."""
        until = time.monotonic() + seconds
        while text not in self.screen:
            left = until - time.monotonic()
            assert left > 0, f"{text!r} never came; the screen has {self.screen!r}"
            if select.select([self.fd], [], [], left)[0]:
                self.screen += os.read(self.fd, 65536).decode(errors="replace")
        shown, _, self.screen = self.screen.partition(text)
        return shown + text

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def leave(self, *, seconds: float = 30) -> int:
        """Press ctrl-D at the prompt, wait for the end, return the exit code."""
        self.press("\x04")
        until = time.monotonic() + seconds
        while (code := self.running.poll()) is None:
            assert time.monotonic() < until, "it does not end"
            if select.select([self.fd], [], [], 0.05)[0]:
                os.read(self.fd, 65536)
        os.close(self.line)
        os.close(self.fd)
        return code
