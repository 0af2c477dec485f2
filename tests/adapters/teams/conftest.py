"""The stand-in for Teams, and the parts of ours that talk to it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.chat.conversation import Conversation
from adapters.database import Database
from adapters.teams.app import App
from adapters.teams.authentication import Authenticator
from adapters.teams.cloud import PUBLIC, Cloud
from adapters.teams.door import TeamsDoor
from adapters.teams.keys import Keys
from adapters.teams.services import TrustedServices
from core.access import AccessPolicy
from core.filters import EntryFilter
from tests.acceptance import world
from tests.standins.teams import APP_ID, PASSWORD, TENANT, TeamsStandIn
from tests.standins.teams_client import TeamsClient


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


@dataclass
class TeamsWorld:
    """Everything a test talks to. `person` gives the client of somebody."""

    standin: TeamsStandIn
    door: TeamsDoor
    database: Database
    clock: Clock
    url: str
    session: aiohttp.ClientSession

    def person(self, user: str = "kari", kind: str = "personal", tenant: str = TENANT) -> TeamsClient:
        return TeamsClient(self.standin, self.session, self.url, self.clock, user, kind, tenant)

    def another_door(self) -> "AbstractAsyncContextManager[TeamsWorld]":
        """As a second process would serve, on the same database."""
        return served(self.standin, self.database, self.clock)

    async def entries(self) -> list[int]:
        """The numbers of all entries, canceled ones too."""
        found = await self.database.read(1, lambda work: work.entries.page(EntryFilter(), 100))
        return sorted(row.entry.no for row in found)


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@asynccontextmanager
async def served(
    standin: TeamsStandIn, database: Database, clock: Clock, *, cloud: Cloud = PUBLIC, targeted: bool = False
) -> AsyncIterator[TeamsWorld]:
    """A door on a server of its own."""
    app = App(APP_ID, PASSWORD, login_url=standin.login_url, metadata_url=standin.metadata_url, cloud=cloud)
    door = TeamsDoor(Conversation(database), database, database.organization_of, clock, app=app, targeted=targeted)
    await door.start()
    application = web.Application()
    application.router.add_post("/api/messages", door.messages)
    async with TestServer(application) as server, aiohttp.ClientSession() as session:
        yield TeamsWorld(standin, door, database, clock, str(server.make_url("/api/messages")), session)
    await door.close()


@pytest.fixture
async def here(database: Database, standin: TeamsStandIn, clock: Clock) -> AsyncIterator[TeamsWorld]:
    """The small company of the acceptance tests, in Teams."""
    await move_in(standin, database)
    async with served(standin, database, clock) as everything:
        yield everything


async def move_in(standin: TeamsStandIn, database: Database) -> None:
    await world.build(database)
    for name, profile in world.PROFILES.items():
        add_member(standin, name, profile.name, profile.email)


def add_member(standin: TeamsStandIn, user: str, name: str, email: str, **changes: object) -> None:
    """Somebody whom Teams knows under both ids."""
    member = {
        "id": f"29:{user}",
        "aadObjectId": f"aad-{user}",
        "name": name,
        "email": email,
        "userPrincipalName": email,
        "tenantId": TENANT,
        "userRole": "user",
    } | changes
    standin.members |= {f"29:{user}": member, f"aad-{user}": member}
