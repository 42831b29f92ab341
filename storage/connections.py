"""How each database is opened, and what it is told before the first statement."""

import json
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    QueuePool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError

from storage.faults import Unreachable

_CONNECTIONS = 8
# As many as threads ask at once; to open another costs ten times what it is asked.
_READERS = 32
_PAUSE = 0.005


def parsed(url: str) -> URL:
    """Return *url* taken apart; raise Unreachable when it is not one of ours."""
    try:
        found = make_url(url)
    except ArgumentError as fault:
        raise Unreachable("the database URL cannot be read") from fault
    if found.get_backend_name() not in {"sqlite", "postgresql"}:
        raise Unreachable("the database is SQLite or PostgreSQL")
    if is_sqlite(found) and found.database in {None, "", ":memory:"}:
        raise Unreachable("a SQLite database is kept in a file")
    return found


def is_sqlite(url: URL) -> bool:
    """Return whether *url* names a SQLite file."""
    return url.get_backend_name() == "sqlite"


def postgres(url: URL, *, patience: float) -> Engine:
    """Return an engine for PostgreSQL; a lock is waited for *patience* seconds."""
    milliseconds = max(1, round(patience * 1000))
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=_CONNECTIONS,
        max_overflow=_CONNECTIONS,
        pool_pre_ping=True,
        hide_parameters=True,
        json_serializer=_json,
        connect_args={
            "connect_timeout": 10,
            "options": f"-c lock_timeout={milliseconds} -c timezone=UTC",
        },
    )


def sqlite(
    url: URL, *, patience: float, begin: str | None, foreign_keys: bool = True
) -> Engine:
    """Return an engine for a SQLite file; a lock is waited for *patience* seconds.

    *begin* opens a transaction: "BEGIN" for one that only reads, "BEGIN IMMEDIATE" for
    one that has the database to itself, None where the caller says it. Migrations
    leave *foreign_keys* unchecked: rebuilding a table would empty those that point
    at it.
    """
    pool: dict[str, Any] = {"poolclass": NullPool}
    if begin == "BEGIN":
        pool = {"poolclass": QueuePool, "pool_size": _READERS}
    engine = create_engine(
        url,
        **pool,
        hide_parameters=True,
        json_serializer=_json,
        connect_args={"timeout": patience, "check_same_thread": False},
    )

    def connected(driver: sqlite3.Connection, _record: object) -> None:
        # Python's own idea of when a transaction begins is switched off.
        driver.isolation_level = None
        _log_ahead(driver, patience=patience)
        for pragma in (
            "synchronous=FULL",
            f"foreign_keys={int(foreign_keys)}",
            f"query_only={int(begin == 'BEGIN')}",
        ):
            driver.execute(f"PRAGMA {pragma}").close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(str(begin))

    event.listen(engine, "connect", connected)
    if begin is not None:
        event.listen(engine, "begin", begun)
    return engine


def for_reading(url: URL, *, patience: float) -> Engine:
    """Return an engine whose transactions see one moment, and change nothing."""
    if is_sqlite(url):
        return sqlite(url, patience=patience, begin="BEGIN")
    return postgres(url, patience=patience).execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )


def for_migrations(url: URL, *, patience: float) -> Engine:
    """Return an engine whose transaction may rebuild tables."""
    if is_sqlite(url):
        return sqlite(
            url, patience=patience, begin="BEGIN IMMEDIATE", foreign_keys=False
        )
    return postgres(url, patience=patience)


def for_holding(url: URL, *, options: str) -> Engine:
    """Return an engine for PostgreSQL that gives each caller a session of its own."""
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"connect_timeout": 10, "options": options},
    )


def make_room(url: URL) -> None:
    """Make the folder and the file of a SQLite database, for their owner's eyes only.

    Raise Unreachable when the place cannot be written to.
    """
    path = Path(os.path.realpath(str(url.database)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A file that is there is never opened here: to close it would take SQLite's
        # locks from every connection that this process has to it.
        # https://www.sqlite.org/howtocorrupt.html, section 2.2.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as fault:
        raise Unreachable(f"{path}: {fault.strerror}") from fault


def _log_ahead(driver: sqlite3.Connection, *, patience: float) -> None:
    """Have the database write its log ahead; two may do so at once to a new file.

    SQLite itself waits for no lock here.
    """
    until = time.monotonic() + patience
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as fault:
            busy = fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _json(value: object) -> str:
    """Return *value* as ASCII JSON: dates and amounts inside it as their text."""
    return json.dumps(value, default=str, separators=(",", ":"))
