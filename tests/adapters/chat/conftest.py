"""A conversation about the small company of the acceptance tests."""

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from tests.acceptance import world
from tests.adapters.chat.talk import Talk


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def talk(database: Database) -> Talk:
    await world.build(database)
    return Talk(database)
