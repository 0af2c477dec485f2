"""Several workspaces, installed by OAuth: over HTTP against the stand-in for Slack, on both databases."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import aiohttp
import psycopg
import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.fernet import Fernet
from yarl import URL

from adapters.chat.card import Card
from adapters.chat.conversation import Conversation
from adapters.chat.posting import Address, NotInstalled, TryLater
from adapters.database import Database, StorageFailed
from adapters.slack.app import SlackDoor
from adapters.slack.installed import InstalledWorkspaces
from adapters.slack.installing import InstallDoor
from adapters.slack.manifest import scopes
from adapters.slack.oauth import OAuth
from adapters.slack.posting import SlackPoster
from core.access import AccessPolicy
from core.contact import Contact
from core.installation import Installation, Tokens
from core.notification import Recipient
from core.operations.outbox import NOT_INSTALLED
from core.outbox import MessageKind, OutboxMessage
from core.person import Identity
from core.values import Role
from core.work import Work
from tests.adapters.chat.delivering.conftest import QUICK
from tests.adapters.delivering import working
from tests.adapters.slack.conftest import Clock
from tests.factories import company, salesperson, template
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

    async def say(self, organization_id: int, team: str, user: str) -> None:
        """A message for somebody in the outbox."""

        def put(work: Work) -> None:
            person = work.people.by_identity(Identity("slack", team, user))
            assert person is not None
            payload: dict[str, object] = {"text": f"Hello {user}"}
            message = OutboxMessage(
                recipient=Recipient(person_id=person.id),
                kind=MessageKind.TEXT,
                created_at=self.clock(),
                due_at=self.clock(),
                payload=payload,
            )
            work.outbox.put([message])

        await self.database.write(organization_id, put)


@pytest.fixture
async def here(database: Database, clock: Clock) -> AsyncIterator[Served]:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(SlackOAuth())
        oauth = OAuth(CLIENT_ID, CLIENT_SECRET, "http://127.0.0.1/slack/oauth_redirect", slack.api_url, SCOPES)
        installations = database.installations(KEYS)
        workspaces = InstalledWorkspaces(installations, oauth, clock)
        door = SlackDoor(Conversation(database), database, workspaces, clock, signing_secret=SECRET, api_url=slack.api_url)
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


def said(answer: object) -> str:
    return str(answer)


def add(contact: Contact, work: Work) -> None:
    work.salespeople.upsert([salesperson()])
    work.contacts.add(contact)
    work.templates.upsert([template()])


async def test_neither_of_two_workspaces_sees_the_others_data(here: Served) -> None:
    for team, user in (("T1", "ada"), ("T2", "bob")):
        await here.workspace(team, user)
        await here.install(team, user)
    for team, user, name in (("T1", "ada", "Fjord AS"), ("T2", "bob", "Glacier Ltd")):
        client = here.person(user, team)
        assert "admin" in said((await client.command("whoami")).body).lower()
        await here.database.write(1 if team == "T1" else 2, partial(add, company("CT1", name, salesperson_code="JR")))
        logged = await client.command("log CALL CT1: talked")
        assert "#1" in said(logged.body)
    for line in ("contacts", "list", "show 1"):
        ada = said((await here.person("ada", "T1").command(line)).body)
        bob = said((await here.person("bob", "T2").command(line)).body)
        assert ("Fjord" in ada, "Glacier" in ada) == (True, False), line
        assert ("Fjord" in bob, "Glacier" in bob) == (False, True), line
    async with here.worker():
        for team, user in (("T1", "ada"), ("T2", "bob")):
            standin = here.slack.workspaces[team]
            await here.say(1 if team == "T1" else 2, team, user)
            assert f"Hello {user}" in (await standin.wait_for("chat.postMessage"))["text"]
            assert all(call.arguments["channel"] == user for call in standin.calls if call.method == "chat.postMessage")


async def test_of_200_who_come_back_with_one_state_one_installs(here: Served) -> None:
    await here.workspace("T1", "ada")
    browser = await here.browser()
    state, code = await here.begin(browser), here.slack.consent("T1", "ada")
    came = await asyncio.gather(*(here.back(browser, state=state, code=code) for _ in range(200)))
    assert [status for status, _ in came].count(200) == 1
    assert {status for status, _ in came} == {200, 400}
    assert here.slack.exchanged == 1
    assert len(await here.database.installations(KEYS).states()) == 1


async def test_states_that_are_no_good(here: Served) -> None:
    await here.workspace("T1", "ada")
    browser, another = await here.browser(), await here.browser()
    state, code = await here.begin(browser), here.slack.consent("T1", "ada")
    await here.begin(another)
    nobody = await here.browser()
    for who, query in (
        (another, {"state": state, "code": code}),
        (nobody, {"state": state, "code": code}),
        (browser, {"state": "made-up", "code": code}),
        (browser, {"code": code}),
        (browser, {}),
        (browser, {"state": "x" * 5000, "code": code}),
    ):
        status, text = await here.back(who, **query)
        assert (status, "can be used once" in text, "Start again" in text) == (400, True, True)
    here.clock.move(minutes=11)
    assert (await here.back(browser, state=state, code=code))[0] == 400
    assert here.slack.exchanged == 0


@pytest.mark.parametrize(("path", "status"), [("install", b"200"), ("oauth_redirect?state=x&code=y", b"400")])
async def test_a_cookie_that_is_no_text_is_none(here: Served, path: str, status: bytes) -> None:
    reader, writer = await asyncio.open_connection(here.origin.host, here.origin.port)
    head = f"GET /slack/{path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nCookie: aftercall-install="
    writer.write(head.encode() + b"\xff\xfe\r\n\r\n")
    assert (await reader.readline()).split()[1] == status
    writer.close()


async def test_who_denies_is_told_so_and_may_start_again(here: Served) -> None:
    browser = await here.browser()
    state = await here.begin(browser)
    status, text = await here.back(browser, state=state, error="access_denied")
    assert (status, "was not installed" in text, 'href="install"' in text) == (403, True, True)
    state = await here.begin(browser)
    status, text = await here.back(browser, state=state, code="made-up")
    assert (status, "did not confirm" in text) == (502, True)
    assert await here.database.installations(KEYS).states() == []


async def test_the_cookie_is_for_the_server_alone(here: Served) -> None:
    async with here.session.get(here.origin / "slack/install") as response:
        cookie = response.headers["Set-Cookie"]
        assert response.headers["Cache-Control"] == "no-store"
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    secure = InstallDoor(
        here.database.installations(KEYS),
        here.workspaces(),
        OAuth(CLIENT_ID, CLIENT_SECRET, "https://aftercall.test/slack/oauth_redirect", here.slack.api_url, SCOPES),
        here.clock,
    )
    app = web.Application()
    app.router.add_get("/slack/install", secure.install)
    async with TestServer(app) as server, here.session.get(server.make_url("/slack/install")) as response:
        cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie


async def test_who_installs_is_the_first_admin_and_no_second(here: Served) -> None:
    await here.workspace("T1", "ada", "eve")
    await here.install("T1", "ada")
    await here.install("T1", "eve")
    people = await here.database.read(1, lambda work: {person.email: role for person, role in work.people.all()})
    assert people == {"ada@t1.test": Role.ADMIN, "eve@t1.test": Role.REP}


async def test_who_presses_a_button_in_a_shared_channel_joins_nothing(here: Served) -> None:
    """Slack names no workspace there where the bot is there for a whole enterprise, but that enterprise, whoever pressed."""
    await here.workspace("E1", "ada", "xena")
    await here.install("E1", "ada", "E1", whole=True)
    pressed = {"type": "block_actions", "team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}
    where = {"channel": {"id": "C1"}, "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"}}
    press = {"trigger_id": "1", "actions": [{"action_id": "x", "type": "button", "value": "made up"}]}
    who = {"user": {"id": "xena", "team_id": "T66"}}
    await here.person("xena", "T66", "E1").interact({**pressed, **where, **press, **who})
    await here.workspace("T66", "xena")
    await here.install("T66", "xena")
    assert await here.database.organization_of("slack", "T66") == 2


async def test_a_workspace_that_became_part_of_an_enterprise_is_found_by_the_others(here: Served) -> None:
    for team, enterprise in (("T0", ""), ("T1", ""), ("T1", "E1"), ("T2", "E1")):
        await here.workspace(team, "ada")
        await here.install(team, "ada", enterprise)
    assert [await here.database.organization_of("slack", team) for team in ("T0", "T1", "T2")] == [1, 2, 2]


async def test_a_workspace_that_became_part_of_an_enterprise_is_served_by_its_installation(here: Served) -> None:
    """The server has met the workspace before; its own installation goes when the enterprise has one for all."""
    await here.workspace("T1", "ada")
    await here.workspace("E1", "ada")
    await here.install("T1", "ada")
    workspaces = here.workspaces()
    await workspaces.start()
    assert await workspaces.organization_of("T1") == 1
    await here.install("E1", "ada", "E1", whole=True)
    here.slack.revoke("T1")
    await workspaces.left("T1", "")
    with pytest.raises(NotInstalled):
        await workspaces.token("T1")
    assert await workspaces.organization_of("T1", "E1") == 1
    assert await workspaces.token("T1") == await workspaces.token("E1")
    await workspaces.close()


async def test_who_writes_from_another_enterprise_joins_nothing(here: Served) -> None:
    """In a channel that two enterprises share, Slack names the writer's workspace beside the enterprise that has the bot."""
    await here.workspace("E1", "ada")
    await here.install("E1", "ada", "E1", whole=True)
    for shared, team, organization in ((True, "T66", None), (False, "T7", 1)):
        installed = {"enterprise_id": "E1", "team_id": None, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": True}
        event = {"type": "app_mention", "channel": "C1", "text": "<@U0BOT> list"}
        body = {"is_ext_shared_channel": shared, "authorizations": [installed]}
        assert (await here.person("ada", team, "E1").event(event, body=body)).status == 200
        assert await here.database.installations(KEYS).organization_of("slack", team) == organization


async def test_an_account_is_looked_up_in_the_organizations_own_workspaces(here: Served) -> None:
    for team, user in (("T1", "ada"), ("T2", "bob")):
        await here.workspace(team, user)
        await here.install(team, user)
    poster = SlackPoster(here.database, here.clock, workspaces=here.workspaces(), api_url=here.slack.api_url)
    await poster.start()
    found = await poster.account(2, "bob@t2.test")
    assert found is not None
    assert found[0] == Identity("slack", "T2", "bob")
    asked = len(here.slack.workspaces["T2"].calls)
    assert await poster.account(1, "bob@t2.test") is None
    assert len(here.slack.workspaces["T2"].calls) == asked
    await poster.close()


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked", ""])
async def test_after_uninstalling_nothing_is_sent_until_it_is_installed_again(here: Served, event: str) -> None:
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    standin = here.slack.workspaces["T1"]
    async with here.worker():
        await standin.wait_for("chat.postMessage")
    here.slack.revoke("T1")
    if event:
        tokens = {"tokens": {"oauth": [], "bot": ["U0BOT"]}} if event == "tokens_revoked" else {}
        assert (await here.person("ada", "T1").event({"type": event, **tokens})).status == 200
        (state,) = await here.database.installations(KEYS).states()
        assert state.gone_reason == "uninstalled"
    await here.say(1, "T1", "ada")
    async with here.worker():
        for _ in range(300):
            stopped = await here.database.read(1, lambda work: work.outbox.stopped())
            if stopped:
                break
            await asyncio.sleep(0.02)
        assert [reason for _, reason in stopped] == [NOT_INSTALLED]
    assert len(standin.sent("chat.postMessage")) == 1
    await here.install("T1", "ada")
    async with here.worker():
        await standin.wait_for("chat.postMessage", 2)
    assert await here.database.read(1, lambda work: work.outbox.stopped()) == []


async def test_an_event_that_comes_after_the_next_installation_changes_nothing(here: Served) -> None:
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    await here.person("ada", "T1").event({"type": "app_uninstalled"})
    await here.person("ada", "T1").event({"type": "tokens_revoked", "tokens": {"oauth": ["ada"], "bot": []}})
    (state,) = await here.database.installations(KEYS).states()
    assert state.gone_reason == ""


async def test_an_event_that_comes_while_a_token_is_refreshed_loses_none(here: Served) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    installations = here.database.installations(KEYS)
    old = await installations.find("slack", "T1")
    assert old is not None
    assert await installations.claim_refresh(old, here.clock(), here.clock() + timedelta(minutes=2))
    new = await here.oauth.refresh(here.session, old.tokens, here.clock())
    del here.slack.tokens[old.tokens.access]
    await here.person("ada", "T1").event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}})
    assert await installations.refreshed(old, new)
    found = await installations.find("slack", "T1")
    assert found is not None
    assert found.tokens == new


async def test_tokens_are_refreshed_once_by_however_many(here: Served) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    first = [here.workspaces(), here.workspaces(remember=5)]
    for each in first:
        await each.start()
    (before,) = {token for each in first for token in [await each.token("T1")]}
    here.clock.move(hours=11)
    # While the old one is good, nobody waits for the new one.
    given = await asyncio.gather(*(each.token("T1") for each in first for _ in range(10)))
    assert set(given) <= {before, *here.slack.tokens}
    for each in first:
        await each.close()
    assert here.slack.refreshed == 1
    here.clock.move(hours=13)
    here.slack.expire("T1")
    second = [here.workspaces(), here.workspaces()]
    for each in second:
        await each.start()
    given = await asyncio.gather(*(each.token("T1") for each in second for _ in range(10)))
    assert here.slack.refreshed == 2
    assert set(given) == set(here.slack.tokens)
    for each in second:
        await each.close()
    await here.say(1, "T1", "ada")
    here.clock.move(hours=13)
    here.slack.expire("T1")
    async with here.worker():
        await here.slack.workspaces["T1"].wait_for("chat.postMessage", 2)
    assert here.slack.refreshed == 3


async def test_a_token_that_came_while_the_database_was_away_is_kept(here: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    here.clock.move(hours=13)
    here.slack.expire("T1")
    installations = here.database.installations(KEYS)
    kept, away = installations.refreshed, iter(range(3))

    async def refreshed(installation: Installation, tokens: Tokens) -> bool:
        if next(away, None) is not None:
            raise StorageFailed("away")
        return await kept(installation, tokens)

    monkeypatch.setattr(installations, "refreshed", refreshed)
    workspaces = InstalledWorkspaces(installations, here.oauth, here.clock)
    await workspaces.start()
    assert await workspaces.token("T1") in here.slack.tokens
    await workspaces.close()
    assert here.slack.refreshed == 1


async def test_with_a_wrong_key_messages_wait(here: Served) -> None:
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    blind = here.database.installations((Fernet.generate_key().decode(),))
    poster = SlackPoster(
        here.database, here.clock, workspaces=InstalledWorkspaces(blind, here.oauth, here.clock), api_url=here.slack.api_url
    )
    await poster.start()
    with pytest.raises(TryLater, match="unreadable"):
        await poster.post(Address(organization_id=1, platform="slack", workspace="T1", conversation="ada"), Card(("Hello",)))
    await poster.close()


async def test_a_token_that_slack_refreshes_no_more_is_dropped(here: Served) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    here.slack.revoke("T1")
    workspaces = here.workspaces()
    await workspaces.start()
    here.clock.move(hours=11)
    # It may be Slack's fault, as long as the old one is good.
    assert await workspaces.token("T1") in here.slack.dead
    await workspaces.close()
    here.clock.move(hours=2)
    await workspaces.start()
    with pytest.raises(NotInstalled):
        await workspaces.token("T1")
    await workspaces.close()
    (state,) = await here.database.installations(KEYS).states()
    assert state.gone_reason == "invalid_refresh_token"


async def test_an_enterprise_has_one_log_for_all_its_workspaces(here: Served) -> None:
    await here.workspace("E1", "ada", "eve")
    await here.install("E1", "ada", "E1", whole=True)
    for user, team in (("ada", "T7"), ("eve", "T8")):
        here.slack.workspaces["E1"].users[user]["enterprise_user"] = {"enterprise_id": "E1", "teams": ["T7", "T8"]}
        client = here.person(user, team, "E1")
        answer = await client.command("whoami", enterprise_id="E1", is_enterprise_install="true")
        assert user in said(answer.body)
    (only,) = await here.database.all_organizations()
    assert only.workspaces == (("slack", "E1"), ("slack", "T7"), ("slack", "T8"))
    # Slack names no workspace beside the person where the bot is there for all of them.
    client = here.person("eve", "T9", "E1")
    home = {"type": "block_actions", "team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}
    press = {"trigger_id": "1", "actions": [{"action_id": "x", "type": "button", "value": "made up"}]}
    await client.interact({**home, **press, "user": {"id": "eve", "team_id": "T9"}})
    assert await here.database.organization_of("slack", "T9") == 1
    # One of another enterprise, or of none, is told that it is not connected.
    for more in ({}, {"enterprise_id": "E2"}):
        answer = await here.person("eve", "T66", "E1").command("list", **more)
        assert "not connected" in said(answer.body)


def stored(folder: Path, database_url: str) -> bytes:
    """What is in the database, as somebody who got hold of it sees it."""
    if database_url.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in folder.glob("aftercall.db*"))
    with psycopg.connect(database_url) as connection:
        rows = [
            connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("installation", "install_state", "workspace")
        ]
    return str(rows).encode()


async def test_tokens_are_nowhere_to_be_read(
    here: Served, tmp_path: Path, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # The program has none.
    caplog.set_level(logging.WARNING, "aiohttp.access")
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    with structlog.testing.capture_logs() as events:
        await here.install("T1", "ada")
        here.clock.move(hours=13)
        await here.person("ada", "T1").command("whoami")
        async with here.worker():
            await here.slack.workspaces["T1"].wait_for("chat.postMessage")
        here.slack.revoke("T1")
        await here.person("ada", "T1").event({"type": "app_uninstalled"})
    logged = caplog.text + str(events)
    assert "installed" in logged
    kept = stored(tmp_path, database_url)
    assert b"Team T1" in kept
    for secret in (*here.slack.secrets, CLIENT_SECRET, *KEYS):
        assert secret not in logged, secret
        assert secret.encode() not in kept, secret
    assert "xox" not in repr(await here.database.installations(KEYS).find("slack", "T1"))
