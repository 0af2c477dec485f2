"""The app's own token: asked for seldom, and once at a time."""

import asyncio
from collections.abc import Callable

import aiohttp
import pytest
from aiohttp import web

from adapters.teams.cloud import CLOUDS, PUBLIC
from adapters.teams.errors import Busy, LoginRefused
from adapters.teams.tokens import Tokens
from tests.adapters.teams.conftest import Clock
from tests.standins.teams import APP_ID, PASSWORD, TENANT, TeamsStandIn


@pytest.fixture
def tokens(session: aiohttp.ClientSession, standin: TeamsStandIn, clock: Clock) -> Tokens:
    return Tokens(session, login_url=standin.login_url, app_id=APP_ID, password=PASSWORD, clock=clock)


def test_the_authority_is_the_bot_frameworks_or_the_tenants() -> None:
    assert PUBLIC.login_url("MultiTenant", TENANT) == "https://login.microsoftonline.com/botframework.com"
    assert PUBLIC.login_url("SingleTenant", TENANT) == f"https://login.microsoftonline.com/{TENANT}"
    assert CLOUDS["USGov"].login_url("SingleTenant", TENANT) == f"https://login.microsoftonline.us/{TENANT}"
    assert CLOUDS["China"].login_url("SingleTenant", TENANT) == f"https://login.partner.microsoftonline.cn/{TENANT}"
    with pytest.raises(ValueError, match="tenant"):
        PUBLIC.login_url("SingleTenant")


async def test_a_token_is_asked_for_as_the_login_wants_it(tokens: Tokens, standin: TeamsStandIn) -> None:
    assert await tokens.get() in standin.tokens
    assert standin.logins == [
        {
            "tenant": TENANT,
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": PASSWORD,
            "scope": "https://api.botframework.com/.default",
        }
    ]


async def test_many_who_need_it_share_one_request(tokens: Tokens, standin: TeamsStandIn) -> None:
    assert len(set(await asyncio.gather(*(tokens.get() for _ in range(50))))) == 1
    assert len(standin.logins) == 1


async def test_it_is_renewed_five_minutes_before_it_ends(tokens: Tokens, standin: TeamsStandIn, clock: Clock) -> None:
    first = await tokens.get()
    clock.move(minutes=54, seconds=59)
    assert await tokens.get() == first
    clock.move(seconds=1)
    assert await tokens.get() != first
    assert len(standin.logins) == 2


@pytest.mark.parametrize(("life", "seconds"), [(120, 60), ("3599", 3299)])
async def test_a_short_life_and_one_written_as_text_are_understood(
    life: object, seconds: int, tokens: Tokens, standin: TeamsStandIn, clock: Clock
) -> None:
    standin.token_life = life
    first = await tokens.get()
    clock.move(seconds=seconds - 1)
    assert await tokens.get() == first
    clock.move(seconds=1)
    assert await tokens.get() != first


async def test_a_dropped_token_is_replaced_and_only_that_one(tokens: Tokens, standin: TeamsStandIn) -> None:
    first = await tokens.get()
    tokens.drop(first)
    second = await tokens.get()
    tokens.drop(first)  # somebody who was slow to notice
    assert await tokens.get() == second != first


async def test_wrong_credentials_are_named(session: aiohttp.ClientSession, standin: TeamsStandIn, clock: Clock) -> None:
    tokens = Tokens(session, login_url=standin.login_url + "/", app_id=APP_ID, password="wrong", clock=clock)
    with pytest.raises(LoginRefused) as error:
        await tokens.get()
    assert (error.value.status, error.value.code) == (401, "invalid_client")
    assert str(error.value) == "AADSTS7000215: Invalid client secret provided."
    assert "wrong" not in str(error.value)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.Response(text="no JSON"),
        lambda: web.json_response([]),
        lambda: web.json_response({}),
        lambda: web.json_response({"access_token": None, "expires_in": 3600}),
        lambda: web.json_response({"access_token": "tøken", "expires_in": 3600}),
        lambda: web.json_response({"access_token": "token"}),
        lambda: web.json_response({"access_token": "token", "expires_in": 0}),
        lambda: web.json_response({"access_token": "token", "expires_in": "soon"}),
        lambda: web.Response(status=302, headers={"Location": "https://login.example.test/"}),
        lambda: web.Response(status=404, text="<html>"),
    ],
)
async def test_an_answer_without_a_token_is_refused(
    answer: Callable[[], web.Response], tokens: Tokens, standin: TeamsStandIn
) -> None:
    standin.login_faults.append(answer())
    with pytest.raises(LoginRefused):
        await tokens.get()
    await tokens.get()


@pytest.mark.parametrize(("headers", "retry_after"), [({"Retry-After": "17"}, 17), ({"Retry-After": "soon"}, 30), ({}, 30)])
@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_login_that_is_overloaded_says_when_to_come_again(
    status: int, headers: dict[str, str], retry_after: int, tokens: Tokens, standin: TeamsStandIn
) -> None:
    standin.login_faults.append(web.Response(status=status, headers=headers))
    with pytest.raises(Busy) as error:
        await tokens.get()
    assert (error.value.status, error.value.retry_after) == (status, retry_after)


async def test_a_login_that_cannot_be_reached_is_busy(session: aiohttp.ClientSession, clock: Clock) -> None:
    tokens = Tokens(session, login_url="http://127.0.0.1:1/tenant", app_id=APP_ID, password=PASSWORD, clock=clock)
    with pytest.raises(Busy, match="cannot be reached"):
        await tokens.get()


async def test_the_old_token_serves_to_its_end_while_the_login_is_away(
    tokens: Tokens, standin: TeamsStandIn, clock: Clock
) -> None:
    first = await tokens.get()
    clock.move(minutes=56)
    standin.login_faults.extend(web.Response(status=503) for _ in range(2))
    assert [await tokens.get() for _ in range(3)] == [first] * 3
    assert len(standin.logins) == 2  # the login is left in peace for half a minute
    clock.move(minutes=4)
    with pytest.raises(Busy):
        await tokens.get()
    assert await tokens.get() != first
