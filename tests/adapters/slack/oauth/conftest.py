"""Several workspaces, installed by OAuth: over HTTP against the stand-in for Slack, on both databases."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.fernet import Fernet
from yarl import URL

from adapters.chat.conversation import Conversation
from adapters.database import Database
from adapters.slack.app import SlackDoor
from adapters.slack.installed import InstalledWorkspaces
from adapters.slack.installing import InstallDoor
from adapters.slack.manifest import scopes
from adapters.slack.oauth import OAuth
from adapters.slack.posting import SlackPoster
from core.access import AccessPolicy
from core.notification import Recipient
from core.person import Identity
from core.work import Work
from tests.adapters.chat.delivering.conftest import QUICK
from tests.adapters.delivering import working
from tests.adapters.slack.conftest import Clock
from tests.factories import company, news, salesperson, template
from tests.standins.slack import SlackStandIn
from tests.standins.slack_client import SECRET, SlackClient
from tests.standins.slack_oauth import CLIENT_ID, CLIENT_SECRET, SlackOAuth

KEYS = (Fernet.generate_key().decode(),)
HOURS = 60 * 60
SCOPES = scopes("https://aftercall.test")


@pytest.fixture
def access() -> AccessPolicy:
    return AccessPolicy(everyone=True, self_service=True)


@dataclass
class Served:
    """The program, the stand-ins, and a browser for each who installs. `origin` is where the program is reached."""

    slack: SlackOAuth
    database: Database
    clock: Clock
    origin: URL
    oauth: OAuth
    door: InstallDoor
    session: aiohttp.ClientSession
    stack: AsyncExitStack

    async def workspace(self, team: str, *users: str) -> None:
        """Another workspace with these users."""
        standin = await self.stack.enter_async_context(SlackStandIn())
        for user in users:
            standin.add_user(user, user.capitalize(), f"{user}@{team.lower()}.test", team_id=team)
        self.slack.workspaces[team] = standin

    async def browser(self) -> aiohttp.ClientSession:
        return await self.stack.enter_async_context(aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)))

    async def begin(self, browser: aiohttp.ClientSession) -> str:
        """Opens the page; the state that its button carries."""
        async with browser.get(self.origin / "slack/install") as response:
            text = await response.text()
            assert (response.status, "Add to Slack" in text) == (200, True)
        url = URL(text.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&"))
        assert url.path == "/oauth/v2/authorize"
        assert url.query["client_id"] == CLIENT_ID
        assert url.query["scope"] == ",".join(SCOPES)
        assert url.query["redirect_uri"] == self.oauth.redirect_url
        return url.query["state"]

    async def back(self, browser: aiohttp.ClientSession, **query: str) -> tuple[int, str]:
        """Slack sends the browser back."""
        async with browser.get((self.origin / "slack/oauth_redirect").with_query(query)) as response:
            return response.status, await response.text()

    async def install(self, team: str, installer: str, enterprise: str = "", *, whole: bool = False) -> None:
        browser = await self.browser()
        state = await self.begin(browser)
        status, text = await self.back(browser, state=state, code=self.slack.consent(team, installer, enterprise, whole=whole))
        assert (status, "is installed" in text) == (200, True), text

    def person(self, user: str, team: str, standin: str = "") -> SlackClient:
        slack = self.slack.workspaces[standin or team]
        return SlackClient(slack, self.session, str(self.origin / "slack/events"), self.clock, user, f"D{user}", team)

    def workspaces(self, remember: float = 0) -> InstalledWorkspaces:
        """As another process has them."""
        return InstalledWorkspaces(self.database.installations(KEYS), self.oauth, self.clock, remember=remember)

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[None]:
        poster = SlackPoster(self.database, self.clock, workspaces=self.workspaces(), api_url=self.slack.api_url, pace=QUICK)
        await poster.start()
        async with working(self.database, self.clock, {"slack": poster}):
            yield
        await poster.close()

    async def add_company(self, organization_id: int, name: str) -> None:
        """CT1, with what it takes to log something."""

        def add(work: Work) -> None:
            work.salespeople.upsert([salesperson()])
            work.contacts.add(company("CT1", name, salesperson_code="JR"))
            work.templates.upsert([template()])

        await self.database.write(organization_id, add)

    async def say(self, organization_id: int, team: str, user: str) -> None:
        """A message for somebody in the outbox."""

        def put(work: Work) -> None:
            person = work.people.by_identity(Identity("slack", team, user))
            assert person is not None
            work.outbox.put([news(f"Hello {user}", Recipient(person_id=person.id), self.clock())])

        await self.database.write(organization_id, put)


@asynccontextmanager
async def serving(database: Database, clock: Clock, **requests: str) -> AsyncIterator[Served]:
    """The program on a server; `requests` are how Slack's reach it."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlackOAuth())
        oauth = OAuth(CLIENT_ID, CLIENT_SECRET, "http://127.0.0.1/slack/oauth_redirect", slack.api_url, SCOPES)
        installations = database.installations(KEYS)
        workspaces = InstalledWorkspaces(installations, oauth, clock)
        door = SlackDoor(Conversation(database), database, workspaces, clock, api_url=slack.api_url, **requests)
        install = InstallDoor(installations, workspaces, oauth, clock)
        app = web.Application()
        app.router.add_post("/slack/events", door.events)
        app.router.add_get("/slack/install", install.install)
        app.router.add_get("/slack/oauth_redirect", install.redirect)
        await door.start()
        stack.push_async_callback(door.close)
        server = await stack.enter_async_context(TestServer(app))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Served(slack, database, clock, server.make_url("/").origin(), oauth, install, session, stack)


@pytest.fixture
async def here(database: Database, clock: Clock) -> AsyncIterator[Served]:
    async with serving(database, clock, signing_secret=SECRET) as served:
        yield served
