"""Keeping copies of answers is finished before the program ends."""

import asyncio
from collections.abc import Callable
from typing import Any

from adapters.chat.card import Card
from adapters.chat.copies import Copies
from adapters.chat.turn import Reply
from adapters.database import Database
from core.outbox import PostedCopy
from core.work import Work
from tests.factories import NOW


class Slow:
    """A storage that begins to write when it is let."""

    def __init__(self, database: Database) -> None:
        self.asked = asyncio.Event()
        self.let = asyncio.Event()
        self._database = database

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    async def write(self, organization_id: int, operation: Callable[[Work], Any]) -> Any:
        self.asked.set()
        await self.let.wait()
        return await self._database.write(organization_id, operation)


async def kept(database: Database) -> list[PostedCopy]:
    return list(await database.read(1, lambda work: work.outbox.copies((1,), NOW)))


def keep(copies: Copies, message: str) -> None:
    reply = Reply(card=Card(("#1",), ()), command="show", entry_nos=(1,))
    copies.keep(1, reply, platform="slack", workspace="T1", conversation="C1", message=message)


async def test_closing_waits_for_what_is_being_written(database: Database) -> None:
    slow = Slow(database)
    copies = Copies(slow, lambda: NOW)
    keep(copies, "1.1")
    await slow.asked.wait()
    closing = asyncio.create_task(copies.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    slow.let.set()
    await closing
    assert [copy.message for copy in await kept(database)] == ["1.1"]


async def test_closing_writes_what_waits_at_once(database: Database) -> None:
    copies = Copies(database, lambda: NOW)
    keep(copies, "1.1")
    await copies.close()
    assert [copy.message for copy in await kept(database)] == ["1.1"]
    await Copies(database, lambda: NOW).close()
