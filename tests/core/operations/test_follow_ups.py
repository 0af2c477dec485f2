"""Follow-ups: kept in step with their entries, reminded of in the morning, done, put off, and taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.database import Database
from core.errors import InvalidValue, NotAllowed, NotFound
from core.follow_up import FollowUp
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.editing import edit_entry
from core.operations.follow_ups import finish_follow_ups, list_follow_ups, snooze_follow_up
from core.operations.undoing import undo
from core.outbox import Lane, MessageKind
from core.requests.entries import CancelEntries, EditEntry, RestoreEntries, Undo
from core.requests.follow_ups import FinishFollowUps, ListFollowUps, SnoozeFollowUp
from core.values import ChangeKind
from tests.core.operations.conftest import NOW, ORGANIZATION, World

DAY = date(2026, 12, 1)


async def follow_up(world: World, no: int = 1) -> FollowUp | None:
    return await world.database.read(ORGANIZATION, lambda work: work.follow_ups.get(no))


async def open_of(world: World) -> list[tuple[int, date]]:
    page = await world.do(list_follow_ups, ListFollowUps())
    return [(each.entry_no, each.due_on) for each, _ in page.rows]


async def due(world: World, at: datetime) -> Lane | None:
    """The lane of who is reminded, when it is due."""
    assert isinstance(world.database, Database)
    return await world.database.lanes.claim("test/1", at, timedelta(minutes=1))


async def test_one_is_kept_and_reminded_of_in_the_morning_where_the_person_is(world: World) -> None:
    await world.log(follow_up_on=DAY, follow_up_text="send offer")
    kept = await follow_up(world)
    assert kept == FollowUp(entry_no=1, person_id=world.jo.person_id, due_on=DAY)
    morning = datetime(2026, 12, 1, 8, tzinfo=UTC)
    zone_offset = timedelta(hours=1) if world.jo.time_zone == "Europe/Oslo" else timedelta()
    assert await due(world, morning - zone_offset - timedelta(seconds=1)) is None
    lane = await due(world, morning - zone_offset)
    assert lane is not None
    assert lane.recipient.person_id == world.jo.person_id
    assert [(each.kind, each.entry_no, each.payload) for each in lane.messages] == [
        (MessageKind.FOLLOW_UP, 1, {"day": "2026-12-01"})
    ]


async def test_the_entrys_day_is_the_follow_ups(world: World) -> None:
    await world.log()
    assert await follow_up(world) is None
    await world.do(edit_entry, EditEntry(no=1, follow_up_on=DAY))
    assert await open_of(world) == [(1, DAY)]
    await world.do(snooze_follow_up, SnoozeFollowUp(no=1, until=DAY + timedelta(days=3)))
    assert await open_of(world) == [(1, DAY + timedelta(days=3))]
    await world.do(undo, Undo())
    assert await open_of(world) == [(1, DAY)]
    await world.do(undo, Undo())
    assert await open_of(world) == []


async def test_done_is_done_once_and_can_be_taken_back(world: World) -> None:
    await world.log(follow_up_on=DAY)
    done = await world.do(finish_follow_ups, FinishFollowUps(nos=(1,)))
    assert (done.kind, [row.entry.no for row in done.rows]) == (ChangeKind.FOLLOWED_UP, [1])
    assert await open_of(world) == []
    again = await world.do(finish_follow_ups, FinishFollowUps(nos=(1,)))
    assert (again.rows, [row.entry.no for row in again.unchanged]) == ((), [1])
    assert [change.kind for change in await world.history(1)][-1] is ChangeKind.FOLLOWED_UP
    await world.do(undo, Undo())
    assert await open_of(world) == [(1, DAY)]


async def test_what_is_put_off_after_it_was_done_is_open_again(world: World) -> None:
    await world.log(follow_up_on=DAY)
    await world.do(finish_follow_ups, FinishFollowUps(nos=(1,)))
    await world.do(snooze_follow_up, SnoozeFollowUp(no=1, days=7))
    kept = await follow_up(world)
    assert kept is not None
    assert kept.done_at is None
    assert kept.due_on == NOW.date() + timedelta(days=7)


async def test_canceled_entries_are_left_out(world: World) -> None:
    await world.log(follow_up_on=DAY)
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    assert await open_of(world) == []
    await world.do(restore_entries, RestoreEntries(nos=(1,)))
    assert await open_of(world) == [(1, DAY)]


async def test_the_first_due_come_first_ten_at_a_time(world: World) -> None:
    for number in range(12):
        await world.log(note=f"call {number}", follow_up_on=DAY - timedelta(days=number % 3))
    first = await world.do(list_follow_ups, ListFollowUps())
    rest = await world.do(list_follow_ups, ListFollowUps(after=first.after))
    assert rest.after == ""
    found = [(each.due_on, each.entry_no) for each, _ in (*first.rows, *rest.rows)]
    assert len(found) == 12
    assert found == sorted(found)
    await world.refused(InvalidValue, list_follow_ups, ListFollowUps(after="somewhere"))


async def test_whoever_recorded_one_for_somebody_else_sees_it_too(world: World) -> None:
    await world.log(follow_up_on=DAY, salesperson=world.jo.salesperson_code, actor=world.mia)
    assert await open_of(world) == [(1, DAY)]
    page = await world.do(list_follow_ups, ListFollowUps(), world.mia)
    assert [each.entry_no for each, _ in page.rows] == [1]
    assert (await world.do(list_follow_ups, ListFollowUps(), world.kim)).rows == ()


async def test_others_are_for_managers(world: World) -> None:
    await world.log(follow_up_on=DAY)
    await world.refused(NotAllowed, list_follow_ups, ListFollowUps(person=world.jo.email), world.kim)
    page = await world.do(list_follow_ups, ListFollowUps(person=world.jo.email), world.mia)
    assert [each.entry_no for each, _ in page.rows] == [1]
    await world.refused(NotAllowed, finish_follow_ups, FinishFollowUps(nos=(1,)), world.kim)
    await world.refused(NotAllowed, snooze_follow_up, SnoozeFollowUp(no=1), world.kim)
    await world.do(finish_follow_ups, FinishFollowUps(nos=(1,)), world.mia)


async def test_what_has_none_is_refused_and_nothing_is_half_done(world: World) -> None:
    await world.log(follow_up_on=DAY)
    await world.log(note="another")
    await world.refused(NotFound, finish_follow_ups, FinishFollowUps(nos=(1, 2)))
    assert await open_of(world) == [(1, DAY)]
    await world.refused(NotFound, snooze_follow_up, SnoozeFollowUp(no=2))
    await world.refused(InvalidValue, snooze_follow_up, SnoozeFollowUp(no=1, until=date(2020, 1, 1)))


@pytest.mark.parametrize("postpone", [True, False])
async def test_a_draft_is_reminded_of_the_next_morning(world: World, postpone: bool) -> None:
    await world.log(postpone=postpone)
    lane = await due(world, NOW + timedelta(days=2))
    kinds = [message.kind for message in lane.messages] if lane else []
    assert kinds == ([MessageKind.DRAFT] if postpone else [])
