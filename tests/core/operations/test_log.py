from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, cast

import pytest

from core.entry import InteractionLogEntry
from core.errors import (
    ContactAmbiguous,
    ContactMissing,
    ContactNotFound,
    InvalidValue,
    NotAllowed,
    NotFound,
    PrivacyBlocked,
    Refusal,
    SalespersonAmbiguous,
    SalespersonMissing,
    TemplateAmbiguous,
    TemplateMissing,
    TemplateNotFound,
)
from core.mention import MentionUnknown
from core.operations.log import log_interaction
from core.requests.entries import LogInteraction
from core.values import ChangeKind, CorrespondenceType, Evaluation, InformationFlow, InitiatedBy, Role
from core.work import Work
from tests.core.operations.conftest import ANNA, ANNA_BERG, BLOCKED, CARL, FABRIKAM, ORGANIZATION, World


async def test_everything_not_said_is_filled_in(world: World) -> None:
    logged = await world.do(log_interaction, LogInteraction(words=("phone", "anna", "larsen"), note="talked about spring"))
    entry = logged.row.entry
    assert entry == InteractionLogEntry(
        no=1,
        contact_no=ANNA.no,
        company_no=FABRIKAM.no,
        at=world.now,
        created_at=world.now,
        created_by=world.jo.person_id,
        template_code="PHONE",
        description="talked about spring",
        group_code="TALK",
        salesperson_code="JR",
        information_flow=InformationFlow.OUTBOUND,
        initiated_by=InitiatedBy.US,
        correspondence_type=CorrespondenceType.EMAIL,
        language_code="en",
        cost=Decimal("5.50"),
        duration=10,
        campaign_no="CAMP1",
        campaign_target=True,
        campaign_response=True,
    )
    assert await world.entry(1) == entry
    assert (logged.row.contact_name, logged.row.template_description) == ("Anna Larsen", "Phone call")
    (created,) = await world.history(1)
    assert (created.id, created.kind, created.by, created.at) == (
        logged.change,
        ChangeKind.CREATED,
        world.jo.person_id,
        world.now,
    )


async def test_everything_said_is_kept(world: World) -> None:
    options: dict[str, Any] = {
        "duration": 25,
        "cost": Decimal("12.5"),
        "on": date(2026, 11, 19),
        "at": time(14, 30),
        "information_flow": InformationFlow.INBOUND,
        "initiated_by": InitiatedBy.THEM,
        "evaluation": Evaluation.VERY_POSITIVE,
        "failed": True,
        "via": "+47 99 88 77 66",
        "opportunity": "op-1",
        "campaign": "spring",
        "correspondence_type": CorrespondenceType.FAX,
        "language": "sv",
        "subject": "Spring offer",
        "salesperson": "ML",
        "follow_up_on": date(2026, 12, 4),
        "follow_up_text": "send offer",
    }
    note = "long " * 50 + "\nand more"
    request = LogInteraction(words=("PHONE", ANNA.no), note=note, postpone=True, **options)
    entry = (await world.do(log_interaction, request, world.mia)).row.entry
    assert await world.entry(1) == entry
    assert entry == InteractionLogEntry(
        no=1,
        contact_no=ANNA.no,
        company_no=FABRIKAM.no,
        at=datetime(2026, 11, 19, 13, 30, tzinfo=UTC),
        created_at=world.now,
        created_by=world.mia.person_id,
        template_code="PHONE",
        description=("long " * 20).strip(),
        note=note,
        subject="Spring offer",
        group_code="TALK",
        salesperson_code="ML",
        contact_via="+47 99 88 77 66",
        information_flow=InformationFlow.INBOUND,
        initiated_by=InitiatedBy.THEM,
        correspondence_type=CorrespondenceType.FAX,
        language_code="sv",
        cost=Decimal("12.50"),
        duration=25,
        attempt_failed=True,
        evaluation=Evaluation.VERY_POSITIVE,
        campaign_no="SPRING",
        campaign_target=True,
        campaign_response=True,
        opportunity_no="OP-1",
        follow_up_on=date(2026, 12, 4),
        follow_up_text="send offer",
        postponed=True,
    )


async def test_an_option_can_say_nothing_where_the_template_says_something(world: World) -> None:
    logged = await world.log(
        cost=Decimal(0),
        duration=0,
        information_flow=InformationFlow.NONE,
        initiated_by=InitiatedBy.NONE,
        campaign="",
        language="",
    )
    entry = logged.row.entry
    assert (entry.cost, entry.duration) == (Decimal(0), 0)
    assert (entry.information_flow, entry.initiated_by) == (InformationFlow.NONE, InitiatedBy.NONE)
    assert (entry.campaign_no, entry.language_code) == ("", "")


async def test_description(world: World) -> None:
    cases: list[tuple[str, dict[str, Any], str, str]] = [
        ("PHONE", {"note": ""}, "Phone call", ""),
        ("PHONE", {"note": "  \n "}, "Phone call", ""),
        ("PHONE", {"subject": "Offer"}, "Phone call", ""),
        ("BARE", {"subject": "Offer"}, "Offer", ""),
        ("BARE", {"note": "talked", "subject": "Offer"}, "talked", ""),
        ("PHONE", {"note": "one\r\ntwo"}, "one two", "one\ntwo"),
    ]
    for template, said, description, note in cases:
        entry = (await world.log(template, ANNA.no, **said)).row.entry
        assert (entry.description, entry.note) == (description, note), said
    refusal = await world.refused(InvalidValue, log_interaction, LogInteraction(words=("BARE", ANNA.no)))
    assert (refusal.field, refusal.rule) == ("note", "empty")


async def test_correspondence_type_and_language(world: World) -> None:
    cases = [
        ("MEMO", ANNA, CorrespondenceType.EMAIL),
        ("MEMO", CARL, CorrespondenceType.FAX),
        ("LETTER", ANNA, CorrespondenceType.HARD_COPY),
        ("LETTER", CARL, CorrespondenceType.HARD_COPY),
        ("MEETING", CARL, CorrespondenceType.NONE),
    ]
    for template, contact, expected in cases:
        assert (await world.log(template, contact.no)).row.entry.correspondence_type is expected
    assert (await world.log("MEMO", ANNA.no)).row.entry.language_code == ""


async def test_salesperson(world: World) -> None:
    assert (await world.log(actor=world.jo)).row.entry.salesperson_code == "JR"
    assert (await world.log(actor=world.kim)).row.entry.salesperson_code == "ML"
    refusal = await world.refused(SalespersonMissing, log_interaction, LogInteraction(words=("PHONE", CARL.no)), world.kim)
    assert refusal.contact == CARL
    assert (await world.log("PHONE", CARL.no, actor=world.jo)).row.entry.salesperson_code == "JR"


async def test_for(world: World) -> None:
    for words, actor, code in [
        ("ML", world.ada, "ML"),
        ("jr", world.mia, "JR"),
        ("jo@sales.example", world.mia, "JR"),
        ("<@jo>", world.mia, "JR"),
        ("<@jo|Jo Rep>", world.mia, "JR"),
        ("me", world.mia, "ML"),
        ("me", world.jo, "JR"),
        ("JR", world.jo, "JR"),
    ]:
        assert (await world.log(actor=actor, salesperson=words)).row.entry.salesperson_code == code

    refusals: list[tuple[str, Any, type[Refusal]]] = [
        ("ML", world.jo, NotAllowed),
        ("mia@sales.example", world.kim, NotAllowed),
        ("OLD", world.mia, NotFound),
        ("olga@sales.example", world.mia, NotFound),
        ("<@kim>", world.mia, NotFound),
        ("me", world.kim, NotFound),
        ("ZZ", world.mia, NotFound),
        ("", world.mia, NotFound),
        ("stranger@sales.example", world.mia, NotFound),
        ("twins@sales.example", world.mia, SalespersonAmbiguous),
    ]
    for words, actor, kind in refusals:
        request = LogInteraction(words=("PHONE", ANNA.no), salesperson=words)
        refusal = await world.refused(kind, log_interaction, request, actor)
        if kind is NotAllowed:
            assert isinstance(refusal, NotAllowed)
            assert refusal.needed is Role.MANAGER
        else:
            assert refusal.field == "salesperson", words
    # The conversation looks up who that is, and asks again.
    for words, actor in (("<@unknown>", world.mia), ("<@jo>", replace(world.mia, identity=None))):
        with pytest.raises(MentionUnknown):
            await world.log(actor=actor, salesperson=words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ((), TemplateMissing),
        (("nonsense", "anna", "larsen"), TemplateMissing),
        (("me", "anna", "larsen"), TemplateAmbiguous),
        (("me", "nobody"), TemplateAmbiguous),
        (("me",), TemplateAmbiguous),
        (("PHONE",), ContactMissing),
        (("PHONE", " "), ContactMissing),
        (("PHONE", "anna"), ContactAmbiguous),
        (("PHONE", "zzzzzz"), ContactNotFound),
        (("PHONE", "bertil"), PrivacyBlocked),
        (("MEMO", BLOCKED.no), PrivacyBlocked),
    ],
)
async def test_who_and_what_is_refused(world: World, words: tuple[str, ...], kind: type[Refusal]) -> None:
    refusal = await world.refused(kind, log_interaction, LogInteraction(words=words))
    assert refusal.field == ("template" if kind in (TemplateMissing, TemplateAmbiguous) else "contact")
    if isinstance(refusal, ContactAmbiguous):
        assert {each.no for each in refusal.likely} == {ANNA.no, ANNA_BERG.no}


async def test_template_and_contact_given_apart_win(world: World) -> None:
    entry = (await world.log("MEMO", "carl", template="PHONE", contact=ANNA.no)).row.entry
    assert (entry.template_code, entry.contact_no) == ("PHONE", ANNA.no)
    entry = (await world.log("MEMO", "carl", contact=ANNA.no)).row.entry
    assert (entry.template_code, entry.contact_no) == ("MEMO", ANNA.no)
    entry = (await world.log("anna", "larsen", template="memo")).row.entry
    assert (entry.template_code, entry.contact_no) == ("MEMO", ANNA.no)
    request = LogInteraction(template="nonsense", contact="anna")
    assert (await world.refused(TemplateNotFound, log_interaction, request)).words == "nonsense"


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("duration", -1, "negative"),
        ("duration", 10**9, "too_large"),
        ("cost", Decimal(-1), "negative"),
        ("cost", Decimal("NaN"), "not_a_number"),
        ("note", "x" * 4001, "too_long"),
        ("subject", "x" * 101, "too_long"),
        ("via", "x" * 101, "too_long"),
        ("opportunity", "x" * 21, "too_long"),
        ("campaign", "x" * 21, "too_long"),
        ("language", "klingon", "not_a_language"),
        ("follow_up_text", "x" * 101, "too_long"),
        ("on", date(2026, 11, 25), "in_future"),
        ("on", date(1, 1, 1), "not_a_date"),
    ],
)
async def test_bad_values_are_refused(world: World, field: str, value: Any, rule: str) -> None:
    request = LogInteraction(words=("PHONE", ANNA.no), **{field: value})
    refusal = await world.refused(InvalidValue, log_interaction, request)
    assert (refusal.field, refusal.rule) == (field, rule)


async def test_characters_that_no_storage_takes(world: World) -> None:
    entry = (await world.log("PHONE", "anna\x00 larsen\ud800", note="half \ud83d\x00 pair", via="\x00+47")).row.entry
    assert (entry.description, entry.contact_via) == ("half pair", "+47")


async def test_the_statements_that_the_most_frequent_command_costs(world: World) -> None:
    asked: list[str] = []

    class Counted:
        """Passes everything on to storage and keeps what was asked for."""

        def __init__(self, inner: object, path: str = "") -> None:
            self._inner, self._path = inner, path

        def __getattr__(self, name: str) -> Any:
            value = getattr(self._inner, name)
            if not callable(value):
                return Counted(value, f"{name}.")
            asked.append(self._path + name)
            return value

    request = LogInteraction(words=("PHONE", "anna", "larsen"), note="talked", duration=15)
    await world.database.write(
        ORGANIZATION, lambda work: log_interaction(cast(Work, Counted(work)), request, world.jo, world.now)
    )
    assert asked == [
        "templates.find",
        "contacts.find",
        "entries.alike",
        "entries.add",
        "history.new_id",
        "history.add",
    ]
