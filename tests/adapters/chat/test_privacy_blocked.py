"""Nothing is recorded for a contact that is privacy blocked, whatever the way."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.chat.turn import Reply
from adapters.csvfiles.imports import Import
from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentStatus, DocumentType, SkipReason
from core.operations.documents import record_documents
from core.requests.documents import ReplayDocuments
from core.requests.entries import LogInteraction, PutBackInNote, Undo
from core.requests.segments import AddToSegment
from core.work import Work
from tests.adapters.chat.talk import Talk
from tests.factories import NOW

PETRA = "CT000014"
# Each as a manager says it, once Petra is blocked: #1 is hers, #2 a draft of hers, #3 another's, #4 was hers and is Anna's now.
LINES = (
    "log call petra: hello",
    f"log call {PETRA} 15m",
    'log call "Petra Blocked" postpone: later',
    "again petra",
    "edit 1: other words",
    "edit 1 subject:other",
    "edit 1 via:004712345678",
    'edit 1 follow:2w "send offer"',
    "edit 3 contact:petra",
    "comment 1 hello",
    "finish 2",
    "log call segment:spring: hello",
    "segment summer add petra",
)


def invoice(no: str, version: int = 1) -> DocumentEvent:
    return DocumentEvent(
        document_type=DocumentType.SALES_INVOICE,
        document_no=no,
        event=DocumentEventKind.POSTED,
        occurred_at=NOW,
        version=version,
        contact_no=PETRA,
    )


@pytest.fixture
async def blocked(talk: Talk) -> Talk:
    """Petra has entries, a document and a segment from before she was blocked."""

    def block(work: Work, blocked: bool) -> None:
        work.contacts.update(replace(work.contacts.get(PETRA), privacy_blocked=blocked))

    def prepare(work: Work) -> None:
        block(work, False)
        work.documents.save_setup(
            DocumentSetup(
                document_type=DocumentType.SALES_INVOICE, template_code="CALL", events=frozenset({DocumentEventKind.POSTED})
            )
        )

    await talk.database.write(1, prepare)
    for line in (
        "log call petra: one",
        "log call petra postpone: draft",
        "log call anna olsen: other",
        "log call petra: moved",
        "edit 4 contact:CT000011",
        "segment create SPRING: Spring",
        "segment spring add petra",
        "segment create SUMMER: Summer",
    ):
        assert (await talk.say(line, "maria")).outcome == "done", line
    await talk.database.write(1, lambda work: record_documents(work, [invoice("1")], NOW))
    await talk.database.write(1, lambda work: block(work, True))
    return talk


async def held(talk: Talk) -> Mapping[str, Any]:
    """All that is held of Petra, but for what was answered and what the bot's own copies of skipped documents are."""
    found = await talk.database.read(1, lambda work: work.privacy.export(work.contacts.get(PETRA)))
    return {name: rows for name, rows in found.items() if name not in ("kept_replies", "saved_commands", "skipped_documents")}


async def refused(talk: Talk, before: Mapping[str, Any], reply: Reply) -> None:
    assert await held(talk) == before
    assert reply.outcome in ("refused", "asked", "done")
    assert "rivacy blocked" in str(reply.card) or "rivacy blocked" in str(reply.form), reply.card


async def test_no_command_records_anything(blocked: Talk) -> None:
    before = await held(blocked)
    for line in LINES:
        await refused(blocked, before, await blocked.say(line, "maria"))
    # The last change that somebody made may be one that would put an entry back.
    moved = await blocked.database.read(1, lambda work: work.history.of(4)[-1])
    requests = (
        Undo(change=moved.id),
        PutBackInNote(no=1, text="15m", options=()),
        LogInteraction(template="CALL", contact=PETRA, note="from a form", repeat=True),
        AddToSegment(segment="SUMMER", contact=PETRA),
    )
    for request in requests:
        await refused(blocked, before, await blocked.say(request, "maria"))
    form = (await blocked.say(LogInteraction(), "maria")).form
    await refused(blocked, before, await blocked.submit(form, "maria", template="CALL", contact=PETRA, note="typed in"))


async def test_marks_may_still_be_set_and_taken_back(blocked: Talk) -> None:
    for line in ("cancel 1", "restore 1", "evaluate 1 positive", "undo", "drop 2", "edit 1 contact:olga"):
        assert (await blocked.say(line, "maria")).outcome == "done", line


async def test_documents_are_skipped(blocked: Talk) -> None:
    before = await held(blocked)
    events = [invoice("1", 2), invoice("2")]
    outcomes = await blocked.database.write(1, lambda work: record_documents(work, events, NOW))
    assert [each.reason for each in outcomes] == [SkipReason.PRIVACY_BLOCKED] * 2
    (again,) = await blocked.database.write(1, lambda work: record_documents(work, [invoice("1")], NOW))
    assert again.status is DocumentStatus.DUPLICATE
    replayed = await blocked.say(ReplayDocuments(every=True), "maria")
    assert replayed.outcome != "failed"
    assert await held(blocked) == before


async def test_an_import_unblocks_by_a_clear_no_alone(blocked: Talk, tmp_path: Path) -> None:
    async def bring(content: str) -> bool:
        file = tmp_path / "contacts.csv"
        file.write_text(content)
        await Import(blocked.database, 1, file, lambda bad: pytest.fail(str(bad)), lambda read: None).contacts()
        return await blocked.database.read(1, lambda work: work.contacts.get(PETRA).privacy_blocked)

    assert await bring(f"no,type,name\n{PETRA},person,Petra Blocked\n")
    assert await bring(f"no,type,name,privacy_blocked\n{PETRA},person,Petra Blocked,\n")
    assert await bring(f"no,type,name,privacy_blocked\n{PETRA},person,Petra Blocked,yes\n")
    assert not await bring(f"no,type,name,privacy_blocked\n{PETRA},person,Petra Blocked,no\n")
