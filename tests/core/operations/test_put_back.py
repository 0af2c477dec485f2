from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from core.errors import InvalidValue
from core.operations.editing import put_back_in_note
from core.operations.templates import remove_template
from core.requests.entries import PutBackInNote
from core.requests.setup import RemoveTemplate
from core.values import CorrespondenceType, Evaluation, InformationFlow, InitiatedBy
from tests.core.operations.conftest import World


@pytest.mark.parametrize(
    "options",
    [
        {"duration": 15},
        {"cost": Decimal(20)},
        {"on": date(2026, 11, 1)},
        {"at": time(7, 5)},
        {"on": date(2026, 7, 1), "at": time(7, 5)},
        {"information_flow": InformationFlow.INBOUND, "initiated_by": InitiatedBy.THEM},
        {"evaluation": Evaluation.POSITIVE, "failed": True},
        {"via": "+47", "opportunity": "O", "campaign": "C", "subject": "S"},
        {"correspondence_type": CorrespondenceType.FAX, "language": "sv"},
        {"salesperson": "me", "follow_up_on": date(2026, 12, 1), "follow_up_text": "t"},
    ],
)
async def test_as_if_the_options_had_been_note(world: World, options: dict[str, Any]) -> None:
    plain = (await world.log(note="call back in 15m")).row.entry
    world.now = plain.created_at.replace(microsecond=0)
    logged = (await world.log(note="call back in", **options)).row.entry
    request = PutBackInNote(no=logged.no, text="15m", options=tuple(options))
    changed = await world.do(put_back_in_note, request)
    expected = replace(plain, no=logged.no, at=logged.created_at, created_at=logged.created_at)
    assert changed.rows[0].entry == expected
    assert await world.entry(logged.no) == expected
    # A second press finds nothing to do.
    again = await world.do(put_back_in_note, request)
    assert (again.change, again.unchanged[0].entry) == (0, expected)


async def test_only_the_named_options(world: World) -> None:
    old = (await world.log(note="talked", duration=15, cost=Decimal(20), on=date(2026, 11, 1))).row.entry
    await world.do(put_back_in_note, PutBackInNote(no=1, text="15m", options=("duration",)))
    assert await world.entry(1) == replace(old, description="talked 15m", duration=10)


async def test_the_note_was_nothing_but_options(world: World) -> None:
    await world.log(duration=15)
    await world.do(put_back_in_note, PutBackInNote(no=1, text="15m", options=("duration",)))
    entry = await world.entry(1)
    assert (entry.description, entry.note, entry.duration) == ("15m", "", 10)


async def test_a_long_note_keeps_its_lines(world: World) -> None:
    await world.log(note="first\nsecond", duration=15)
    await world.do(put_back_in_note, PutBackInNote(no=1, text="15m", options=("duration",)))
    entry = await world.entry(1)
    assert (entry.description, entry.note) == ("first second 15m", "first\nsecond 15m")


async def test_the_template_is_gone(world: World) -> None:
    await world.log("MEMO", "carl", duration=15)
    await world.do(remove_template, RemoveTemplate(code="MEMO", confirmed=True), world.ada)
    await world.do(put_back_in_note, PutBackInNote(no=1, text="15m", options=("duration",)))
    entry = await world.entry(1)
    assert (entry.description, entry.duration) == ("Memo 15m", 0)


@pytest.mark.parametrize(
    ("request_", "field", "rule"),
    [
        (PutBackInNote(no=1, text="", options=("duration",)), "text", "empty"),
        (PutBackInNote(no=1, text="15m", options=("created_by",)), "options", "unknown"),
        (PutBackInNote(no=1, text="x" * 3997, options=()), "note", "too_long"),
    ],
)
async def test_refused(world: World, request_: PutBackInNote, field: str, rule: str) -> None:
    await world.log(note="talked")
    refusal = await world.refused(InvalidValue, put_back_in_note, request_)
    assert (refusal.field, refusal.rule) == (field, rule)
