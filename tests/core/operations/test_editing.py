from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from core.errors import (
    ContactAmbiguous,
    ContactMissing,
    InvalidValue,
    NotAllowed,
    NotFound,
    PrivacyBlocked,
    Refusal,
    TemplateMissing,
    TemplateNotFound,
)
from core.operations.canceling import cancel_entries
from core.operations.editing import edit_entry
from core.requests.entries import CancelEntries, EditEntry
from core.values import ChangeKind, CorrespondenceType, Evaluation, InformationFlow, InitiatedBy, Status
from tests.core.operations.conftest import ANNA_BERG, BLOCKED, FABRIKAM, World


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"duration": 0}, {"duration": 0}),
        ({"cost": Decimal("1.005")}, {"cost": Decimal("1.01")}),
        ({"on": date(2026, 11, 1)}, {"at": datetime(2026, 11, 1, 12, 0, 1, tzinfo=UTC)}),
        ({"at": time(9, 15)}, {"at": datetime(2026, 11, 20, 8, 15, tzinfo=UTC)}),
        ({"on": date(2026, 7, 1), "at": time(9, 15)}, {"at": datetime(2026, 7, 1, 7, 15, tzinfo=UTC)}),
        ({"information_flow": InformationFlow.NONE}, {"information_flow": InformationFlow.NONE}),
        ({"initiated_by": InitiatedBy.THEM}, {"initiated_by": InitiatedBy.THEM}),
        ({"evaluation": Evaluation.NEGATIVE}, {"evaluation": Evaluation.NEGATIVE}),
        ({"failed": True}, {"attempt_failed": True}),
        ({"via": "+47 1"}, {"contact_via": "+47 1"}),
        ({"opportunity": "op2"}, {"opportunity_no": "OP2"}),
        ({"campaign": ""}, {"campaign_no": ""}),
        ({"correspondence_type": CorrespondenceType.FAX}, {"correspondence_type": CorrespondenceType.FAX}),
        ({"language": "da"}, {"language_code": "da"}),
        ({"subject": "Spring"}, {"subject": "Spring"}),
        (
            {"follow_up_on": date(2026, 12, 1), "follow_up_text": "call"},
            {"follow_up_on": date(2026, 12, 1), "follow_up_text": "call"},
        ),
        ({"note": "said\nmore"}, {"description": "said more", "note": "said\nmore"}),
        ({"note": ""}, {"description": "Phone call"}),
        ({"contact": ANNA_BERG.no}, {"contact_no": ANNA_BERG.no, "company_no": ANNA_BERG.no}),
        ({"contact": "fabrikam"}, {"contact_no": FABRIKAM.no}),
        ({"template": "letter"}, {"template_code": "LETTER", "group_code": "WRITE"}),
        ({"template": "memo", "duration": 5}, {"template_code": "MEMO", "group_code": "", "duration": 5}),
        ({"template": "memo", "note": ""}, {"template_code": "MEMO", "group_code": "", "description": "Memo"}),
    ],
)
async def test_only_what_is_named_changes(world: World, said: dict[str, Any], expected: dict[str, Any]) -> None:
    old = (await world.log(note="talked")).row.entry
    changed = await world.do(edit_entry, EditEntry(no=old.no, **said))
    (row,) = changed.rows
    assert row.entry == replace(old, **expected)
    assert await world.entry(old.no) == row.entry
    assert set(changed.fields) == set(expected)
    assert (changed.kind, changed.unchanged) == (ChangeKind.EDITED, ())
    last = (await world.history(old.no))[-1]
    assert (last.id, last.kind, last.by) == (changed.change, ChangeKind.EDITED, world.jo.person_id)
    assert set(last.before) == set(last.after) == set(expected)


async def test_names_in_the_answer_are_the_new_ones(world: World) -> None:
    await world.log()
    changed = await world.do(edit_entry, EditEntry(no=1, contact="anna berg", template="memo", salesperson="ML"), world.mia)
    (row,) = changed.rows
    assert (row.contact_name, row.template_description, row.salesperson_name) == ("Anna Berg", "Memo", "Mia Lund")


async def test_a_description_that_nobody_said_follows_the_template(world: World) -> None:
    await world.log()
    (row,) = (await world.do(edit_entry, EditEntry(no=1, template="memo"))).rows
    assert row.entry.description == "Memo"


async def test_a_template_without_description_leaves_the_old_one(world: World) -> None:
    await world.log()
    (row,) = (await world.do(edit_entry, EditEntry(no=1, template="bare"))).rows
    assert (row.entry.template_code, row.entry.description) == ("BARE", "Phone call")


async def test_what_is_so_already_is_no_change(world: World) -> None:
    await world.log(note="talked")
    for said in (
        {},
        {"note": "talked"},
        {"duration": 10},
        {"contact": "anna larsen", "template": "phone"},
        {"cost": Decimal("5.5")},
    ):
        changed = await world.do(edit_entry, EditEntry(no=1, **said))
        assert (changed.change, changed.rows, len(changed.unchanged)) == (0, (), 1)
    assert len(await world.history(1)) == 1


async def test_a_canceled_entry_and_a_draft_stay_what_they_are(world: World) -> None:
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    await world.log(postpone=True)
    for no, status in ((1, Status.CANCELED), (2, Status.DRAFT)):
        (row,) = (await world.do(edit_entry, EditEntry(no=no, duration=1))).rows
        assert row.entry.status is status


@pytest.mark.parametrize(
    ("request_", "kind", "field"),
    [
        (EditEntry(no=2, duration=1), NotFound, ""),
        (EditEntry(no=10**30, duration=1), NotFound, ""),
        (EditEntry(no=-1, duration=1), NotFound, ""),
        (EditEntry(no=1, contact=""), ContactMissing, "contact"),
        (EditEntry(no=1, contact="anna"), ContactAmbiguous, "contact"),
        (EditEntry(no=1, contact=BLOCKED.no, duration=1), PrivacyBlocked, "contact"),
        (EditEntry(no=1, template=""), TemplateMissing, "template"),
        (EditEntry(no=1, template="zz", duration=1), TemplateNotFound, "template"),
        (EditEntry(no=1, duration=-1), InvalidValue, "duration"),
        (EditEntry(no=1, cost=Decimal(-1)), InvalidValue, "cost"),
        (EditEntry(no=1, on=date(2027, 1, 1)), InvalidValue, "on"),
        (EditEntry(no=1, note="x" * 4001), InvalidValue, "note"),
        (EditEntry(no=1, template="bare", note=""), InvalidValue, "note"),
        (EditEntry(no=1, language="xx"), InvalidValue, "language"),
        (EditEntry(no=1, salesperson="ML"), NotAllowed, ""),
    ],
)
async def test_refused(world: World, request_: EditEntry, kind: type[Refusal], field: str) -> None:
    await world.log(note="talked")
    assert (await world.refused(kind, edit_entry, request_)).field == field
