"""The databases that tests run on.

`store`         an open, empty, migrated `storage.engine.Store`; a test that takes it
                runs twice: on a SQLite file and on a real PostgreSQL server.
`store_url`     the URL of that same database, for a test that opens its own store
                (twice, say) or a whole bot: also runs on both.
`sqlite_url`    the URL of an empty migrated SQLite file, when one database is enough.
`postgres_url`  the URL of an empty migrated PostgreSQL database.

Each test has its database to itself: SQLite's file is a copy, PostgreSQL's is emptied
after each test. A test that harms the schema makes its own (`empty_postgres_url`).
The server is started by the first test that needs one and stopped at the end; see
`tests/storage/server.py` for whose programs it runs.
"""

import shutil

import hypothesis
import pytest

from storage.engine import open_store
from tests.storage import server

# `make test` tries the same examples each time; `make soak` tries new ones.
hypothesis.settings.register_profile("seeded", derandomize=True, deadline=None)
hypothesis.settings.register_profile("soak", max_examples=2_000, deadline=None)


def pytest_configure(config):
    """Choose how property tests find their examples."""
    hypothesis.settings.load_profile("soak" if config.option.markexpr else "seeded")


def pytest_collection_modifyitems(config, items):
    """Leave the long runs to `make soak`, which asks for them."""
    if not config.option.markexpr:
        soaks = [item for item in items if item.get_closest_marker("soak")]
        items[:] = [item for item in items if item not in soaks]
        config.hook.pytest_deselected(items=soaks)


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "tenths.db"
    open_store(f"sqlite:///{path}", migrate=True).close()
    return path


@pytest.fixture(scope="session")
def _server():
    programs = server.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL programs here; name them in TEST_PG_BIN")
    with server.running(programs) as started:
        yield started


@pytest.fixture(scope="session")
def _migrated_database(_server):
    name = _server.new()
    open_store(_server.url(name), migrate=True).close()
    return name


@pytest.fixture
def sqlite_url(_migrated_file, tmp_path):
    path = tmp_path / "tenths.db"
    shutil.copy(_migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(_server, _migrated_database):
    yield _server.url(_migrated_database)
    _server.empty(_migrated_database)


@pytest.fixture
def empty_postgres_url(_server):
    """Give the URL of a PostgreSQL database in which there is nothing at all."""
    name = _server.new()
    yield _server.url(name)
    _server.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request):
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def store(store_url):
    opened = open_store(store_url, migrate=False)
    yield opened
    opened.close()
