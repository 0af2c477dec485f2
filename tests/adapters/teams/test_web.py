"""What an activity has to bring with it to be let in, through a real HTTP route."""

import gzip
import json
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from adapters.teams.authentication import Authenticator
from adapters.teams.web import LARGEST_BODY, receive
from tests.adapters.teams.conftest import Clock
from tests.adapters.teams.forged import BAD, Token, raw, unsigned
from tests.standins.teams import APP_ID, TeamsStandIn, public_jwk

JSON = {"Content-Type": "application/json"}
Post = Callable[..., Any]


@pytest.fixture
async def post(authenticator: Authenticator, session: aiohttp.ClientSession) -> AsyncIterator[Post]:
    async def messages(request: web.Request) -> web.Response:
        activity, claims = await receive(request, authenticator)
        return web.json_response({"text": activity.get("text"), "service_url": claims.service_url, "app_id": claims.app_id})

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    server = TestServer(app)
    await server.start_server()

    async def post(body: object, authorization: str | None, **headers: str) -> tuple[int, Any]:
        data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        given = JSON | headers | ({} if authorization is None else {"Authorization": authorization})
        async with session.post(server.make_url("/api/messages"), data=data, headers=given) as response:
            return response.status, await response.json() if response.status == 200 else response.headers
        raise AssertionError

    yield post
    await server.close()


async def test_a_good_token_lets_the_activity_in(post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    status, answer = await post(standin.activity(), f"Bearer {standin.token(clock.now)}")
    assert status == 200
    assert answer == {"text": "help", "service_url": standin.service_url, "app_id": APP_ID}


@pytest.mark.parametrize(
    ("reason", "token"),
    [pytest.param(reason, token, id=name) for reason, tokens in BAD.items() for name, token in tokens.items()],
)
@pytest.mark.parametrize("after_a_good_one", [False, True], ids=["first", "remembering"])
async def test_a_bad_token_is_refused(
    reason: str, token: Token, after_a_good_one: bool, post: Post, standin: TeamsStandIn, clock: Clock
) -> None:
    silent = public_jwk("silent", [])
    del silent["endorsements"]
    standin.jwks += [
        public_jwk("webchat", ["webchat"]),
        public_jwk("unendorsed", []),
        silent,
        public_jwk("texted", "msteams"),
        public_jwk("short", ["msteams"]),
    ]
    if after_a_good_one:
        assert (await post(standin.activity(), f"Bearer {standin.token(clock.now)}"))[0] == 200
    with capture_logs() as logs:
        status, headers = await post(standin.activity(), token(standin, clock.now))
    assert status == 401
    assert [log["reason"] for log in logs] == [reason]
    assert headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "changes",
    [
        {"serviceUrl": "https://smba.example.test/emea/"},
        {"serviceUrl": None},
        {"serviceUrl": ""},
        {"serviceUrl": ["x"]},
        {"serviceUrl": {}},
        {"channelId": "webchat"},  # endorsed, but not served
        {"channelId": "slack"},
        {"channelId": None},
        {"channelId": ""},
        {"channelId": ["msteams"]},
        {"channelId": {"a": 1}},
    ],
    ids=str,
)
@pytest.mark.parametrize("after_a_good_one", [False, True], ids=["first", "remembering"])
async def test_a_good_token_does_not_vouch_for_another_activity(
    changes: dict[str, Any], after_a_good_one: bool, post: Post, standin: TeamsStandIn, clock: Clock
) -> None:
    bearer = f"Bearer {standin.token(clock.now)}"
    if after_a_good_one:
        assert (await post(standin.activity(), bearer))[0] == 200
    assert (await post(standin.activity(**changes), bearer))[0] == 401
    left_out = {name: value for name, value in standin.activity().items() if name not in changes}
    assert (await post(left_out, bearer))[0] == 401


async def test_a_null_service_url_is_not_vouched_for_by_a_null_claim(post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    for claims in (standin.claims(clock.now, serviceurl=None), standin.claims(clock.now) | {"serviceurl": None}):
        for body in (standin.activity(serviceUrl=None), {"type": "message", "channelId": "msteams"}):
            assert (await post(body, f"Bearer {raw(standin, claims)}"))[0] == 401


async def test_a_header_longer_than_the_server_takes_is_refused(post: Post, standin: TeamsStandIn) -> None:
    # aiohttp refuses it before anything of ours sees it.
    assert (await post(standin.activity(), f"Bearer {'x' * 100_000}"))[0] == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"hello", 400),
        (b"\xff\xfe\x00", 400),
        ('{"type": "message"}'.encode("utf-16"), 400),
        (b"[]", 400),
        (b"null", 400),
        (b"1", 400),
        (b'"message"', 400),
        (b"{}", 400),
        (b'{"type": null}', 400),
        (b'{"type": 1}', 400),
        (b'{"type": "message", "value": NaN}', 400),
        (b'{"type": "message", "text": "half a pair \\ud83d"}', 400),
        (b'{"type": "message", "value": ' + b"9" * 5000 + b"}", 400),
        (b"[" * 200_000, 400),
        (b'{"type": "message", "text": "' + b"x" * LARGEST_BODY + b'"}', 413),
    ],
)
async def test_what_is_no_activity_is_refused(body: bytes, status: int, post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    assert (await post(body, f"Bearer {standin.token(clock.now)}"))[0] == status


async def test_a_byte_order_mark_and_whole_pairs_are_taken(post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    body = b"\xef\xbb\xbf" + json.dumps(standin.activity(text="ø \N{PARTY POPPER}")).encode()
    status, answer = await post(body, f"Bearer {standin.token(clock.now)}")
    assert (status, answer["text"]) == (200, "ø \N{PARTY POPPER}")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json", ""])
async def test_another_content_type_is_refused(content_type: str, post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    bearer = f"Bearer {standin.token(clock.now)}"
    assert (await post(standin.activity(), bearer, **{"Content-Type": content_type}))[0] == 415


async def test_a_content_type_with_a_charset_is_taken(post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    bearer = f"bearer {standin.token(clock.now)}"
    assert (await post(standin.activity(), bearer, **{"Content-Type": "Application/JSON; charset=utf-8"}))[0] == 200


async def test_a_compressed_body_counts_as_long_as_it_is(post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    bearer = f"Bearer {standin.token(clock.now)}"
    fits = gzip.compress(json.dumps(standin.activity()).encode())
    assert (await post(fits, bearer, **{"Content-Encoding": "gzip"}))[0] == 200
    bomb = gzip.compress(b" " * (50 * LARGEST_BODY))
    assert (await post(bomb, bearer, **{"Content-Encoding": "gzip"}))[0] == 413
    assert (await post(b"no gzip", bearer, **{"Content-Encoding": "gzip"}))[0] == 400


async def test_without_keys_the_caller_is_asked_to_come_again(post: Post, standin: TeamsStandIn, clock: Clock) -> None:
    standin.metadata_status = 500
    status, headers = await post(standin.activity(), f"Bearer {standin.token(clock.now)}")
    assert (status, headers["Retry-After"]) == (503, "10")
    # What needs no key to be judged is refused as ever.
    assert (await post(standin.activity(), f"Bearer {unsigned(standin, clock.now, 'none')}"))[0] == 401
