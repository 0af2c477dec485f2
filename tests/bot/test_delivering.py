"""Delivering as the program does it: a worker of its own, and the one within `run`."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from core.notification import Recipient
from tests.acceptance import world
from tests.bot.program import Program, free_port
from tests.factories import news, news_in
from tests.standins.slack import BOT_USER, TEAM, SlackStandIn
from tests.standins.slack_client import SECRET

SENT = 'aftercall_outbox_messages_total{outcome="sent",platform="slack"} 1.0'
NOTHING_DUE = 'aftercall_outbox{state="due"} 0.0'
CHANNEL = Recipient(platform="slack", workspace=TEAM, channel="C1")


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as standin:
        standin.channels["C1"] = {BOT_USER}
        yield standin


def settings(slack: SlackStandIn) -> dict[str, str]:
    return {"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": slack.token, "SLACK_API_URL": slack.api_url}


async def say(database: Database, text: str) -> float:
    """Puts a message; when it was committed."""
    now = datetime.now(UTC)
    message = news(text, CHANNEL, now)
    await database.write(1, lambda work: work.outbox.put([message]))
    return time.monotonic()


async def test_a_worker_of_its_own(on_database: Program, database: Database, slack: SlackStandIn) -> None:
    running = on_database.starting("worker", **settings(slack))
    late: list[float] = []
    with running as worker:
        for number in range(3):
            committed = await say(database, f"m{number}")
            await slack.wait_for("chat.postMessage", number + 1, 60)
            late.append(slack.calls[-1].at - committed)
            await asyncio.sleep(1.2)
        worker.process.terminate()
        assert await asyncio.to_thread(worker.process.wait, 30) == 0
    if "postgresql" in on_database.settings["DATABASE_URL"]:
        assert min(late) < 0.2
    assert [news_in(sent["text"].split("\n")[0]) for sent in slack.sent("chat.postMessage")] == ["m0", "m1", "m2"]
    lines = worker.log.read_text()
    assert "nowhere" not in lines
    events = [json.loads(line) for line in lines.splitlines()]
    assert [event["event"] for event in events if event["event"] in ("delivering", "sent", "delivering ended")] == [
        "delivering",
        *["sent"] * 3,
        "delivering ended",
    ]


async def test_the_worker_within_run(on_database: Program, database: Database, slack: SlackStandIn) -> None:
    with on_database.serving("run", **settings(slack)) as server:
        await say(database, "hello")
        await slack.wait_for("chat.postMessage", 1, 60)
        async with asyncio.timeout(30):
            # What is due is looked up before the rest is written down.
            while not {SENT, NOTHING_DUE} <= set(figures := (await asyncio.to_thread(server.get, "/metrics"))[1].splitlines()):
                await asyncio.sleep(0.1)
    assert 'aftercall_outbox_seconds_count{platform="slack"} 1.0' in figures


def test_a_worker_without_a_platform_does_the_jobs_by_the_clock(program: Program) -> None:
    assert program.run("migrate").returncode == 0
    with program.starting("worker") as worker, closing(sqlite3.connect(program.folder / "var" / "aftercall.db")) as connection:
        ends = time.monotonic() + 30
        while not connection.execute("SELECT 1 FROM job WHERE name = 'housekeeping'").fetchone():
            assert time.monotonic() < ends
            time.sleep(0.05)
        worker.process.terminate()
        assert worker.process.wait(30) == 0
    assert "set up Slack or Teams" in worker.log.read_text()


def test_a_worker_can_be_watched(program: Program) -> None:
    assert program.run("migrate").returncode == 0
    port = free_port()
    with program.starting("worker", PORT=str(port), METRICS_PORT=str(port)) as worker:
        worker.wait_until_ready()
        assert worker.get("/healthz") == (200, "alive\n")
        status, figures = worker.get("/metrics")
        assert status == 200
        assert "aftercall_outbox_waiting_seconds 0.0" in figures
        assert worker.get("/documents", b"{}")[0] == 404
        done = program.run("worker", METRICS_PORT=str(port))
        assert done.returncode == 1
        assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
        worker.process.terminate()
        assert worker.process.wait(30) == 0


def test_a_worker_on_a_database_that_is_not_current(program: Program) -> None:
    done = program.run("worker", SLACK_SIGNING_SECRET=SECRET, SLACK_BOT_TOKEN="xoxb-1")
    assert done.returncode == 1
    assert "python -m bot migrate" in done.stderr


def test_a_lease_that_is_none(program: Program) -> None:
    done = program.run("worker", OUTBOX_LEASE_SECONDS="soon")
    assert done.returncode == 2
    assert "OUTBOX_LEASE_SECONDS: 'soon' is no number of seconds" in done.stderr
