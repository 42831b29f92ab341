import subprocess
import sys
from contextlib import closing
from threading import Barrier, Thread

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import entries, inbox, matters, people, transactions
from storage.engine import DatabaseLocked, StoreFault, Unreachable, open_store
from tests.storage.world import DAY, dictate, populate, say


@pytest.fixture
def postgres(postgres_url):
    with closing(open_store(postgres_url, migrate=False, patience=0.2)) as opened:
        yield opened


def run_all(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_eight_threads_lose_nothing(store, world):
    numbers = []

    def writer(name):
        person = [world.ada, world.ben, world.zoe][name % 3]
        for turn in range(25):
            added = store.write(
                lambda db, turn=turn: dictate(db, person, key=f"{name}-{turn}")
            )
            numbers.append((person, added.number))

    run_all([Thread(target=writer, args=(name,)) for name in range(8)])

    assert len(numbers) == 200
    assert len(set(numbers)) == 200
    for person, count in [(world.ada, 75), (world.ben, 75), (world.zoe, 50)]:
        with store.read() as db:
            kept = entries.on_days(db, **person.scope, start=DAY, end=DAY)
        assert [entry.number for entry in kept] == list(range(1, count + 1))


def test_a_unit_that_raises_leaves_nothing(store, world):
    def work(db):
        dictate(db, world.ada, key="a")
        raise LookupError

    with pytest.raises(LookupError):
        store.write(work)

    with store.read() as db:
        assert inbox.message(db, **world.ada.scope, key="a") is None
    assert store.write(lambda db: dictate(db, world.ada, key="a")).number == 1


def test_what_was_written_is_there_for_the_next_to_open(store_url):
    with closing(open_store(store_url, migrate=False)) as store:
        world = store.write(populate)
        store.write(lambda db: say(db, world.ada, key="a"))
    with closing(open_store(store_url, migrate=False)) as store, store.read() as db:
        assert inbox.message(db, **world.ada.scope, key="a").text == "0.2 call, Smith"


def test_reading_cannot_write(store, world):
    with pytest.raises((StoreFault, DBAPIError)), store.read() as db:
        people.firm_change(db, firm_id=world.ada.firm_id, name="x")


def test_a_reading_sees_one_moment(store, world):
    with store.read() as db:
        before = len(entries.on_days(db, **world.ada.scope, start=DAY, end=DAY))
        store.write(lambda other: dictate(other, world.ada, key="a"))
        after = len(entries.on_days(db, **world.ada.scope, start=DAY, end=DAY))
    assert (before, after) == (0, 0)


def test_reading_is_not_held_up_by_a_writer(store, world):
    def work(db):
        say(db, world.ada, key="a")
        with store.read() as other:
            return people.timekeeper_at(other, "chat:Ada").name

    assert store.write(work) == "Ada"


def test_a_snapshot_sees_one_moment_while_it_writes(store, world):
    def work(db):
        seen = matters.revision(db, world.ada.firm_id)
        say(db, world.ada, key="a")
        return seen, matters.revision(db, world.ada.firm_id)

    assert store.write(work, snapshot=True) == (0, 0)


@pytest.mark.parametrize(
    "url",
    [
        "not a url",
        "mysql://somewhere/x",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////proc/no/such/place.db",
        "sqlite:////",
        "postgresql://tenths@/x?host=/nowhere/at/all",
    ],
)
def test_what_cannot_be_opened_is_unreachable(url):
    with pytest.raises(Unreachable):
        open_store(url, migrate=True)


# SQLite locks these bytes of a file that it has open: "The Lock-Byte Page".
LOCKED = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except BlockingIOError:
        sys.exit(1)
"""


def is_locked(path):
    """Ask from another process, as a lock is none to its own."""
    asked = subprocess.run([sys.executable, "-c", LOCKED, str(path)], check=False)
    return asked.returncode == 1


def test_who_opens_the_file_again_takes_no_lock_away(sqlite_url):
    path = sqlite_url.removeprefix("sqlite:///")
    with closing(open_store(sqlite_url, migrate=False)) as store:
        store.write(populate)
        before = is_locked(path)
        open_store(sqlite_url, migrate=True).close()
        after = is_locked(path)

    assert (before, after, is_locked(path)) == (True, True, False)


def test_a_new_file_is_its_owners_alone_also_behind_a_link(tmp_path):
    link, path = tmp_path / "link.db", tmp_path / "there.db"
    link.symlink_to(path)
    open_store(f"sqlite:///{link}", migrate=True).close()

    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_no_database_is_unreachable(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are not the bytes of a database. " * 100)

    with pytest.raises(Unreachable):
        open_store(f"sqlite:///{path}", migrate=True)
    assert path.read_text().startswith("These are not")


def test_a_migration_that_finds_the_database_locked_says_so(sqlite_url, tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    with closing(open_store(url, migrate=True)) as store:

        def work(db):
            with pytest.raises(DatabaseLocked):
                open_store(url, migrate=True, patience=0.05)

        store.write(work)


def test_a_plain_address_of_postgresql_is_understood(postgres_url):
    plain = postgres_url.replace("postgresql+psycopg:", "postgresql:")
    with closing(open_store(plain, migrate=False)) as store:
        assert store.write(populate)


def test_losers_of_a_serialisation_try_again(postgres):
    world = postgres.write(populate)
    both, runs = Barrier(2), []

    def work(db):
        runs.append(1)
        matters.revision(db, world.ada.firm_id)
        if len(runs) <= 2:
            both.wait()
        return matters.add(
            db, firm_id=world.ada.firm_id, number=str(len(runs)), name="x"
        )

    run_all(
        [Thread(target=lambda: postgres.write(work, snapshot=True)) for _ in range(2)]
    )

    with postgres.read() as db:
        assert matters.revision(db, world.ada.firm_id) == 2
    assert len(runs) == 3


def test_but_not_for_ever(postgres, monkeypatch):
    monkeypatch.setattr(transactions, "_LAST_PAUSE", 0.01)
    runs = []

    def loses(db):
        runs.append(1)
        db.execute(text("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))

    with pytest.raises(DBAPIError):
        postgres.write(loses)
    assert len(runs) == 3


def test_a_locked_table_is_named_and_nothing_is_lost(postgres, postgres_url):
    world = postgres.write(populate)
    plain = postgres_url.replace("+psycopg", "")
    with psycopg.connect(plain) as other:
        other.execute("LOCK TABLE message")
        with pytest.raises(DatabaseLocked):
            postgres.write(lambda db: say(db, world.ada, key="a"))
        other.rollback()
    assert postgres.write(lambda db: say(db, world.ada, key="a"))


def test_a_lost_connection_is_named_and_the_next_one_works(postgres):
    world = postgres.write(populate)

    def work(db):
        say(db, world.ada, key="a")
        db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unreachable):
        postgres.write(work)

    with postgres.read() as db:
        assert inbox.message(db, **world.ada.scope, key="a") is None
    assert postgres.write(lambda db: say(db, world.ada, key="a"))
