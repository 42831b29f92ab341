"""One writer for SQLite: units of work that wait are committed together.

There is no thread for it. Whoever comes first leads: it runs its own unit and those
of all who came meanwhile, each of them apart, commits once, and names the next leader
from those who wait. A lone caller pays for none of this.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from threading import get_ident
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import URL
from sqlalchemy.orm import Session

from storage import connections, faults
from storage.units import UnitSession

T = TypeVar("T")
_TOGETHER = 256


class _Unit(Generic[T]):
    """A piece of work on its way to the disk, and what became of it."""

    __slots__ = ("fault", "gate", "leads", "settled", "value", "work")

    def __init__(self, work: Callable[[Session], T]) -> None:
        self.work = work
        self.value: T | None = None
        self.fault: Exception | None = None
        self.settled = False
        self.leads = False
        self.gate = threading.Lock()

    def outcome(self) -> T:
        """Return what the work returned, or raise what it raised."""
        if self.fault is not None:
            raise self.fault
        return cast("T", self.value)


class Writer:
    """Runs units of work on one connection, each durable when `write` returns."""

    def __init__(self, url: URL, *, patience: float) -> None:
        engine = connections.sqlite(url, patience=patience, begin=None)
        self._connection = engine.connect()
        driver = self._connection.connection.driver_connection
        self._driver = cast("sqlite3.Connection", driver)
        # SQLAlchemy's own transaction is a formality that lasts as long as this
        # connection: those on the disk are begun, divided and ended by the driver.
        self._session = self._fresh()
        self._mutex = threading.Lock()
        self._waiting: deque[_Unit[Any]] = deque()
        self._led = False
        self._leader: int | None = None

    def write(self, work: Callable[[Session], T], *, snapshot: bool = False) -> T:  # noqa: ARG002 - it always is
        """Run *work*; return what it returned once that is on the disk.

        A unit that raises leaves nothing. It may be run again, in another thread, when
        the transaction that it shared is lost.
        """
        if self._leader == get_ident():
            raise RuntimeError("a unit of work cannot wait for another")
        unit = _Unit(work)
        with self._mutex:
            leads = not self._led
            if leads:
                self._led = True
            else:
                unit.gate.acquire()
                self._waiting.append(unit)
        if not leads:
            self._wait(unit)
        if not unit.settled:
            self._lead(unit)
        return unit.outcome()

    def close(self) -> None:
        """Let go of the database, once nobody writes any more."""
        self._session.close()
        self._connection.close()

    def _wait(self, unit: _Unit[Any]) -> None:
        """Wait until *unit* is settled or may lead."""
        try:
            unit.gate.acquire()
        except BaseException:
            # Interrupted: what was not begun is taken back, a lead is passed on.
            with self._mutex:
                if unit in self._waiting:
                    self._waiting.remove(unit)
                if unit.leads:
                    self._name_next()
            raise

    def _lead(self, unit: _Unit[Any]) -> None:
        """Serve *unit* and whoever came meanwhile, then pass the lead on."""
        served = [unit]
        self._leader = get_ident()
        try:
            self._serve(served)
        except BaseException:
            # An interrupt. What is not on the disk is run again by the next leader.
            self._clear()
            raise
        finally:
            self._leader = None
            with self._mutex:
                again = [each for each in served[1:] if not each.settled]
                self._waiting.extendleft(reversed(again))
                self._name_next()
            for each in served[1:]:
                if each.settled:
                    each.gate.release()

    def _name_next(self) -> None:
        """Let the first that waits lead, if any. The mutex is held."""
        self._led = bool(self._waiting)
        if self._led:
            following = self._waiting.popleft()
            following.leads = True
            following.gate.release()

    def _serve(self, served: list[_Unit[Any]], *, alone: bool = False) -> None:
        """Run the *served*, and unless *alone* all who join them; settle them."""
        try:
            self._transact(served, alone=alone)
        except sqlite3.Error as fault:
            self._clear()
            pending = [unit for unit in served if unit.fault is None]
            cause = faults.named(fault) or fault
            if len(pending) == 1 or isinstance(cause, faults.DatabaseLocked):
                for unit in pending:
                    unit.fault = cause
            else:
                # They do not fit together: each has its own chance.
                for unit in pending:
                    self._serve([unit], alone=True)
        _settle(served)

    def _transact(self, served: list[_Unit[Any]], *, alone: bool) -> None:
        """Run the *served*, and unless *alone* all who join them, and commit once."""
        self._driver.execute("BEGIN IMMEDIATE")
        kept: list[_Unit[Any]] = []
        todo = deque(served)
        while todo:
            unit = todo.popleft()
            if self._run(unit, divided=bool(kept)):
                kept.append(unit)
            elif not self._driver.in_transaction:
                # With it went what was kept so far, which therefore runs again.
                self._driver.execute("BEGIN IMMEDIATE")
                todo.extendleft(reversed(kept))
                kept.clear()
            if not (todo or alone):
                todo.extend(self._join(served))
        try:
            self._driver.execute("COMMIT")
        except KeyboardInterrupt:
            if not self._driver.in_transaction:
                _settle(served)
            raise

    def _join(self, served: list[_Unit[Any]]) -> list[_Unit[Any]]:
        """Return those who came meanwhile, now among the *served*."""
        if not self._waiting:
            return []
        with self._mutex:
            count = min(_TOGETHER - len(served), len(self._waiting))
            joined = [self._waiting.popleft() for _ in range(count)]
        served += joined
        return joined

    def _run(self, unit: _Unit[Any], *, divided: bool) -> bool:
        """Run one unit, *divided* from those before it; return whether it was kept."""
        unit.fault = None
        if divided:
            self._driver.execute("SAVEPOINT unit")
        try:
            unit.value = unit.work(self._session)
            self._session.flush()
            if divided:
                self._driver.execute("RELEASE unit")
        except Exception as fault:  # noqa: BLE001 - it is raised where it is awaited
            unit.fault = faults.named(fault) or fault
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK TO unit" if divided else "ROLLBACK")
            self._session = self._fresh()
            return False
        return True

    def _clear(self) -> None:
        """Drop the transaction, if there is one still, and what the session knows."""
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")
        self._session = self._fresh()

    def _fresh(self) -> Session:
        """Return a session that has seen nothing yet."""
        if not self._connection.in_transaction():
            self._connection.begin()
        return UnitSession(self._connection, expire_on_commit=False)


def _settle(served: list[_Unit[Any]]) -> None:
    for unit in served:
        unit.settled = True
