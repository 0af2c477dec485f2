"""The stand-in for Teams, and the parts of ours that talk to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from adapters.teams.authentication import Authenticator
from adapters.teams.keys import Keys
from adapters.teams.services import TrustedServices
from tests.standins.teams import APP_ID, TeamsStandIn


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
async def standin() -> AsyncIterator[TeamsStandIn]:
    async with TeamsStandIn() as standin:
        yield standin


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services() -> TrustedServices:
    return TrustedServices(loopback=True)


@pytest.fixture
def keys(session: aiohttp.ClientSession, standin: TeamsStandIn, clock: Clock) -> Keys:
    return Keys(session, standin.metadata_url, clock)


@pytest.fixture
def authenticator(keys: Keys, services: TrustedServices, clock: Clock) -> Authenticator:
    return Authenticator(keys, services, app_id=APP_ID, clock=clock)
