"""What stands before Bolt, over HTTP."""

import asyncio
from io import BytesIO
from urllib.parse import urlencode

import pytest

from adapters.slack.app import SlackDoor
from tests.adapters.slack.conftest import SlackWorld
from tests.standins.slack import TEAM
from tests.standins.slack_client import SECRET, signed

BODY = urlencode(
    {"command": "/interaction", "text": "help", "team_id": TEAM, "user_id": "kari", "channel_id": "C1", "trigger_id": "t"}
).encode()
FORM = "application/x-www-form-urlencoded"


async def post(here: SlackWorld, body: bytes, headers: dict[str, str], content_type: str = FORM) -> int:
    async with here.session.post(here.url, data=BytesIO(body), headers={"Content-Type": content_type, **headers}) as response:
        await response.read()
        return response.status


def now(here: SlackWorld, seconds: int = 0) -> str:
    return str(int(here.clock().timestamp()) + seconds)


async def test_a_request_signed_by_slack_gets_through(here: SlackWorld) -> None:
    assert await post(here, BODY, signed(BODY, now(here))) == 200
    assert await post(here, BODY, signed(BODY, now(here, -290))) == 200
    assert await post(here, BODY, signed(BODY, now(here, 290))) == 200


async def test_what_nobody_asked_for_is_no_error(here: SlackWorld) -> None:
    for body in (
        b'{"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1518467820, "api_app_id": "A1"}',
        b'{"type": "view_closed", "team": {"id": "T1"}, "user": {"id": "kari"}, "view": {"id": "V1"}}',
    ):
        assert await post(here, body, signed(body, now(here)), "application/json") == 200


async def test_another_secret_or_another_body(here: SlackWorld) -> None:
    assert await post(here, BODY, signed(BODY, now(here), "another secret")) == 401
    assert await post(here, BODY + b"x", signed(BODY, now(here))) == 401


async def test_six_minutes_old_or_ahead(here: SlackWorld) -> None:
    for seconds in (-360, 360):
        assert await post(here, BODY, signed(BODY, now(here, seconds))) == 401


async def test_a_timestamp_that_is_no_number(here: SlackWorld) -> None:
    for timestamp in ("", "soon", "12.5", "-1", "+1", " 1", "1e9", "١٢٣", "9" * 400, "nan", "0x10"):
        assert await post(here, BODY, {**signed(BODY, now(here)), "X-Slack-Request-Timestamp": timestamp}) == 401
        assert await post(here, BODY, signed(BODY, timestamp)) == 401


async def test_a_signature_that_is_none(here: SlackWorld) -> None:
    for signature in ("", "v0=", "v0=é", "v0=" + "0" * 64, "v1=" + "0" * 64, "\u00ff" * 67, "日本語", "v0=" + "a" * 5000):
        assert await post(here, BODY, {**signed(BODY, now(here)), "X-Slack-Signature": signature}) == 401


async def test_a_signature_of_bytes_that_are_no_text(here: SlackWorld) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(here.url.split(":")[2].split("/")[0]))
    head = f"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: {len(BODY)}\r\nX-Slack-Request-Timestamp: {now(here)}\r\n"
    writer.write(head.encode() + b"X-Slack-Signature: v0=\xff\xfe\r\nConnection: close\r\n\r\n" + BODY)
    status = (await reader.readline()).split()[1]
    writer.close()
    assert status in (b"400", b"401")


async def test_a_missing_header(here: SlackWorld) -> None:
    for missing in ("X-Slack-Signature", "X-Slack-Request-Timestamp"):
        headers = signed(BODY, now(here))
        del headers[missing]
        assert await post(here, BODY, headers) == 401


async def test_a_body_that_is_not_utf_8(here: SlackWorld) -> None:
    body = b"command=%2Finteraction&text=\xff\xfe"
    assert await post(here, body, signed(body, now(here))) == 400
    assert await post(here, body, signed(b"other", now(here))) == 401


async def test_a_signed_body_that_says_nothing_is_never_an_error_of_ours(here: SlackWorld) -> None:
    for body in (
        b"{",
        b"[]",
        b"7",
        b"payload=%7B",
        b"payload=7",
        b"payload=null",
        b"",
        b'{"type": 7}',
        b"x" * 100,
        b"payload=" + b"[" * 100_000,
        b'payload={"type": "block_actions", "user": {"id": "kari"}, "team": {"id": "T1"}, "actions": []}',
        b'payload={"type": "view_submission", "user": {"id": "kari"}, "team": {"id": "T1"}, "view": {"id": "V1"}}',
    ):
        for content_type in (FORM, "application/json"):
            assert await post(here, body, signed(body, now(here)), content_type) in (200, 400, 404)


async def test_over_a_mebibyte(here: SlackWorld) -> None:
    body = b"text=" + b"x" * (1024 * 1024)
    assert await post(here, body, signed(body, now(here))) == 413
    assert await post(here, body, {}) == 413


async def test_over_a_mebibyte_without_saying_so(here: SlackWorld) -> None:
    """In pieces, without a length: reading stops at the limit, and with it the sending."""
    port = int(here.url.split(":")[2].split("/")[0])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    headers = signed(b"", now(here)) | {"Host": "x", "Transfer-Encoding": "chunked", "Content-Type": FORM}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"POST /slack/events HTTP/1.1\r\n{lines}\r\n".encode())
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    for _ in range(17):
        writer.write(chunk)
        await writer.drain()
    assert (await reader.readline()).split()[1] == b"413"
    writer.close()


async def test_slacks_checks_of_the_address(here: SlackWorld) -> None:
    body = b'{"type": "url_verification", "challenge": "3eZbrw1a"}'
    headers = {"Content-Type": "application/json", **signed(body, now(here))}
    async with here.session.post(here.url, data=body, headers=headers) as response:
        assert (response.status, await response.json()) == (200, {"challenge": "3eZbrw1a"})
    body = b"token=x&ssl_check=1"
    assert await post(here, body, signed(body, now(here))) == 200
    assert await post(here, body, {}) == 200
    assert await post(here, body + b"0", {}) == 401
    assert await post(here, BODY + b"&text=ssl_check=1", {}) == 401
    assert here.slack.calls == []


async def test_what_nobody_listens_to_is_taken_in_silence(here: SlackWorld) -> None:
    assert (await here.person().event({"type": "reaction_added", "reaction": "wave"})).status == 200
    assert (await here.person().event({"type": "message", "channel": "C1", "channel_type": "channel", "text": "x"})).status == 200
    assert here.slack.calls == []


def test_no_secret_no_door(here: SlackWorld) -> None:
    with pytest.raises(ValueError, match="secret"):
        SlackDoor(None, None, None, here.clock, signing_secret="")  # type: ignore[arg-type]


def test_the_secret_of_the_tests_is_the_one_of_slacks_documentation() -> None:
    """Slack's own example of a signature, as its page "Verifying requests" has it."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
        b"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
        b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d1"
        b"0d2c447fce8b6703c"
    )
    signature = signed(body, "1531420618", SECRET)["X-Slack-Signature"]
    assert signature == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
