import pytest

from adapters.database import Database, StorageFailed
from core.errors import NotFound
from core.work import Work
from tests.factories import NOW


async def test_a_reply_is_kept(database: Database) -> None:
    await database.write(1, lambda work: work.inbox.keep("slack", "k", "réponse \U0001f600", NOW))
    assert await database.read(1, lambda work: work.inbox.reply("slack", "k")) == "réponse \U0001f600"
    assert await database.read(1, lambda work: work.inbox.reply("teams", "k")) is None
    assert await database.read(1, lambda work: work.inbox.reply("slack", "other")) is None
    assert await database.read(2, lambda work: work.inbox.reply("slack", "k")) is None


async def test_a_second_reply_undoes_everything(database: Database) -> None:
    def keep(work: Work) -> None:
        work.people.ensure("anna@example.test")
        work.inbox.keep("slack", "k", "second", NOW)

    await database.write(1, lambda work: work.inbox.keep("slack", "k", "first", NOW))
    with pytest.raises(StorageFailed):
        await database.write(1, keep)
    assert await database.read(1, lambda work: work.inbox.reply("slack", "k")) == "first"
    assert await database.read(1, lambda work: work.people.all()) == []


async def test_saved_commands(database: Database) -> None:
    first = await database.write(1, lambda work: work.saved_commands.put("cancel 1 2 3", NOW))
    assert await database.write(1, lambda work: work.saved_commands.put("cancel 1 2 3", NOW)) == first
    assert await database.write(1, lambda work: work.saved_commands.put("cancel 1 2 4", NOW)) != first
    assert await database.read(1, lambda work: work.saved_commands.get(first)) == "cancel 1 2 3"
    with pytest.raises(NotFound) as caught:
        await database.read(2, lambda work: work.saved_commands.get(first))
    assert caught.value.kind == "command"
