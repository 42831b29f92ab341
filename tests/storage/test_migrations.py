import sqlite3
import subprocess
import sys
from contextlib import closing
from threading import Barrier, Thread, Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from storage import connections, schema
from storage.engine import NewerDatabase, NotMigrated, open_store
from storage.models import Base


def in_words(index):
    options = index.get("dialect_options", {})
    told = {name: str(option) for name, option in options.items()}
    return repr({**index, "dialect_options": told})


def empty(request, kind):
    """Return the URL of a database of that kind in which there is nothing."""
    if kind == "sqlite":
        folder = request.getfixturevalue("tmp_path")
        return f"sqlite:///{folder}/folder of mine/100%/new.db"
    return request.getfixturevalue("empty_postgres_url")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request):
    return empty(request, request.param)


@pytest.fixture
def engine_of():
    opened = []

    def made(url):
        opened.append(create_engine(url))
        return opened[-1]

    yield made
    for engine in opened:
        engine.dispose()


def described(connection):
    """Return everything the database knows of its tables, in words."""
    looked = inspect(connection)
    tables = sorted(set(looked.get_table_names()) - {"alembic_version"})
    return {
        table: {
            "columns": [
                (each["name"], repr(each["type"]), each["nullable"], each["default"])
                for each in looked.get_columns(table)
            ],
            "key": looked.get_pk_constraint(table),
            "points": sorted(map(repr, looked.get_foreign_keys(table))),
            "unique": sorted(map(repr, looked.get_unique_constraints(table))),
            "checks": sorted(map(repr, looked.get_check_constraints(table))),
            "indexes": sorted(map(in_words, looked.get_indexes(table))),
        }
        for table in tables
    }


def test_a_migrated_database_is_as_the_models_say(store_url, engine_of):
    with engine_of(store_url).connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, Base.metadata)
    assert differences == []


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_to_the_last_check_and_index(request, engine_of, kind):
    with engine_of(request.getfixturevalue(f"{kind}_url")).connect() as connection:
        migrated = described(connection)
    made = connections.parsed(empty(request, kind))
    if kind == "sqlite":
        connections.make_room(made)
    with engine_of(made).begin() as connection:
        Base.metadata.create_all(connection)
        by_models = described(connection)

    for table, told in by_models.items():
        assert migrated[table] == told
    assert len(migrated) == len(Base.metadata.tables)


def test_alembic_knows_the_same_revisions_in_the_same_order():
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    script = ScriptDirectory.from_config(config)

    walked = [each.revision for each in script.walk_revisions()][::-1]
    assert schema.revisions() == walked
    assert script.get_heads() == [schema.revisions()[-1]]


def test_an_empty_database_is_to_be_migrated_first(empty_url):
    with pytest.raises(NotMigrated):
        open_store(empty_url, migrate=False)

    open_store(empty_url, migrate=True).close()
    open_store(empty_url, migrate=True).close()
    open_store(empty_url, migrate=False).close()


def stamp(engine, revision):
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE alembic_version SET version_num = :to"), {"to": revision}
        )


@pytest.mark.parametrize("migrate", [True, False])
def test_a_newer_database_is_refused_and_left_alone(empty_url, engine_of, migrate):
    open_store(empty_url, migrate=True).close()
    engine = engine_of(empty_url)
    stamp(engine, "9999")

    with pytest.raises(NewerDatabase, match="9999"):
        open_store(empty_url, migrate=migrate)

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == (
            "9999"
        )


def test_an_older_database_is_to_be_migrated(store_url, monkeypatch):
    known = schema.revisions()
    monkeypatch.setattr(schema, "revisions", lambda: [*known, "9999"])

    with pytest.raises(NotMigrated, match=f"at {known[-1]}, this Tenths at 9999"):
        open_store(store_url, migrate=False)


def test_two_that_migrate_at_once_do_it_once(empty_url):
    both, faults = Barrier(2), []

    def migrate():
        both.wait()
        try:
            open_store(empty_url, migrate=True).close()
        except Exception as fault:  # noqa: BLE001 - there is to be none
            faults.append(fault)

    threads = [Thread(target=migrate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_who_begins_a_new_file_beside_another_waits(tmp_path):
    other = sqlite3.connect(tmp_path / "t.db", check_same_thread=False)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN IMMEDIATE")
    engine = connections.for_reading(
        connections.parsed(f"sqlite:///{tmp_path}/t.db"), patience=10
    )
    done = Timer(0.2, other.rollback)
    done.start()
    with engine.connect() as connection:
        mode = connection.scalar(text("PRAGMA journal_mode"))
    done.join()
    other.close()
    engine.dispose()

    assert mode == "wal"


def test_tables_are_rebuilt_with_foreign_keys_off(tmp_path):
    url = connections.parsed(f"sqlite:///{tmp_path}/t.db")
    engine = connections.for_migrations(url, patience=1)
    with engine.begin() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 0
    engine.dispose()


def test_a_migration_that_leaves_rows_pointing_at_nothing_is_undone(tmp_path):
    path = tmp_path / "t.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        db.execute("CREATE TABLE child (id INTEGER REFERENCES parent)")
        db.execute("INSERT INTO child VALUES (7)")
        db.commit()

    with pytest.raises(RuntimeError, match="point at nothing"):
        open_store(f"sqlite:///{path}", migrate=True)

    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    assert names == [("child",), ("parent",)]


def test_a_start_without_migrating_imports_no_alembic(sqlite_url):
    program = (
        "import sys; from storage.engine import open_store;"
        "open_store(sys.argv[1], migrate=True).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, sqlite_url], check=False)
    assert done.returncode == 0


def test_the_file_is_for_its_owners_eyes_only(tmp_path):
    path = tmp_path / "new" / "tenths.db"
    with closing(open_store(f"sqlite:///{path}", migrate=True)):
        kept = [each.stat().st_mode & 0o777 for each in path.parent.iterdir()]

    assert len(kept) == 3
    assert set(kept) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
