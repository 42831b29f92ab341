"""A running `tenths serve`: a process of its own, on ports of its own."""

import os
import signal
import smtplib
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.fakes.door import HOST, free_port
from tests.fakes.terminal import TENTHS


@dataclass
class Serving:
    """One process, and what it has written so far."""

    running: subprocess.Popen
    port: int
    lmtp_port: int
    log: object
    lines: list = field(default_factory=list)

    @property
    def told(self):
        return self.log.read_text()

    def wait_for(self, words, *, seconds=90):
        until = time.monotonic() + seconds
        while words not in self.told:
            assert self.running.poll() is None, self.told
            assert time.monotonic() < until, self.told
            time.sleep(0.02)

    def knock(self, *, timeout=30):
        return smtplib.SMTP(HOST, self.port, local_hostname="client", timeout=timeout)

    def send(self, raw, *to):
        with self.knock() as client:
            return client.sendmail("x@client.example", to, raw)

    def stop(self, *, how=signal.SIGTERM):
        """Tell it to stop; return its exit code."""
        if self.running.poll() is None:
            self.running.send_signal(how)
        return self.running.wait(40)


@contextmanager
def serving(terminal, *words, ready="serving services=", **environ):
    """Run `tenths serve` with *words* in the home of *terminal*."""
    ports = free_port(), free_port()
    settings = {
        "TENTHS_SMTP_PORT": str(ports[0]),
        "TENTHS_LMTP_PORT": str(ports[1]),
        "TENTHS_WEB_PORT": str(free_port()),
    }
    path = terminal.home / f"serve-{ports[0]}.log"
    with path.open("wb") as log:
        running = subprocess.Popen(
            [TENTHS, "serve", *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**terminal.environ, **settings, **environ},
            cwd=terminal.here,
        )
    here = Serving(running, *ports, path)
    try:
        if ready:
            here.wait_for(ready)
        yield here
    finally:
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
        running.wait(20)
