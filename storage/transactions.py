"""One transaction for each unit of work, for PostgreSQL, which has many writers."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage import connections, faults
from storage.units import UnitSession

T = TypeVar("T")
_FIRST_PAUSE = 0.005  # seconds
_LAST_PAUSE = 2.0
# Serialisation failure and deadlock: the loser is asked to try again.
_AGAIN = frozenset({"40001", "40P01"})


class Transactions:
    """Runs units of work, each in its own transaction, durable when `write` returns."""

    def __init__(self, url: URL, *, patience: float) -> None:
        self._engine = connections.postgres(url, patience=patience)

    def write(self, work: Callable[[Session], T], *, snapshot: bool = False) -> T:
        """Run *work*; return what it returned once that is on the disk.

        It is run again when another transaction got in its way. With *snapshot* it
        sees the database as it was at its first statement.
        """
        level = "REPEATABLE READ" if snapshot else "READ COMMITTED"
        pause = _FIRST_PAUSE
        while True:
            try:
                return self._once(work, level)
            except (DBAPIError, psycopg.Error) as fault:
                if pause > _LAST_PAUSE or not _is_lost(fault):
                    raise (faults.named(fault) or fault) from fault
            time.sleep(random.uniform(0, pause))  # noqa: S311 - only spreads them
            pause *= 2

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _once(self, work: Callable[[Session], T], level: str) -> T:
        with self._engine.connect() as connection:
            connection.execution_options(isolation_level=level)
            with connection.begin(), UnitSession(connection) as db:
                value = work(db)
                db.flush()
            return value


def _is_lost(fault: DBAPIError | psycopg.Error) -> bool:
    cause = fault.orig if isinstance(fault, DBAPIError) else fault
    return isinstance(cause, psycopg.Error) and cause.sqlstate in _AGAIN
