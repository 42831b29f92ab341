"""The engine: what is due is done, once, whatever ends the process that does it."""

import logging
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from bot import jobs
from bot.errors import Unavailable
from bot.jobs import Engine, Pace
from bot.work import Job, Later
from storage import holds, schema
from storage.engine import open_store
from storage.models import Base

FAST = Pace(poll=0.05, watch=0.2, start=0.3, again=0.2)


def now():
    return datetime.now(UTC)


@contextmanager
def started(url, run, *, executor="tenths", ticks=(), name="chore", seconds=5):
    engine = Engine(url, executor=executor, now=now, pace=FAST)
    engine.start([Job(name, run)], ticks=ticks)
    try:
        yield engine
    finally:
        engine.drain(seconds=seconds)


@pytest.fixture
def file(sqlite_url):
    """Give a store on SQLite alone, for what no database can make different."""
    opened = open_store(sqlite_url, migrate=False)
    yield opened
    opened.close()


def until(true, *, seconds=60):
    """Wait until *true()*, which is returned."""
    ends = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.02)
    return found


def test_what_is_enqueued_in_a_transaction_is_done_once_it_commits(store, store_url):
    done = []

    def dropped(db):
        engine.enqueue(db, "chore", 2)
        raise RuntimeError

    with started(store_url, done.append) as engine:
        store.write(lambda db: engine.enqueue(db, "chore", 1))
        with pytest.raises(RuntimeError):
            store.write(dropped)
        store.write(lambda db: engine.enqueue(db, "chore", 3))
        until(lambda: len(done) == 2)
        time.sleep(0.3)

    assert sorted(done) == [1, 3]


def test_many_at_once_share_transactions_and_each_is_done(store, store_url):
    done = []
    with started(store_url, done.append) as engine:
        jobs_ = [
            lambda db, number=number: engine.enqueue(db, "chore", number)
            for number in range(100)
        ]
        with ThreadPoolExecutor(16) as threads:
            list(threads.map(store.write, jobs_))
        until(lambda: len(done) >= 100)

    assert sorted(done) == list(range(100))


def test_the_same_work_enqueued_twice_is_done_once(store, store_url):
    done = []
    with started(store_url, done.append) as engine:
        store.write(lambda db: engine.enqueue(db, "chore", 1))
        store.write(lambda db: engine.enqueue(db, "chore", 1))
        until(lambda: done)
        store.write(lambda db: engine.enqueue(db, "chore", 1))
        time.sleep(0.4)

    assert done == [1]


def test_later_is_tried_again_after_so_long_and_holds_no_thread(store, store_url):
    begun, seen = [], threading.Event()

    def run(number):
        begun.append((number, time.monotonic()))
        return Later(1.2) if number < 50 and not seen.is_set() else None

    with started(store_url, run) as engine:
        for number in range(60):
            store.write(lambda db, number=number: engine.enqueue(db, "chore", number))
        until(lambda: {each for each, _ in begun} == set(range(60)))
        waiting = engine.under_way("chore")
        seen.set()
        until(lambda: not engine.under_way("chore"))

    assert waiting >= set(range(50))
    times = [at for each, at in begun if each == 7]
    assert times[1] - times[0] > 1.1


def test_what_fails_by_our_fault_is_tried_again(file, sqlite_url, caplog):
    begun = []

    def run(number):
        begun.append(number)
        if len(begun) < 3:
            raise RuntimeError("privileged words")

    with caplog.at_level(logging.INFO), started(sqlite_url, run) as engine:
        file.write(lambda db: engine.enqueue(db, "chore", 1))
        until(lambda: len(begun) == 3)

    faults = [each.getMessage() for each in caplog.records if each.exc_info]
    assert faults == [f"job=chore id=1 turn={turn} fault" for turn in (1, 2)]


def test_what_cannot_be_finished_in_time_is_left_to_the_next_process(file, sqlite_url):
    begun, done, over = [], [], threading.Event()

    def slow(number):
        begun.append(number)
        over.wait(100)

    with started(sqlite_url, slow, seconds=1) as engine:
        file.write(lambda db: engine.enqueue(db, "chore", 1))
        until(lambda: begun)
    with started(sqlite_url, done.append):
        until(lambda: done)
    over.set()

    assert done == [1]


def test_a_job_that_only_another_process_has_is_left_to_it(file, sqlite_url):
    done = []
    with started(sqlite_url, done.append, name="other") as engine:
        file.write(lambda db: engine.enqueue(db, "chore", 1))
        time.sleep(0.5)
        assert engine.under_way("chore") == {1}
    with started(sqlite_url, done.append):
        until(lambda: done)

    assert done == [1]


def test_work_that_no_attempt_is_under_way_for_is_revived(file, sqlite_url):
    done = []
    with started(sqlite_url, done.append) as engine:
        file.write(lambda db: engine.enqueue(db, "chore", 1))
        until(lambda: done and not engine.under_way("chore"))
        engine.revive("chore", 1)
        engine.revive("chore", 1)
        until(lambda: len(done) == 2)
        time.sleep(0.3)

    assert done == [1, 1]


def test_what_is_done_is_forgotten_after_a_day(store, store_url, monkeypatch):
    done = []
    with started(store_url, done.append) as engine:
        for number in range(5):
            store.write(lambda db, number=number: engine.enqueue(db, "chore", number))
        until(lambda: len(done) == 5 and not engine.under_way("chore"))
        engine._forget()
        before = len(finished(engine))
        monkeypatch.setattr(jobs, "_KEPT", timedelta(seconds=-5))
        engine._forget()
        after = len(finished(engine))

    assert (before, after) == (5, 0)


def finished(engine):
    return engine._client.list_workflows(queue_name="chore", status=["SUCCESS"])


def test_what_never_succeeds_by_our_fault_is_given_up(file, sqlite_url, monkeypatch):
    monkeypatch.setattr(jobs, "_MOST_TURNS", 2)
    begun = []

    def run(number):
        begun.append(number)
        raise RuntimeError

    with started(sqlite_url, run) as engine:
        file.write(lambda db: engine.enqueue(db, "chore", 1))
        until(lambda: len(begun) == 2)
        until(lambda: not engine.under_way("chore"))

    assert begun == [1, 1]


def test_the_tables_of_the_engine_can_be_made_beforehand(empty_postgres_url):
    store = open_store(empty_postgres_url, migrate=True)
    jobs.migrate(empty_postgres_url)
    jobs.migrate(empty_postgres_url)
    done = []
    with started(empty_postgres_url, done.append) as engine:
        store.write(lambda db: engine.enqueue(db, "chore", 1))
        until(lambda: done)
    store.close()

    assert done == [1]


def test_a_minute_ticks_once_and_a_fault_of_one_stops_no_other(store_url):
    ticks = []

    def broken(at):
        raise RuntimeError

    with started(store_url, lambda number: None, ticks=(broken, ticks.append)):
        until(lambda: ticks)
        time.sleep(0.5)

    assert len(ticks) in {1, 2}
    assert len(set(ticks)) == len(ticks)
    assert all(at.second == 0 and at.tzinfo for at in ticks)


def test_a_name_in_use_is_refused_in_words(store, store_url):
    with started(store_url, lambda number: None):
        other = Engine(store_url, executor="tenths", now=now, pace=FAST)
        with pytest.raises(Unavailable, match="TENTHS_EXECUTOR"):
            other.start([])
    hold = holds.take(store_url, "tenths")

    assert hold is not None
    hold.release()


def test_nothing_is_pickled(file, sqlite_url):
    with started(sqlite_url, lambda number: None) as engine:
        file.write(lambda db: engine.enqueue(db, "chore", 1))
        with file.read() as db:
            kept = db.scalars(text("SELECT inputs FROM workflow_input")).all()

    assert '{"args":["chore",1,1,""],"kwargs":{}}' in kept


def test_a_migration_leaves_the_tables_of_the_engine_alone(sqlite_url):
    with started(sqlite_url, lambda number: None):
        pass
    with create_engine(sqlite_url).connect() as connection:
        options = {"include_name": schema.ours}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, Base.metadata)
        tables = set(inspect(connection).get_table_names())

    assert differences == []
    assert tables - set(Base.metadata.tables) - {"alembic_version"} == schema.ENGINE


def test_only_who_serves_pays_for_the_engine():
    code = "import sys, bot.service; print('dbos' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert told.stdout == "False\n"


PROCESS = """
import sys, time
from datetime import UTC, datetime, timedelta
from bot.jobs import Engine, Pace
from bot.work import Job

def run(number):
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
    time.sleep(100 if sys.argv[3] == "hang" else 0)

engine = Engine(sys.argv[1], executor=sys.argv[2], now=lambda: datetime.now(UTC),
                pace=Pace(poll=0.05, watch=0.2))
engine.start([Job("chore", run)])
sys.stdout.write("ready\\n")
sys.stdout.flush()
time.sleep(100)
"""


@contextmanager
def process(url, executor, how):
    """Run an engine in a process of its own; it is killed when the block ends."""
    command = [sys.executable, "-c", PROCESS, url, executor, how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout.readline() == "ready\n"
            yield running
        finally:
            running.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("executor", ["tenths", "tenths-2"])
def test_what_a_killed_process_was_doing_is_taken_up(store, store_url, executor):
    done = []
    client = Engine(store_url, executor="client", now=now)
    with process(store_url, executor, "hang") as other:
        for number in (1, 2):
            store.write(lambda db, number=number: client.enqueue(db, "chore", number))
        begun = {other.stdout.readline(), other.stdout.readline()}
    with started(store_url, done.append):
        until(lambda: len(done) == 2)
        time.sleep(0.5)

    assert begun == {"1\n", "2\n"}
    assert sorted(done) == [1, 2]


def test_a_living_process_keeps_what_it_is_doing(store, store_url):
    done = []
    client = Engine(store_url, executor="client", now=now)
    with process(store_url, "tenths-2", "hang") as other:
        store.write(lambda db: client.enqueue(db, "chore", 1))
        assert other.stdout.readline() == "1\n"
        with started(store_url, done.append):
            time.sleep(1)

    assert done == []
