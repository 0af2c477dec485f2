"""The whole log as a file: how long it takes, and the most memory that the process takes meanwhile."""

import asyncio
import json
import subprocess
import sys
from typing import Any

from adapters.database import migrate
from tests.benchmarks.places import fill

ENTRIES = 1_000_000
MOST_MIB = 200


async def with_exports(url: str, entries: int = ENTRIES) -> None:
    migrate(url)
    await fill(url, contacts=entries // 10, entries=entries)
    for form in ("csv", "xlsx"):
        measured = await asyncio.to_thread(_export, url, form)
        mark = "" if measured["peak_mib"] < MOST_MIB else f"  OVER {MOST_MIB} MiB"
        print(
            f"  {form:<5} {measured['title']}: {measured['seconds']:>6.1f} s   file {measured['mib']:>6.1f} MiB   "
            f"memory of the process {measured['peak_mib']:.0f} MiB{mark}",
            flush=True,
        )


def _export(url: str, form: str) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.export_once", url, form]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(ended.stdout.splitlines()[-1])
