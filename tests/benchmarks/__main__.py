"""`make bench`: how fast we are, as ratios taken in one run.

a   Bolt that only acknowledges a signed slash command, as its documentation has it
a+  the same on uvloop, the event loop that ours runs on
b   our whole way: signed `log` command, committed entry, reply card
c   `list CONTACT`
raw a signed request and one INSERT, committed with the same durability, without Bolt and without rules

In Teams, where every answer is a call of the connector:

e   botbuilder's CloudAdapter that says what was said, without tokens, and with the remedy for msrest's list of retries
t   our whole way: `log` in a personal chat with a verified token, committed entry, card over the connector
u   the same of a button: an invoke whose answer is the card
v   `list CONTACT`

Documents: signed batches of 500 events over HTTP, each recorded as an entry with its document, history and notification, with few
and with many entries there.

Delivery: messages of the outbox, each a card of its own, rendered, posted, marked and its copy kept, by one worker process and by
three; and how long after the COMMIT a message arrives whose lane is free.

Export: a million entries as CSV and as a workbook, each by a process of its own, with the most memory that it took.

Segments: ten thousand contacts logged at once, canceled and restored, beside a hundred thousand entries.

`python -m tests.benchmarks [throughput] [growth] [start] [teams] [documents] [delivery] [export] [segments] [statistics]`
runs a part; without arguments all.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.database import migrate
from tests import postgres
from tests.benchmarks.delivery import delivery
from tests.benchmarks.documents import with_documents
from tests.benchmarks.exports import with_exports
from tests.benchmarks.load import Job
from tests.benchmarks.places import (
    SECRET,
    aftercall,
    fill,
    free_port,
    load,
    memory_mib,
    name_of,
    process,
    slack_that_says_yes,
)
from tests.benchmarks.segments import with_segments
from tests.benchmarks.statistics import with_statistics
from tests.benchmarks.teams import in_teams

_BARE = ("-m", "tests.benchmarks.bare_bolt")
AT_ONCE = (1, 16, 64)
SECONDS = 4.0
SIZES = ((1_000, 10_000), (100_000, 1_000_000))  # contacts and entries


def line(name: str, at_once: object, measured: dict[str, float], more: str = "") -> None:
    wrong = f"  WRONG ANSWERS: {measured['wrong']:.0f}" if measured["wrong"] else ""
    print(
        f"  {name:<24} {at_once!s:>5} at once {measured['per_second']:>8,.0f}/s   "
        f"p50 {measured['p50_ms']:>7.2f} ms   p99 {measured['p99_ms']:>7.2f} ms{wrong}   {more}",
        flush=True,
    )


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """For SQLite and PostgreSQL, two empty databases each; both with the durability of real use."""
    with postgres.server(fsync="on", full_page_writes="on", shared_buffers="512MB") as address:
        yield {
            "SQLite": (f"sqlite:///{folder}/one.db", f"sqlite:///{folder}/two.db"),
            "PostgreSQL": (postgres.owned(address, "one"), postgres.owned(address, "two")),
        }


async def throughput(url: str, api_url: str, folder: Path) -> None:
    migrate(url)
    await fill(url, contacts=1_000, entries=10_000)
    bare, faster, raw, ours = free_port(), free_port(), free_port(), free_port()
    raw_target = url if "postgresql" in url else str(folder / "raw.db")
    contacts = [f"CT{number:06}" for number in range(1_000)]
    log = ["log call {pick}: talked about delivery {n}"]
    with (
        process([*_BARE, "asyncio", str(bare), SECRET, api_url], bare),
        process([*_BARE, "uvloop", str(faster), SECRET, api_url], faster),
        process([*_BARE, "uvloop", str(raw), SECRET, api_url, raw_target], raw),
        aftercall(url, api_url, ours) as server,
    ):
        for at_once in AT_ONCE:
            jobs = {
                "a    bare Bolt": Job(bare, SECRET, ["ok"], connections=at_once, seconds=SECONDS, expect="ok"),
                "a+   bare Bolt, uvloop": Job(faster, SECRET, ["ok"], connections=at_once, seconds=SECONDS, expect="ok"),
                "raw  signed INSERT": Job(raw, SECRET, ["ok"], connections=at_once, seconds=SECONDS, expect="ok"),
                "b    log": Job(ours, SECRET, log, contacts, connections=at_once, seconds=SECONDS, expect="Logged"),
                "c    list": Job(
                    ours, SECRET, ["list {pick}"], contacts, connections=at_once, seconds=SECONDS, expect="delivery"
                ),
            }
            results: dict[str, dict[str, float]] = {}
            for name, job in jobs.items():
                results[name[:3].strip()] = measured = await load(job)
                ratio = ""
                if name[0] in "bc":
                    for base in ("a", "a+"):
                        ratio += f"{name[0]}/{base} {measured['per_second'] / results[base]['per_second']:.2f}   "
                if name[0] == "b" and at_once == 1:
                    ratio += f"p50 b/raw {measured['p50_ms'] / results['raw']['p50_ms']:.2f}"
                line(name, at_once, measured, ratio)
        steady = Job(ours, SECRET, log, contacts, connections=16, seconds=10, rate=100, expect="Logged")
        line("b    100 a second", "", await load(steady))
        print(f"  memory of the server afterwards {memory_mib(server.pid):.0f} MiB")


async def growth(urls: tuple[str, str], api_url: str) -> None:
    for url, (contacts, entries) in zip(urls, SIZES, strict=True):
        begun = time.perf_counter()
        migrate(url)
        await fill(url, contacts=contacts, entries=entries)
        print(f"  {contacts:,} contacts, {entries:,} entries: filled in {time.perf_counter() - begun:.0f} s", flush=True)
    small, large = free_port(), free_port()
    with aftercall(urls[0], api_url, small), aftercall(urls[1], api_url, large):
        for what, texts, expect in (
            ("list", ["list {pick}"], "delivery"),
            ("contact search", ["contacts {pick}"], "CT"),
            ("log", ["log call {pick}: delivery {n}"], "Logged"),
        ):
            for at_once in (1, 16):
                measured = []
                for port, (contacts, _) in ((small, SIZES[0]), (large, SIZES[1])):
                    numbers = range(0, contacts, max(1, contacts // 1_000))
                    picks = [f"CT{number:06}" if what == "list" else name_of(number) for number in numbers]
                    measured.append(
                        await load(Job(port, SECRET, texts, picks, connections=at_once, seconds=SECONDS, expect=expect))
                    )
                    ratio = f"large/small {measured[1]['p50_ms'] / measured[0]['p50_ms']:.2f}" if len(measured) == 2 else ""
                    line(f"{what}, {contacts:,} contacts", at_once, measured[-1], ratio)


async def start(url: str, api_url: str) -> None:
    migrate(url)
    begun = time.perf_counter()
    with aftercall(url, api_url, free_port()) as server:
        print(f"  first answer {time.perf_counter() - begun:.2f} s after the start", flush=True)
        await asyncio.sleep(1)
        print(f"  memory of the idle process {memory_mib(server.pid):.0f} MiB")


async def main() -> None:
    parts = "start throughput growth teams documents delivery export segments statistics"
    wanted = sys.argv[1:] or parts.split()
    async with slack_that_says_yes() as api_url:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for part in wanted:
                with databases(folder / part) as urls:
                    for database, pair in urls.items():
                        print(f"{part}, {database}", flush=True)
                        if part == "start":
                            await start(pair[0], api_url)
                        elif part == "throughput":
                            await throughput(pair[0], api_url, folder)
                        elif part == "teams":
                            await in_teams(pair[0], AT_ONCE, SECONDS, line)
                        elif part == "export":
                            await with_exports(pair[0])
                        elif part == "segments":
                            await with_segments(pair[0])
                        elif part == "statistics":
                            await with_statistics(pair)
                        elif part == "documents":
                            await with_documents(pair, SIZES, SECONDS, line)
                        elif part == "delivery":
                            await delivery(pair[0])
                        else:
                            await growth(pair, api_url)


if __name__ == "__main__":
    asyncio.run(main())
