"""A console on the small company of the acceptance tests."""

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from tests.acceptance import world
from tests.adapters.console.talk import Terminal


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def terminal(database: Database) -> Terminal:
    await world.build(database)
    return Terminal(database)
