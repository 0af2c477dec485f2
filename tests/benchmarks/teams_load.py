"""A load generator for Teams: sends activities, and is the connector that takes the answers.

`python -m tests.benchmarks.teams_load JOB.json` prints what `load` does; an answer is wrong that does not come, or does not have
in it what is expected.
"""

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from aiohttp import web

from tests.benchmarks.load import Job, Requests, run
from tests.benchmarks.places import EMAIL
from tests.standins.teams import APP_ID, TENANT


@dataclass
class TeamsJob(Job):
    """`token` is what the requests carry, "" for none; the connector listens on `connector_port`. `expect` is looked for in what
    it takes, or with `pressing` in the answer to an invoke: `texts` are then requests that a button carries.
    """

    token: str = ""
    connector_port: int = 0
    pressing: bool = False


class TeamsRequests(Requests):
    """Messages in a personal chat, or presses of a button there, each with its own id."""

    def __init__(self, job: TeamsJob) -> None:
        super().__init__(job)
        self._teams = job
        authorization = f"Authorization: Bearer {job.token}\r\n" if job.token else ""
        self._head = (
            f"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:{job.port}\r\nContent-Type: application/json\r\n{authorization}"
        )

    def sign(self, text: str, trigger: str) -> bytes:
        activity = {
            "type": "message",
            "id": trigger,
            "timestamp": "2026-11-19T14:05:00.000Z",
            "channelId": "msteams",
            "serviceUrl": f"http://127.0.0.1:{self._teams.connector_port}/",
            "from": {"id": "29:rep", "name": "Bench Rep", "aadObjectId": "aad-rep"},
            "conversation": {"id": "a:rep", "conversationType": "personal", "tenantId": TENANT},
            "recipient": {"id": f"28:{APP_ID}", "name": "Aftercall"},
            "entities": [{"type": "clientInfo", "locale": "en-US", "timezone": "Europe/Oslo"}],
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "en-US",
        }
        if self._teams.pressing:
            data = {"request": text, "nonce": f"{trigger}-0"}
            action = {"type": "Action.Execute", "verb": "ask", "data": data}
            activity |= {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action}}
        else:
            activity["text"] = text
        body = json.dumps(activity)
        return f"{self._head}Content-Length: {len(body)}\r\n\r\n{body}".encode()

    def next(self) -> bytes:
        self._number += 1
        job, number = self._job, f"{self._run}.{self._number}"
        # What a button carries has braces of its own.
        text = self._random.choice(job.texts).replace("{n}", number).replace("{pick}", self._random.choice(job.picks))
        return self.sign(text, trigger=f"{number}.{job.seed}")


class Connector:
    """Says yes to everything, and counts what is as expected."""

    def __init__(self, expect: str) -> None:
        self._expect = expect.encode()
        self.taken = 0

    async def post(self, request: web.Request) -> web.Response:
        self.taken += self._expect in await request.read()
        return web.json_response({"id": "1"}, status=201)

    async def member(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "id": "29:rep",
                "aadObjectId": "aad-rep",
                "name": "Bench Rep",
                "email": EMAIL,
                "tenantId": TENANT,
                "userRole": "user",
            }
        )


async def measure(job: TeamsJob) -> dict[str, float]:
    connector = Connector(job.expect)
    app = web.Application()
    app.router.add_get("/v3/conversations/{place}/members/{user}", connector.member)
    app.router.add_post("/v3/conversations/{place}/activities", connector.post)
    app.router.add_post("/v3/conversations/{place}/activities/{activity}", connector.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", job.connector_port).start()
    counted = TeamsJob(**asdict(job) | {"warm_up": 0.0, "expect": job.expect if job.pressing else ""})
    requests = TeamsRequests(counted)
    before = await run(TeamsJob(**asdict(counted) | {"seconds": job.warm_up}), requests)
    connector.taken = 0
    measured = await run(counted, requests)
    measured["turns"] = measured["answered"] + before["answered"]
    if not job.pressing:
        measured["wrong"] += measured["answered"] - connector.taken
    await runner.cleanup()
    return measured


def main() -> None:
    job = TeamsJob(**json.loads(Path(sys.argv[1]).read_text()))
    print(json.dumps(asyncio.run(measure(job))))


if __name__ == "__main__":
    main()
