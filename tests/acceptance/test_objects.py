"""Attachments in a store outside the database: through the conversation, the job that moves them and HTTP, on both databases."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest

from adapters.chat.plain import plain
from adapters.chat.turn import Reply
from adapters.database import Database
from adapters.jobs.moving import ContentMover
from adapters.objects.place import S3Settings
from adapters.objects.s3 import S3Store
from core.attachment import Attachment, Move
from core.storage import Storage
from core.work import Work
from tests.acceptance import world
from tests.adapters.chat.letters.test_letter import LETTER, send
from tests.adapters.chat.letters.word import said
from tests.adapters.chat.talk import Talk
from tests.factories import NOW
from tests.standins.s3 import ACCESS_KEY_ID, SECRET, S3StandIn

T = TypeVar("T")
OFFER = b"%PDF-1.7" + bytes(range(256)) * 2400  # of several pieces


@pytest.fixture
async def s3() -> AsyncIterator[S3StandIn]:
    async with S3StandIn() as running:
        yield running


@pytest.fixture
def store(s3: S3StandIn) -> S3Store:
    return S3Store(S3Settings(bucket=s3.bucket, endpoint=s3.url, access_key_id=ACCESS_KEY_ID, secret_access_key=SECRET))


@pytest.fixture
async def talk(database_url: str, store: S3Store) -> AsyncIterator[Talk]:
    opened = Database.open(database_url, world.ACCESS, objects=store)
    await world.build(opened)
    yield Talk(opened)
    await opened.close()


@pytest.fixture
def mover(talk: Talk, store: S3Store) -> ContentMover:
    return ContentMover(talk.database, store)


async def opened(talk: Talk, line: str) -> bytes:
    reply = await talk.say(line)
    assert reply.file is not None, plain(reply.card)
    content = reply.file.path.read_bytes()
    reply.file.remove()
    return content


async def attachments(talk: Talk, entry_no: int = 1) -> Sequence[Attachment]:
    return await talk.database.read(1, lambda work: work.attachments.of_entry(entry_no))


async def logged_with_offer(talk: Talk, folder: Path) -> Reply:
    return await send(talk, "log call anna: the offer", "offer.pdf", OFFER, folder)


async def in_database(talk: Talk) -> bool:
    """Whether a content is in pieces in the database."""

    def look(work: Work) -> bool:
        session = work.attachments._session  # type: ignore[attr-defined]
        return bool(session.connection.exec_driver_sql("SELECT count(*) FROM attachment_chunk").scalar())

    return await talk.database.read(1, look)


async def test_what_was_moved_is_opened_and_merged_from_the_store(
    talk: Talk, mover: ContentMover, s3: S3StandIn, tmp_path: Path
) -> None:
    await logged_with_offer(talk, tmp_path)
    await send(talk, "template call attach", "letter.docx", LETTER, tmp_path)
    await talk.say("template call change wizard:merge", "ada")
    assert await opened(talk, "open 1") == OFFER
    assert s3.requests == []
    await mover.run(1, NOW)
    assert sorted(s3.objects.values()) == sorted((OFFER, LETTER))
    assert {key.split("-")[0] for key in s3.objects} == {f"1/{sha256(each).hexdigest()}" for each in (OFFER, LETTER)}
    assert not await in_database(talk)
    assert await opened(talk, "open 1") == OFFER
    logged = await talk.say("log call joost: likes it")
    assert logged.file is not None
    letter = logged.file.path.read_bytes()
    logged.file.remove()
    assert "Joost van den Berg" in said(letter)
    await mover.run(1, NOW)
    assert await opened(talk, f"open {logged.entry_nos[0]}") == letter
    # The same content once more needs nothing of the store, and is not kept again.
    before = len(s3.requests)
    await send(talk, "attach 1", "again.pdf", OFFER, tmp_path)
    await mover.run(1, NOW)
    assert [len(s3.objects), len(s3.requests)] == [3, before]


async def test_an_erase_removes_from_the_store_as_soon_as_that_is_there(
    talk: Talk, mover: ContentMover, s3: S3StandIn, tmp_path: Path
) -> None:
    await logged_with_offer(talk, tmp_path)
    await mover.run(1, NOW)
    s3.away = 503
    done = await talk.press(await talk.say("contact anna erase", "ada"), "Erase", "ada")
    assert done.outcome == "done", plain(done.card)
    await mover.run(1, NOW)
    assert len(s3.objects) == 1
    s3.away = 0
    await mover.run(1, NOW)
    assert s3.objects == {}
    before = len(s3.requests)
    await mover.run(1, NOW)
    assert len(s3.requests) == before


async def test_deleting_canceled_entries_removes_what_no_other_has(
    talk: Talk, mover: ContentMover, s3: S3StandIn, tmp_path: Path
) -> None:
    for _ in range(2):
        await logged_with_offer(talk, tmp_path)
    await mover.run(1, NOW)
    for left in (1, 0):
        await talk.say(f"cancel {2 - left}", "ada")
        asked = await talk.say("delete-canceled", "ada")
        await talk.press(asked, "Delete 1 entry", "ada")
        await mover.run(1, NOW)
        assert len(s3.objects) == left


async def test_a_store_that_is_away_is_said_and_nothing_is_half_done(
    talk: Talk, mover: ContentMover, s3: S3StandIn, tmp_path: Path
) -> None:
    await send(talk, "template call attach", "letter.docx", LETTER, tmp_path)
    await talk.say("template call change wizard:merge", "ada")
    await mover.run(1, NOW)
    s3.away = 503
    logged = await talk.say("log call anna: likes the terms")
    assert "cannot be reached: try again in some minutes" in plain(logged.card)
    no = logged.entry_nos[0]
    for line in ("template call open", f"open {no}"):
        assert "cannot be reached" in plain((await talk.say(line, "ada")).card)
    # What comes meanwhile is kept.
    await talk.say("template call change wizard:none", "ada")
    kept = await logged_with_offer(talk, tmp_path)
    assert kept.outcome == "done"
    await mover.run(1, NOW)
    letter, offer = await attachments(talk, kept.entry_nos[0])
    assert (letter.file_name, offer.file_name) == ("letter.docx", "offer.pdf")
    offered = f"open {kept.entry_nos[0]} {offer.no}"
    assert await opened(talk, offered) == OFFER
    s3.away = 0
    await mover.run(1, NOW)
    assert not await in_database(talk)
    assert await opened(talk, offered) == OFFER
    assert "likes the terms" in said(await opened(talk, f"open {no}"))


async def test_what_was_changed_in_the_store_is_given_to_nobody(
    talk: Talk, mover: ContentMover, s3: S3StandIn, tmp_path: Path
) -> None:
    await logged_with_offer(talk, tmp_path)
    await mover.run(1, NOW)
    for change in (b"something else", None):
        for key in list(s3.objects):
            if change is None:
                del s3.objects[key]
            else:
                s3.objects[key] = change
        assert "cannot be reached" in plain((await talk.say("open 1")).card)


async def test_who_dies_while_moving_leaves_nothing_for_good(
    talk: Talk, mover: ContentMover, store: S3Store, s3: S3StandIn, tmp_path: Path
) -> None:
    await logged_with_offer(talk, tmp_path)
    hour = timedelta(hours=1)
    (tmp_path / "content").write_bytes(OFFER)

    async def begun() -> Move:
        move = await talk.database.write(1, lambda work: work.attachments.to_move(NOW + hour))
        assert move is not None
        await store.put(move.name, tmp_path / "content")
        return move

    died, slow = await begun(), await begun()
    await mover.run(1, NOW)
    assert len(s3.objects) == 3
    assert not await talk.database.write(1, lambda work: work.attachments.moved(slow))
    assert await opened(talk, "open 1") == OFFER
    await mover.run(1, NOW + hour)
    await mover.run(1, NOW + 2 * hour)
    assert len(s3.objects) == 1
    assert not {died.name, slow.name} & set(s3.objects)
    assert await opened(talk, "open 1") == OFFER


async def test_what_is_moved_for_too_long_is_not_lost(talk: Talk, store: S3Store, s3: S3StandIn, tmp_path: Path) -> None:
    """The job is begun elsewhere while the first mover still works: it removes the object just when that has it referred to."""
    await logged_with_offer(talk, tmp_path)
    move = await talk.database.write(1, lambda work: work.attachments.to_move(NOW))
    (tmp_path / "content").write_bytes(OFFER)

    class Late(S3Store):
        async def delete(self, name: str) -> None:
            assert move is not None
            if name == move.name:
                await store.put(name, tmp_path / "content")
                await talk.database.write(1, lambda work: work.attachments.moved(move))
            await super().delete(name)

    late = Late(S3Settings(bucket=s3.bucket, endpoint=s3.url, access_key_id=ACCESS_KEY_ID, secret_access_key=SECRET))
    await ContentMover(talk.database, late).run(1, NOW + timedelta(hours=1))
    assert await opened(talk, "open 1") == OFFER
    assert not await in_database(talk)


async def test_what_arrives_in_the_store_after_it_was_removed_is_removed_again(
    talk: Talk, mover: ContentMover, store: S3Store, s3: S3StandIn, tmp_path: Path
) -> None:
    await logged_with_offer(talk, tmp_path)
    move = await talk.database.write(1, lambda work: work.attachments.to_move(NOW))
    assert move is not None
    await mover.run(1, NOW + timedelta(hours=1))
    (tmp_path / "content").write_bytes(OFFER)
    await store.put(move.name, tmp_path / "content")
    assert not await talk.database.write(1, lambda work: work.attachments.moved(move))
    await mover.run(1, NOW + timedelta(hours=1))
    assert len(s3.objects) == 1
    assert await opened(talk, "open 1") == OFFER


async def test_what_is_dropped_and_comes_again_while_it_is_moved_is_not_lost(
    talk: Talk, store: S3Store, s3: S3StandIn, tmp_path: Path
) -> None:
    """It is dropped before it is copied out of the database, and comes again before the object is referred to."""
    await talk.say("log call anna: the offer")
    await send(talk, "attach 1", "offer.pdf", OFFER, tmp_path, "kari")

    class Dropping:
        write, read_long = talk.database.write, talk.database.read_long
        drops = True

        async def read(self, organization_id: int, operation: Callable[[Work], T]) -> T:
            if self.drops:
                self.drops = False
                await talk.say("undo")
            return await talk.database.read(organization_id, operation)

    class Bringing(S3Store):
        async def put(self, name: str, path: Path) -> None:
            if not await attachments(talk):
                await send(talk, "attach 1", "offer.pdf", OFFER, tmp_path, "kari")
            await super().put(name, path)

    storage: Storage = Dropping()
    bringing = Bringing(S3Settings(bucket=s3.bucket, endpoint=s3.url, access_key_id=ACCESS_KEY_ID, secret_access_key=SECRET))
    await ContentMover(storage, bringing).run(1, NOW)
    if not await attachments(talk):
        await send(talk, "attach 1", "offer.pdf", OFFER, tmp_path, "kari")
    assert await opened(talk, "open 1") == OFFER


async def test_what_is_dropped_while_it_is_moved_stays_nowhere(
    talk: Talk, mover: ContentMover, store: S3Store, s3: S3StandIn, tmp_path: Path
) -> None:
    await logged_with_offer(talk, tmp_path)
    move = await talk.database.write(1, lambda work: work.attachments.to_move(NOW + timedelta(hours=1)))
    assert move is not None
    (tmp_path / "content").write_bytes(OFFER)
    await store.put(move.name, tmp_path / "content")
    await talk.press(await talk.say("contact anna erase", "ada"), "Erase", "ada")
    assert not await talk.database.write(1, lambda work: work.attachments.moved(move))
    await mover.run(1, NOW + timedelta(hours=2))
    assert s3.objects == {}


async def test_a_content_that_is_damaged_is_not_moved(talk: Talk, mover: ContentMover, s3: S3StandIn, tmp_path: Path) -> None:
    await logged_with_offer(talk, tmp_path)

    def damage(work: Work) -> None:
        session = work.attachments._session  # type: ignore[attr-defined]
        session.connection.exec_driver_sql("DELETE FROM attachment_chunk WHERE place = 0")

    await talk.database.write(1, damage)
    await mover.run(1, NOW)
    assert s3.objects == {}
    assert await in_database(talk)


async def test_without_the_setting_moved_contents_are_missed(
    talk: Talk, mover: ContentMover, database_url: str, tmp_path: Path
) -> None:
    await logged_with_offer(talk, tmp_path)
    await mover.run(1, NOW)
    without = Database.open(database_url, world.ACCESS)
    other = Talk(without)
    other.now = talk.now
    assert "cannot be reached" in plain((await other.say("open 1")).card)
    await without.close()
