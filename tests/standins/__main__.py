"""A Slack of one person in the terminal, to try Aftercall out in: `python -m tests.standins`. Aftercall is started beside it."""

import argparse
import asyncio
import contextlib
import sys
from datetime import UTC, datetime

import aiohttp

from tests.standins.block_kit_parts import Json
from tests.standins.slack import SlackStandIn
from tests.standins.slack_client import SECRET, SlackClient, labels

_NAME, _EMAIL = "Kari Haugen", "kari.haugen@aftercall.example"
_HELP = """A line is /interaction LINE. Others: dm LINE (a direct message), press LABEL (a button of the last answer), exit."""


async def converse(url: str) -> None:
    """Reads lines until the end, and shows what Aftercall at `url` answers and posts."""
    async with SlackStandIn() as slack, aiohttp.ClientSession() as session:
        slack.add_user("kari", _NAME, _EMAIL)
        slack.channels["C1"] = {"kari", "U0BOT"}
        print("This is a Slack workspace for trying out. In another terminal, start Aftercall with it:\n")
        print(f"    SLACK_API_URL={slack.api_url} SLACK_BOT_TOKEN={slack.token} \\")
        print(f"    SLACK_SIGNING_SECRET={SECRET} .venv/bin/python -m bot run --sample\n")
        await _until_alive(session, url)
        print(f"Aftercall is there. You are {_NAME}, a salesperson of the sample data.\n{_HELP}")
        client = SlackClient(slack, session, f"{url}/slack/events", lambda: datetime.now(UTC))
        last: Json = {}
        seen = len(slack.calls)
        while (line := (await _line()).strip()) != "exit":
            if not line:
                continue
            verb, _, rest = line.partition(" ")
            if verb == "press" and rest not in (labels(last) if "blocks" in last else ()):
                print("There is no such button.")
                continue
            if verb == "press":
                answer = await client.press(last, rest)
            elif verb == "dm":
                answer = await client.say(rest)
            else:
                answer = await client.command(line)
            # What is posted comes a moment after the answer.
            await asyncio.sleep(0.5)
            said = [answer.body, *(call.arguments for call in slack.calls[seen:] if not call.error)]
            seen = len(slack.calls)
            if answer.status != 200:
                print(f"Aftercall answers {answer.status}.")
            for message in said:
                if message.get("text"):
                    last = message
                    print(message["text"])
                if "view" in message:
                    print(f"(A form opens: {message['view']['title']['text']}. Forms can be filled in Slack itself alone.)")
            if "blocks" in last and labels(last):
                print("Buttons: " + ", ".join(labels(last)))


async def _line() -> str:
    """The next line; "exit" at the end."""
    print("\n> ", end="", flush=True)
    return await asyncio.to_thread(sys.stdin.readline) or "exit"


async def _until_alive(session: aiohttp.ClientSession, url: str) -> None:
    while True:
        with contextlib.suppress(aiohttp.ClientError):
            async with session.get(f"{url}/healthz") as response:
                if await response.text() == "alive\n":
                    return
        await asyncio.sleep(0.3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.standins", description=__doc__)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:3978", help="where Aftercall serves")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(converse(parser.parse_args().url))
