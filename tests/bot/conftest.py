"""A house on SQLite alone, for what no database can make different."""

import pytest

from storage.engine import open_store
from tests.fakes import house as houses


@pytest.fixture
def house(sqlite_url, tmp_path):
    opened = open_store(sqlite_url, migrate=False)
    yield houses.opened(opened, tmp_path)
    opened.close()
