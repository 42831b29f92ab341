"""A terminal with a home of its own, where the installed `tenths` is run."""

import os
import pty
import select
import subprocess
import sysconfig
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

TENTHS = Path(sysconfig.get_path("scripts")) / "tenths"


def noon_zone() -> str:
    """Return a zone where it is about noon, so that no test crosses midnight."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


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

    def run(self, *words: str, said: str | bytes = b"") -> subprocess.CompletedProcess:
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
        done.stdout = done.stdout.decode()
        done.stderr = done.stderr.decode()
        return done

    def files(self, pattern: str = "**/*") -> list[Path]:
        """Return every file in the home folder."""
        return sorted(path for path in self.home.glob(pattern) if path.is_file())

    def sit_down(self, *words: str, columns: int = 80) -> "Seat":
        """Start `tenths` with *words* at a real terminal of that width."""
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(self.here)
            size = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm"}
            os.execve(TENTHS, ["tenths", *words], size | self.environ)
        return Seat(pid, fd)


@dataclass
class Seat:
    """A running `tenths` whose keyboard and screen we have."""

    pid: int
    fd: int
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
        while (ended := os.waitpid(self.pid, os.WNOHANG))[0] == 0:
            assert time.monotonic() < until, "it does not end"
            if select.select([self.fd], [], [], 0.05)[0]:
                with suppress(OSError):
                    os.read(self.fd, 65536)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(ended[1])
