"""Attachments and the languages of templates, on both databases."""

from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from core.attachment import MAX_OF_ENTRY, MAX_SIZE, Attachment, Upload
from core.errors import FileRefused, InUse, InvalidValue, NotAllowed, NotFound, PrivacyBlocked
from core.operations.attaching import attach_to_entry, attach_to_template, entry_attachments, template_attachment
from core.operations.editing import edit_entry
from core.operations.log import log_again, log_interaction
from core.operations.template_languages import remove_template_language, save_template_language
from core.operations.templates import remove_template, save_template, show_template
from core.operations.undoing import undo
from core.requests.attachments import (
    AttachToEntry,
    AttachToTemplate,
    OpenAttachment,
    OpenTemplateAttachment,
    RemoveTemplateLanguage,
    SaveTemplateLanguage,
)
from core.requests.entries import EditEntry, LogAgain, LogInteraction, Undo
from core.requests.setup import RemoveTemplate, SaveTemplate, ShowTemplate
from core.results.entries import Logged
from core.work import Work
from tests.core.operations.conftest import ANNA, CARL, ORGANIZATION, World


def upload(folder: Path, content: bytes, name: str = "offer.pdf") -> Upload:
    path = folder / sha256(content).hexdigest()
    path.write_bytes(content)
    return Upload(name=name, path=path, size=len(content), checksum=path.name)


async def attach(world: World, no: int, file: Upload) -> Attachment:
    return (await world.do(lambda work, r, a, now: attach_to_entry(work, r, a, now, file), AttachToEntry(no=no))).attachment


async def give(world: World, code: str, language: str, file: Upload) -> None:
    request = AttachToTemplate(code=code, language=language)
    await world.do(lambda work, r, a, now: attach_to_template(work, r, a, now, file), request, world.ada)


async def content(world: World, attachment: Attachment) -> bytes:
    return await world.database.read(ORGANIZATION, lambda work: b"".join(work.attachments.content(attachment)))


async def kept(world: World, nos: range) -> list[int]:
    """Those of the attachments that are kept."""

    def there(work: Work) -> list[int]:
        found = []
        for no in nos:
            try:
                found.append(work.attachments.get(no).no)
            except NotFound:
                continue
        return found

    return await world.database.read(ORGANIZATION, there)


async def of_entry(world: World, no: int) -> list[str]:
    found = await world.database.read(ORGANIZATION, lambda work: work.attachments.of_entry(no))
    return [each.file_name for each in found]


async def test_the_language_of_an_entry(world: World) -> None:
    """The contact's if the template has it, else the default, which is one of the template's."""
    await world.do(save_template_language, SaveTemplateLanguage(code="phone", language="NB", description="Telefon"), world.ada)
    details = await world.do(show_template, ShowTemplate(template="PHONE"))
    assert details.template.languages == ("en", "nb")
    assert [(each.language_code, each.description) for each in details.languages] == [("en", "Phone call"), ("nb", "Telefon")]

    def told(logged: Logged) -> tuple[str, str]:
        return logged.row.entry.language_code, logged.row.entry.description

    assert told(await world.log("PHONE", CARL.no)) == ("en", "Phone call")
    assert told(await world.log("PHONE", ANNA.no, language="fi")) == ("fi", "Phone call")
    assert told(await world.log("PHONE", ANNA.no)) == ("nb", "Telefon")
    assert told(await world.do(log_again, LogAgain(contact=CARL.no, repeat=True))) == ("en", "Phone call")
    # What nobody wrote is no note.
    assert told(await world.log("PHONE", ANNA.no, repeat=True)) == ("nb", "Telefon")
    assert (await world.do(edit_entry, EditEntry(no=5, template="memo"))).rows[0].entry.description == "Memo"
    # A language without a description of its own goes on with the template's.
    await world.do(save_template_language, SaveTemplateLanguage(code="MEMO", language="nb"), world.ada)
    await world.do(save_template, SaveTemplate(code="MEMO", description="Minutes"), world.ada)
    assert told(await world.log("MEMO", ANNA.no)) == ("nb", "Minutes")


async def test_the_default_is_one_of_the_languages(world: World) -> None:
    await world.do(save_template_language, SaveTemplateLanguage(code="MEMO", language="sv"), world.ada)
    details = await world.do(show_template, ShowTemplate(template="MEMO"))
    assert (details.template.language_code, details.languages[0].description) == ("sv", "Memo")
    await world.refused(InvalidValue, save_template, SaveTemplate(code="MEMO", language="da"), world.ada)
    await world.do(save_template_language, SaveTemplateLanguage(code="MEMO", language="da"), world.ada)
    await world.do(save_template, SaveTemplate(code="MEMO", language="da"), world.ada)
    await world.refused(InUse, remove_template_language, RemoveTemplateLanguage(code="MEMO", language="da"), world.ada)
    await world.refused(NotFound, remove_template_language, RemoveTemplateLanguage(code="MEMO", language="fi"), world.ada)
    request = RemoveTemplateLanguage(code="MEMO", language="sv")
    assert not (await world.do(remove_template_language, request, world.ada)).confirmed
    await world.do(remove_template_language, replace(request, confirmed=True), world.ada)
    assert (await world.do(show_template, ShowTemplate(template="MEMO"))).template.languages == ("da",)


async def test_an_entry_keeps_its_templates_attachment_as_it_was(world: World, tmp_path: Path) -> None:
    """By reference: the content is there once, and a template's new attachment changes no entry."""
    await give(world, "PHONE", "", upload(tmp_path, b"english", "en.txt"))
    await give(world, "PHONE", "nb", upload(tmp_path, b"norsk", "nb.txt"))
    assert [each.file_name for each in (await world.log("PHONE", ANNA.no)).attachments] == ["nb.txt"]
    assert [each.file_name for each in (await world.log("PHONE", CARL.no)).attachments] == ["en.txt"]
    assert [each.file_name for each in (await world.log("PHONE", ANNA.no, language="da")).attachments] == ["en.txt"]
    await give(world, "PHONE", "nb", upload(tmp_path, b"nytt", "new.txt"))
    assert await of_entry(world, 1) == ["nb.txt"]
    opened = await world.do(entry_attachments, OpenAttachment(no=1))
    assert await content(world, opened.attachments[0]) == b"norsk"
    assert [each.file_name for each in (await world.log("PHONE", ANNA.no)).attachments] == ["new.txt"]
    assert (await world.log("MEMO", ANNA.no)).attachments == ()


async def test_what_nothing_refers_to_goes(world: World, tmp_path: Path) -> None:
    """With its content, unless another attachment has the same."""
    same = upload(tmp_path, b"same")
    await give(world, "PHONE", "", same)
    await give(world, "MEMO", "da", same)
    await give(world, "PHONE", "", upload(tmp_path, b"new"))
    assert await kept(world, range(1, 5)) == [2, 3]
    await world.log("MEMO", ANNA.no)
    await world.do(remove_template, RemoveTemplate(code="MEMO", confirmed=True), world.ada)
    assert await kept(world, range(1, 5)) == [2, 3]
    (left,) = (await world.do(entry_attachments, OpenAttachment(no=1))).attachments
    assert await content(world, left) == b"same"

    def delete(work: Work) -> int:
        nos = work.attachments.of_entries([1])
        work.entries.remove([1])
        return work.attachments.drop_unused(sorted(nos))

    assert await world.database.write(ORGANIZATION, delete) == 1
    assert await kept(world, range(1, 5)) == [3]
    assert await content(world, left) == b""


async def test_own_attachments(world: World, tmp_path: Path) -> None:
    big = bytes(range(256)) * 4096
    await world.log()
    first = await attach(world, 1, upload(tmp_path, b"%PDF-1.4", "C:\\temp\\..\\My\u202e offer.PDF"))
    assert (first.file_name, first.extension, first.media_type) == ("My_ offer.PDF", "pdf", "application/pdf")
    second = await attach(world, 1, upload(tmp_path, big, "x" * 300 + ".bin"))
    assert (len(second.file_name), second.extension, second.media_type) == (100, "bin", "application/octet-stream")
    assert await content(world, second) == big
    opened = await world.do(entry_attachments, OpenAttachment(no=1), world.kim)
    assert [each.no for each in opened.attachments] == [first.no, second.no]
    assert (await world.do(entry_attachments, OpenAttachment(no=1, attachment=second.no))).attachments == (second,)
    await world.refused(NotFound, entry_attachments, OpenAttachment(no=1, attachment=99))
    await world.refused(NotAllowed, attach_to_entry, AttachToEntry(no=1), world.kim)


async def test_undo_takes_the_file_back(world: World, tmp_path: Path) -> None:
    await world.log()
    await attach(world, 1, upload(tmp_path, b"one"))
    await world.do(undo, Undo())
    assert await of_entry(world, 1) == []
    assert await kept(world, range(1, 3)) == []
    assert [change.kind.value for change in await world.history(1)] == ["created", "attached", "attached"]


async def test_what_is_refused(world: World, tmp_path: Path) -> None:
    await world.log()
    huge = replace(upload(tmp_path, b"x"), size=MAX_SIZE + 1)
    for file, rule in ((huge, "too_large"), (upload(tmp_path, b""), "empty")):
        to_entry, logging = partial(attach_to_entry, file=file), partial(log_interaction, file=file)
        refusal = await world.refused(FileRefused, to_entry, AttachToEntry(no=1))
        assert refusal.rule == rule
        await world.refused(FileRefused, logging, LogInteraction(words=("PHONE", ANNA.no), repeat=True))
    for each in range(MAX_OF_ENTRY):
        await attach(world, 1, upload(tmp_path, str(each).encode()))
    one = upload(tmp_path, b"one more")
    await world.refused(FileRefused, lambda work, r, a, now: attach_to_entry(work, r, a, now, one), AttachToEntry(no=1))


async def test_a_privacy_blocked_contact_is_refused(world: World, tmp_path: Path) -> None:
    await world.log()
    await attach(world, 1, upload(tmp_path, b"one"))
    await world.database.write(ORGANIZATION, lambda work: work.contacts.update(replace(ANNA, privacy_blocked=True)))
    await world.refused(PrivacyBlocked, attach_to_entry, AttachToEntry(no=1))
    await world.refused(PrivacyBlocked, entry_attachments, OpenAttachment(no=1))


async def test_a_templates_attachment_is_opened(world: World, tmp_path: Path) -> None:
    assert await world.do(template_attachment, OpenTemplateAttachment(code="MEMO")) is None
    await give(world, "MEMO", "", upload(tmp_path, b"any", "any.txt"))
    found = await world.do(template_attachment, OpenTemplateAttachment(code="memo"))
    assert found is not None
    assert found.media_type == "text/plain"
    assert [each.file_name for each in (await world.log("MEMO", ANNA.no)).attachments] == ["any.txt"]
    with pytest.raises(NotFound):
        await world.do(template_attachment, OpenTemplateAttachment(code="memo", language="nb"))
