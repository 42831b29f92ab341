"""The house that the journeys of the bot take place in."""

import pytest

from tests.fakes import house as houses


@pytest.fixture
def house(store, tmp_path):
    """Give a bot with Ada, Ben and Zoë, on SQLite and on PostgreSQL."""
    return houses.opened(store, tmp_path)
