"""Sending: what Teams refuses for now is tried again, what may have been done is not."""

import asyncio
from typing import Any

import aiohttp
import pytest

from adapters.teams.connector import Connector, Posted
from adapters.teams.errors import Blocked, Busy, Gone, Refused, SendingFailed, TooLarge, Uncertain
from adapters.teams.services import TrustedServices, UntrustedService
from adapters.teams.tokens import Tokens
from tests.adapters.teams.conftest import Clock
from tests.standins.teams import APP_ID, LARGEST_MESSAGE, PASSWORD, TENANT, Call, Fault, TeamsStandIn

MESSAGE = {"type": "message", "text": "Logged #7 for Ærlig Talt AS \N{PARTY POPPER}"}
CHANNEL = "19:abc/def+x==@thread.tacv2;messageid=1485983408511"


class Sleeps(list[float]):
    """Passes the time at once, and keeps for how long it was asked to."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def sleeps() -> Sleeps:
    return Sleeps()


@pytest.fixture
def connector(
    session: aiohttp.ClientSession, standin: TeamsStandIn, services: TrustedServices, clock: Clock, sleeps: Sleeps
) -> Connector:
    services.trust(standin.service_url)
    tokens = Tokens(session, login_url=standin.login_url, app_id=APP_ID, password=PASSWORD, clock=clock)
    return Connector(session, services, tokens, sleep=sleeps)


async def test_a_message_is_sent_with_a_token(connector: Connector, standin: TeamsStandIn) -> None:
    assert await connector.send(standin.service_url, CHANNEL, MESSAGE) == "activity-1"
    assert standin.calls == [Call("POST", (CHANNEL, "activities"), MESSAGE, "Bearer outgoing-1")]


async def test_an_answer_names_what_it_answers(connector: Connector, standin: TeamsStandIn) -> None:
    await connector.send(standin.service_url, CHANNEL, MESSAGE, reply_to="1:a?b#c")
    assert standin.calls[0].path == (CHANNEL, "activities", "1:a?b#c")


async def test_a_message_is_replaced_and_taken_away(connector: Connector, standin: TeamsStandIn) -> None:
    await connector.update(standin.service_url, CHANNEL, "activity-1", MESSAGE)
    await connector.delete(standin.service_url, CHANNEL, "activity-1")
    assert [(call.method, call.path, call.body) for call in standin.calls] == [
        ("PUT", (CHANNEL, "activities", "activity-1"), MESSAGE),
        ("DELETE", (CHANNEL, "activities", "activity-1"), None),
    ]


async def test_a_person_is_written_to_without_having_asked(connector: Connector, standin: TeamsStandIn) -> None:
    conversation = await connector.personal_conversation(
        standin.service_url, bot_id=f"28:{APP_ID}", user_id="29:anna", tenant_id=TENANT
    )
    await connector.send(standin.service_url, conversation, MESSAGE)
    opened, sent = standin.calls
    assert opened.path == ()
    assert opened.body == {
        "isGroup": False,
        "bot": {"id": f"28:{APP_ID}"},
        "members": [{"id": "29:anna"}],
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
    }
    assert sent.path == (conversation, "activities")


async def test_a_thread_is_begun_in_a_channel(connector: Connector, standin: TeamsStandIn) -> None:
    posted = await connector.start_thread(
        standin.service_url, bot_id=f"28:{APP_ID}", channel_id="19:abc@thread.tacv2", tenant_id=TENANT, activity=MESSAGE
    )
    assert posted == Posted("19:abc@thread.tacv2;messageid=activity-1", "activity-1")
    assert standin.calls[0].body["channelData"]["channel"] == {"id": "19:abc@thread.tacv2"}
    assert standin.calls[0].body["activity"] == MESSAGE


async def test_a_members_profile_is_read(connector: Connector, standin: TeamsStandIn) -> None:
    standin.members["29:anna"] = {"id": "29:anna", "email": "anna@example.test"}
    assert await connector.member(standin.service_url, CHANNEL, "29:anna") == {"id": "29:anna", "email": "anna@example.test"}
    with pytest.raises(Gone):
        await connector.member(standin.service_url, CHANNEL, "29:nobody")


async def test_without_tokens_none_is_sent(session: aiohttp.ClientSession, services: TrustedServices) -> None:
    async with TeamsStandIn(asks_for_tokens=False) as standin:
        services.trust(standin.service_url)
        await Connector(session, services, None).send(standin.service_url, CHANNEL, MESSAGE)
        assert standin.calls[0].authorization == ""


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
@pytest.mark.parametrize("times", [1, 3])
async def test_what_is_refused_for_now_is_tried_again(
    status: int, times: int, connector: Connector, standin: TeamsStandIn, sleeps: Sleeps
) -> None:
    standin.faults.extend(Fault(status) for _ in range(times))
    assert await connector.send(standin.service_url, CHANNEL, MESSAGE, patience=60) == "activity-1"
    assert len(standin.calls) == 1
    assert len(sleeps) == times
    # Twice as long each time, give or take half.
    assert all(0.25 * 2**number <= pause <= 0.75 * 2**number for number, pause in enumerate(sleeps))


async def test_retry_after_is_honoured(connector: Connector, standin: TeamsStandIn, sleeps: Sleeps) -> None:
    standin.faults.append(Fault(429, {"Retry-After": "4"}))
    await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert sleeps == [4.0]


@pytest.mark.parametrize("retry_after", ["", "soon", "nan", "inf", "-3", "Thu, 19 Nov 2026 14:05:00 GMT"])
async def test_an_odd_retry_after_means_the_usual_pause(
    retry_after: str, connector: Connector, standin: TeamsStandIn, sleeps: Sleeps
) -> None:
    standin.faults.append(Fault(429, {"Retry-After": retry_after}))
    await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert 0.25 <= sleeps[0] <= 0.75


async def test_patience_has_an_end_and_the_time_to_come_again_is_told(
    connector: Connector, standin: TeamsStandIn, sleeps: Sleeps
) -> None:
    standin.faults.append(Fault(429, {"Retry-After": "30"}))
    with pytest.raises(Busy) as error:
        await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert (error.value.retry_after, error.value.status, sleeps) == (30.0, 429, [])
    standin.faults.append(Fault(429, {"Retry-After": "9999999"}))
    with pytest.raises(Busy) as error:
        await connector.send(standin.service_url, CHANNEL, MESSAGE, patience=0)
    assert error.value.retry_after == 3600
    standin.faults.extend(Fault(502) for _ in range(100))
    with pytest.raises(Busy):
        await connector.send(standin.service_url, CHANNEL, MESSAGE, patience=1e9)
    assert standin.attempts == 1 + 1 + 5
    assert standin.calls == []


async def test_pauses_add_up(connector: Connector, standin: TeamsStandIn, sleeps: Sleeps) -> None:
    standin.faults.extend(Fault(429, {"Retry-After": "3"}) for _ in range(3))
    with pytest.raises(Busy):
        await connector.send(standin.service_url, CHANNEL, MESSAGE, patience=7)
    assert sleeps == [3.0, 3.0]


@pytest.mark.parametrize("done", [False, True], ids=["before it was done", "after it was done"])
async def test_a_cut_connection_is_told_and_the_message_not_sent_again(
    done: bool, connector: Connector, standin: TeamsStandIn, sleeps: Sleeps
) -> None:
    standin.faults.append(Fault(cut=True, done=done))
    with pytest.raises(Uncertain):
        await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert (standin.attempts, len(standin.calls), sleeps) == (1, int(done), [])


async def test_nor_is_a_thread_begun_twice(connector: Connector, standin: TeamsStandIn) -> None:
    standin.faults.append(Fault(cut=True, done=True))
    with pytest.raises(Uncertain):
        await connector.start_thread(standin.service_url, bot_id="28:b", channel_id="19:c", tenant_id=TENANT, activity=MESSAGE)
    assert len(standin.calls) == 1


async def test_a_server_error_may_have_been_done(connector: Connector, standin: TeamsStandIn) -> None:
    standin.faults.append(Fault(500, body="oops"))
    with pytest.raises(Uncertain, match="oops"):
        await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert standin.attempts == 1


@pytest.mark.parametrize("fault", [Fault(cut=True, done=True), Fault(500)], ids=["cut", "500"])
async def test_what_may_be_done_twice_is_tried_again(fault: Fault, connector: Connector, standin: TeamsStandIn) -> None:
    standin.members["29:anna"] = {"id": "29:anna"}
    url = standin.service_url
    for again in (
        lambda: connector.update(url, CHANNEL, "activity-1", MESSAGE),
        lambda: connector.delete(url, CHANNEL, "activity-1"),
        lambda: connector.personal_conversation(url, bot_id="28:b", user_id="29:anna", tenant_id=TENANT),
        lambda: connector.member(url, CHANNEL, "29:anna"),
    ):
        standin.faults.append(fault)
        await again()
    assert not standin.faults


async def test_a_teams_that_cannot_be_reached_is_busy(connector: Connector, services: TrustedServices, sleeps: Sleeps) -> None:
    services.trust("http://127.0.0.1:1/")
    with pytest.raises(Busy, match="cannot be reached"):
        await connector.send("http://127.0.0.1:1/", CHANNEL, MESSAGE)
    assert sleeps


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "MessageWritesBlocked", "message": "blocked"}},
        {"errorCode": 209, "message": '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread roster"\r\n}'},
        {"error": {"code": "ConversationBlockedByUser", "message": "User blocked the conversation with the bot."}},
        {"error": {"code": "BotNotInConversationRoster", "message": "The bot is not part of the conversation roster."}},
        {"error": {"code": "Forbidden", "innerHttpError": {"body": {"code": "BotDisabledByAdmin"}}}},
        {"message": "ForbiddenOperationException"},
    ],
)
async def test_who_blocked_the_bot_is_left_alone(body: object, connector: Connector, standin: TeamsStandIn) -> None:
    standin.faults.append(Fault(403, body=body))
    with pytest.raises(Blocked) as error:
        await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert error.value.code
    assert standin.attempts == 1


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        (Fault(400, body={"error": {"code": "BadArgument", "message": "no"}}), Refused, "BadArgument"),
        (Fault(403, body={"error": {"code": "NotEnoughPermissions"}}), Refused, "NotEnoughPermissions"),
        (Fault(403, body="<html>"), Refused, ""),
        (Fault(404, body={"error": {"code": "ConversationNotFound"}}), Gone, "ConversationNotFound"),
        (Fault(404, body=None), Gone, ""),
        (Fault(410, body=[]), Gone, ""),
        (Fault(413, body={"error": "text"}), TooLarge, ""),
        (Fault(302, {"Location": "https://example.test/"}), Refused, ""),
        (Fault(418, body="[" * 100_000), Refused, ""),
    ],
)
async def test_what_is_refused_for_good_is_named(
    fault: Fault, kind: type[SendingFailed], code: str, connector: Connector, standin: TeamsStandIn
) -> None:
    standin.faults.append(fault)
    with pytest.raises(kind) as error:
        await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert type(error.value) is kind
    assert (error.value.status, error.value.code) == (fault.status, code)
    assert standin.attempts == 1


async def test_a_message_may_have_100_kb_in_utf_16(connector: Connector, standin: TeamsStandIn) -> None:
    overhead = len('{"type":"message","text":""}')
    fits = LARGEST_MESSAGE // 2 - overhead
    await connector.send(standin.service_url, CHANNEL, {"type": "message", "text": "ø" * fits})
    with pytest.raises(TooLarge):
        await connector.send(standin.service_url, CHANNEL, {"type": "message", "text": "x" * (fits + 1)})


async def test_half_a_surrogate_pair_stops_no_message(connector: Connector, standin: TeamsStandIn) -> None:
    await connector.send(standin.service_url, CHANNEL, {"type": "message", "text": "half \ud83d"})
    assert standin.calls[0].body["text"] == "half ?"


async def test_a_withdrawn_token_is_replaced_once(connector: Connector, standin: TeamsStandIn) -> None:
    await connector.send(standin.service_url, CHANNEL, MESSAGE)
    standin.tokens.clear()
    await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert standin.calls[1].authorization == "Bearer outgoing-2"
    standin.faults.extend([Fault(401), Fault(401)])
    with pytest.raises(Refused) as error:
        await connector.send(standin.service_url, CHANNEL, MESSAGE)
    assert error.value.status == 401
    assert len(standin.logins) == 3


@pytest.mark.parametrize("service_url", ["https://example.test/", "http://127.0.0.1:1/", ""])
async def test_nothing_goes_to_an_address_that_nobody_vouched_for(
    service_url: str, connector: Connector, standin: TeamsStandIn
) -> None:
    with pytest.raises(UntrustedService):
        await connector.send(service_url, CHANNEL, MESSAGE)
    assert standin.logins == []


@pytest.mark.parametrize("conversation_id", ["", ".", ".."])
async def test_an_id_leads_nowhere_else(conversation_id: str, connector: Connector, standin: TeamsStandIn) -> None:
    with pytest.raises(ValueError, match="no id"):
        await connector.send(standin.service_url, conversation_id, MESSAGE)
    await connector.send(standin.service_url, "../x/%2e%2e?a#b", MESSAGE)
    assert standin.calls[0].path == ("../x/%2e%2e?a#b", "activities")


@pytest.mark.parametrize("body", ["", "[]", "null", '{"id": 7}', "no JSON"])
async def test_a_success_without_an_id_is_one(body: str, connector: Connector, standin: TeamsStandIn) -> None:
    standin.faults.append(Fault(201, body=body))
    assert await connector.send(standin.service_url, CHANNEL, MESSAGE) == ""


async def test_many_messages_share_one_token(connector: Connector, standin: TeamsStandIn) -> None:
    sent: list[Any] = await asyncio.gather(*(connector.send(standin.service_url, CHANNEL, MESSAGE) for _ in range(100)))
    assert len(set(sent)) == 100
    assert len(standin.logins) == 1
