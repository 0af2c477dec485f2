"""Who is told of what documents did: copies that are made anew, and messages."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from adapters.database import Database
from core.notification import Recipient
from core.operations.documents import record_documents
from core.outbox import MessageKind, OutboxMessage, PostedCopy
from core.work import Work
from tests.core.operations.conftest import ORGANIZATION, World
from tests.core.operations.delivered import deliver, event, set_up


async def test_what_was_posted_is_made_anew_with_a_further_event(world: World) -> None:
    await set_up(world)
    await deliver(world, event(amount=Decimal(10)))
    copy = PostedCopy(
        entry_no=1,
        recipient=Recipient(platform="slack", workspace="T1", channel="C1"),
        platform="slack",
        workspace="T1",
        conversation="C1",
        message="1.2",
        posted_at=world.now,
    )
    await world.database.write(ORGANIZATION, lambda work: work.outbox.keep_copy(copy))

    lanes = cast(Database, world.database).lanes

    async def sent() -> set[MessageKind]:
        """What waits for the channel."""
        kinds = set()
        while (lane := await lanes.claim("worker", world.now, timedelta(hours=1))) is not None:
            kinds |= {message.kind for message in lane.messages if message.recipient.channel}
        return kinds

    assert await sent() == set()
    await deliver(world, event(amount=Decimal(10)), event("2"))
    assert await sent() == set()
    await deliver(world, event(version=2, amount=Decimal(20)))
    assert await sent() == {MessageKind.UPDATE}


class Noting:
    """A unit of work that notes which kinds of messages are put together."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.puts: list[set[MessageKind]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    @property
    def outbox(self) -> Any:
        return self

    def copies(self, entry_nos: Sequence[int], since: datetime) -> Sequence[PostedCopy]:
        return self._work.outbox.copies(entry_nos, since)

    def put(self, messages: Sequence[OutboxMessage]) -> None:
        self.puts.append({message.kind for message in messages})
        self._work.outbox.put(messages)


async def test_all_messages_of_a_batch_are_put_at_once(world: World) -> None:
    """Lanes that are locked in two goes may be locked the other way round by another batch."""
    await set_up(world)
    await deliver(world, event())
    channel = Recipient(platform="slack", workspace="T1", channel="C1")
    copy = PostedCopy(
        entry_no=1, recipient=channel, platform="slack", workspace="T1", conversation="C1", message="1.2", posted_at=world.now
    )
    await world.database.write(ORGANIZATION, lambda work: work.outbox.keep_copy(copy))

    def record(work: Work) -> list[set[MessageKind]]:
        noting = Noting(work)
        record_documents(noting, [event("2", salesperson_code="JR"), event(version=2)], world.now)
        return noting.puts

    puts = await world.database.write(ORGANIZATION, record)
    assert puts == [{MessageKind.RECORDED, MessageKind.UPDATE}]
