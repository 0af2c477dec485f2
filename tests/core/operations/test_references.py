"""Campaigns and opportunities: changed by admins, and what entries may say of them."""

from typing import Any

import pytest

from core.entry import InteractionLogEntry
from core.errors import AlreadyExists, InvalidValue, NotAllowed, ReferenceNotFound
from core.operations.canceling import cancel_entries
from core.operations.editing import edit_entry
from core.operations.references import list_references, remove_reference, save_reference, show_reference
from core.operations.segment_contacts import add_to_segment
from core.operations.segment_logging import log_segment, preview_segment
from core.operations.segments import save_segment
from core.reference import CampaignResults, ReferenceKind, ReferenceStatus
from core.requests.entries import CancelEntries, EditEntry
from core.requests.references import ListReferences, RemoveReference, SaveReference, ShowReference
from core.requests.segments import AddToSegment, LogSegment, PreviewSegment, SaveSegment
from core.results.entries import Logged
from tests.core.operations.conftest import ANNA, CARL, NOW, ORGANIZATION, World
from tests.factories import entry

CAMPAIGN = ReferenceKind.CAMPAIGN
BOTH = pytest.mark.parametrize("kind", list(ReferenceKind))


async def add(world: World, kind: ReferenceKind, code: str, description: str = "Spring mailing") -> None:
    await world.do(save_reference, SaveReference(kind=kind, code=code, new=True, description=description), world.ada)


@BOTH
async def test_they_are_added_changed_and_removed(world: World, kind: ReferenceKind) -> None:
    await add(world, kind, "spring")
    await add(world, kind, "AUTUMN-26", "Autumn")
    found = await world.do(list_references, ListReferences(kind=kind))
    assert [(each.code, each.description) for each in found.references] == [("AUTUMN-26", "Autumn"), ("SPRING", "Spring mailing")]
    assert (found.may_change, found.results) == (False, {})
    status = ReferenceStatus.CLOSED if kind is CAMPAIGN else ReferenceStatus.LOST
    changed = await world.do(save_reference, SaveReference(kind=kind, code="Spring", status=status), world.ada)
    assert (changed.reference.description, changed.reference.status) == ("Spring mailing", status)
    changed = await world.do(save_reference, SaveReference(kind=kind, code="spring", description="New"), world.ada)
    assert (changed.reference.description, changed.reference.status) == ("New", status)
    asked = await world.do(remove_reference, RemoveReference(kind=kind, code="spring"), world.ada)
    assert (asked.confirmed, asked.description) == (False, "New")
    await world.do(remove_reference, RemoveReference(kind=kind, code="spring", confirmed=True), world.ada)
    assert len((await world.do(list_references, ListReferences(kind=kind))).references) == 1


@BOTH
async def test_what_cannot_be_is_refused(world: World, kind: ReferenceKind) -> None:
    await add(world, kind, "SPRING")
    new = SaveReference(kind=kind, code="SPRING", new=True, description="x")
    await world.refused(AlreadyExists, save_reference, new, world.ada)
    await world.refused(NotAllowed, save_reference, new, world.mia)
    for bad in ({"code": ""}, {"code": "A B"}, {"code": "X" * 21}, {"code": "NEW", "description": " "}):
        values = {"code": "NEW", "description": "x"} | bad
        await world.refused(InvalidValue, save_reference, SaveReference(kind=kind, new=True, **values), world.ada)  # type: ignore[arg-type]
    other = ReferenceStatus.WON if kind is CAMPAIGN else ReferenceStatus.PLANNED
    await world.refused(InvalidValue, save_reference, SaveReference(kind=kind, code="SPRING", status=other), world.ada)
    for operation, request in (
        (show_reference, ShowReference(kind=kind, code="winter")),
        (save_reference, SaveReference(kind=kind, code="winter", description="x")),
        (remove_reference, RemoveReference(kind=kind, code="winter", confirmed=True)),
    ):
        await world.refused(ReferenceNotFound, operation, request, world.ada)  # type: ignore[arg-type]


async def test_one_is_found_by_the_beginning_of_code_or_description(world: World) -> None:
    await add(world, CAMPAIGN, "SPRING")
    await add(world, CAMPAIGN, "SPRINT", "Run")
    assert (await world.do(show_reference, ShowReference(kind=CAMPAIGN, code="spring m"))).reference.code == "SPRING"
    assert (await world.do(show_reference, ShowReference(kind=CAMPAIGN, code="run"))).reference.code == "SPRINT"
    refusal = await world.refused(ReferenceNotFound, show_reference, ShowReference(kind=CAMPAIGN, code="spri"))
    assert [each.code for each in refusal.nearest] == ["SPRING", "SPRINT"]


@BOTH
async def test_entries_name_one_that_is_there_once_there_are_any(world: World, kind: ReferenceKind) -> None:
    field = "campaign" if kind is CAMPAIGN else "opportunity"
    free = (await logged(world, **{field: "anything 7"})).row.entry
    assert getattr(free, f"{field}_no") == "ANYTHING 7"
    await add(world, kind, "SPRING")
    for said in ("sprng", "anything 7"):
        refusals = [
            await world.refused(ReferenceNotFound, edit_entry, EditEntry(no=1, **{field: said})),  # type: ignore[arg-type]
            await _not_logged(world, **{field: said}),
        ]
        for refusal in refusals:
            assert (refusal.kind, refusal.field) == (kind, field)
            assert [each.code for each in refusal.nearest] == (["SPRING"] if said == "sprng" else [])
    assert getattr((await logged(world, **{field: "spring"})).row.entry, f"{field}_no") == "SPRING"
    await world.do(edit_entry, EditEntry(no=1, **{field: ""}))  # type: ignore[arg-type]
    assert getattr(await world.entry(1), f"{field}_no") == ""
    # What a template brings is not said by anybody.
    assert (await world.log()).row.entry.campaign_no == "CAMP1"


async def test_segments_and_what_is_logged_with_them_name_a_campaign_that_is_there(world: World) -> None:
    await world.do(save_segment, SaveSegment(code="MAIL", new=True, description="Mailing"))
    await world.do(add_to_segment, AddToSegment(segment="MAIL", contact=ANNA.no))
    await add(world, CAMPAIGN, "SPRING")
    for operation, request in (
        (save_segment, SaveSegment(code="OTHER", new=True, description="Other", campaign="sprng")),
        (save_segment, SaveSegment(code="MAIL", campaign="sprng")),
        (preview_segment, PreviewSegment(segment="MAIL", template="PHONE", campaign="sprng")),
        (log_segment, LogSegment(segment="MAIL", template="PHONE", campaign="sprng", previewed="")),
    ):
        refusal = await world.refused(ReferenceNotFound, operation, request)  # type: ignore[arg-type]
        assert (refusal.field, [each.code for each in refusal.nearest]) == ("campaign", ["SPRING"])
    assert (await world.do(save_segment, SaveSegment(code="MAIL", campaign="spring"))).segment.campaign_no == "SPRING"


async def logged(world: World, **options: Any) -> Logged:
    return await world.log(**options)


async def _not_logged(world: World, **options: Any) -> ReferenceNotFound:
    before = await world.everything()
    with pytest.raises(ReferenceNotFound) as refusal:
        await logged(world, **options)
    assert await world.everything() == before
    return refusal.value


async def test_a_campaign_counts_contacts_not_letters(world: World) -> None:
    def made(no: str, **fields: object) -> InteractionLogEntry:
        return entry(no, company_no=no, at=NOW, created_at=NOW, campaign_no="SPRING", **fields)

    entries = [
        made(ANNA.no, campaign_target=True),
        made(ANNA.no, campaign_target=True),
        made(CARL.no, campaign_target=True, campaign_response=True),
        made("CT000005", campaign_target=True, canceled=True),
        made("CT000005", campaign_response=True, postponed=True),
    ]
    await world.database.write(ORGANIZATION, lambda work: work.entries.add_many(entries))
    await add(world, CAMPAIGN, "SPRING")
    await add(world, CAMPAIGN, "EMPTY")
    found = await world.do(show_reference, ShowReference(kind=CAMPAIGN, code="SPRING"))
    assert found.results == CampaignResults(2, 1)
    assert found.results is not None
    assert found.results.rate == 0.5
    assert (await world.do(show_reference, ShowReference(kind=CAMPAIGN, code="EMPTY"))).results == CampaignResults()
    assert CampaignResults().rate is None
    assert (await world.do(list_references, ListReferences(kind=CAMPAIGN))).results == {"SPRING": CampaignResults(2, 1)}
    await world.do(cancel_entries, CancelEntries(nos=(3,)), world.mia)
    assert (await world.do(list_references, ListReferences(kind=CAMPAIGN))).results == {"SPRING": CampaignResults(1, 0)}
