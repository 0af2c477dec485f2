"""A bot of botbuilder's behind our door, answering over our connector."""

from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from botbuilder.core import ActivityHandler, InvokeResponse, MessageFactory, TurnContext
from botbuilder.schema import Activity

from adapters.teams.adapter import ConnectorAdapter, NotAnActivity
from adapters.teams.authentication import Authenticator
from adapters.teams.connector import Connector
from adapters.teams.errors import Blocked
from adapters.teams.services import TrustedServices
from adapters.teams.tokens import Tokens
from adapters.teams.web import receive
from tests.adapters.teams.conftest import Clock
from tests.standins.teams import APP_ID, PASSWORD, Fault, TeamsStandIn

Post = Callable[[dict[str, Any]], Any]


class Echo(ActivityHandler):  # type: ignore[misc]  # botbuilder has no types
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        said = turn_context.activity.text
        sent = await turn_context.send_activity(MessageFactory.text(f"You said: {said}"))
        if said == "edit":
            better = MessageFactory.text("Better")
            better.id = sent.id
            await turn_context.update_activity(better)
        if said == "delete":
            await turn_context.delete_activity(sent.id)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse | None:
        if turn_context.activity.name != "adaptiveCard/action":
            return await super().on_invoke_activity(turn_context)
        return InvokeResponse(status=HTTPStatus.OK, body={"statusCode": 200, "value": turn_context.activity.value})


@pytest.fixture
async def post(
    authenticator: Authenticator,
    services: TrustedServices,
    session: aiohttp.ClientSession,
    standin: TeamsStandIn,
    clock: Clock,
) -> AsyncIterator[Post]:
    tokens = Tokens(session, login_url=standin.login_url, app_id=APP_ID, password=PASSWORD, clock=clock)
    adapter = ConnectorAdapter(Connector(session, services, tokens))
    echo = Echo()

    async def messages(request: web.Request) -> web.Response:
        activity, claims = await receive(request, authenticator)
        try:
            answer = await adapter.run(activity, claims, echo.on_turn)
        except NotAnActivity:
            raise web.HTTPBadRequest from None
        except Blocked:
            return web.Response(text="blocked")
        return web.Response() if answer is None else web.json_response(answer.body, status=answer.status)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    async with TestServer(app) as server:

        async def post(activity: dict[str, Any]) -> tuple[int, str]:
            headers = {"Authorization": f"Bearer {standin.token(clock.now)}"}
            async with session.post(server.make_url("/api/messages"), json=activity, headers=headers) as response:
                return response.status, await response.text()

        yield post


async def test_a_message_is_answered_over_the_connector(post: Post, standin: TeamsStandIn) -> None:
    assert await post(standin.activity(text="hello")) == (200, "")
    (call,) = standin.calls
    assert call.path == ("a:1personal", "activities", "1485983408511")
    assert call.body["text"] == "You said: hello"
    assert call.body["recipient"]["id"] == "29:anna"
    assert call.body["from"]["id"] == f"28:{APP_ID}"
    assert call.body["replyToId"] == "1485983408511"


async def test_answers_are_replaced_and_taken_away(post: Post, standin: TeamsStandIn) -> None:
    await post(standin.activity(text="edit"))
    await post(standin.activity(text="delete"))
    assert [(call.method, call.path[2]) for call in standin.calls] == [
        ("POST", "1485983408511"),
        ("PUT", "activity-1"),
        ("POST", "1485983408511"),
        ("DELETE", "activity-3"),
    ]
    assert standin.calls[1].body["text"] == "Better"


async def test_an_invoke_is_answered_in_the_response(post: Post, standin: TeamsStandIn) -> None:
    invoke = standin.activity(type="invoke", name="adaptiveCard/action", value={"action": {"verb": "undo"}})
    assert await post(invoke) == (200, '{"statusCode": 200, "value": {"action": {"verb": "undo"}}}')
    assert standin.calls == []


async def test_an_invoke_that_nobody_knows_is_answered_so(post: Post, standin: TeamsStandIn) -> None:
    status, _ = await post(standin.activity(type="invoke", name="something/new"))
    assert status == 501


async def test_what_the_connector_refuses_reaches_the_bot(post: Post, standin: TeamsStandIn) -> None:
    standin.faults.append(Fault(403, body={"error": {"code": "MessageWritesBlocked"}}))
    assert await post(standin.activity()) == (200, "blocked")


@pytest.mark.parametrize("conversation", [None, {}, {"id": None}, {"id": ""}, "a:1personal", [1]])
async def test_an_activity_without_a_conversation_is_none(conversation: object, post: Post, standin: TeamsStandIn) -> None:
    assert (await post(standin.activity(conversation=conversation)))[0] == 400
    assert standin.attempts == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"timestamp": "yesterday"},
        {"timestamp": 7},
        {"from": None},
        {"recipient": None},
        {"from": ["29:anna"]},
        {"membersAdded": "anna"},
        {"membersAdded": [1]},
        {"attachments": {"a": 1}},
        {"entities": 7},
        {"channelData": "text"},
        {"value": None},
        {"text": None},
        {"text": 7},
    ],
    ids=str,
)
async def test_odd_fields_are_refused_or_borne(changes: dict[str, Any], post: Post, standin: TeamsStandIn) -> None:
    status, _ = await post(standin.activity(**changes))
    assert status in (200, 400)


async def test_a_trace_is_not_sent(services: TrustedServices, session: aiohttp.ClientSession, standin: TeamsStandIn) -> None:
    services.trust(standin.service_url)
    adapter = ConnectorAdapter(Connector(session, services, None))
    context = TurnContext(adapter, Activity().deserialize(standin.activity()))
    await context.send_activity(Activity(type="trace", name="nobody reads it"))
    assert standin.attempts == 0
