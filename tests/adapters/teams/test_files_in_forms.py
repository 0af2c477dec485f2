"""Files that come with the message which opens the form to log, in Teams, whose cards take no files."""

from pathlib import Path
from typing import Any

import pytest

from tests.adapters.conftest import left
from tests.adapters.teams.conftest import TeamsWorld
from tests.adapters.teams.test_attachments import sent
from tests.adapters.teams.test_extension import card_of, open_form, submit
from tests.standins.teams_client import title, words

PLAN = b"%PDF-1.7\n" + bytes(range(256)) * 6000
FIELDS: dict[str, Any] = {"choice_contact": "CT000011", "choice_template": "CALL"}


@pytest.fixture
async def folder(here: TeamsWorld, temporary: Path) -> Path:
    """Where temporary files are made."""
    await here.person().say("hello")
    return temporary


async def names(here: TeamsWorld) -> list[str]:
    return [file.file_name for file in await here.database.read(1, lambda work: work.attachments.of_entry(1))]


async def test_the_file_of_a_message_waits_in_the_form_that_it_opens(here: TeamsWorld, folder: Path) -> None:
    kari = here.person()
    asked = await kari.say("log", attachments=[sent(here, "plan.pdf", PLAN)])
    assert "Attached: plan.pdf" in words(asked.card)
    assert "not kept" not in words(asked.card)
    logged = await kari.press(asked.card, "Log", **FIELDS)
    assert "Attached: plan.pdf (1.5 MB)" in words(logged.card)
    (file,) = await here.database.read(1, lambda work: work.attachments.of_entry(1))
    assert await here.database.read(1, lambda work: b"".join(work.attachments.content(file))) == PLAN
    assert left(folder) == []


async def test_a_message_is_logged_with_its_file(here: TeamsWorld, folder: Path) -> None:
    kari = here.person()
    here.standin.onedrive.content["offer.pdf"] = PLAN
    url = f"{here.standin.url}/onedrive/offer.pdf"
    card = card_of(await open_form(kari, attachments=[{"contentType": "reference", "name": "offer.pdf", "contentUrl": url}]))
    assert "Attached: offer.pdf" in words(card)
    await submit(kari, card, **FIELDS)
    assert await names(here) == ["offer.pdf"]


async def test_a_file_that_cannot_be_had_is_told_of_in_the_form(here: TeamsWorld, folder: Path) -> None:
    kari = here.person()
    elsewhere = {"contentType": "reference", "name": "offer.pdf", "contentUrl": "https://evil.example/offer.pdf"}
    card = card_of(await open_form(kari, attachments=[elsewhere, {"contentType": "text/html", "content": "<p>x</p>"}]))
    assert "could not be fetched" in words(card)
    done = await submit(kari, card, **FIELDS)
    assert title(done.card).endswith("Logged #1: Phone call, Anna Olsen")
    assert await names(here) == []
