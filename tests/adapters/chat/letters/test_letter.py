"""Letters through the conversation, on both databases."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from adapters.chat.plain import plain
from adapters.chat.turn import Reply
from core.attachment import Upload
from core.filters import EntryFilter
from tests.adapters.chat.letters.word import document, said, word
from tests.adapters.chat.talk import Talk

LETTER = word(document("contact_name", "company_name", "salesperson_name", "interaction_note"))


async def send(talk: Talk, line: str, name: str, content: bytes, folder: Path, who: str = "ada") -> Reply:
    """A line with a file, as a door hands it over."""
    path = folder / name
    path.write_bytes(content)
    file = Upload(name=name, path=path, size=len(content), checksum=sha256(content).hexdigest())
    await talk.say("whoami", who)
    return await talk.handle(replace(talk.turn(line, who), file=file))


async def test_the_letter_is_kept_with_the_entry_and_sent(talk: Talk, tmp_path: Path) -> None:
    await send(talk, "template call attach", "letter.docx", LETTER, tmp_path)
    await talk.say("template call change wizard:merge", "ada")
    reply = await talk.say("log call anna: likes the terms")
    assert reply.file is not None
    merged = said(reply.file.path.read_bytes())
    reply.file.remove()
    for value in ("Anna Olsen", "Fjord AS", "Kari Haugen", "likes the terms"):
        assert value in merged
    assert "Attached: letter.docx" in plain(reply.card)
    opened = await talk.say("open 1")
    assert opened.file is not None
    assert said(opened.file.path.read_bytes()) == merged
    opened.file.remove()
    # The next one is merged of the template again.
    other = await talk.say("log call joost: hello")
    assert other.file is not None
    assert "Joost van den Berg" in said(other.file.path.read_bytes())
    other.file.remove()


async def test_a_text_in_the_contacts_language(talk: Talk, tmp_path: Path) -> None:
    await send(talk, "template call attach en", "letter.txt", b"Dear {{contact_name}}", tmp_path)
    await send(talk, "template call attach nb", "brev.txt", "Kjære {{contact_name}}".encode(), tmp_path)
    await talk.say("template call change wizard:merge", "ada")

    anna = await talk.database.read(1, lambda work: work.contacts.get("CT000011"))
    await talk.database.write(1, lambda work: work.contacts.update(replace(anna, language_code="nb")))
    for contact, expected in (("anna", "Kjære Anna Olsen"), ("joost", "Dear Joost van den Berg")):
        reply = await talk.say(f"log call {contact}: x")
        assert reply.file is not None
        assert reply.file.path.read_text() == expected
        reply.file.remove()


async def test_what_cannot_be_merged_logs_nothing(talk: Talk, tmp_path: Path) -> None:
    await send(talk, "template call attach", "letter.pdf", b"%PDF-1.7", tmp_path)
    await talk.say("template call change wizard:merge", "ada")
    reply = await talk.say("log call anna: likes the terms")
    assert "cannot be merged" in plain(reply.card)
    assert await talk.database.read(1, lambda work: work.entries.page(EntryFilter(), 10)) == []
    assert "privacy blocked" in plain((await talk.say("log call petra: x")).card)


async def test_a_file_that_was_attached_is_taken_back(talk: Talk, tmp_path: Path) -> None:
    await talk.say("log call anna: likes the terms")
    attached = await send(talk, "attach 1", "terms.txt", b"The terms", tmp_path, "kari")
    undone = await talk.press(attached, "Undo")
    assert plain(undone.card).startswith("Taken back: #1 is as it was before")
    assert "has no attachment" in plain((await talk.say("open 1")).card)
