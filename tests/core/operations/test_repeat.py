from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from core.errors import LooksLikeRepeat
from core.operations.canceling import cancel_entries
from core.operations.log import log_interaction
from core.requests.entries import CancelEntries, LogInteraction
from core.values import Evaluation
from tests.core.operations.conftest import ANNA, ANNA_BERG, World


async def test_a_repeat_is_asked_about(world: World) -> None:
    request = LogInteraction(words=("PHONE", ANNA.no), note="talked", duration=15)
    first = await world.do(log_interaction, request)
    assert (await world.refused(LooksLikeRepeat, log_interaction, request)).entry_no == first.row.entry.no
    # Said in other words, it is the same.
    same = LogInteraction(words=("phone", "anna", "larsen"), note=" talked ", duration=15)
    await world.refused(LooksLikeRepeat, log_interaction, same)
    again = await world.do(log_interaction, replace(request, repeat=True))
    assert again.row.entry.no == 2


@pytest.mark.parametrize(
    "other",
    [
        {"words": ("PHONE", ANNA_BERG.no)},
        {"words": ("MEMO", ANNA.no)},
        {"note": "talked more"},
        {"duration": 20},
        {"postpone": True},
        {"on": date(2026, 11, 19)},
        {"evaluation": Evaluation.POSITIVE},
        {"follow_up_on": date(2026, 12, 1)},
    ],
)
async def test_something_else_is_no_repeat(world: World, other: dict[str, Any]) -> None:
    request = LogInteraction(words=("PHONE", ANNA.no), note="talked", duration=15)
    await world.do(log_interaction, request)
    assert (await world.do(log_interaction, replace(request, **other))).row.entry.no == 2


async def test_a_repeat_is_no_repeat_after_a_while_by_another_or_when_the_first_is_canceled(world: World) -> None:
    request = LogInteraction(words=("PHONE", ANNA.no), note="talked", salesperson="me")
    await world.do(log_interaction, request)
    world.now += timedelta(seconds=29)
    await world.refused(LooksLikeRepeat, log_interaction, request)
    await world.do(log_interaction, request)
    await world.do(cancel_entries, CancelEntries(nos=(2,)))
    await world.do(log_interaction, request)
    await world.log(salesperson="JR", note="talked", repeat=False, actor=world.mia)
    assert (await world.entry(4)).created_by == world.mia.person_id


async def test_one_thing_of_another_day_said_twice_is_a_repeat(world: World) -> None:
    request = LogInteraction(words=("PHONE", ANNA.no), on=date(2026, 11, 18))
    await world.do(log_interaction, request)
    await world.refused(LooksLikeRepeat, log_interaction, request)
