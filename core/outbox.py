"""The outbox: what is to be sent to chat, written in the transaction of what it tells of, sent in order and at least once.

Messages hold what happened and for whom, not how it looks: they are rendered when they are sent, for the reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.notification import Frequency, Recipient


class MessageKind(StrEnum):
    RECORDED = "recorded"  # an entry was recorded from a document
    UPDATE = "update"  # an entry that was posted in chat changed: the posted copy is made anew
    STOPPED = "stopped"  # for admins: a recipient's conversation is gone
    FOLLOW_UP = "follow up"  # an entry is to be followed up; without one, several are
    DRAFT = "draft"  # a draft waits to be finished
    FIRST_STEPS = "first steps"  # for the admin who sets the organization up
    SHOWN = "shown"  # of copies alone: the answer to somebody who asked, which shows one entry


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMessage:
    """One message to one recipient. `id` grows within a lane in the order of the transactions, 0 until stored.

    `entry_no` and `rule_id` as in Telling; `copy_id` is the posted copy that an UPDATE makes anew. `frequency` is the
    rule's: messages of a digest are sent together. `error` is that of the last of `attempts`; `dead`: not tried any more.
    """

    id: int = 0
    recipient: Recipient
    kind: MessageKind
    created_at: datetime
    due_at: datetime
    entry_no: int = 0
    rule_id: int = 0
    frequency: Frequency = Frequency.AT_ONCE
    copy_id: int = 0
    payload: Mapping[str, object] = field(default_factory=dict)
    attempts: int = 0
    error: str = ""
    dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedCopy:
    """A message in chat that shows one entry, so that it can be made anew when the entry changes. `id` 0 until stored.

    `recipient` says for whom it is rendered; `rule_id` why it came; `message` what the platform calls it, in `conversation`.
    """

    id: int = 0
    entry_no: int
    recipient: Recipient
    rule_id: int = 0
    kind: MessageKind = MessageKind.RECORDED
    platform: str
    workspace: str
    conversation: str
    message: str
    posted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The messages of one recipient, claimed by one worker: nobody else sends them until the lease ends.

    `burst_from` and `burst_count`: of how many entries the recipient was told at once since the minute began that counts.
    """

    organization_id: int
    recipient: Recipient
    messages: tuple[OutboxMessage, ...]
    burst_from: datetime | None = None
    burst_count: int = 0
    claim_no: int = 0


class Outbox(Protocol):
    """The outbox within a unit of work."""

    def put(self, messages: Sequence[OutboxMessage]) -> None:
        """Adds messages in this order within each lane, and wakes the workers after the COMMIT. To be called once, last: it locks
        the lanes, always in the same order. An UPDATE of a copy that one is waiting for already is left out.
        """

    def copies(self, entry_nos: Sequence[int], since: datetime) -> Sequence[PostedCopy]:
        """The posted copies of these entries that were posted at `since` or later."""

    def keep_copy(self, copy: PostedCopy) -> None: ...

    def forget_copies(self, before: datetime, limit: int) -> int:
        """Removes up to `limit` copies that were posted before; returns how many."""

    def dead(self, limit: int) -> Sequence[OutboxMessage]:
        """Messages that could not be sent, newest first."""

    def stopped(self) -> Sequence[tuple[Recipient, str]]:
        """Recipients whose lane is stopped, each with the reason."""

    def resend(self, message_ids: Sequence[int], now: datetime) -> int:
        """Makes dead messages due again, and their lanes go on; returns how many."""

    def drop(self, message_ids: Sequence[int]) -> int:
        """Removes dead messages; returns how many."""

    def resume_all(self, reason: str) -> None:
        """Lets all lanes go on that were stopped for this reason."""

    def resume(self, recipient: Recipient, now: datetime) -> None:
        """Lets a stopped lane go on, as when the person writes to the bot again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How much is there, over all organizations: messages that are due, dead letters, lanes that are stopped."""

    due: int
    dead: int
    stopped: int


class Lanes(Protocol):
    """The outbox as workers see it: each method is a transaction of its own, across organizations.

    A worker's name begins with the name of its host and a slash.
    """

    async def claim(self, worker: str, now: datetime, lease: timedelta) -> Lane | None:
        """The lane that is due longest and that nobody holds, with its due messages, oldest first, at most 5,000; None when there
        is none. `worker` begins with its host and a slash (see `holders`).
        """

    async def renew(self, lane: Lane, worker: str, until: datetime) -> bool:
        """Keeps a lane longer; False when another worker has taken it meanwhile, so that nothing more must be sent."""

    async def sent(self, lane: Lane, worker: str, message_ids: Sequence[int], copy: PostedCopy | None, now: datetime) -> bool:
        """Removes messages that were sent, and keeps where the copy is. As `renew`."""

    async def failed(self, lane: Lane, worker: str, message_ids: Sequence[int], error: str, *, dead: bool, counted: bool) -> bool:
        """Notes a failed attempt; `dead` gives the messages up, `counted` False does not count it (a rate limit). As `renew`."""

    async def release(self, lane: Lane, worker: str, next_at: datetime, burst_from: datetime | None, burst_count: int) -> None:
        """Gives the lane back; it is not claimed before `next_at`."""

    async def stop(self, lane: Lane, worker: str, reason: str) -> None:
        """Gives the lane back and has it left alone until it is resumed."""

    async def holders(self, host: str) -> Sequence[str]:
        """The workers of this host that hold lanes."""

    async def take_back(self, workers: Sequence[str]) -> int:
        """Frees the lanes that these workers hold, who are known to be gone; returns how many."""

    async def slot(self, pace: str, interval: timedelta, now: datetime) -> datetime:
        """Reserves the next moment at which one may send at this pace (a workspace's, a tenant's), over all processes."""

    async def pause(self, pace: str, until: datetime) -> None:
        """Nobody sends at this pace before `until`, as a platform's Retry-After asks."""

    async def clock_put_back(self, now: datetime) -> None:
        """Makes due, in lanes that nobody holds, what was due before the clock was put back, and forgets what was waited for."""

    async def backlog(self, now: datetime) -> Backlog:
        """For the figures and for `doctor`."""

    async def next_at(self) -> datetime | None:
        """When a lane may be claimed next: its first message is due, or its lease ends; None when nothing waits."""

    async def wait(self, seconds: float) -> None:
        """Returns when a message was put, in this process or in another one, or when the time is over."""
