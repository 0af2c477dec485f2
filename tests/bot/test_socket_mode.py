"""The program in Socket Mode: nothing of Slack's comes over HTTP, and a stop answers what was asked before."""

import asyncio

import aiohttp

from tests.adapters.slack.reading import words
from tests.bot.program import Program
from tests.factories import NOW
from tests.standins.slack import SlackStandIn
from tests.standins.slack_client import SocketClient
from tests.standins.slack_socket import APP_TOKEN


async def test_it_answers_through_the_socket_and_stops_in_order(program: Program) -> None:
    async with SlackStandIn() as slack, aiohttp.ClientSession() as session:
        slack.add_user("kari", "Kari Haugen", "kari@example.test")
        slack.delays["users.info"] = 0.5
        kari = SocketClient(slack, session, "", lambda: NOW)
        given = {"SLACK_APP_TOKEN": APP_TOKEN, "SLACK_BOT_TOKEN": slack.token, "SLACK_API_URL": slack.api_url, "ACCESS": "open"}
        serving = program.serving("run", **given)
        server = await asyncio.to_thread(serving.__enter__)
        try:
            await slack.socket.connected()
            assert await asyncio.to_thread(lambda: server.get("/slack/events", b"{}")[0]) == 404
            under_way = slack.arrival("users.info")
            asked = asyncio.create_task(kari.command("whoami"))
            await under_way.wait()
            server.process.terminate()
            async with asyncio.timeout(10):
                assert "Kari Haugen" in words((await asked).body)
                assert await asyncio.to_thread(server.process.wait, 10) == 0
        finally:
            await asyncio.to_thread(serving.__exit__, None, None, None)
