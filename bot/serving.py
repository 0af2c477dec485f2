"""Serving until a signal or the end of the chat, and a stop that finishes what is under way."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from adapters.chat.vocabulary import vocabulary
from adapters.database import StorageFailed
from bot.failures import CannotListen
from bot.observing import delivery_observer
from bot.slack import doors as slack_doors
from bot.web import UnderWay, create_app
from bot.wiring import Parts, now, teams_app

if TYPE_CHECKING:
    from adapters.documents.door import DocumentsDoor
    from adapters.teams.door import TeamsDoor

# Together with what the doors may take to send the rest, less than the 30 that hosting services wait before they kill.
_FINISH_WITHIN = 8.0
# A request makes about a thousand objects, nearly all of which die by reference counting.
_OBJECTS_BETWEEN_COLLECTIONS = 20_000
_log = structlog.stdlib.get_logger(__name__)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set; a second signal ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def heard(number: signal.Signals) -> None:
        if stop.is_set():
            # What was answered is committed, so nothing is lost.
            os._exit(128 + number)
        _log.info("stopping", signal=number.name)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, heard, number)
    return stop


def _collect_less() -> None:
    """What is there when serving begins stays until the end: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


@asynccontextmanager
async def served(parts: Parts, stop: asyncio.Event) -> AsyncIterator[str]:
    """Serves while the context is open; gives the address. Leaving waits for the requests that are under way.

    Raises CannotListen.
    """

    # Reading the catalogs takes a moment, which should be nobody's.
    vocabulary(parts.settings.organization_language)
    slack, teams, documents = slack_doors(parts), _teams_door(parts), _documents_door(parts)
    doors = [door for door in (slack.events if slack else None, teams) if door is not None]
    under_way = UnderWay()
    app = create_app(
        metrics=parts.metrics,
        ready=_ready(parts, stop),
        measure=_measure(parts),
        under_way=under_way,
        slack_events=slack.events.events if slack and slack.events.over_http else None,
        slack_install=slack.install if slack else None,
        teams_messages=teams.messages if teams else None,
        documents=documents,
        entries=bool(parts.settings.public_url),
    )
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1)
    try:
        for door in doors:
            await door.start()
        address = await _listen(runner, parts.settings.host, parts.settings.port)
        _collect_less()
        _log.info("serving", address=address, slack=slack is not None, teams=teams is not None, documents=documents is not None)
        yield address
    finally:
        for site in list(runner.sites):
            await site.stop()
        await under_way.finish(_FINISH_WITHIN)
        await runner.cleanup()
        await asyncio.gather(*(door.close() for door in doors))
        _log.info("stopped")


@asynccontextmanager
async def watched(parts: Parts, stop: asyncio.Event) -> AsyncIterator[None]:
    """For a process that serves nothing else: its figures, and whether it is alive and ready, at METRICS_PORT, where that is set.

    Raises CannotListen.
    """
    port = parts.settings.metrics_port
    if port is None:
        yield
        return
    app = create_app(metrics=parts.metrics, ready=_ready(parts, stop), measure=_measure(parts), under_way=UnderWay())
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1)
    try:
        _log.info("watched", address=await _listen(runner, parts.settings.host, port))
        yield
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> str:
    """Begins to serve; gives the address. Raises CannotListen."""
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise CannotListen(f"{host}:{port}: {error.strerror or error}") from error
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _ready(parts: Parts, stop: asyncio.Event) -> Callable[[], Awaitable[bool]]:
    async def ready() -> bool:
        return not stop.is_set() and await parts.database.is_current()

    return ready


def _measure(parts: Parts) -> Callable[[], Awaitable[None]]:
    async def measure() -> None:
        lanes, at = parts.database.lanes, now()
        backlog, next_at = await lanes.backlog(at), await lanes.next_at()
        parts.metrics.backlog(backlog, waiting=max(0.0, (at - next_at).total_seconds()) if next_at else 0.0)

    return measure


def _teams_door(parts: Parts) -> "TeamsDoor | None":
    """None where Teams is off; botbuilder is not loaded then."""
    settings = parts.settings
    if not settings.teams and not settings.teams_anonymous:
        return None
    from adapters.teams.anonymous import announce
    from adapters.teams.door import TeamsDoor

    app = teams_app(settings)
    if app is None:
        announce(settings.host)
    return TeamsDoor(
        parts.conversation, parts.database, parts.database.organization_of, now, app=app, targeted=settings.teams_targeted
    )


def _documents_door(parts: Parts) -> "DocumentsDoor | None":
    """None where the webhook is off."""
    secrets = parts.settings.webhook_secrets
    if not secrets:
        return None
    from adapters.documents.door import DocumentsDoor

    return DocumentsDoor(
        parts.database,
        parts.organization_id,
        now,
        secrets=secrets,
        unavailable=StorageFailed,
        observe=delivery_observer(parts.metrics),
        time_zone=parts.settings.organization_time_zone,
    )
