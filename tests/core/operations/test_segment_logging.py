"""Logging a segment: what comes of it, and once only."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from core.entry import InteractionLogEntry
from core.errors import (
    InvalidValue,
    NobodyToLog,
    NotAllowed,
    NotFound,
    SegmentLogged,
    TemplateMissing,
    TemplateNotFound,
)
from core.operations.listing import list_entries
from core.operations.segment_contacts import add_to_segment, change_segment_line, remove_from_segment
from core.operations.segment_logging import log_segment, preview_segment
from core.operations.segments import remove_segment, save_segment, show_segment
from core.operations.undoing import undo
from core.requests.entries import ListEntries, Undo
from core.requests.segments import (
    AddToSegment,
    ChangeSegmentLine,
    LogSegment,
    PreviewSegment,
    RemoveFromSegment,
    RemoveSegment,
    SaveSegment,
    ShowSegment,
)
from core.results.segments import SegmentDone, SegmentPreview
from core.segment import LeftOut
from core.values import ChangeKind, CorrespondenceType, Evaluation, InformationFlow
from tests.core.operations.conftest import ANNA, ANNA_BERG, CARL, FABRIKAM, LETTER, ORGANIZATION, PHONE, World
from tests.core.operations.mailing import entries_of, log, preview


async def test_a_preview_writes_nothing(mail: World) -> None:
    before = await mail.everything()
    shown = await preview(mail, note="Spring prices")
    assert (shown.count, shown.cost, shown.duration) == (4, Decimal(22), 40)
    assert (shown.description, shown.at, shown.left_out) == ("Spring prices", mail.now, ())
    assert await mail.everything() == before


async def test_one_entry_a_contact(mail: World) -> None:
    done = await log(mail, note="Spring prices", on=date(2026, 11, 18), at=time(9), evaluation=Evaluation.POSITIVE)
    assert (done.logged.no, done.logged.entries, done.logged.cost, done.logged.duration) == (1, 4, Decimal(22), 40)
    first, *rest = await entries_of(mail)
    assert [entry.contact_no for entry in (first, *rest)] == [FABRIKAM.no, ANNA.no, CARL.no, ANNA_BERG.no]
    assert first == InteractionLogEntry(
        no=1,
        contact_no=FABRIKAM.no,
        company_no=FABRIKAM.no,
        at=datetime(2026, 11, 18, 8, tzinfo=UTC),
        created_at=mail.now,
        created_by=mail.jo.person_id,
        template_code="PHONE",
        description="Spring prices",
        group_code="TALK",
        salesperson_code="JR",
        information_flow=InformationFlow.OUTBOUND,
        initiated_by=PHONE.initiated_by,
        language_code="en",
        cost=Decimal("5.50"),
        duration=10,
        evaluation=Evaluation.POSITIVE,
        campaign_no="CAMP1",
        campaign_target=True,
        campaign_response=True,
        segment_no="MAIL",
    )
    assert rest[0].company_no == FABRIKAM.no
    assert rest[0].correspondence_type is CorrespondenceType.EMAIL
    assert [(change.id, change.kind) for change in await mail.history(1)] == [(done.change, ChangeKind.CREATED)]
    listed = await mail.do(list_entries, ListEntries(segment="mail"))
    assert len(listed.rows) == 4
    details = await mail.do(show_segment, ShowSegment(segment="MAIL"))
    assert (details.logged, details.may_cancel) == (replace(done.logged, created_by_name="Jo"), True)


async def test_who_is_left_out_and_why(mail: World) -> None:
    changed = [replace(ANNA, privacy_blocked=True), replace(ANNA_BERG, exclude_from_segment=True)]
    await mail.database.write(ORGANIZATION, lambda work: work.contacts.upsert(changed))
    shown = await preview(mail, mail.kim)
    assert shown.count == 1
    assert [(each.reason, [one.no for one in each.contacts]) for each in shown.left_out] == [
        (LeftOut.EXCLUDED, [ANNA_BERG.no]),
        (LeftOut.PRIVACY_BLOCKED, [ANNA.no]),
        (LeftOut.NO_SALESPERSON, [CARL.no]),
    ]
    done = await log(mail, mail.kim)
    assert (done.logged.entries, done.left_out) == (1, shown.left_out)
    assert [entry.salesperson_code for entry in await entries_of(mail)] == ["ML"]


async def test_nobody_to_log(mail: World) -> None:
    await mail.do(save_segment, SaveSegment(code="EMPTY", new=True, description="Nobody"))
    request = PreviewSegment(segment="EMPTY", template="phone")
    assert (await mail.refused(NobodyToLog, preview_segment, request)).omissions == ()


@pytest.mark.parametrize(
    ("header", "line", "said", "expected"),
    [
        ({}, {}, {}, {"cost": Decimal("5.50"), "duration": 10, "subject": "", "salesperson_code": "JR", "campaign_no": "CAMP1"}),
        (
            {"unit_cost": Decimal(1), "unit_duration": 1, "subject": "Head", "salesperson": "ML", "campaign": "C2"},
            {},
            {},
            {"cost": Decimal(1), "duration": 1, "subject": "Head", "salesperson_code": "ML", "campaign_no": "C2"},
        ),
        (
            {"unit_cost": Decimal(1), "unit_duration": 1, "subject": "Head", "salesperson": "ML", "campaign": "C2"},
            {},
            {"cost": Decimal(0), "duration": 2, "subject": "Said", "salesperson": "JR", "campaign": ""},
            {"cost": Decimal(0), "duration": 2, "subject": "Said", "salesperson_code": "JR", "campaign_no": ""},
        ),
        (
            {"unit_cost": Decimal(1), "unit_duration": 1, "subject": "Head", "salesperson": "ML"},
            {"unit_cost": Decimal(3), "unit_duration": 3, "subject": "Line", "salesperson": "JR", "template": "memo"},
            {"cost": Decimal(2), "duration": 2, "subject": "Said", "salesperson": "ML"},
            {"cost": Decimal(3), "duration": 3, "subject": "Line", "salesperson_code": "JR", "template_code": "MEMO"},
        ),
        ({"on": date(2026, 11, 2)}, {}, {}, {"at": datetime(2026, 11, 2, 12, 0, tzinfo=UTC)}),
        ({"language": "en"}, {}, {}, {"language_code": "en"}),
        ({"language": "nb"}, {}, {}, {"language_code": "en"}),
        ({}, {"language": "nb"}, {}, {"language_code": "nb"}),
        ({}, {"language": "nb"}, {"language": "da"}, {"language_code": "nb"}),
        ({}, {}, {"language": "da"}, {"language_code": "da"}),
        ({"template": "letter"}, {}, {"template": ""}, {"template_code": "LETTER"}),
        ({"template": "letter"}, {}, {}, {"template_code": "PHONE"}),
    ],
)
async def test_a_line_overrides_what_is_said_and_that_the_header(
    mail: World, header: dict[str, Any], line: dict[str, Any], said: dict[str, Any], expected: dict[str, Any]
) -> None:
    await mail.do(save_segment, SaveSegment(code="MAIL", **header), mail.mia)
    await mail.do(change_segment_line, ChangeSegmentLine(segment="MAIL", contact=ANNA.no, **line), mail.mia)
    actor = replace(mail.mia, salesperson_code="JR")
    await log(mail, actor, **said)
    entry = next(entry for entry in await entries_of(mail) if entry.contact_no == ANNA.no)
    found = {name: getattr(entry, name) for name in expected}
    if "at" in found:
        found["at"] = found["at"].replace(minute=0, second=0, microsecond=0)
    assert found == expected


EMAIL, FAX, LETTERS, NONE = (
    CorrespondenceType.EMAIL,
    CorrespondenceType.FAX,
    CorrespondenceType.HARD_COPY,
    CorrespondenceType.NONE,
)


@pytest.mark.parametrize(
    ("header", "ignore", "template", "anna", "carl"),
    [
        (NONE, False, "memo", EMAIL, FAX),
        (FAX, True, "memo", FAX, FAX),
        (LETTERS, True, "memo", LETTERS, LETTERS),
        (LETTERS, False, "memo", EMAIL, FAX),
        (NONE, True, "memo", EMAIL, FAX),
        (NONE, True, "letter", LETTERS, LETTERS),
        (FAX, True, "letter", FAX, FAX),
        (FAX, False, "letter", LETTERS, LETTERS),
    ],
)
async def test_correspondence_type(
    mail: World, header: CorrespondenceType, ignore: bool, template: str, anna: CorrespondenceType, carl: CorrespondenceType
) -> None:
    """As domain.md section 3 has it: Anna's is e-mail, Carl has none; the letter ignores the contact's, the memo does not."""
    assert LETTER.ignore_contact_correspondence_type
    request = SaveSegment(code="MAIL", correspondence_type=header, ignore_contact_correspondence_type=ignore)
    await mail.do(save_segment, request)
    await log(mail, template=template)
    found = {entry.contact_no: entry.correspondence_type for entry in await entries_of(mail)}
    assert (found[ANNA.no], found[CARL.no]) == (anna, carl)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"template": ""}, TemplateMissing),
        ({"template": "nothing"}, TemplateNotFound),
        ({"segment": "NONE"}, NotFound),
        ({"on": date(2027, 1, 1)}, InvalidValue),
        ({"salesperson": "ML"}, NotAllowed),
        ({"template": "bare"}, InvalidValue),
        ({"duration": -1}, InvalidValue),
    ],
)
async def test_what_cannot_be_logged(mail: World, values: dict[str, Any], refusal: type) -> None:
    await mail.refused(refusal, preview_segment, PreviewSegment(**{"segment": "MAIL", "template": "phone"} | values))


async def test_it_is_done_once_and_changes_no_more(mail: World) -> None:
    shown = await preview(mail)
    await log(mail)
    again = LogSegment(segment="MAIL", template="phone", previewed=shown.digest)
    assert (await mail.refused(SegmentLogged, log_segment, again)).entries == 4
    await mail.refused(SegmentLogged, preview_segment, PreviewSegment(segment="MAIL", template="phone"))
    for operation, request in (
        (add_to_segment, AddToSegment(segment="MAIL", contact=ANNA.no)),
        (remove_from_segment, RemoveFromSegment(segment="MAIL", contact=ANNA.no)),
        (change_segment_line, ChangeSegmentLine(segment="MAIL", contact=ANNA.no)),
        (save_segment, SaveSegment(code="MAIL", description="Other")),
        (remove_segment, RemoveSegment(code="MAIL", confirmed=True)),
    ):
        await mail.refused(SegmentLogged, operation, request)  # type: ignore[arg-type]  # each has its own request
    await mail.do(undo, Undo())
    await mail.refused(SegmentLogged, log_segment, again)


async def test_two_who_confirm_at_once_log_it_once(mail: World) -> None:
    digest = (await preview(mail)).digest
    request = LogSegment(segment="MAIL", template="phone", previewed=digest)
    both = await asyncio.gather(
        *(mail.do(log_segment, request, who) for who in (mail.jo, mail.jo)),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in both) == ["SegmentDone", "SegmentLogged"]
    assert len(await entries_of(mail)) == 4


async def test_what_was_previewed_is_what_is_logged(mail: World) -> None:
    shown = await preview(mail)
    request = LogSegment(segment="MAIL", template="phone", previewed=shown.digest)
    await mail.do(remove_from_segment, RemoveFromSegment(segment="MAIL", contact=CARL.no))
    before = await mail.everything()
    stale = await mail.do(log_segment, request)
    assert isinstance(stale, SegmentPreview)
    assert (stale.stale, stale.count) == (True, 3)
    assert await mail.everything() == before
    assert isinstance(await mail.do(log_segment, replace(request, previewed=stale.digest)), SegmentDone)
