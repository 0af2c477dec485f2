"""Whatever workers do, and however many they are: each lane is sent in order, and each message once."""

import asyncio
import shutil
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.database import Database
from core.access import AccessPolicy
from core.outbox import Lane
from tests.adapters.database.outbox import ANNA, BERT, LEASE, SALES, ids, message, put
from tests.factories import NOW

LANES = [ANNA, BERT, SALES]
WORKERS = ["host/1", "host/2", "else/1"]

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(st.sampled_from(range(len(LANES))), min_size=1, max_size=4)),
        st.tuples(st.just("claim"), st.sampled_from(WORKERS)),
        st.tuples(st.just("send"), st.integers(0, 9)),
        st.tuples(st.just("fail"), st.integers(0, 9)),
        st.tuples(st.just("give back"), st.integers(0, 9)),
        st.tuples(st.just("stop"), st.integers(0, 9)),
        st.tuples(st.just("resume"), st.sampled_from(range(len(LANES)))),
        st.tuples(st.just("time passes"), st.integers(1, 90)),
        st.tuples(st.just("take back"), st.just(0)),
    ),
    max_size=40,
)


class Play:
    """Takes the steps and notes what was put and what was sent."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.put: list[list[int]] = [[] for _ in LANES]
        self.sent: list[list[int]] = [[] for _ in LANES]
        self.claims: list[tuple[Lane, str]] = []

    async def take(self, step: str, what: object) -> None:
        lanes = self.database.lanes
        if step == "put":
            assert isinstance(what, list)
            messages = []
            for place in what:
                self.put[place].append(len(self.put[place]))
                messages.append(message(LANES[place], self.put[place][-1], due_at=self.now))
            await put(self.database, *messages)
        elif step == "claim":
            lane = await lanes.claim(str(what), self.now, LEASE)
            if lane is not None:
                self.claims.append((lane, str(what)))
        elif step == "resume":
            assert isinstance(what, int)
            await self.database.write(1, lambda work: work.outbox.resume(LANES[what], self.now))
        elif step == "time passes":
            assert isinstance(what, int)
            self.now += timedelta(seconds=what)
        elif step == "take back":
            await lanes.take_back(["host/1", "else/1"])
        elif self.claims:
            assert isinstance(what, int)
            await self.mark(step, *self.claims[what % len(self.claims)])

    async def mark(self, step: str, lane: Lane, worker: str) -> None:
        """By a worker that holds the lane, or that believes to."""
        lanes, next_at = self.database.lanes, self.now + timedelta(seconds=30)
        if step == "send":
            done = self.sent[LANES.index(lane.recipient)]
            left = [each for each in lane.messages if each.entry_no not in done]
            if left and await lanes.sent(lane, worker, [left[0].id], None, self.now):
                done.append(left[0].entry_no)
        elif step == "fail":
            await lanes.failed(lane, worker, ids(lane)[:1], "500", dead=False, counted=True)
        elif step == "give back":
            await lanes.release(lane, worker, next_at, None, 0)
        else:
            await lanes.stop(lane, worker, "gone")

    async def drain(self) -> None:
        for recipient in LANES:
            await self.take("resume", LANES.index(recipient))
        self.now += timedelta(hours=1)
        while (lane := await self.database.lanes.claim("last/1", self.now, LEASE)) is not None:
            for _ in lane.messages:
                await self.mark("send", lane, "last/1")
            await self.database.lanes.release(lane, "last/1", self.now, None, 0)


@settings(max_examples=40)
@given(STEPS)
def test_each_lane_is_sent_whole_and_in_order(sqlite_template: Path, steps: list[tuple[str, object]]) -> None:
    async def play(path: Path) -> Play:
        database = Database.open(f"sqlite:///{path}", AccessPolicy())
        played = Play(database)
        for step, what in steps:
            await played.take(step, what)
        await played.drain()
        assert await database.lanes.next_at() is None
        await database.close()
        return played

    with TemporaryDirectory() as folder:
        path = Path(folder) / "lanes.db"
        shutil.copyfile(sqlite_template, path)
        played = asyncio.run(play(path))
    assert played.sent == played.put


SENDER = """
import asyncio, sys
from datetime import timedelta
from adapters.database import Database
from core.access import AccessPolicy
from tests.factories import NOW

async def main(url, name, path):
    database = Database.open(url, AccessPolicy())
    print("ready", flush=True)
    sys.stdin.readline()
    with open(path, "a", buffering=1) as sent:
        async def send(name):
            while True:
                lane = await database.lanes.claim(name, NOW, timedelta(minutes=1))
                if lane is None:
                    if await database.lanes.next_at() is None:
                        return
                    await asyncio.sleep(0.01)
                    continue
                for message in lane.messages[:5]:
                    sent.write(f"{lane.recipient.person_id} {message.entry_no}\\n")
                    assert await database.lanes.sent(lane, name, [message.id], None, NOW)
                await database.lanes.release(lane, name, NOW, None, 0)
        await asyncio.gather(*(send(f"{name}/{number}") for number in range(3)))
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_two_processes_send_each_lane_in_order(database: Database, database_url: str, tmp_path: Path) -> None:
    people = [replace(ANNA, person_id=number) for number in range(1, 9)]
    for number in range(15):
        await put(database, *(message(each, number) for each in people))
    path = tmp_path / "sent"
    senders = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            SENDER,
            database_url,
            name,
            path,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for name in ("one", "two")
    ]
    for sender in senders:
        assert sender.stdin is not None
        assert sender.stdout is not None
        assert await sender.stdout.readline() == b"ready\n"
    for sender in senders:
        assert sender.stdin is not None
        sender.stdin.write(b"go\n")
        sender.stdin.close()
    for number in range(15, 30):
        await put(database, *(message(each, number) for each in people))
    assert [await sender.wait() for sender in senders] == [0, 0]
    sent: dict[str, list[int]] = {}
    for line in path.read_text().splitlines():
        person, entry_no = line.split()
        sent.setdefault(person, []).append(int(entry_no))
    while (lane := await database.lanes.claim("last/1", NOW, LEASE)) is not None:
        for each in lane.messages:  # what was put after the senders had found nothing
            sent.setdefault(str(lane.recipient.person_id), []).append(each.entry_no)
        assert await database.lanes.sent(lane, "last/1", ids(lane), None, NOW)
        await database.lanes.release(lane, "last/1", NOW, None, 0)
    assert sent == {str(each.person_id): list(range(30)) for each in people}
