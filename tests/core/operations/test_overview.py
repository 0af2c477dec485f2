"""What concerns a person now."""

from datetime import date, timedelta

from core.operations.canceling import cancel_entries
from core.operations.overview import SHOWN, show_overview
from core.overview import Overview
from core.requests.entries import CancelEntries
from core.requests.overview import ShowOverview
from tests.core.operations.conftest import World


async def _overview(world: World) -> Overview:
    found: Overview = await world.do(show_overview, ShowOverview())
    return found


async def test_what_is_due_the_drafts_and_the_last_entries_are_the_persons_own(world: World) -> None:
    today = world.now.date()
    await world.log(follow_up_on=today)
    await world.log(follow_up_on=today + timedelta(days=1))
    await world.log(postpone=True)
    await world.log(actor=world.mia, follow_up_on=today)
    found = await _overview(world)
    assert [row.entry.no for _, row in found.due] == [1]
    assert [row.entry.no for row in found.drafts] == [3]
    assert [row.entry.no for row in found.latest] == [2, 1]
    assert (found.more_due, found.more_drafts) == (False, False)


async def test_of_many_the_first_are_shown(world: World) -> None:
    for _ in range(SHOWN + 1):
        await world.log(follow_up_on=world.now.date())
        await world.log(postpone=True)
    found = await _overview(world)
    assert [len(each) for each in (found.due, found.drafts, found.latest)] == [SHOWN] * 3
    assert (found.more_due, found.more_drafts) == (True, True)


async def test_the_week_begins_on_monday_and_counts_what_counts(world: World) -> None:
    monday = world.now.date() - timedelta(days=world.now.weekday())
    await world.log(on=monday, duration=20)
    await world.log(on=monday - timedelta(days=1))
    await world.log(duration=10)
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(4,)))
    found = await _overview(world)
    days: dict[date, int] = {day: figures.number for day, figures in found.week}
    assert list(days) == [monday + timedelta(days=number) for number in range(7)]
    assert {day: number for day, number in days.items() if number} == {monday: 1, world.now.date(): 1}
    assert (found.whole_week.number, found.whole_week.duration) == (2, 30)
