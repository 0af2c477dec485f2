"""One claim of a lane: what is due is sent, group by group in order, until something has to wait."""

import asyncio
import random
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from adapters.chat.delivering.addresses import NoAccount, SwitchedOff, looked_up
from adapters.chat.delivering.lease import Lease, Lost
from adapters.chat.delivering.means import Means
from adapters.chat.delivering.paces import Later, Paces, wait
from adapters.chat.delivering.rendering import Rendered, card_of_copy, render
from adapters.chat.posting import Address, Gone, NotInstalled, NotPosted, Poster, Refused, TryLater
from core.bursts import Group, plan
from core.operations.outbox import NO_ACCOUNT, tell_admins_of_stop
from core.outbox import MessageKind, OutboxMessage, PostedCopy
from core.work import Work

T = TypeVar("T")

ATTEMPTS = 12
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 600.0  # seconds
_SWITCHED_OFF = timedelta(minutes=5)
# A lane with much to say is given back now and then, so that others get their turn.
_GROUPS = 20
_DATABASE_PAUSE = 0.2

log = structlog.get_logger(__name__)


class _Stopped(Exception):
    """The lane is to be left alone."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Round:
    """Sends what is due in one claimed lane, and gives the lane back."""

    def __init__(self, means: Means, paces: Paces, lease: Lease) -> None:
        self._means = means
        self._paces = paces
        self._lease = lease
        self._lane = lease.lane
        self._sent: list[OutboxMessage] = []
        # In the event loop's time.
        self._next_post: float | None = None

    async def run(self) -> None:
        """Returns when the lane is given back, or lost to another worker."""
        means, lane = self._means, self._lane
        begun = means.clock()
        planned = plan(lane, begun)
        later_at: datetime | None = None
        try:
            for group in planned.groups[:_GROUPS]:
                if means.stop.is_set():
                    break
                await self._deliver(group)
        except Later as later:
            later_at = later.at
        except _Stopped as stopped:
            reason = stopped.reason
            await self._surely(lambda: means.lanes.stop(lane, means.worker, reason))
            return
        except Lost:
            log.info("lane lost", recipient=lane.recipient.key)
            return
        # Of the minute that singles are counted in, only what was sent counts.
        counted = plan(replace(lane, messages=tuple(self._sent)), begun)
        # Counted from the present, as the clock may have been put back meanwhile.
        now = means.clock()
        next_at = later_at or now + (planned.next_at - begun)
        if self._next_post is not None:
            next_at = max(next_at, now + timedelta(seconds=self._next_post - asyncio.get_running_loop().time()))
        await self._surely(
            lambda: means.lanes.release(lane, means.worker, next_at, counted.burst_from, counted.burst_count),
        )

    async def _deliver(self, group: Group) -> None:
        """Sends a group, or notes why not. Raises Later, _Stopped, Lost."""
        rendered: Rendered | None = None
        try:
            rendered = await self._rendered(group)
            if rendered is None:
                await self._mark(group, None)
                return
            await self._post(group, rendered)
        except (Later, Lost, _Stopped):
            raise
        except SwitchedOff:
            raise Later(self._means.clock() + _SWITCHED_OFF) from None
        except NotPosted as error:
            await self._not_posted(group, rendered, error)
        except Exception as error:
            # The next time it may go well, as when the database was away; if it never does, it must not keep the others waiting.
            log.error(
                "delivering failed",
                error=f"{type(error).__module__}.{type(error).__qualname__}",
                where="".join(traceback.format_tb(error.__traceback__)),
            )
            await self._failed(group, rendered, type(error).__name__)

    async def _rendered(self, group: Group) -> Rendered | None:
        means, organization_id = self._means, self._lane.organization_id

        def read(work: Work) -> Rendered | None:
            return render(work, means, organization_id, group, means.clock())

        try:
            return await means.storage.read(organization_id, read)
        except NoAccount:
            if not await looked_up(means, organization_id, self._lane.recipient, means.clock()):
                raise _Stopped(NO_ACCOUNT) from None
        try:
            return await means.storage.read(organization_id, read)
        except NoAccount:
            raise _Stopped(NO_ACCOUNT) from None

    async def _post(self, group: Group, rendered: Rendered) -> None:
        means, address, copy = self._means, rendered.address, rendered.copy
        poster = means.posters[address.platform]
        if self._next_post is not None:
            await wait(means, self._next_post - asyncio.get_running_loop().time())
        await self._paces.turn(_pace(address, copy), poster.pace.updates if copy else poster.pace.workspace)
        await self._lease.check()
        if copy is not None:
            await poster.update(address, copy.message, rendered.card)
            await self._went_out(group, rendered, poster, None)
            return
        posted = await poster.post(address, rendered.card)
        kept = None
        if len(group) == 1 and group[0].kind is MessageKind.RECORDED and posted.message:
            kept = PostedCopy(
                entry_no=group[0].entry_no,
                recipient=group[0].recipient,
                rule_id=group[0].rule_id,
                platform=address.platform,
                workspace=address.workspace,
                conversation=posted.conversation,
                message=posted.message,
                posted_at=means.clock(),
            )
        await self._went_out(group, rendered, poster, kept)
        if kept is not None:
            await self._changed_meanwhile(kept, rendered, poster)

    async def _went_out(self, group: Group, rendered: Rendered, poster: Poster, copy: PostedCopy | None) -> None:
        now = self._means.clock()
        self._next_post = asyncio.get_running_loop().time() + poster.pace.conversation.total_seconds()
        self._sent += group
        await self._mark(group, copy)
        waited = max(0.0, (now - group[0].due_at).total_seconds())
        self._means.observer.sent(rendered.address.platform, group[0].kind, len(group), waited)

    async def _changed_meanwhile(self, copy: PostedCopy, rendered: Rendered, poster: Poster) -> None:
        """Who changed the entry before the copy was kept has not found it; so it is looked at once more."""
        means = self._means

        def read(work: Work) -> Rendered | None:
            card = card_of_copy(work, means, copy, means.clock())
            return None if card is None else replace(rendered, card=card)

        try:
            again = await means.storage.read(self._lane.organization_id, read)
            if again is not None and again.card != rendered.card:
                address = replace(rendered.address, conversation=copy.conversation, space="")
                await poster.update(address, copy.message, again.card)
        except Exception as error:
            # It was sent and marked; the next change makes it anew.
            log.warning("copy not looked at", platform=copy.platform, error=type(error).__name__)

    async def _not_posted(self, group: Group, rendered: Rendered | None, error: NotPosted) -> None:
        means, lane = self._means, self._lane
        platform = rendered.address.platform if rendered else ""
        match error:
            case TryLater():
                await self._surely(
                    lambda: means.lanes.failed(lane, means.worker, _ids(group), error.reason, dead=False, counted=False)
                )
                means.observer.failed(platform, group[0].kind, len(group), error.reason, dead=False)
                until = means.clock() + timedelta(seconds=error.seconds)
                if error.everywhere and rendered:
                    await self._paces.pause(_pace(rendered.address, rendered.copy), until)
                raise Later(until)
            case Gone() if rendered and rendered.copy:
                await self._mark(group, None)
            case NotInstalled():
                means.observer.stopped(platform, error.reason)
                raise _Stopped(error.reason)
            case Gone():
                await self._tell_admins(error.reason)
                means.observer.stopped(platform, error.reason)
                raise _Stopped(error.reason)
            case Refused():
                await self._failed(group, rendered, error.reason, dead=True)
            case _:
                await self._failed(group, rendered, error.reason)

    async def _failed(self, group: Group, rendered: Rendered | None, reason: str, *, dead: bool = False) -> None:
        """Notes an attempt that counts. Raises Later unless it was the last."""
        means, lane = self._means, self._lane
        attempts = max(message.attempts for message in group) + 1
        dead = dead or attempts >= ATTEMPTS
        if not await self._surely(
            lambda: means.lanes.failed(lane, means.worker, _ids(group), reason, dead=dead, counted=True),
        ):
            raise Lost
        means.observer.failed(rendered.address.platform if rendered else "", group[0].kind, len(group), reason, dead=dead)
        if not dead:
            raise Later(means.clock() + _pause(attempts))

    async def _mark(self, group: Group, copy: PostedCopy | None) -> None:
        means, lane = self._means, self._lane
        if not await self._surely(lambda: means.lanes.sent(lane, means.worker, _ids(group), copy, means.clock())):
            self._lease.lose()
            raise Lost

    async def _tell_admins(self, reason: str) -> None:
        recipient, now = self._lane.recipient, self._means.clock()
        await self._surely(
            lambda: self._means.storage.write(
                self._lane.organization_id, lambda work: tell_admins_of_stop(work, recipient, reason, now)
            )
        )

    async def _surely(self, call: Callable[[], Awaitable[T]]) -> T:
        """While the database is away it is tried again, as long as the lane is ours: what was sent must not be sent once more."""
        until = asyncio.get_running_loop().time() + self._means.lease.total_seconds()
        while True:
            try:
                return await call()
            except Exception as error:
                if asyncio.get_running_loop().time() + _DATABASE_PAUSE > until:
                    raise
                log.warning("database away", error=type(error).__name__)
                await asyncio.sleep(_DATABASE_PAUSE)


def _ids(group: Group) -> list[int]:
    return [message.id for message in group]


def _pace(address: Address, copy: PostedCopy | None) -> str:
    return f"{address.platform}/{address.workspace}" + ("/update" if copy else "")


def _pause(attempts: int) -> timedelta:
    seconds = min(_FIRST_PAUSE * 2.0 ** (attempts - 1), _LONGEST_PAUSE)
    # Half as long again or half as long, so that those who failed together do not come back together.
    return timedelta(seconds=seconds * random.uniform(0.5, 1.5))  # noqa: S311 - no secret hangs on it
