"""The door to Slack on a real server, with a real database behind it and the stand-in for Slack before it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.chat.conversation import Conversation
from adapters.database import Database
from adapters.slack import limits
from adapters.slack.app import SlackDoor
from adapters.slack.workspaces import OneWorkspace
from core.access import AccessPolicy
from tests.acceptance import world
from tests.factories import NOW
from tests.standins.slack import BOT_USER, TEAM, SlackStandIn
from tests.standins.slack_client import SECRET, SlackClient

PUBLIC_URL = "https://aftercall.example.test"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **step: float) -> None:
        self.now += timedelta(**step)


@dataclass
class SlackWorld:
    """Everything a test talks to. `person` gives the client of somebody in a channel."""

    slack: SlackStandIn
    door: SlackDoor
    database: Database
    clock: Clock
    url: str
    session: aiohttp.ClientSession

    def person(self, user: str = "kari", channel: str = "C1", team: str = TEAM) -> SlackClient:
        return SlackClient(self.slack, self.session, self.url, self.clock, user, channel, team)

    def another_door(self) -> "AbstractAsyncContextManager[SlackWorld]":
        """As a second process would serve, on the same database."""
        return served(self.slack, self.database, self.clock)


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


TENTHS = {"ANSWER_WITHIN": 0.15, "ACKNOWLEDGE_WITHIN": 0.2, "LOADING_AFTER": 0.07, "OPEN_WITHIN": 0.1}
"""A tenth of what Slack's limits are."""


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no reason to answer later; tests of slow answers set their own times."""
    for name in ("ANSWER_WITHIN", "ACKNOWLEDGE_WITHIN", "OPEN_WITHIN"):
        monkeypatch.setattr(limits, name, 30.0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as standin:
        for user_id, profile in world.PROFILES.items():
            standin.add_user(user_id, profile.name, profile.email)
        standin.channels["C1"] = {BOT_USER, *world.PROFILES}
        yield standin


@asynccontextmanager
async def served(slack: SlackStandIn, database: Database, clock: Clock) -> AsyncIterator[SlackWorld]:
    """A door on a server of its own."""
    door = SlackDoor(
        Conversation(database, public_url=PUBLIC_URL),
        database,
        OneWorkspace(database.organization_of, slack.token),
        clock,
        signing_secret=SECRET,
        api_url=slack.api_url,
        public_url=PUBLIC_URL,
    )
    await door.start()
    app = web.Application()
    app.router.add_post("/slack/events", door.events)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        yield SlackWorld(slack, door, database, clock, str(server.make_url("/slack/events")), session)
    await door.close()


@pytest.fixture
async def here(database: Database, slack: SlackStandIn, clock: Clock) -> AsyncIterator[SlackWorld]:
    """The small company of the acceptance tests, in Slack."""
    await world.build(database)
    async with served(slack, database, clock) as everything:
        yield everything
