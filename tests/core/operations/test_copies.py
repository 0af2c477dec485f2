"""Which copies of an entry are made anew when it changes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from core.notification import Recipient
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.commenting import comment_entry
from core.operations.copies import COPIES_FOR
from core.operations.editing import edit_entry
from core.operations.evaluating import evaluate_entries
from core.operations.undoing import undo
from core.outbox import Lane, MessageKind, PostedCopy
from core.requests.entries import CancelEntries, CommentEntry, EditEntry, EvaluateEntries, RestoreEntries, Undo
from core.values import Evaluation
from tests.core.operations.conftest import NOW, ORGANIZATION, World

CHANNEL = Recipient(platform="slack", workspace="T1", channel="C1")
LEASE = timedelta(minutes=1)


async def keep(world: World, recipient: Recipient, message: str, **fields: Any) -> None:
    values: dict[str, Any] = {"entry_no": 1, "posted_at": world.now} | fields
    copy = PostedCopy(recipient=recipient, platform="slack", workspace="T1", conversation="C1", message=message, **values)
    await world.database.write(ORGANIZATION, lambda work: work.outbox.keep_copy(copy))


async def updates(world: World) -> set[Recipient]:
    """Who is sent updates; they are taken from the outbox."""
    lanes, found = world.database.lanes, set()  # type: ignore[attr-defined]
    while (lane := await lanes.claim("test/1/1", world.now + timedelta(hours=1), LEASE)) is not None:
        assert isinstance(lane, Lane)
        assert all(each.kind is MessageKind.UPDATE and each.entry_no == 1 and each.copy_id for each in lane.messages)
        found.add(lane.recipient)
        await lanes.sent(lane, "test/1/1", [each.id for each in lane.messages], None, world.now)
        await lanes.release(lane, "test/1/1", world.now, None, 0)
    return found


async def test_every_change_makes_the_copies_anew(world: World) -> None:
    await world.log()
    await keep(world, CHANNEL, "1.1")
    changes: list[tuple[Any, Any]] = [
        (edit_entry, EditEntry(no=1, duration=7)),
        (comment_entry, CommentEntry(no=1, text="hello")),
        (evaluate_entries, EvaluateEntries(nos=(1,), evaluation=Evaluation.POSITIVE)),
        (cancel_entries, CancelEntries(nos=(1,))),
        (restore_entries, RestoreEntries(nos=(1,))),
        (undo, Undo()),
    ]
    for operation, request in changes:
        await world.do(operation, request)
        assert await updates(world) == {CHANNEL}, request
    # What changes nothing leaves them alone.
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    assert await updates(world) == set()


async def test_a_new_entry_has_no_copies(world: World) -> None:
    await world.log()
    await keep(world, CHANNEL, "1.1", entry_no=2)
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    assert await updates(world) == set()


async def test_old_copies_are_left_alone(world: World) -> None:
    await world.log()
    await keep(world, CHANNEL, "1.1", posted_at=NOW - COPIES_FOR - timedelta(minutes=1))
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    assert await updates(world) == set()


async def test_answers_in_ones_own_chat_stay_as_they_are(world: World) -> None:
    """Notices there do not, and others' chats do not."""
    await world.log()
    jo, mia = Recipient(person_id=world.jo.person_id), Recipient(person_id=world.mia.person_id)
    await keep(world, jo, "1.1", kind=MessageKind.SHOWN)
    await keep(world, mia, "1.2", kind=MessageKind.SHOWN)
    await keep(world, replace(CHANNEL, channel="C2"), "1.3", kind=MessageKind.SHOWN)
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    assert await updates(world) == {mia, replace(CHANNEL, channel="C2")}
    await keep(world, jo, "1.4")
    await world.do(restore_entries, RestoreEntries(nos=(1,)))
    assert jo in await updates(world)
