"""The web application by itself: readiness, and errors that nobody expected."""

import json
from collections.abc import Awaitable, Callable
from io import StringIO

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.chat.card import Card
from adapters.chat.turn import Reply, Turn
from bot import logs
from bot.metrics import Metrics
from bot.observing import Observer
from bot.web import UnderWay, create_app
from core.person import Identity
from tests.factories import NOW

pytestmark = pytest.mark.usefixtures("logging_as_it_was")


async def get(path: str, ready: Callable[[], Awaitable[bool]], metrics: Metrics | None = None) -> tuple[int, str]:
    async def events(_: web.Request) -> web.Response:
        raise RuntimeError("hush-hush")

    app = create_app(metrics=metrics or Metrics(), ready=ready, measure=nothing, under_way=UnderWay(), slack_events=events)
    async with TestClient(TestServer(app)) as client:
        method = "POST" if path == "/slack/events" else "GET"
        async with client.request(method, path) as response:
            return response.status, await response.text()


async def test_the_address_of_an_entry_says_how_to_read_it_and_nothing_of_it() -> None:
    for entries, status in ((True, 200), (False, 404)):
        app = create_app(metrics=Metrics(), ready=yes, measure=nothing, under_way=UnderWay(), entries=entries)
        async with TestClient(TestServer(app)) as client, client.get("/e/1042") as response:
            assert response.status == status
            if entries:
                assert "show #1042" in await response.text()
                assert response.headers["Cache-Control"] == "no-store"
            assert (await client.get("/e/1042x")).status == 404


async def nothing() -> None:
    pass


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


async def broken() -> bool:
    raise OSError("hush-hush")


@pytest.fixture
def log() -> StringIO:
    out = StringIO()
    logs.configure("json", "info", out)
    return out


async def test_readiness() -> None:
    assert await get("/readyz", yes) == (200, "ready\n")
    assert await get("/readyz", no) == (503, "not ready\n")
    assert await get("/readyz", broken) == (503, "not ready\n")
    assert await get("/healthz", broken) == (200, "alive\n")


async def test_an_unexpected_error_is_answered_with_a_reference_that_finds_the_line(log: StringIO) -> None:
    status, text = await get("/slack/events", yes)
    assert status == 500
    assert "hush" not in text
    event = next(json.loads(line) for line in log.getvalue().splitlines() if "failed" in line)
    assert event["request_id"] in text
    assert event["exception"][0]["exc_type"] == "RuntimeError"
    assert not any("locals" in frame for frame in event["exception"][0]["frames"])


async def test_a_turn_is_counted_and_logged_without_what_was_said(log: StringIO) -> None:
    metrics = Metrics()
    observe = Observer(metrics)
    turn = Turn(organization_id=1, identity=Identity("slack", "T1", "U1"), said="log call anna: hush-hush", now=NOW)
    logged = Reply(card=Card(("hush-hush",)), command="log", entry_nos=(7,))
    observe(turn, logged, 0.004)
    observe(turn, Reply(card=Card(("hush-hush",)), command="log", entry_nos=(7,), replay=True), 0.001)
    observe(turn, Reply(card=Card(("hush-hush",)), outcome="refused"), 0.001)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["command"], line["outcome"], line["entries"], line["replay"]) for line in lines] == [
        ("log", "done", [7], False),
        ("log", "done", [7], True),
        ("unknown", "refused", [], False),
    ]
    assert "hush" not in log.getvalue()
    text = metrics.text().decode()
    assert 'aftercall_requests_total{command="log",outcome="done"} 2.0' in text
    assert "aftercall_entries_recorded_total 1.0" in text
    assert 'aftercall_request_seconds_bucket{command="log",le="0.005"} 2.0' in text


def test_the_log_for_reading_has_no_colour_in_a_file() -> None:
    out = StringIO()
    logs.configure("console", "warning", out)
    structlog.stdlib.get_logger("x").info("not shown")
    structlog.stdlib.get_logger("x").warning("shown", entries=[1])
    assert "shown" in out.getvalue()
    assert "not shown" not in out.getvalue()
    assert "\x1b" not in out.getvalue()
