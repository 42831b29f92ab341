"""Units of work that wait for the one writer of a SQLite file."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from threading import Event, Lock, Thread
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import entries, inbox, people, writer
from storage.engine import DatabaseLocked, DiskFull, open_store
from tests.storage.world import DAY, dictate, populate, say


@pytest.fixture
def store(sqlite_url):
    with closing(open_store(sqlite_url, migrate=False, patience=0.1)) as opened:
        yield opened


@pytest.fixture
def statements(store):
    """Give the statements that the writer ends and divides transactions with."""
    said = []

    words = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")

    def heard(statement):
        if statement.startswith(words):
            said.append(statement)

    store._writes._driver.set_trace_callback(heard)
    return said


class Crowd:
    """Callers who come while one unit is being run, and so share its transaction."""

    def __init__(self, store):
        self.store = store
        self.outcomes = {}

    def together(self, first, *others):
        """Run *first* and, once it has begun, the *others*, who all wait behind it."""
        begun, go = Event(), Event()

        def leader(db):
            begun.set()
            assert go.wait(10)
            return first(db)

        threads = [self._start(0, leader)]
        assert begun.wait(10)
        for number, work in enumerate(others, start=1):
            threads.append(self._start(number, work))
            self._until_waiting(number)
        go.set()
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive()
        return [self.outcomes[number] for number in range(len(threads))]

    def _start(self, number, work: Callable):
        def call():
            try:
                self.outcomes[number] = self.store.write(work)
            except BaseException as fault:  # noqa: BLE001 - it is what is looked at
                self.outcomes[number] = fault

        thread = Thread(target=call)
        thread.start()
        return thread

    def _until_waiting(self, count):
        ends = time.monotonic() + 60
        while len(self.store._writes._waiting) < count:
            assert time.monotonic() < ends
            time.sleep(0.001)


@pytest.fixture
def together(store):
    return Crowd(store).together


def keys(store, world):
    with store.read() as db:
        found = [inbox.message(db, **world.ada.scope, key=key) for key in "abcdefgh"]
    return "".join(message.key for message in found if message)


def keeps(world, key):
    return lambda db: dictate(db, world.ada, key=key).number


def fails(world, key):
    def work(db):
        dictate(db, world.ada, key=key)
        raise LookupError(key)

    return work


def test_a_lone_unit_pays_for_no_savepoint(store, world, statements):
    store.write(keeps(world, "a"))

    assert statements == ["BEGIN IMMEDIATE", "COMMIT"]


def test_units_that_wait_are_committed_together(store, world, together, statements):
    numbers = together(*(keeps(world, key) for key in "abcd"))

    assert numbers == [1, 2, 3, 4]
    assert statements.count("COMMIT") == 1
    assert keys(store, world) == "abcd"


def test_a_unit_that_raises_rolls_back_only_itself(store, world, together, statements):
    outcomes = together(
        keeps(world, "a"), fails(world, "b"), keeps(world, "c"), fails(world, "d")
    )

    assert (outcomes[0], outcomes[2]) == (1, 2)
    assert [type(outcomes[number]) for number in (1, 3)] == [LookupError] * 2
    assert statements.count("COMMIT") == 1
    assert keys(store, world) == "ac"


def test_a_first_unit_that_raises_takes_nobody_with_it(store, world, together):
    first, *others = together(
        fails(world, "a"), fails(world, "b"), keeps(world, "c"), keeps(world, "d")
    )

    assert isinstance(first, LookupError)
    assert others[1:] == [1, 2]
    assert keys(store, world) == "cd"


def test_a_broken_constraint_is_the_units_own(store, world, together):
    def twice(db):
        say(db, world.ada, key="b")
        people.timekeeper_add(
            db, firm_id=world.ada.firm_id, name="A", code="AL", zone="x", locale="y"
        )

    outcomes = together(keeps(world, "a"), twice, keeps(world, "c"))

    assert isinstance(outcomes[1], IntegrityError)
    assert (outcomes[0], outcomes[2]) == (1, 2)
    assert keys(store, world) == "ac"


def test_those_whose_transaction_is_lost_run_again(store, world, together):
    runs = []

    def counted(db):
        runs.append(1)
        return dictate(db, world.ada, key="a").number

    def loses(db):
        db.connection().exec_driver_sql("ROLLBACK")
        raise OSError

    outcomes = together(counted, loses, keeps(world, "c"))

    assert len(runs) == 2
    assert (outcomes[0], outcomes[2]) == (1, 2)
    assert isinstance(outcomes[1], OSError)
    assert keys(store, world) == "ac"


def test_when_the_commit_fails_each_has_its_own_chance(store, world, together):
    def points_at_nothing(db):
        db.execute(text("PRAGMA defer_foreign_keys=1"))
        say(db, world.ada._replace(timekeeper_id=99), key="b")

    outcomes = together(keeps(world, "a"), points_at_nothing, keeps(world, "c"))

    assert isinstance(outcomes[1], sqlite3.IntegrityError)
    assert (outcomes[0], outcomes[2]) == (1, 2)
    assert keys(store, world) == "ac"


@pytest.mark.parametrize("method", ["commit", "rollback"])
def test_a_unit_does_not_end_its_transaction(store, world, method):
    def work(db):
        say(db, world.ada, key="a")
        getattr(db, method)()

    with pytest.raises(RuntimeError, match="a unit of work"):
        store.write(work)

    assert keys(store, world) == ""


def test_a_unit_inside_a_unit_is_refused_and_not_waited_for(store, world):
    with pytest.raises(RuntimeError, match="cannot wait for another"):
        store.write(lambda _: store.write(keeps(world, "a")))

    assert store.write(keeps(world, "b")) == 1


def test_a_group_has_its_limit_and_nobody_is_left_waiting(
    store, world, together, statements, monkeypatch
):
    monkeypatch.setattr(writer, "_TOGETHER", 2)

    assert together(*(keeps(world, key) for key in "abcde")) == [1, 2, 3, 4, 5]
    assert statements.count("COMMIT") == 3


def test_a_locked_database_is_named_and_nothing_is_lost(store, sqlite_url, world):
    path = sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked):
            store.write(keeps(world, "a"))
        other.execute("ROLLBACK")

    assert store.write(keeps(world, "b")) == 1
    assert keys(store, world) == "b"


def test_all_who_wait_are_told_of_the_lock(store, sqlite_url, world, together):
    path = sqlite_url.removeprefix("sqlite:///")
    with closing(
        sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    ) as other:

        def gives_way(db):
            db.connection().exec_driver_sql("ROLLBACK")
            other.execute("BEGIN IMMEDIATE")
            raise OSError

        outcomes = together(keeps(world, "a"), gives_way, keeps(world, "c"))
        other.execute("ROLLBACK")

    assert isinstance(outcomes[0], DatabaseLocked)
    assert isinstance(outcomes[1], OSError)
    assert isinstance(outcomes[2], DatabaseLocked)
    assert keys(store, world) == ""
    assert store.write(keeps(world, "d")) == 1


def pages(store, more):
    """Let the file grow by no more than that many pages."""

    def work(db):
        count = db.scalar(text("PRAGMA page_count"))
        db.execute(text(f"PRAGMA max_page_count={count + more}"))

    store.write(work)


def test_a_full_disk_is_named_and_nothing_is_lost(store, world):
    store.write(keeps(world, "a"))
    pages(store, 20)

    with pytest.raises(DiskFull):
        store.write(lambda db: say(db, world.ada, key="b", text="x" * 500_000))

    assert store.write(keeps(world, "c")) == 2
    pages(store, 1_000)
    assert store.write(lambda db: say(db, world.ada, key="d", text="x" * 500_000))
    assert keys(store, world) == "acd"


def test_what_fills_the_disk_leaves_room_for_its_neighbours(store, world, together):
    pages(store, 20)

    outcomes = together(
        keeps(world, "a"),
        lambda db: say(db, world.ada, key="b", text="x" * 500_000),
        keeps(world, "c"),
    )

    assert isinstance(outcomes[1], DiskFull)
    assert (outcomes[0], outcomes[2]) == (1, 2)
    assert keys(store, world) == "ac"


def test_an_interrupted_leader_leaves_the_others_to_the_next(store, world, together):
    def interrupted(db):
        say(db, world.ada, key="a")
        raise KeyboardInterrupt

    outcomes = together(interrupted, keeps(world, "b"), keeps(world, "c"))

    assert isinstance(outcomes[0], KeyboardInterrupt)
    assert outcomes[1:] == [1, 2]
    assert keys(store, world) == "bc"


class Interrupted:
    """A driver whose COMMIT is interrupted, *after* it was done or before."""

    def __init__(self, driver, *, after):
        self.driver = driver
        self.after = after

    @property
    def in_transaction(self):
        return self.driver.in_transaction

    def execute(self, statement):
        if statement != "COMMIT" or self.after is None:
            return self.driver.execute(statement)
        after, self.after = self.after, None
        if after:
            self.driver.execute(statement)
        raise KeyboardInterrupt


@pytest.mark.parametrize("after", [True, False])
def test_an_interrupted_commit_is_made_once_for_the_others(
    store, world, together, monkeypatch, after
):
    driver = Interrupted(store._writes._driver, after=after)
    monkeypatch.setattr(store._writes, "_driver", driver)

    outcomes = together(keeps(world, "a"), keeps(world, "b"), keeps(world, "c"))

    assert isinstance(outcomes[0], KeyboardInterrupt)
    assert outcomes[1:] == ([2, 3] if after else [1, 2])
    assert keys(store, world) == ("abc" if after else "bc")


def test_who_runs_again_is_told_of_the_last_run_only(
    store, world, together, monkeypatch
):
    driver = Interrupted(store._writes._driver, after=False)
    monkeypatch.setattr(store._writes, "_driver", driver)
    runs = []

    def fails_once(db):
        runs.append(1)
        if len(runs) == 1:
            raise LookupError
        return dictate(db, world.ada, key="b").number

    outcomes = together(keeps(world, "a"), fails_once)

    assert isinstance(outcomes[0], KeyboardInterrupt)
    assert outcomes[1] == 1
    assert keys(store, world) == "b"


class Gate:
    """A gate at which the next to wait is interrupted, once it is told to."""

    interrupts = None

    def __init__(self):
        self.lock = Lock()
        self.passed = False

    def acquire(self):
        if self.passed and Gate.interrupts is not None:
            interrupts, Gate.interrupts = Gate.interrupts, None
            interrupts(self.lock)
            raise KeyboardInterrupt
        self.passed = True
        return self.lock.acquire()

    def release(self):
        self.lock.release()


@pytest.mark.parametrize(
    "begun", [False, True], ids=["not begun", "about to lead itself"]
)
def test_one_who_is_interrupted_while_waiting_holds_nobody_up(
    store, world, monkeypatch, begun
):
    monkeypatch.setattr(writer, "threading", SimpleNamespace(Lock=Gate))
    monkeypatch.setattr(writer, "_TOGETHER", 1)
    inside, go = Event(), Event()

    def slow(db):
        inside.set()
        assert go.wait(10)
        return dictate(db, world.ada, key="a").number

    def meanwhile(lock):
        if begun:
            go.set()
            lock.acquire()  # the lead has been passed to this one

    outcomes = Crowd(store)
    first = outcomes._start(0, slow)
    assert inside.wait(10)
    Gate.interrupts = meanwhile
    second = outcomes._start(1, keeps(world, "b"))
    second.join(10)
    go.set()
    first.join(10)

    assert isinstance(outcomes.outcomes[1], KeyboardInterrupt)
    assert store.write(keeps(world, "c")) == 2
    assert keys(store, world) == "ac"


def test_a_store_is_written_to_by_two_processes_worth_of_stores(sqlite_url, store):
    world = store.write(populate)
    with closing(open_store(sqlite_url, migrate=False)) as other:
        for turn in range(20):
            for number, each in enumerate((store, other)):
                key = f"{turn}-{number}"
                each.write(lambda db, key=key: dictate(db, world.ada, key=key))

    with store.read() as db:
        kept = entries.on_days(db, **world.ada.scope, start=DAY, end=DAY)
    assert [entry.number for entry in kept] == list(range(1, 41))
