"""The program in Socket Mode: nothing of Slack's comes over HTTP, and a stop answers what was asked before."""

import asyncio

import aiohttp
from cryptography.fernet import Fernet

from tests.adapters.slack.reading import words
from tests.bot.program import Program, free_port
from tests.bot.test_oauth import installed
from tests.factories import NOW
from tests.standins.slack import SlackStandIn
from tests.standins.slack_client import SocketClient
from tests.standins.slack_oauth import CLIENT_ID, CLIENT_SECRET, SlackOAuth
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


async def test_workspaces_that_were_installed_are_answered_through_one_socket(program: Program) -> None:
    async with SlackOAuth() as slack, SlackStandIn() as first, SlackStandIn() as second, aiohttp.ClientSession() as session:
        slack.workspaces |= {"T1": first, "T2": second}
        port = str(free_port())
        given = {
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_CLIENT_ID": CLIENT_ID,
            "SLACK_CLIENT_SECRET": CLIENT_SECRET,
            "ENCRYPTION_KEYS": Fernet.generate_key().decode(),
            "SLACK_API_URL": slack.api_url,
        }
        with program.starting("run", PORT=port, **given) as server:
            await asyncio.to_thread(server.wait_until_ready)
            await slack.socket.connected()
            for team, user, standin in (("T1", "ada", first), ("T2", "bob", second)):
                standin.add_user(user, user.capitalize(), f"{user}@{team.lower()}.test", team_id=team)
                assert "is installed in Team" in await installed(server.url, slack.consent(team, user))
                person = SocketClient(standin, session, "", lambda: NOW, user, f"D{user}", team, slack.socket)
                assert f"{user}@{team.lower()}.test" in words((await person.command("whoami")).body)
                # The first steps, by the worker.
                assert (await standin.wait_for("chat.postMessage"))["channel"] == user
