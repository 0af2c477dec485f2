"""Files that people share with the bot in Slack, and get back."""

from pathlib import Path

import aiohttp
import pytest

from adapters.slack.downloading import Downloads
from adapters.slack.inbound import SharedFile
from adapters.slack.workspaces import OneWorkspace
from core.attachment import MAX_SIZE
from core.errors import FileRefused
from core.values import WizardAction
from tests.adapters.conftest import left
from tests.adapters.letters import give_letter
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit_parts import Json

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 2000


@pytest.fixture
async def folder(here: SlackWorld, temporary: Path) -> Path:
    """Where temporary files are made; an entry is logged."""
    await here.person().command("log call anna: talked about the offer")
    return temporary


async def shared(here: SlackWorld, text: str, *files: Json, who: str = "kari", count: int = 1) -> Json:
    await here.person(who).say(text, subtype="file_share", files=list(files))
    return await here.slack.wait_for("chat.postMessage", count)


async def test_a_file_is_attached_and_opened(here: SlackWorld, folder: Path) -> None:
    posted = await shared(here, "attach 1", here.slack.files.share("../My offer.PDF", PDF))
    assert title(posted) == "Attached a file to #1: Phone call, Anna Olsen"
    assert "My offer.PDF (500 kB)" in words(posted)
    answer = await here.person("mads").command("show 1")
    assert "My offer.PDF" in words(answer.body)
    await here.person("mads").press(answer.body, "Open the attachment")
    await here.slack.wait_for("files.completeUploadExternal")
    (file,) = here.slack.files.of("Dmads")
    assert (file.name, file.content) == ("My offer.PDF", PDF)
    await here.door.close()
    assert left(folder) == []


async def test_a_file_that_comes_with_a_logged_interaction(here: SlackWorld, folder: Path) -> None:
    posted = await shared(here, "log call olga: sent the drawings", here.slack.files.share("drawings.png", b"\x89PNG\r\n\x1a\n"))
    assert title(posted) == "Logged #2: Phone call, Olga Olsen"
    assert "Attached: drawings.png" in words(posted)


async def test_a_template_gets_its_attachment(here: SlackWorld, folder: Path) -> None:
    posted = await shared(here, "template call attach nb", here.slack.files.share("brev.txt", b"Hei"), who="ada")
    assert "brev.txt" in words(posted)
    posted = await shared(here, "template call attach nb", here.slack.files.share("brev.txt", b"Ha"), count=2)
    assert "you need the role admin" in words(posted)


@pytest.mark.parametrize("line", ["list", "log call nosuchperson: hello", "contacts olsen"])
async def test_a_file_that_nothing_keeps_is_said(here: SlackWorld, folder: Path, line: str) -> None:
    posted = await shared(here, line, here.slack.files.share("a.txt", b"a"))
    assert "The file was not kept." in words(posted)


async def test_what_is_no_file_of_slack_is_not_fetched(here: SlackWorld, folder: Path) -> None:
    good = here.slack.files.share("a.txt", b"a")
    there = here.slack.files.fetched
    for count, url in enumerate(
        ("https://evil.example/a", "http://files.slack.com/a", "https://files.slack.com.evil.example/", "file:///etc/passwd", ""),
        start=1,
    ):
        posted = await shared(here, "attach 1", good | {"url_private_download": url}, count=count)
        assert "could not be fetched" in words(posted)
    assert here.slack.files.fetched == there


@pytest.mark.parametrize("host", ["slack.com", "slack-gov.com"])
async def test_no_method_of_slack_is_called_for_a_file(host: str) -> None:
    """A file that is kept elsewhere has the address that its owner gave it."""
    requests: list[str] = []

    async def note(_: object, __: object, started: aiohttp.TraceRequestStartParams) -> None:
        requests.append(str(started.url))

    async def organization_of(platform: str, workspace: str) -> int:
        return 1

    tracing = aiohttp.TraceConfig()
    tracing.on_request_start.append(note)
    async with aiohttp.ClientSession(trace_configs=[tracing]) as session:
        downloads = Downloads(session, OneWorkspace(organization_of, "xoxb-1"), f"https://{host}/api/")
        file = SharedFile(name="a.txt", url=f"https://{host}/api/auth.revoke", size=1)
        refused = await downloads.fetch([file], "T1")
    assert isinstance(refused, FileRefused)
    assert requests == []


async def test_too_large_whatever_slack_says(here: SlackWorld, folder: Path) -> None:
    large = here.slack.files.share("large.bin", bytes(MAX_SIZE + 1))
    posted = await shared(here, "attach 1", large)
    assert "at most 25 MB" in words(posted)
    assert here.slack.files.fetched == 0
    posted = await shared(here, "attach 1", large | {"size": 5}, count=2)
    assert "at most 25 MB" in words(posted)
    assert here.slack.files.fetched == 1
    assert left(folder) == []


async def test_two_files_and_a_token_that_may_not(here: SlackWorld, folder: Path) -> None:
    one = here.slack.files.share("a.txt", b"a")
    assert "one file at a time" in words(await shared(here, "attach 1", one, one))
    here.slack.files.token = "another"
    assert "could not be fetched" in words(await shared(here, "attach 1", one, count=2))


async def test_an_event_that_comes_again_attaches_once(here: SlackWorld, folder: Path) -> None:
    file = here.slack.files.share("a.txt", b"a")
    await here.person().say("attach 1", event_id="Ev1", files=[file])
    await here.slack.wait_for("chat.postMessage")
    async with here.another_door() as second:
        await second.person().say("attach 1", event_id="Ev1", files=[file])
    assert len(await here.database.read(1, lambda work: work.attachments.of_entry(1))) == 1


async def test_a_letter_comes_with_what_is_logged_and_with_a_draft_that_is_finished(here: SlackWorld, folder: Path) -> None:
    await give_letter(here.database, folder.parent)
    kari = here.person()
    await kari.command("log call olga: hello")
    await here.slack.wait_for("files.completeUploadExternal")
    drafted = await kari.command("log call anna postpone: later")
    await kari.press(drafted.body, "Finish")
    await here.slack.wait_for("files.completeUploadExternal", 2)
    assert [file.content for file in here.slack.files.of("Dkari")] == [b"Dear Olga Olsen", b"Dear Anna Olsen"]
    await here.door.close()
    assert left(folder) == []


async def test_the_form_says_that_a_file_is_wanted(here: SlackWorld, folder: Path) -> None:
    await give_letter(here.database, folder.parent, WizardAction.IMPORT)
    await here.person().command("log call")
    await here.slack.wait_for("views.open")
    (view,) = here.slack.views.values()
    (block,) = [block for block in view["blocks"] if block.get("block_id") == "file"]
    assert block["hint"]["text"] == "This kind of interaction wants a file of your own."
