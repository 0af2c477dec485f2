"""Without tokens, nothing that did not begin on this machine is let in."""

from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import CIMultiDict
from structlog.testing import capture_logs

from adapters.chat.conversation import Conversation
from adapters.database import Database
from adapters.teams.anonymous import Anonymous, announce
from adapters.teams.authentication import Unauthorized
from adapters.teams.cloud import is_loopback, is_loopback_url
from adapters.teams.door import TeamsDoor
from adapters.teams.services import TrustedServices
from adapters.teams.web import receive
from tests.adapters.teams.conftest import Clock
from tests.standins.teams import TeamsStandIn
from tests.standins.teams_client import words

ACTIVITY = {"type": "message", "channelId": "msteams", "serviceUrl": "http://localhost:56150/_connector"}
HOST = {"Host": "127.0.0.1:3978"}


@pytest.fixture
def door(services: TrustedServices) -> Anonymous:
    return Anonymous(services)


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.5.6.7", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:3978", "LOCALHOST", "127.0.0.1", "[::1]:3978"])
def test_this_machine_is_let_in(peer: str, host: str, door: Anonymous, services: TrustedServices) -> None:
    claims = door.check(peer, {"Host": host, "User-Agent": "Agents Playground"}, ACTIVITY)
    assert claims.anonymous
    assert claims.app_id == ""
    services.base(claims.service_url)


@pytest.mark.parametrize("peer", ["10.0.0.5", "192.168.1.2", "8.8.8.8", "::ffff:10.0.0.5", "fe80::1", "0.0.0.0", "", None, "x"])
def test_other_machines_are_not(peer: str | None, door: Anonymous) -> None:
    with pytest.raises(Unauthorized):
        door.check(peer, HOST, ACTIVITY)


@pytest.mark.parametrize(
    "name",
    [
        "Forwarded",
        "X-Forwarded-For",
        "x-forwarded-host",
        "X-FORWARDED-PROTO",
        "X-Forwarded-Anything",
        "Via",
        "X-Real-IP",
        "CF-Connecting-IP",
        "True-Client-IP",
        "X-Original-Host",
        "X-Client-IP",
    ],
)
@pytest.mark.parametrize("value", ["127.0.0.1", "8.8.8.8", ""])
def test_what_was_forwarded_is_not(name: str, value: str, door: Anonymous) -> None:
    with pytest.raises(Unauthorized, match="forwarded"):
        door.check("127.0.0.1", CIMultiDict({**HOST, name: value}), ACTIVITY)


@pytest.mark.parametrize(
    "host", ["", "evil.example.test", "localhost.example.test", "evil.example.test:3978", "8.8.8.8", "@", "[", "a b"]
)
def test_a_name_that_only_leads_here_is_not(host: str, door: Anonymous) -> None:
    with pytest.raises(Unauthorized):
        door.check("127.0.0.1", {"Host": host}, ACTIVITY)


@pytest.mark.parametrize(
    "service_url",
    [
        "https://smba.trafficmanager.net/emea/",
        "http://localhost.example.test/",
        "http://localhost@example.test/",
        "http://user@localhost/",
        "http://127.0.0.1.example.test/",
        "http://10.0.0.5/",
        "http://0.0.0.0/",
        "ftp://localhost/",
        "file:///etc/hostname",
        "localhost",
        "//localhost/",
        "http://[::1",
        "",
        None,
        7,
        ["http://localhost/"],
        {},
    ],
)
def test_answers_that_would_leave_this_machine_are_not_given(service_url: Any, door: Anonymous) -> None:
    with pytest.raises(Unauthorized):
        door.check("127.0.0.1", HOST, ACTIVITY | {"serviceUrl": service_url})


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_refused(text: str) -> None:
    services = TrustedServices(loopback=True)
    for peer, host, url in (
        (text, HOST["Host"], ACTIVITY["serviceUrl"]),
        ("127.0.0.1", text, text),
        ("127.0.0.1", HOST["Host"], text),
    ):
        try:
            Anonymous(services).check(peer, {"Host": host}, ACTIVITY | {"serviceUrl": url})
        except Unauthorized:
            continue
        assert is_loopback(peer)
        assert is_loopback_url(url)


async def test_it_holds_through_a_real_route(door: Anonymous, session: aiohttp.ClientSession) -> None:
    async def messages(request: web.Request) -> web.Response:
        _, claims = await receive(request, door)
        return web.json_response(claims.anonymous)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    async with TestServer(app) as server:
        url = server.make_url("/api/messages")
        async with session.post(url, json=ACTIVITY) as response:
            assert (response.status, await response.json()) == (200, True)
        async with session.post(url, json=ACTIVITY, headers={"X-Forwarded-For": "127.0.0.1"}) as response:
            assert response.status == 401
        async with session.post(url, json=ACTIVITY, headers={"Host": "evil.example.test"}) as response:
            assert response.status == 401
        async with session.post(url, json=ACTIVITY | {"serviceUrl": "https://smba.example.test/"}) as response:
            assert response.status == 401
        async with session.post(url, json=ACTIVITY | {"serviceUrl": None}) as response:
            assert response.status == 401


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_it_is_said_loudly(host: str) -> None:
    with capture_logs() as logs:
        announce(host)
    (log,) = logs
    assert log["log_level"] == "critical"
    assert "WITHOUT TOKENS" in log["event"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5", "bot.example.test", ""])
def test_it_does_not_start_where_others_reach_it(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        announce(host)


async def test_a_program_for_trying_out_that_knows_neither_tenants_nor_members(database: Database, clock: Clock) -> None:
    async with TeamsStandIn(asks_for_tokens=False) as standin:
        teams = TeamsDoor(Conversation(database), database, database.organization_of, clock, app=None)
        await teams.start()
        app = web.Application()
        app.router.add_post("/api/messages", teams.messages)
        said = {
            "type": "message",
            "id": "1",
            "channelId": "emulator",
            "serviceUrl": standin.service_url,
            "from": {"id": "user-1", "name": "User One"},
            "conversation": {"id": "c-1"},
            "recipient": {"id": "bot"},
            "text": "whoami",
        }
        async with TestServer(app) as server, aiohttp.ClientSession() as session:
            async with session.post(server.make_url("/api/messages"), json=said) as response:
                assert response.status == 200
            answer = standin.calls[-1]
            assert "You are User One" in words(answer.body["attachments"][0]["content"])
        await teams.close()
