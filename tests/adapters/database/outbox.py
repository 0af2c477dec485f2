"""Messages, and what workers do with lanes, for the tests of the outbox."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from adapters.database import Database
from core.notification import Recipient
from core.outbox import Lane, MessageKind, OutboxMessage, PostedCopy
from core.work import Work
from tests.factories import NOW

ANNA = Recipient(person_id=7)
BERT = Recipient(person_id=8)
SALES = Recipient(platform="slack", workspace="T1", channel="C1")
LEASE = timedelta(minutes=1)
FIRST, SECOND = "one/1", "two/2"


def message(recipient: Recipient = ANNA, entry_no: int = 1, **fields: Any) -> OutboxMessage:
    values: dict[str, Any] = {"kind": MessageKind.RECORDED, "created_at": NOW, "due_at": NOW, "entry_no": entry_no}
    return OutboxMessage(recipient=recipient, **values | fields)


def refresh(copy_id: int, recipient: Recipient = ANNA, **fields: Any) -> OutboxMessage:
    return message(recipient, kind=MessageKind.UPDATE, copy_id=copy_id, **fields)


def copy(entry_no: int = 1, name: str = "1.1", posted_at: datetime = NOW) -> PostedCopy:
    return PostedCopy(
        entry_no=entry_no,
        recipient=ANNA,
        rule_id=3,
        platform="slack",
        workspace="T1",
        conversation="D1",
        message=name,
        posted_at=posted_at,
    )


def putting(*messages: OutboxMessage) -> Callable[[Work], None]:
    return lambda work: work.outbox.put(messages)


async def put(database: Database, *messages: OutboxMessage, organization: int = 1) -> None:
    await database.write(organization, putting(*messages))


async def claimed(database: Database, worker: str = FIRST, now: datetime = NOW) -> Lane:
    """The next lane, which there is."""
    lane = await database.lanes.claim(worker, now, LEASE)
    assert lane is not None
    return lane


def entries(lane: Lane) -> list[int]:
    return [each.entry_no for each in lane.messages]


def ids(lane: Lane) -> list[int]:
    return [each.id for each in lane.messages]


async def finish(database: Database, lane: Lane, worker: str = FIRST, now: datetime = NOW) -> None:
    """Marks all as sent and gives the lane back."""
    assert await database.lanes.sent(lane, worker, ids(lane), None, now)
    await database.lanes.release(lane, worker, now, None, 0)
