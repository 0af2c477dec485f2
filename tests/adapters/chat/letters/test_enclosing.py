"""Letters of what is not logged one by one, and what else a template wants with its attachment; on both databases."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from adapters.chat.letters.enclosing import enclosed_file
from adapters.chat.plain import plain
from adapters.chat.turn import Enclosed, Reply
from core.document import DocumentEvent, DocumentEventKind, DocumentSetup, DocumentType
from core.errors import NotFound
from core.operations.documents import record_documents
from core.storage import Storage
from core.work import Work
from tests.adapters.chat.letters.test_letter import send
from tests.adapters.chat.letters.word import document, said, word
from tests.adapters.chat.talk import Talk, identity

T = TypeVar("T")
TEXT = b"Dear {{contact_name}}, {{interaction_description}}"


@pytest.fixture
async def letters(talk: Talk, tmp_path: Path) -> Path:
    """CALL has a text to merge. Where files are made."""
    await send(talk, "template call attach", "letter.txt", TEXT, tmp_path)
    await talk.say("template call change wizard:merge", "ada")
    return tmp_path


def read(reply: Reply) -> str:
    assert reply.file is not None
    text = reply.file.path.read_text()
    reply.file.remove()
    return text


async def test_the_letters_of_a_segment_are_made_when_they_are_opened(talk: Talk, letters: Path) -> None:
    for line in ("segment create mail: Mailing", "segment mail add anna", "segment mail add joost"):
        await talk.say(line)
    asked = await talk.say("log call segment:mail: our news")
    done = await talk.press(asked, "Log 2 entries")
    assert "letter is merged when you open" in plain(done.card)
    assert done.file is None
    # A new attachment of the template is for what is logged from now on.
    await send(talk, "template call attach", "other.txt", b"Other", letters)
    texts = {read(await talk.say(f"open {no}")) for no in (1, 2)}
    assert texts == {"Dear Anna Olsen, our news", "Dear Joost van den Berg, our news"}
    # It is made once.
    await talk.say("edit 1: other words")
    assert "our news" in read(await talk.say("open 1"))
    # Neither the template nor an entry has the first attachment any more.
    with pytest.raises(NotFound):
        await talk.database.read(1, lambda work: work.attachments.get(1))


async def test_the_letter_of_a_document_is_made_when_it_is_opened(talk: Talk, letters: Path) -> None:
    def record(work: Work) -> None:
        kinds = frozenset({DocumentEventKind.POSTED})
        work.documents.save_setup(DocumentSetup(document_type=DocumentType.SALES_INVOICE, template_code="CALL", events=kinds))
        event = DocumentEvent(
            document_type=DocumentType.SALES_INVOICE,
            document_no="1",
            event=DocumentEventKind.POSTED,
            occurred_at=talk.now - timedelta(hours=1),
            contact_no="CT000011",
            description="Invoice 1",
        )
        record_documents(work, [event], talk.now)

    await talk.database.write(1, record)
    assert read(await talk.say("open 1")) == "Dear Anna Olsen, Invoice 1"
    (kept,) = await talk.database.read(1, lambda work: work.attachments.of_entry(1))
    assert (kept.file_name, kept.size) == ("letter.txt", len("Dear Anna Olsen, Invoice 1"))


async def test_the_letter_of_a_draft_is_made_when_it_is_finished(talk: Talk, letters: Path) -> None:
    kept = await talk.say("log call anna postpone: likes it")
    assert kept.file is None
    assert read(await talk.say("open 1")) == TEXT.decode()
    assert read(await talk.say("finish 1")) == "Dear Anna Olsen, likes it"
    assert (await talk.say("finish 1")).file is None


class Between:
    """The storage, where something happens after what is merged was read."""

    def __init__(self, talk: Talk, line: str) -> None:
        self._talk = talk
        self._line = line
        self.read, self.write = talk.database.read, talk.database.write

    async def read_long(self, organization_id: int, operation: Callable[[Work], T]) -> T:
        found = await self._talk.database.read_long(organization_id, operation)
        meanwhile = await self._talk.say(self._line)
        if meanwhile.file is not None:
            meanwhile.file.remove()
        return found


@pytest.mark.parametrize("line", ["edit 1 contact:CT000012", "open 1"])
async def test_what_changes_while_a_letter_is_merged_gets_no_other_letter(
    talk: Talk, letters: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's, as after an erase, or one that is there by now."""
    await talk.say("log call anna postpone: likes it")
    await talk.database.write(1, lambda work: work.entries.update(replace(work.entries.get(1), postponed=False)))
    (template,) = await talk.database.read(1, lambda work: work.attachments.of_entry(1))
    folder = letters / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    storage: Storage = Between(talk, line)
    found = await enclosed_file(storage, 1, Enclosed(1, template.no), identity("kari"), "en", "UTC", talk.now)
    assert found is None
    assert list(folder.iterdir()) == []


async def test_whoever_opens_a_letter_at_the_same_time_gets_no_template(talk: Talk, letters: Path) -> None:
    for line in ("segment create mail: Mailing", "segment mail add anna"):
        await talk.say(line)
    asked = await talk.say("log call segment:mail: our news")
    await talk.press(asked, "Log 1 entry")
    await talk.say("whoami", "mads")
    opened = await asyncio.gather(talk.say("open 1"), talk.say("open 1", "mads"))
    assert any(reply.file for reply in opened)
    for reply in opened:
        # Who comes when the letter is there gets it too.
        if reply.file is None:
            assert "Open it once more" in plain(reply.card)
        else:
            assert read(reply) == "Dear Anna Olsen, our news"
    assert read(await talk.say("open 1", "mads")) == "Dear Anna Olsen, our news"


async def test_an_entry_stays_where_its_letter_cannot_be_merged(talk: Talk, tmp_path: Path) -> None:
    hostile = word(document("contact_name", head="<!DOCTYPE x>"))
    await send(talk, "template call attach", "letter.docx", hostile, tmp_path)
    await talk.say("template call change wizard:merge", "ada")
    reply = await talk.say("log call anna: likes it")
    assert reply.file is None
    assert "Logged #1" in plain(reply.card)
    assert "cannot be merged" in plain(reply.card)


async def test_an_attachment_is_opened_as_it_is(talk: Talk, tmp_path: Path) -> None:
    await send(talk, "template call attach", "letter.docx", word(document("contact_name")), tmp_path)
    await talk.say("template call change wizard:open", "ada")
    reply = await talk.say("log call anna: likes it")
    assert reply.file is not None
    assert "«contact_name»" in said(reply.file.path.read_bytes())
    reply.file.remove()
    assert (await talk.say("log call joost postpone: x")).file is None
    finished = await talk.say("finish 2")
    assert finished.file is not None
    finished.file.remove()


async def test_a_file_of_ones_own_is_asked_for(talk: Talk, tmp_path: Path) -> None:
    await talk.say("template call change wizard:import", "ada")
    assert "attach #1" in plain((await talk.say("log call anna: likes it")).card)
    with_file = await send(talk, "log call joost: the contract", "contract.txt", b"Signed", tmp_path, "kari")
    assert "of your own" not in plain(with_file.card)
    await talk.say("log call joost postpone: later")
    assert "attach #3" in plain((await talk.say("finish 3")).card)
