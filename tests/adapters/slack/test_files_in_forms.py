"""Files in the form to log: put into it, or with the message that it came from."""

from pathlib import Path
from typing import Any

from core.attachment import MAX_SIZE, Attachment
from tests.adapters.conftest import left
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import words
from tests.standins.block_kit_parts import Json
from tests.standins.slack_client import actions

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 5000
FIELDS: dict[str, Any] = {"contact": "CT000011", "template": "CALL", "note": "with a file"}


async def form(here: SlackWorld) -> Json:
    await here.slack.wait_for("views.open")
    return list(here.slack.views.values())[-1]


async def kept(here: SlackWorld) -> list[Attachment]:
    return await here.database.read(1, lambda work: list(work.attachments.of_entry(1)))


async def content(here: SlackWorld, file: Attachment) -> bytes:
    return await here.database.read(1, lambda work: b"".join(work.attachments.content(file)))


def hint(view: Json) -> str:
    (block,) = [block for block in view["blocks"] if block.get("block_id") == "file"]
    return str(block.get("hint", {}).get("text", ""))


async def test_a_file_that_is_put_into_the_form_is_attached(here: SlackWorld, temporary: Path) -> None:
    kari = here.person()
    await kari.shortcut()
    view = await form(here)
    assert hint(view) == ""
    await kari.submit(view, [here.slack.files.share("offer.PDF", PDF)], **FIELDS)
    posted = await here.slack.wait_for("chat.postMessage")
    assert "Attached: offer.PDF (1.2 MB)" in words(posted)
    (file,) = await kept(here)
    assert (file.media_type, await content(here, file)) == ("application/pdf", PDF)
    await here.door.close()
    assert left(temporary) == []


async def test_what_is_wrong_with_the_file_is_said_at_its_field(here: SlackWorld, temporary: Path) -> None:
    kari = here.person()
    await kari.shortcut()
    view = await form(here)
    for file, wrong in (
        (here.slack.files.share("a.bin", bytes(MAX_SIZE + 1)), "at most 25 MB"),
        (here.slack.files.share("a.txt", b""), "is empty"),
        ({"name": "a", "url_private": "https://evil.example/a", "size": 1}, "could not be fetched"),
    ):
        answer = await kari.submit(view, [file], **FIELDS)
        assert answer.body["response_action"] == "errors"
        assert wrong in answer.body["errors"]["file"]
    assert await here.database.read(1, lambda work: work.entries.recent_by(1, 9)) == []


async def test_a_file_stays_with_a_form_that_is_wrong_elsewhere(here: SlackWorld, temporary: Path) -> None:
    """Slack keeps what is in an open form; of one that is made anew the file is not in its field any more."""
    kari = here.person()
    await kari.shortcut()
    view = await form(here)
    file = here.slack.files.share("offer.pdf", PDF)
    answer = await kari.submit(view, [file], **FIELDS | {"duration": "soon"})
    assert answer.body["errors"].keys() == {"duration"}
    await kari.submit(view, [file], **FIELDS)
    await here.slack.wait_for("chat.postMessage")
    assert [file.file_name for file in await kept(here)] == ["offer.pdf"]


async def test_the_file_of_a_message_waits_in_the_form_that_it_opens(here: SlackWorld, temporary: Path) -> None:
    kari = here.person()
    await kari.say("log", subtype="file_share", files=[here.slack.files.share("plan.txt", b"The plan")])
    posted = await here.slack.wait_for("chat.postMessage")
    assert "not kept" not in words(posted)
    await kari.press(posted, "Open the form", ephemeral=False)
    view = await form(here)
    assert hint(view) == "plan.txt is attached already; another file takes its place."
    await kari.submit(view, **FIELDS)
    await here.slack.wait_for("response_url")
    (file,) = await kept(here)
    assert (file.file_name, await content(here, file)) == ("plan.txt", b"The plan")
    assert left(temporary) == []


async def test_another_file_takes_the_place_of_the_one_that_waits(here: SlackWorld, temporary: Path) -> None:
    kari = here.person()
    await kari.message_shortcut({"user": "anna", "text": "hi", "ts": "1.1", "files": [here.slack.files.share("old.txt", b"old")]})
    view = await form(here)
    assert "old.txt" in hint(view)
    await kari.submit(view, [here.slack.files.share("new.txt", b"new")], **FIELDS)
    await here.slack.wait_for("response_url")
    assert [file.file_name for file in await kept(here)] == ["new.txt"]


async def test_a_message_with_files_that_cannot_be_had_opens_the_form_all_the_same(here: SlackWorld, temporary: Path) -> None:
    files = [here.slack.files.share("a", b"a"), here.slack.files.share("b", b"b")]
    await here.person().message_shortcut({"user": "anna", "text": "hi", "ts": "1.1", "files": files})
    view = await form(here)
    assert "one file at a time" in str(view["blocks"])
    assert hint(view) == ""


async def test_a_file_waits_for_the_contact_that_is_chosen(here: SlackWorld, temporary: Path) -> None:
    kari = here.person()
    await kari.say("log call olsen: the plan", subtype="file_share", files=[here.slack.files.share("plan.txt", b"The plan")])
    posted = await here.slack.wait_for("chat.postMessage")
    assert "not kept" not in words(posted)
    choice = next(action["text"]["text"] for action in actions(posted))
    # What is carried to somebody else is of no use there.
    await here.person("mads").press(posted, choice, ephemeral=False)
    refused = await here.slack.wait_for("response_url")
    assert "send it again" in words(refused)
    await kari.press(posted, choice, ephemeral=False)
    await here.slack.wait_for("response_url", 2)
    assert [file.file_name for file in await kept(here)] == ["plan.txt"]
