"""What can go wrong with a database, named; its own words are never passed on."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError


class StoreFault(Exception):
    """Something is wrong with the database; nothing of the unit of work was kept."""


class NewerDatabase(StoreFault):
    """The database was migrated by a newer Tenths than this one."""


class NotMigrated(StoreFault):
    """The database is empty or older than this Tenths; `tenths migrate` mends it."""


class DatabaseLocked(StoreFault):
    """Another process has kept the database to itself for too long."""


class DiskFull(StoreFault):
    """There is no room left to keep anything."""


class Unreachable(StoreFault):
    """The database cannot be opened or was lost: path, permission, network, damage."""


# https://www.sqlite.org/rescode.html: the low byte is the kind of a result.
_SQLITE: dict[int, type[StoreFault]] = {
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_PERM: Unreachable,
    sqlite3.SQLITE_READONLY: Unreachable,
    sqlite3.SQLITE_IOERR: Unreachable,
    sqlite3.SQLITE_CORRUPT: Unreachable,
    sqlite3.SQLITE_CANTOPEN: Unreachable,
    sqlite3.SQLITE_NOTADB: Unreachable,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html, longest prefix first.
_POSTGRES: tuple[tuple[str, type[StoreFault]], ...] = (
    ("55P03", DatabaseLocked),
    ("53100", DiskFull),
    ("08", Unreachable),
    ("28", Unreachable),
    ("3D", Unreachable),
    ("53", Unreachable),
    ("57P", Unreachable),
    ("58", Unreachable),
    ("XX", Unreachable),
)


def named(fault: BaseException) -> StoreFault | None:
    """Return the named fault that *fault* of a driver comes to, or None."""
    cause: Any = fault.orig if isinstance(fault, DBAPIError) else fault
    postgres = _postgres()
    kind: type[StoreFault] | None = None
    words = ""
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0)
        kind = _SQLITE.get(code & 0xFF)
        words = getattr(cause, "sqlite_errorname", "")
    elif postgres and isinstance(cause, postgres.Error):
        state = cause.sqlstate
        words = state or type(cause).__name__
        if state is not None:
            kind = next(
                (kind for code, kind in _POSTGRES if state[: len(code)] == code), None
            )
        elif isinstance(cause, postgres.OperationalError):
            kind = Unreachable
    return None if kind is None else kind(words)


@contextmanager
def naming() -> Iterator[None]:
    """Raise the named fault in place of a driver's own, where there is one."""
    try:
        yield
    except _of_drivers() as fault:
        raise (named(fault) or fault) from fault


def _postgres() -> Any:
    """Return the driver for PostgreSQL, if any database has asked for it yet.

    It takes long to import, and a SQLite file has no use for it.
    """
    return sys.modules.get("psycopg")


def _of_drivers() -> tuple[type[Exception], ...]:
    """Return the faults of the drivers there are, as they come or wrapped."""
    postgres = _postgres()
    both = (DBAPIError, sqlite3.Error)
    return (*both, postgres.Error) if postgres else both
