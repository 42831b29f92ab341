"""A name that one process at a time has, for as long as it lives."""

import hashlib
import os
import sqlite3
from contextlib import suppress
from typing import Protocol

from sqlalchemy import URL, Connection, text

from storage import connections, faults

_LOCKS = 0x7E28  # the first of two numbers; no other lock is taken under it
# A machine that is gone lets go within half a minute; one that died, at once.
_GONE = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
)


class Hold(Protocol):
    """A name that this process has."""

    def lasts(self) -> bool:
        """Return whether it is still held."""

    def release(self) -> None:
        """Let the next one have it."""


def take(url: str, name: str) -> Hold | None:
    """Return a hold on *name* beside the database at *url*, or None: another has it.

    It ends with the process, however that ends.
    """
    parsed = connections.parsed(url)
    with faults.naming():
        if connections.is_sqlite(parsed):
            return _File.taken(f"{parsed.database}-{name}.lock")
        return _Advisory.taken(parsed, name)


class _File:
    """A lock on a small file beside a SQLite database."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver

    @classmethod
    def taken(cls, path: str) -> "_File | None":
        # Who can read the file can hold it. One that is there is not touched: to close
        # it would let go of what this process holds.
        with suppress(OSError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        # SQLite itself is the lock that every system has: nothing is ever written.
        driver = sqlite3.connect(
            path, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            driver.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            driver.close()
            if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return None
            raise
        return cls(driver)

    def lasts(self) -> bool:
        return True

    def release(self) -> None:
        self._driver.close()


class _Advisory:
    """A lock of one session of PostgreSQL, which needs a session of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    def taken(cls, url: URL, name: str) -> "_Advisory | None":
        connection = connections.for_holding(url, options=_GONE).connect()
        try:
            got = connection.scalar(
                text("SELECT pg_try_advisory_lock(:locks, :name)"),
                {"locks": _LOCKS, "name": _number(name)},
            )
        except BaseException:
            connection.close()
            raise
        if not got:
            connection.close()
            return None
        return cls(connection)

    def lasts(self) -> bool:
        try:
            self._connection.scalar(text("SELECT 1"))
        except Exception as fault:
            if faults.named(fault) is None:
                raise
            return False
        return True

    def release(self) -> None:
        self._connection.close()


def _number(name: str) -> int:
    """Return the number of 32 bits that *name* is known by."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], signed=True)
