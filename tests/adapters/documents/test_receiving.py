"""Which requests are let in: the table of refusals over HTTP."""

import asyncio
import gzip
from urllib.parse import urlsplit

import pytest

from adapters.documents import limits
from tests.adapters.documents.conftest import Webhook
from tests.adapters.documents.signing import encoded, event, signature, signed

BODY = encoded(event())
LIMIT = 1 << 20


async def status(webhook: Webhook, headers: dict[str, str], body: bytes = BODY) -> int:
    found, answer = await webhook.post(body, headers)
    if found != 200:
        assert (answer["status"], answer["type"]) == (found, "about:blank")
        assert answer["detail"]
        assert webhook.deliveries[-1].reason
        assert not webhook.deliveries[-1].outcomes
    return found


async def test_five_minutes_are_tolerated(webhook: Webhook) -> None:
    for seconds, expected in ((-300, 200), (-301, 401), (300, 200), (301, 401), (-(10**9), 401), (10**11, 401)):
        stamp = str(int(webhook.now.timestamp()) + seconds)
        given = {"webhook-timestamp": stamp, "webhook-signature": signature(BODY, "msg_1", stamp)}
        assert await status(webhook, signed(BODY, webhook.now) | given) == expected


async def test_a_timestamp_that_is_no_number(webhook: Webhook) -> None:
    now = f"{webhook.now.timestamp():.1f}"
    for stamp in ("", " ", "soon", now, "-1", "+1", "1e9", "١٢٣", "9" * 400, "nan", "0x10", "2026-11-19T14:05:00Z", "é"):
        given = {"webhook-timestamp": stamp, "webhook-signature": signature(BODY, "msg_1", stamp)}
        assert await status(webhook, signed(BODY, webhook.now) | given) == 401


async def test_an_id_that_is_none(webhook: Webhook) -> None:
    for webhook_id in ("", "a b", "é", "日本語", "x" * 257, "a\tb"):
        assert await status(webhook, signed(BODY, webhook.now, webhook_id)) == 401
    for webhook_id in ("x" * 256, "a.b/c:d+e=", "1"):
        assert await status(webhook, signed(BODY, webhook.now, webhook_id)) == 200


async def test_a_signature_that_is_none(webhook: Webhook) -> None:
    right = signed(BODY, webhook.now)["webhook-signature"]
    for wrong in (
        "",
        "v1",
        "v1,",
        "v1,é",
        "v1,日本語",
        "v1,not base64!",
        right.removeprefix("v1,"),
        right.replace("v1,", "v2,"),
        right.replace("v1,", "v1a,"),
        right.replace("v1,", "v1 "),
        right[:-1],
        right + "=",
        right.swapcase(),
        f"{right},{right}",
        "v1," + "A" * 5000,
        "v1, " * 500,
    ):
        assert await status(webhook, signed(BODY, webhook.now) | {"webhook-signature": wrong}) == 401


async def test_a_header_that_is_missing(webhook: Webhook) -> None:
    for missing in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        headers = signed(BODY, webhook.now)
        del headers[missing]
        assert await status(webhook, headers) == 401
        assert missing in webhook.deliveries[-1].reason


async def test_what_is_signed_is_the_id_the_time_and_the_body(webhook: Webhook) -> None:
    headers = signed(BODY, webhook.now)
    assert await status(webhook, headers, BODY + b" ") == 401
    assert await status(webhook, headers | {"webhook-id": "msg_2"}) == 401
    assert await status(webhook, headers | {"webhook-timestamp": str(int(webhook.now.timestamp()) + 1)}) == 401
    assert await status(webhook, headers) == 200


async def test_headers_as_bytes_that_are_no_text_or_twice(webhook: Webhook) -> None:
    good = signed(BODY, webhook.now)
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        others = {key: value for key, value in good.items() if key != name}
        for lines in (f"{name}: ".encode() + b"\xff\xfe", f"{name}: {good[name]}\r\n{name}: {good[name]}".encode()):
            assert await raw(webhook, others, lines) in (b"400", b"401")
    others = {key: value for key, value in good.items() if key != "Content-Type"}
    assert await raw(webhook, others, b"Content-Type: application/json; x=\xff") in (b"200", b"400")
    assert await raw(webhook, others, b"Content-Type: \xff\xfe") in (b"400", b"415")
    assert await raw(webhook, good, b"X-Other: y") == b"200"


async def test_the_content_type(webhook: Webhook) -> None:
    for content_type, expected in {
        "application/json": 200,
        "application/json; charset=utf-8": 200,
        'APPLICATION/JSON;charset="UTF-8"': 200,
        "application/json; charset=iso-8859-1": 415,
        "text/json": 415,
        "text/plain": 415,
        "application/xml": 415,
        "application/cloudevents-batch+json": 415,
        "application/x-www-form-urlencoded": 415,
        "multipart/form-data; boundary=x": 415,
        "application/": 415,
        "json": 415,
        "": 415,
    }.items():
        assert await status(webhook, signed(BODY, webhook.now) | {"Content-Type": content_type}) == expected, content_type
    headers = signed(BODY, webhook.now)
    del headers["Content-Type"]
    assert await status(webhook, headers) == 415


async def test_a_compressed_body(webhook: Webhook) -> None:
    for packed, encoding in ((gzip.compress(BODY), "gzip"), (b"not packed", "gzip"), (BODY, "x-other")):
        assert await raw(webhook, signed(packed, webhook.now), f"Content-Encoding: {encoding}".encode(), packed) in (
            b"400",
            b"415",
        )
    assert await raw(webhook, signed(BODY, webhook.now), b"Content-Encoding: identity") == b"200"


async def test_a_mebibyte_and_no_more(webhook: Webhook) -> None:
    padded = BODY + b" " * (LIMIT - len(BODY))
    assert await status(webhook, signed(padded, webhook.now), padded) == 200
    assert await status(webhook, signed(padded + b" ", webhook.now), padded + b" ") == 413
    assert await status(webhook, {}, padded + b" ") == 413


async def test_over_a_mebibyte_without_saying_so(webhook: Webhook) -> None:
    """In pieces, without a length: reading stops at the limit, and with it the sending."""
    reader, writer = await connection(webhook)
    headers = signed(b"", webhook.now) | {"Host": "x", "Transfer-Encoding": "chunked"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"POST /documents HTTP/1.1\r\n{lines}\r\n".encode())
    for _ in range(17):
        writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        await writer.drain()
    assert (await reader.readline()).split()[1] == b"413"
    writer.close()


async def test_a_sender_that_leaves_in_the_middle(webhook: Webhook) -> None:
    _, writer = await connection(webhook)
    lines = "".join(f"{name}: {value}\r\n" for name, value in signed(BODY, webhook.now).items())
    writer.write(f"POST /documents HTTP/1.1\r\nHost: x\r\nContent-Length: {len(BODY)}\r\n{lines}\r\n".encode() + BODY[:50])
    await writer.drain()
    writer.close()
    assert await status(webhook, signed(BODY, webhook.now)) == 200
    assert await webhook.recorded() == ["103045"]


async def test_a_body_that_does_not_arrive(webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_WITHIN", 0.1)
    reader, writer = await connection(webhook)
    lines = "".join(f"{name}: {value}\r\n" for name, value in signed(BODY, webhook.now).items())
    writer.write(f"POST /documents HTTP/1.1\r\nHost: x\r\nContent-Length: {len(BODY)}\r\n{lines}\r\n".encode() + BODY[:50])
    assert (await reader.readline()).split()[1] == b"408"
    writer.close()


async def raw(webhook: Webhook, headers: dict[str, str], line: bytes, body: bytes = BODY) -> bytes:
    """The status of a request with a header line of any bytes."""
    reader, writer = await connection(webhook)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST /documents HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{lines}".encode()
    writer.write(head + line + b"\r\n\r\n" + body)
    answer = (await reader.readline()).split()[1]
    writer.close()
    return answer


async def connection(webhook: Webhook) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(webhook.url)
    return await asyncio.open_connection(address.hostname, address.port)
