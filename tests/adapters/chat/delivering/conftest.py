"""Workers within the test's process, a real database behind them, and the stand-in for Slack before them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.chat.delivering.means import Means
from adapters.chat.delivering.worker import Worker
from adapters.chat.posting import Pace
from adapters.database import Database
from adapters.slack.posting import SlackPoster
from adapters.slack.workspaces import OneWorkspace
from adapters.teams.posting import TeamsPoster
from core.access import AccessPolicy
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage
from core.person import Identity
from core.values import Role
from core.work import Work
from tests.acceptance import world
from tests.factories import entry, news, news_in
from tests.standins.slack import BOT_USER, TEAM, SlackStandIn

QUICK = Pace(timedelta(0), timedelta(0), timedelta(0))


class Clock:
    """The real time, put forward or back."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def step(self, **by: float) -> None:
        self.offset += timedelta(**by)


@dataclass
class Told:
    """What the observer was told of."""

    sent: list[tuple[str, MessageKind, int]] = field(default_factory=list)
    failed: list[tuple[str, bool]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)


class Observing:
    def __init__(self, told: Told) -> None:
        self._told = told

    def sent(self, platform: str, kind: MessageKind, messages: int, seconds: float) -> None:
        self._told.sent.append((platform, kind, messages))

    def failed(self, platform: str, kind: MessageKind, messages: int, reason: str, *, dead: bool) -> None:
        self._told.failed.append((reason, dead))

    def stopped(self, platform: str, reason: str) -> None:
        self._told.stopped.append(reason)


@asynccontextmanager
async def working(
    database: Database,
    clock: Callable[[], datetime],
    posters: Mapping[str, SlackPoster | TeamsPoster],
    *,
    name: str = "host/1/1",
    lease: float = 60,
    told: Told | None = None,
) -> AsyncIterator[None]:
    """A worker at work while the context is open."""
    async with AsyncExitStack() as stack:
        for poster in posters.values():
            await poster.start()
            stack.push_async_callback(poster.close)
        stop = asyncio.Event()
        means = Means(
            storage=database,
            lanes=database.lanes,
            posters=posters,
            organization_of=database.organization_of,
            observer=Observing(told or Told()),
            clock=clock,
            worker=name,
            lease=timedelta(seconds=lease),
            stop=stop,
        )
        running = asyncio.create_task(Worker(means).run())
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait_for(running, 30)


@dataclass
class Office:
    """The small company of the acceptance tests in Slack, with accounts for all but mads."""

    database: Database
    slack: SlackStandIn
    clock: Clock
    ids: dict[str, int]
    told: Told = field(default_factory=Told)

    @asynccontextmanager
    async def worker(
        self, name: str = "host/1/1", *, pace: Pace = QUICK, lease: float = 60, seconds: float = 10
    ) -> AsyncIterator[None]:
        """A worker at work while the context is open."""
        slack = SlackPoster(
            self.database,
            self.clock,
            workspaces=OneWorkspace(self.database.organization_of, self.slack.token),
            api_url=self.slack.api_url,
            pace=pace,
            seconds=seconds,
        )
        async with working(self.database, self.clock, {"slack": slack}, name=name, lease=lease, told=self.told):
            yield

    async def grant(self, name: str) -> None:
        """Makes somebody a rep."""

        def do(work: Work) -> None:
            work.people.update(replace(work.people.get(self.ids[name]), role=Role.REP))

        await self.database.write(1, do)

    def person(self, name: str) -> Recipient:
        return Recipient(person_id=self.ids[name])

    def text(self, to: str | Recipient, text: str, **more: Any) -> OutboxMessage:
        recipient = self.person(to) if isinstance(to, str) else to
        return news(text, recipient, self.clock(), **more)

    async def put(self, *messages: OutboxMessage) -> None:
        await self.database.write(1, lambda work: work.outbox.put(messages))

    async def say(self, to: str | Recipient, *texts: str) -> None:
        await self.put(*(self.text(to, text) for text in texts))

    async def recorded(self, *to: str | Recipient) -> int:
        """Records an entry of Anna Olsen and has the recipients told of it; returns its number."""
        now = self.clock()

        def record(work: Work) -> int:
            no = work.entries.add(entry("CT000011", at=now, created_at=now, salesperson_code="KH"))
            people = [self.person(each) if isinstance(each, str) else each for each in to]
            kind = MessageKind.RECORDED
            work.outbox.put(
                [OutboxMessage(recipient=each, kind=kind, created_at=now, due_at=now, entry_no=no) for each in people]
            )
            return no

        return await self.database.write(1, record)

    def posted(self, conversation: str | None = None) -> list[str]:
        """The first line of what was posted, of news the text, in order."""
        sent = self.slack.sent("chat.postMessage")
        return [news_in(each["text"].split("\n")[0]) for each in sent if conversation in (None, each["channel"])]

    async def until_posted(self, count: int, seconds: float = 30) -> None:
        await self.slack.wait_for("chat.postMessage", count, seconds)

    async def until_idle(self, seconds: float = 30) -> None:
        """Until nothing that is due waits."""
        async with asyncio.timeout(seconds):
            while (await self.database.lanes.backlog(self.clock() + timedelta(days=1))).due:
                await asyncio.sleep(0.02)

    async def waiting(self) -> int:
        return (await self.database.lanes.backlog(self.clock() + timedelta(days=1))).due

    async def stopped(self) -> list[tuple[Recipient, str]]:
        return list(await self.database.read(1, lambda work: work.outbox.stopped()))

    async def dead(self) -> list[OutboxMessage]:
        return list(await self.database.read(1, lambda work: work.outbox.dead(100)))


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as standin:
        for user_id, profile in world.PROFILES.items():
            standin.add_user(user_id, profile.name, profile.email)
        standin.channels["C1"] = {BOT_USER}
        yield standin


@pytest.fixture
async def office(database: Database, slack: SlackStandIn) -> Office:
    await world.build(database)
    assert await database.organization_of("slack", TEAM) == 1
    clock = Clock()

    def meet(work: Work) -> dict[str, int]:
        met = {
            name: work.people.bind(Identity("slack", TEAM, name), profile, clock()).person_id
            for name, profile in world.PROFILES.items()
            if name != "mads"
        }
        return met | {"mads": work.people.ensure("mads@example.test", "Mads Juhl").id}

    return Office(database, slack, clock, await database.write(1, meet))


CHANNEL = Recipient(platform="slack", workspace=TEAM, channel="C1")
