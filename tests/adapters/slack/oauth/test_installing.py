"""The page with the button, Slack's page of consent, and the way back."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack.installing import InstallDoor
from adapters.slack.oauth import OAuth
from adapters.slack.states import make_state
from core.values import Role
from tests.adapters.slack.oauth.conftest import KEYS, SCOPES, Served
from tests.standins.slack_oauth import CLIENT_ID, CLIENT_SECRET


async def test_of_200_who_come_back_with_one_state_one_installs(here: Served) -> None:
    await here.workspace("T1", "ada")
    browser = await here.browser()
    state, code = await here.begin(browser), here.slack.consent("T1", "ada")
    came = await asyncio.gather(*(here.back(browser, state=state, code=code) for _ in range(200)))
    assert [status for status, _ in came].count(200) == 1
    # The others are refused by Slack, or by then by us.
    assert {status for status, _ in came} <= {200, 400, 502}
    assert here.slack.exchanged == 1
    assert len(await here.database.installations(KEYS).states()) == 1


async def test_who_loads_the_last_page_again_installs_nothing(here: Served) -> None:
    await here.workspace("T1", "ada")
    browser = await here.browser()
    state = await here.begin(browser)
    for code, expected in ((here.slack.consent("T1", "ada"), 200), (here.slack.consent("T1", "ada"), 400)):
        status, text = await here.back(browser, state=state, code=code)
        assert (status, "can be used once" in text) == (expected, expected == 400)
    assert here.slack.exchanged == 1


async def test_any_process_takes_who_comes_back(here: Served) -> None:
    await here.workspace("T1", "ada")
    workspaces = here.workspaces()
    await workspaces.start()
    other = InstallDoor(here.database.installations(KEYS), workspaces, here.oauth, here.clock)
    app = web.Application()
    app.router.add_get("/slack/oauth_redirect", other.redirect)
    browser = await here.browser()
    # Of several pages that a browser has open each can be used.
    states = [await here.begin(browser), await here.begin(browser)]
    async with TestServer(app) as server:
        url = server.make_url("/slack/oauth_redirect")
        async with browser.get(url.with_query(state=states[0], code=here.slack.consent("T1", "ada"))) as response:
            assert response.status == 200
    await workspaces.close()
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
    app.router.add_get("/slack/oauth_redirect", secure.redirect)
    state = make_state(CLIENT_SECRET, "secret", here.clock())
    async with TestServer(app) as server:
        async with here.session.get(server.make_url("/slack/install")) as response:
            given = response.headers["Set-Cookie"]
        back = server.make_url("/slack/oauth_redirect").with_query(state=state, error="access_denied")
        async with here.session.get(back, headers={"Cookie": f"{given.split('=')[0]}=secret"}) as response:
            taken = response.headers["Set-Cookie"]
            assert response.status == 403
    # Browsers take both for what they are only so.
    for cookie in (given, taken):
        assert cookie.startswith("__Host-")
        assert {"Secure", "Path=/"} <= set(cookie.split("; "))
    assert "Max-Age=0" in taken


async def test_who_installs_is_the_first_admin_and_no_second(here: Served) -> None:
    await here.workspace("T1", "ada", "eve")
    await here.install("T1", "ada")
    await here.install("T1", "eve")
    people = await here.database.read(1, lambda work: {person.email: role for person, role in work.people.all()})
    assert people == {"ada@t1.test": Role.ADMIN, "eve@t1.test": Role.REP}
