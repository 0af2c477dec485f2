"""The commands that stay: run, web, worker and console."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path

import structlog

from bot import logs
from bot.chatting import chat, interactive
from bot.sampling import load_sample
from bot.settings import Settings
from bot.wiring import Parts, now, opened

_LOG = Path("var/aftercall.log")
_log = structlog.stdlib.get_logger(__name__)


async def run(settings: Settings, *, sample: bool) -> None:
    """Migrates, serves, delivers messages, and in a terminal converses; leaving the chat ends it."""
    from bot.clockwork import working_by_the_clock
    from bot.delivering import delivering
    from bot.serving import served, stop_on_signals

    talks = interactive()
    if talks:
        logs.to_file(settings.log_format, settings.log_level, _LOG)
    else:
        logs.to_stdout(settings.log_format, settings.log_level)
    async with opened(settings, migrate=True, serves=True) as parts:
        await _fill(parts, sample=sample)
        stop = stop_on_signals()
        async with served(parts, stop) as address, delivering(parts) as working, working_by_the_clock(parts) as jobs:
            if not talks:
                await until_one_ends(stop.wait(), watched=(working, jobs))
                return
            print(f"Serving on {address}, logging to {_LOG}. Type help, or exit to stop.")
            await until_one_ends(stop.wait(), chat(parts, email="", language=""), watched=(working, jobs))


async def web(settings: Settings) -> None:
    """Serves. Raises NotMigrated."""
    from bot.serving import served, stop_on_signals

    logs.to_stdout(settings.log_format, settings.log_level)
    async with opened(settings, serves=True) as parts:
        stop = stop_on_signals()
        async with served(parts, stop):
            await stop.wait()


async def worker(settings: Settings) -> None:
    """Delivers messages, and does what is due by the clock. Raises NotMigrated, CannotListen."""
    from bot.clockwork import working_by_the_clock
    from bot.delivering import delivering
    from bot.serving import stop_on_signals, watched

    logs.to_stdout(settings.log_format, settings.log_level)
    async with opened(settings, serves=True) as parts:
        stop = stop_on_signals()
        async with watched(parts, stop), delivering(parts) as working, working_by_the_clock(parts) as jobs:
            if working is None:
                _log.warning("nothing to deliver to", remedy="set up Slack or Teams: python -m bot doctor")
            await until_one_ends(stop.wait(), watched=(working, jobs))


async def console(settings: Settings, *, sample: bool, email: str, language: str) -> None:
    """Converses; the database is made current first, as whoever has the machine would do next."""
    if interactive():
        logs.to_file(settings.log_format, settings.log_level, _LOG)
    else:
        # Reading a pipe cannot be interrupted; what was answered is committed, so the process may just end.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # A line for each turn would stand between the answers.
        logs.to_stderr(settings.log_format, "error" if settings.log_level == "error" else "warning")
    async with opened(settings, migrate=True) as parts:
        await _fill(parts, sample=sample)
        if interactive():
            print("Type help, or exit to leave.")
        await chat(parts, email=email, language=language)


async def _fill(parts: Parts, *, sample: bool) -> None:
    if sample and await load_sample(parts.database, parts.organization_id, now()):
        # Standard output is for the answers, or for the log.
        loaded = "5 salespeople, 19 templates, 40 contacts, some weeks of interactions and business documents"
        print(f"Sample data was loaded: {loaded}.", file=sys.stderr)


async def until_one_ends(*ways: Coroutine[object, object, object], watched: tuple["asyncio.Task[None] | None", ...]) -> None:
    """Waits until one of the ways to end, or of the tasks that are watched, has ended, and raises its error.

    The other ways are called off in order: the terminal is given back before the rest ends.
    """
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        done, _ = await asyncio.wait([*tasks, *filter(None, watched)], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in done:
        task.result()
