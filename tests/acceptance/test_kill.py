"""The server is killed while it works: what was answered is in the log, exactly once."""

import asyncio
import contextlib
import json
import os
import random
import signal
from collections import Counter
from dataclasses import dataclass, field

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from core.filters import EntryFilter, Position
from core.work import Work
from tests.benchmarks.load import Client, Job, Requests
from tests.benchmarks.places import SECRET, aftercall, fill, free_port, slack_that_says_yes

CLIENTS = 8
CONTACTS = 20


@dataclass
class Sent:
    """What became of the requests: by note, the raw request, and the answer when there was one."""

    requests: dict[str, bytes] = field(default_factory=dict)
    answers: dict[str, bytes] = field(default_factory=dict)

    def unanswered(self) -> list[str]:
        return [note for note in self.requests if note not in self.answers]

    async def send(self, client: Client, note: str) -> None:
        status, body = await asyncio.wait_for(client.send(self.requests[note]), 10)
        assert status == 200, (status, body)
        assert "Logged" in json.loads(body)["text"], body
        self.answers[note] = body


async def _connect(port: int) -> Client:
    _, client = await asyncio.get_running_loop().create_connection(Client, "127.0.0.1", port)
    return client


async def _work(port: int, sent: Sent, name: str) -> None:
    requests = Requests(Job(port, SECRET, ["log call {pick}: {n}"]))
    client = await _connect(port)
    for number in range(10_000):
        note = f"{name}-{number}"
        contact = f"CT{number % CONTACTS:06}"
        sent.requests[note] = requests.sign(f"log call {contact}: {note}", trigger=note)
        await sent.send(client, note)


async def _kill_under_load(url: str, rounds: int) -> None:
    await fill(url, contacts=CONTACTS, entries=0)
    port = free_port()
    chance = random.Random(rounds)
    sent = Sent()
    async with slack_that_says_yes() as api_url:
        for number in range(rounds):
            before = len(sent.answers)
            with aftercall(url, api_url, port) as server:
                names = [f"{number}.{worker}" for worker in range(CLIENTS)]
                workers = [asyncio.create_task(_work(port, sent, name)) for name in names]
                while len(sent.answers) < before + CLIENTS:
                    await asyncio.sleep(0.005)
                await asyncio.sleep(chance.uniform(0, 0.3))
                os.kill(server.pid, signal.SIGKILL)
                for outcome in await asyncio.gather(*workers, return_exceptions=True):
                    assert isinstance(outcome, OSError), outcome
        with aftercall(url, api_url, port):
            answered = dict(sent.answers)
            again = sent.unanswered() + chance.sample(sorted(answered), 20)
            client = await _connect(port)
            for note in again:
                with contextlib.suppress(KeyError):
                    del sent.answers[note]
                await sent.send(client, note)
            repeated = [note for note in again if note in answered]
            assert [sent.answers[note] for note in repeated] == [answered[note] for note in repeated]
    logged = Counter(await _logged(url))
    assert logged == Counter(sent.requests.keys())


async def _logged(url: str) -> list[str]:
    """The description of every entry in the log."""

    def read(work: Work) -> list[str]:
        found: list[str] = []
        last: Position | None = None
        while page := work.entries.page(EntryFilter(canceled=None), 1_000, older_than=last):
            found += [row.entry.description for row in page]
            last = Position(page[-1].entry.at, page[-1].entry.no)
        return found

    database = Database.open(url, AccessPolicy())
    try:
        return await database.read(1, read)
    finally:
        await database.close()


async def test_killed_under_load(database_url: str) -> None:
    await _kill_under_load(database_url, rounds=5)


@pytest.mark.soak
async def test_killed_under_load_many_times(database_url: str) -> None:
    await _kill_under_load(database_url, rounds=50)
