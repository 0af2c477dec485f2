from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.errors import ContactMissing, LooksLikeRepeat, NotFound, PrivacyBlocked, SalespersonMissing
from core.operations.canceling import cancel_entries
from core.operations.log import log_again
from core.operations.templates import remove_template
from core.requests.entries import CancelEntries, LogAgain
from core.requests.setup import RemoveTemplate
from core.values import ChangeKind, CorrespondenceType, Evaluation, InformationFlow
from tests.core.operations.conftest import ANNA, ANNA_BERG, BLOCKED, CARL, FABRIKAM, World


async def test_the_last_one_for_another_contact(world: World) -> None:
    first = await world.log(
        "PHONE",
        CARL.no,
        note="offered\nthe spring range",
        duration=25,
        cost=Decimal(3),
        subject="Spring",
        information_flow=InformationFlow.INBOUND,
        campaign="c2",
        language="sv",
        failed=True,
        on=date(2026, 11, 10),
        evaluation=Evaluation.POSITIVE,
        via="+47 1",
        opportunity="o1",
        follow_up_on=date(2026, 12, 1),
        follow_up_text="call",
    )
    again = await world.do(log_again, LogAgain(contact="anna larsen"))
    assert again.row.entry == replace(
        first.row.entry,
        no=2,
        contact_no=ANNA.no,
        company_no=FABRIKAM.no,
        at=world.now,
        created_at=world.now,
        correspondence_type=CorrespondenceType.EMAIL,
        evaluation=Evaluation.NONE,
        contact_via="",
        opportunity_no="",
        follow_up_on=None,
        follow_up_text="",
    )
    assert await world.entry(2) == again.row.entry
    assert again.row.contact_name == "Anna Larsen"
    assert [(each.id, each.kind) for each in await world.history(2)] == [(again.change, ChangeKind.CREATED)]


async def test_canceled_ones_drafts_and_others_are_passed_over(world: World) -> None:
    await world.log(note="the one")
    await world.log(note="draft", postpone=True)
    await world.log(note="canceled")
    await world.do(cancel_entries, CancelEntries(nos=(3,)))
    await world.log(note="another person's", actor=world.kim)
    assert (await world.do(log_again, LogAgain(contact=CARL.no))).row.entry.description == "the one"


async def test_the_template_is_gone(world: World) -> None:
    await world.log("MEMO", CARL.no)
    await world.do(remove_template, RemoveTemplate(code="MEMO", confirmed=True), world.ada)
    entry = (await world.do(log_again, LogAgain(contact=ANNA.no))).row.entry
    assert (entry.template_code, entry.description, entry.correspondence_type) == ("MEMO", "Memo", CorrespondenceType.FAX)


async def test_refused(world: World) -> None:
    assert (await world.refused(NotFound, log_again, LogAgain(contact=ANNA.no))).kind == "entry"
    await world.log("PHONE", ANNA.no)
    await world.refused(ContactMissing, log_again, LogAgain())
    await world.refused(PrivacyBlocked, log_again, LogAgain(contact=BLOCKED.no))
    await world.refused(LooksLikeRepeat, log_again, LogAgain(contact=ANNA.no))
    assert (await world.do(log_again, LogAgain(contact=ANNA.no, repeat=True))).row.entry.no == 2
    await world.log("PHONE", ANNA_BERG.no, actor=world.kim)
    await world.refused(SalespersonMissing, log_again, LogAgain(contact=CARL.no), world.kim)
