"""A load generator for signed Slack commands, run in a process of its own.

`python -m tests.benchmarks.load JOB.json` sends to a server on loopback and prints one JSON line: how many requests were
answered, in how many seconds, their latencies' percentiles in milliseconds, and how many answers were not what was expected.

Closed loop: `connections` clients, each sends its next request when the last one is answered, for `seconds`.
Open loop (`rate` > 0): requests start at `rate` a second whatever the answers do; latency counts from the planned start.
"""

import asyncio
import hashlib
import hmac
import json
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_plus, urlencode


@dataclass
class Job:
    """`texts` are templates for the command's text: `{n}` is a number used nowhere else, `{pick}` one of `picks` at random."""

    port: int
    secret: str
    texts: list[str]
    picks: list[str] = field(default_factory=lambda: [""])
    connections: int = 16
    seconds: float = 5.0
    rate: float = 0.0
    expect: str = ""
    warm_up: float = 1.0
    seed: int = 1


class Requests:
    """Makes signed requests as bytes, each with its own trigger id."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._random = random.Random(job.seed)
        self._number = 0
        self._fixed = urlencode(
            {
                "token": "t",
                "team_id": "T0BENCH",
                "team_domain": "bench",
                "channel_id": "C0BENCH",
                "channel_name": "sales",
                "user_id": "U0BENCH",
                "user_name": "rep",
                "command": "/interaction",
                "api_app_id": "A0BENCH",
                "is_enterprise_install": "false",
                "response_url": "http://127.0.0.1:9/unused",
            }
        )
        self._run = f"{time.time_ns():x}"

    def next(self) -> bytes:
        self._number += 1
        job = self._job
        text = self._random.choice(job.texts).format(n=f"{self._run}.{self._number}", pick=self._random.choice(job.picks))
        return self.sign(text, trigger=f"{self._run}.{self._number}.{job.seed}")

    def sign(self, text: str, trigger: str) -> bytes:
        """One signed `/interaction TEXT`."""
        job = self._job
        body = f"{self._fixed}&trigger_id={trigger}&text={quote_plus(text)}"
        stamp = str(int(time.time()))
        signature = hmac.new(job.secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return (
            f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{job.port}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={signature}\r\n\r\n{body}"
        ).encode()


class Client(asyncio.Protocol):
    """One connection that has one request under way at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionResetError())

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return
        length = 0
        for line in head.split(b"\r\n")[1:]:
            if line[:15].lower() == b"content-length:":
                length = int(line[15:])
        if len(rest) >= length and self._answer is not None:
            self._buffer = rest[length:]
            answer, self._answer = self._answer, None
            answer.set_result((int(head[9:12]), rest[:length]))

    def send(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answer


async def _connect(port: int) -> Client:
    _, client = await asyncio.get_running_loop().create_connection(Client, "127.0.0.1", port)
    return client


async def closed_loop(job: Job, requests: Requests, seconds: float) -> tuple[list[float], int]:
    latencies: list[float] = []
    wrong = 0
    expect = job.expect.encode()
    stop_at = time.perf_counter() + seconds

    async def work() -> None:
        nonlocal wrong
        client = await _connect(job.port)
        while (begun := time.perf_counter()) < stop_at:
            status, body = await client.send(requests.next())
            latencies.append(time.perf_counter() - begun)
            wrong += status != 200 or expect not in body

    await asyncio.gather(*(work() for _ in range(job.connections)))
    return latencies, wrong


async def open_loop(job: Job, requests: Requests, seconds: float) -> tuple[list[float], int]:
    latencies: list[float] = []
    wrong = 0
    expect = job.expect.encode()
    idle = [await _connect(job.port) for _ in range(job.connections)]

    async def one(planned: float) -> None:
        nonlocal wrong
        client = idle.pop() if idle else await _connect(job.port)
        status, body = await client.send(requests.next())
        latencies.append(time.perf_counter() - planned)
        wrong += status != 200 or expect not in body
        idle.append(client)

    begun = time.perf_counter()
    tasks = []
    for number in range(int(job.rate * seconds)):
        planned = begun + number / job.rate
        await asyncio.sleep(max(0.0, planned - time.perf_counter()))
        tasks.append(asyncio.create_task(one(planned)))
    await asyncio.gather(*tasks)
    return latencies, wrong


async def run(job: Job, requests: Requests | None = None) -> dict[str, float]:
    requests = requests or Requests(job)
    if job.warm_up:
        await closed_loop(job, requests, job.warm_up)
    begun = time.perf_counter()
    latencies, wrong = await (open_loop if job.rate else closed_loop)(job, requests, job.seconds)
    seconds = time.perf_counter() - begun
    latencies.sort()
    return {
        "answered": len(latencies),
        "seconds": seconds,
        "per_second": len(latencies) / seconds,
        "p50_ms": 1000 * latencies[len(latencies) // 2],
        "p99_ms": 1000 * latencies[min(len(latencies) - 1, int(len(latencies) * 0.99))],
        "wrong": wrong,
    }


def main() -> None:
    job = Job(**json.loads(Path(sys.argv[1]).read_text()))
    print(json.dumps(asyncio.run(run(job))))


if __name__ == "__main__":
    main()
