"""The store: opened once, written to in units of work, read from in snapshots."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage import connections, faults, schema
from storage.faults import (
    DatabaseLocked,
    DiskFull,
    NewerDatabase,
    NotMigrated,
    StoreFault,
    Unreachable,
)
from storage.units import UnitSession
from storage.writer import Writer

__all__ = [
    "DatabaseLocked",
    "DiskFull",
    "NewerDatabase",
    "NotMigrated",
    "Store",
    "StoreFault",
    "Unreachable",
    "open_store",
]

T = TypeVar("T")
PATIENCE = 10.0


class Writes(Protocol):
    """The way in which a database takes units of work."""

    def write(self, work: Callable[[Session], T], *, snapshot: bool = False) -> T:
        """Run *work*; return what it returned once that is on the disk."""

    def close(self) -> None:
        """Let go of the database."""


class Store:
    """One open database, to be shared by every thread of the process."""

    def __init__(self, *, readers: Engine, writes: Writes) -> None:
        self._readers = readers
        self._writes = writes

    def write(self, work: Callable[[Session], T], *, snapshot: bool = False) -> T:
        """Run *work* as one unit; return what it returned, durable by then.

        A unit that raises leaves nothing and raises here. It may be run more than once
        and in another thread, so it does nothing outside the database. With *snapshot*
        all its reads see one moment (on SQLite they always do).
        """
        return self._writes.write(work, snapshot=snapshot)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that reads one moment of the database, and cannot write."""
        with faults.naming(), self._readers.connect() as connection:
            connection.begin()
            with UnitSession(connection) as db:
                yield db

    def close(self) -> None:
        """Let go of the database; what was written stays."""
        self._writes.close()
        self._readers.dispose()


def open_store(url: str, *, migrate: bool, patience: float = PATIENCE) -> Store:
    """Open the database at *url*; with *migrate*, make it or bring it up to date first.

    A lock is waited for *patience* seconds. Raises NotMigrated (without *migrate*),
    NewerDatabase, DatabaseLocked, DiskFull or Unreachable.
    """
    parsed = connections.parsed(url)
    if connections.is_sqlite(parsed):
        connections.make_room(parsed)
    if migrate:
        schema.migrate(parsed, patience=patience)
    readers = connections.for_reading(parsed, patience=patience)
    try:
        schema.check(readers)
        if connections.is_sqlite(parsed):
            with faults.naming():
                return Store(readers=readers, writes=Writer(parsed, patience=patience))
        # It imports the driver of a server, which a file has no use for.
        from storage.transactions import Transactions  # noqa: PLC0415 - start-up

        return Store(readers=readers, writes=Transactions(parsed, patience=patience))
    except BaseException:
        readers.dispose()
        raise
