"""`world`: a store's two firms and three people, Ada, Ben and Zoë."""

import pytest

from tests.storage.world import populate


@pytest.fixture
def world(store):
    return store.write(populate)
