"""The worker: within `run`, or as a process of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.observing import OutboxObserver
from bot.slack import poster as slack_poster
from bot.stopping import until_left
from bot.wiring import Parts, now, teams_app
from bot.workers import host_name, is_gone, own_name

if TYPE_CHECKING:
    from adapters.slack.posting import SlackPoster
    from adapters.teams.posting import TeamsPoster

# A request to a platform takes at most ten seconds; hosting services kill after 30.
_FINISH_WITHIN = 15.0
_log = structlog.stdlib.get_logger(__name__)


@asynccontextmanager
async def delivering(parts: Parts) -> AsyncIterator["asyncio.Task[None] | None"]:
    """Delivers messages while the context is open; gives the worker's task, None where no platform is on. Leaving waits for what
    is under way.
    """
    posters = _posters(parts)
    if not posters:
        yield None
        return
    from adapters.chat.delivering.means import Means
    from adapters.chat.delivering.worker import Worker

    stop, settings, lanes = asyncio.Event(), parts.settings, parts.database.lanes
    async with AsyncExitStack() as stack:
        for poster in posters.values():
            await poster.start()
            stack.push_async_callback(poster.close)
        means = Means(
            storage=parts.database,
            lanes=lanes,
            posters=posters,
            organization_of=parts.database.organization_of,
            observer=OutboxObserver(parts.metrics),
            clock=now,
            worker=own_name(),
            lease=timedelta(seconds=settings.outbox_lease_seconds),
            stop=stop,
            language=settings.organization_language,
            time_zone=settings.organization_time_zone,
        )
        gone = [name for name in await lanes.holders(host_name()) if is_gone(name)]
        taken_back = await lanes.take_back(gone) if gone else 0
        _log.info("delivering", worker=means.worker, platforms=sorted(posters), taken_back=taken_back)
        try:
            async with until_left(Worker(means).run(), stop, _FINISH_WITHIN) as working:
                yield working
        finally:
            _log.info("delivering ended")


def _posters(parts: Parts) -> "dict[str, SlackPoster | TeamsPoster]":
    """A poster for each platform that is on."""
    settings = parts.settings
    posters: dict[str, Any] = {}
    if (slack := slack_poster(parts)) is not None:
        posters["slack"] = slack
    if settings.teams or settings.teams_anonymous:
        from adapters.teams.posting import TeamsPoster

        posters["teams"] = TeamsPoster(parts.database, now, app=teams_app(settings))
    return posters
