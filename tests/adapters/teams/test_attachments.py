"""Files that people send to the bot in Teams, and get back."""

from pathlib import Path
from typing import Any

import pytest

from core.attachment import MAX_SIZE
from core.values import WizardAction
from tests.adapters.conftest import left
from tests.adapters.letters import give_letter
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.teams_client import title, words

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1000
DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"


@pytest.fixture
async def folder(here: TeamsWorld, temporary: Path) -> Path:
    """Where temporary files are made; an entry is logged."""
    await here.person().say("log call anna: talked about the offer")
    return temporary


def sent(here: TeamsWorld, name: str, content: bytes, url: str = "") -> dict[str, Any]:
    """A file as Teams tells of it."""
    here.standin.onedrive.content[name] = content
    address = url or f"{here.standin.url}/onedrive/{name}"
    return {"contentType": DOWNLOAD, "name": name, "contentUrl": "https://x.example", "content": {"downloadUrl": address}}


async def test_a_file_is_attached_and_opened(here: TeamsWorld, folder: Path) -> None:
    answer = await here.person().say("attach 1", attachments=[sent(here, "plan.png", PNG)])
    assert title(answer.card) == "✓  Attached a file to #1: Phone call, Anna Olsen"
    assert "plan.png (250 kB)" in words(answer.card)
    (kept,) = await here.database.read(1, lambda work: work.attachments.of_entry(1))
    assert (kept.media_type, kept.size) == ("image/png", len(PNG))
    opened = await here.person().say("open 1")
    (consent,) = [each for each in opened.attachments if "consent" in each["contentType"]]
    assert consent["name"] == "plan.png"
    assert consent["content"]["sizeInBytes"] == len(PNG)
    assert left(folder) == []


async def test_a_file_that_comes_with_a_logged_interaction(here: TeamsWorld, folder: Path) -> None:
    answer = await here.person().say("log call olga: sent the plan", attachments=[sent(here, "plan.png", PNG)])
    assert "Attached: plan.png" in words(answer.card)


async def test_a_template_gets_its_attachment(here: TeamsWorld, folder: Path) -> None:
    answer = await here.person("ada").say("template call attach nb", attachments=[sent(here, "brev.txt", b"Hei")])
    assert "brev.txt" in words(answer.card)


@pytest.mark.parametrize(
    "url", ["https://evil.example/x", "http://fabrikam.sharepoint.com/x", "https://a@fabrikam.sharepoint.com/x", "http://["]
)
async def test_what_is_no_address_of_onedrive_is_not_fetched(here: TeamsWorld, folder: Path, url: str) -> None:
    answer = await here.person().say("attach 1", attachments=[sent(here, "a.txt", b"a", url)])
    assert "could not be fetched" in words(answer.card)


async def test_too_large_and_too_many(here: TeamsWorld, folder: Path) -> None:
    answer = await here.person().say("attach 1", attachments=[sent(here, "a.bin", bytes(MAX_SIZE + 1))])
    assert "at most 25 MB" in words(answer.card)
    answer = await here.person().say("attach 1", attachments=[sent(here, "a", b"a"), sent(here, "b", b"b")])
    assert "one file at a time" in words(answer.card)
    answer = await here.person().say("list", attachments=[sent(here, "a", b"a")])
    assert "The file was not kept." in words(answer.card)
    assert left(folder) == []


async def test_a_letter_comes_with_what_is_logged_and_is_opened_again(here: TeamsWorld, folder: Path) -> None:
    await give_letter(here.database, folder.parent)
    for line in ("log call anna: hello", "open 2"):
        answer = await here.person().say(line)
        (consent,) = [each for each in answer.attachments if "consent" in each["contentType"]]
        assert (consent["name"], consent["content"]["sizeInBytes"]) == ("letter.txt", len("Dear Anna Olsen"))
    assert left(folder) == []


async def test_a_file_of_ones_own_is_asked_for(here: TeamsWorld, folder: Path) -> None:
    await give_letter(here.database, folder.parent, WizardAction.IMPORT)
    answer = await here.person().say("log call")
    assert "wants a file of your own" in words(answer.card)
    logged = await here.person().press(answer.card, "Log", choice_contact="CT000011", choice_template="CALL")
    assert "attach #2" in words(logged.card)
