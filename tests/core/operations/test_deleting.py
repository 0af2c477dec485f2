"""Deleting canceled entries: the preview, exactly what was previewed, and what stays."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audit import AuditAction, AuditFilter, AuditRecord, AuditSource
from core.deleting import ranges
from core.document import Document, DocumentEvent, DocumentEventKind, DocumentType
from core.errors import ContactNotFound, InvalidValue, NotFound
from core.notification import Recipient
from core.operations import deleting
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.commenting import comment_entry
from core.operations.deleting import delete_entries, preview_deletion
from core.operations.drafts import drop_draft
from core.operations.undoing import undo
from core.outbox import MessageKind, PostedCopy
from core.requests.deleting import DeleteEntries, PreviewDeletion
from core.requests.entries import CancelEntries, CommentEntry, DropDraft, RestoreEntries, Undo
from core.work import Work
from tests.core.operations.conftest import ANNA, CARL, NOW, ORGANIZATION, World


async def audit(world: World) -> list[AuditRecord]:
    found = await world.database.read(ORGANIZATION, lambda work: work.audit.page(AuditFilter(about=("deleted",)), 100))
    return list(found)


async def test_what_was_previewed_goes_with_all_that_belongs_to_it(world: World) -> None:
    for _ in range(3):
        await world.log()
    await world.do(comment_entry, CommentEntry(no=1, text="of one that goes"))
    await world.do(comment_entry, CommentEntry(no=3, text="of one that stays"))
    await world.do(cancel_entries, CancelEntries(nos=(1, 2)))
    preview = await world.do(preview_deletion, PreviewDeletion(), world.ada)
    assert (preview.nos, preview.comments, preview.documents, preview.more) == ((1, 2), 1, 0, False)
    first, second = await world.entry(1), await world.entry(2)
    assert (preview.oldest, preview.newest) == (first.at, second.at)
    # What is canceled after the preview is not meant by it.
    await world.do(cancel_entries, CancelEntries(nos=(3,)))
    deleted = await world.do(delete_entries, DeleteEntries(nos=preview.nos), world.ada)
    assert (deleted.nos, deleted.comments, deleted.kept, deleted.gone, deleted.left) == ((1, 2), 1, (), 0, ())
    for no in (1, 2):
        with pytest.raises(NotFound):
            await world.entry(no)
        assert (await world.history(no), await world.comments(no)) == ([], [])
    assert [comment.text for comment in await world.comments(3)] == ["of one that stays"]
    (record,) = await audit(world)
    assert (record.action, record.by, record.by_name, record.source) == (
        AuditAction.ENTRIES_DELETED,
        world.ada.person_id,
        "Ada",
        AuditSource.CHAT,
    )
    assert record.details == {"count": 2, "comments": 1, "attachments": 0, "numbers": "#1–#2"}


async def test_numbers_are_never_used_again(world: World) -> None:
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    await world.do(delete_entries, DeleteEntries(nos=(1,)), world.ada)
    assert (await world.log()).row.entry.no == 2


async def test_what_was_restored_or_deleted_meanwhile_is_left_alone(world: World) -> None:
    for _ in range(4):
        await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1, 2, 3)))
    preview = await world.do(preview_deletion, PreviewDeletion(), world.ada)
    await world.do(restore_entries, RestoreEntries(nos=(2,)))
    await world.do(delete_entries, DeleteEntries(nos=(3,)), world.ada)
    deleted = await world.do(delete_entries, DeleteEntries(nos=(*preview.nos, 4, -5, 10**30)), world.ada)
    assert (deleted.nos, deleted.kept, deleted.gone) == ((1,), (2, 4), 1)
    assert not (await world.entry(2)).canceled
    again = await world.do(delete_entries, DeleteEntries(nos=preview.nos), world.ada)
    assert (again.nos, again.kept, again.gone) == ((), (2,), 2)
    assert [record.details["numbers"] for record in await audit(world)] == ["#1", "#3"]


async def test_filters(world: World) -> None:
    await world.log("PHONE", ANNA.no, note="1")
    await world.log("LETTER", ANNA.no, note="2")
    await world.log("PHONE", CARL.no, note="3")
    await world.log("PHONE", ANNA.no, note="4", actor=world.kim)
    await world.log("PHONE", ANNA.no, note="5", postpone=True)
    await world.log("PHONE", ANNA.no, note="6")
    await world.do(cancel_entries, CancelEntries(nos=(1, 2, 3, 4)), world.mia)
    await world.do(drop_draft, DropDraft(no=5))
    wanted = {
        PreviewDeletion(): (1, 2, 3, 4, 5),
        PreviewDeletion(contact=CARL.no): (3,),
        PreviewDeletion(contact="fabrikam"): (1, 2, 4, 5),
        PreviewDeletion(company=ANNA.no): (1, 2, 4, 5),
        PreviewDeletion(template="letter"): (2,),
        PreviewDeletion(group="talk"): (1, 3, 4, 5),
        PreviewDeletion(campaign="camp1"): (1, 3, 4, 5),
        PreviewDeletion(by="kim@sales.example"): (4,),
        PreviewDeletion(by="JR"): (1, 2, 3, 5),
        PreviewDeletion(no_from=2, no_to=3): (2, 3),
        PreviewDeletion(until=NOW.date()): (1, 2, 3, 4, 5),
        PreviewDeletion(until=NOW.date() - timedelta(days=1)): (),
        PreviewDeletion(since=NOW.date() + timedelta(days=1)): (),
    }
    for request, nos in wanted.items():
        assert (await world.do(preview_deletion, request, world.ada)).nos == nos, request
    refusal = await world.refused(ContactNotFound, preview_deletion, PreviewDeletion(contact="nobody at all"), world.ada)
    assert refusal.field == "contact"
    await world.refused(NotFound, preview_deletion, PreviewDeletion(group="nothing"), world.ada)
    await world.refused(InvalidValue, delete_entries, DeleteEntries(nos=()), world.ada)


async def test_many_go_in_chunks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deleting, "DELETED_AT_ONCE", 2)
    monkeypatch.setattr(deleting, "PREVIEWED_AT_ONCE", 5)
    for _ in range(6):
        await world.log()
    await world.do(cancel_entries, CancelEntries(nos=tuple(range(1, 7))))
    preview = await world.do(preview_deletion, PreviewDeletion(), world.ada)
    assert (preview.nos, preview.more) == ((1, 2, 3, 4, 5), True)
    left, before = preview.nos, 0
    for nos, rest in (((1, 2), (3, 4, 5)), ((3, 4), (5,)), ((5,), ())):
        deleted = await world.do(delete_entries, DeleteEntries(nos=left, before=before), world.ada)
        assert (deleted.nos, deleted.left, deleted.before) == (nos, rest, before)
        left, before = deleted.left, before + len(nos)
    assert (await world.do(preview_deletion, PreviewDeletion(), world.ada)).nos == (6,)


async def test_undo_passes_over_what_is_deleted(world: World) -> None:
    await world.log()
    await world.log()
    canceled = await world.do(cancel_entries, CancelEntries(nos=(1, 2)))
    await world.do(delete_entries, DeleteEntries(nos=(1,)), world.ada)
    undone = await world.do(undo, Undo(change=canceled.change))
    assert [row.entry.no for row in undone.rows] == [2]
    await world.do(cancel_entries, CancelEntries(nos=(2,)))
    await world.do(delete_entries, DeleteEntries(nos=(2,)), world.ada)
    await world.refused(NotFound, undo, Undo(change=canceled.change))


async def test_copies_in_chat_are_made_anew(world: World) -> None:
    await world.log()
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    recipient = Recipient(platform="slack", workspace="T1", channel="C1")
    copy = PostedCopy(
        entry_no=1, recipient=recipient, platform="slack", workspace="T1", conversation="C1", message="1.2", posted_at=NOW
    )
    await world.database.write(ORGANIZATION, lambda work: work.outbox.keep_copy(copy))
    await world.do(delete_entries, DeleteEntries(nos=(1,)), world.ada)
    lane = await world.database.lanes.claim("h/1", world.now, timedelta(minutes=1))  # type: ignore[attr-defined]  # a Database
    assert [(message.kind, message.entry_no) for message in lane.messages] == [(MessageKind.UPDATE, 1)]


async def test_a_document_is_counted_and_unlinked(world: World) -> None:
    await world.log()

    def link(work: Work) -> None:
        document_type = DocumentType.SALES_INVOICE
        work.documents.add([Document(system="default", document_type=document_type, document_no="1", entry_no=1, version=1)])
        event = DocumentEvent(
            document_type=document_type, document_no="1", event=DocumentEventKind.POSTED, occurred_at=NOW, contact_no=ANNA.no
        )
        work.documents.add_events([event], NOW)

    await world.database.write(ORGANIZATION, link)
    await world.do(cancel_entries, CancelEntries(nos=(1,)))
    preview = await world.do(preview_deletion, PreviewDeletion(), world.ada)
    assert preview.documents == 1
    await world.do(delete_entries, DeleteEntries(nos=preview.nos), world.ada)
    assert await world.database.read(ORGANIZATION, lambda work: (work.documents.of_entry(1), work.documents.events(1))) == (
        None,
        [],
    )


@given(st.sets(st.integers(min_value=1, max_value=60)))
def test_ranges_name_each_number_once(nos: set[int]) -> None:
    said: list[int] = []
    for part in filter(None, ranges(tuple(nos)).replace("#", "").split(", ")):
        first, _, last = part.partition("–")
        said.extend(range(int(first), int(last or first) + 1))
    assert said == sorted(nos)
