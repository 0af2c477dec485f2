"""Files in Teams: a card asks first, and the file goes into the OneDrive of who asked, and to nobody else."""

import asyncio
import csv
import io
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from adapters.jobs.housekeeping import Housekeeping
from adapters.teams.uploading import FRAGMENT, upload
from tests.adapters.conftest import left
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.teams import Fault, TeamsStandIn
from tests.standins.teams_client import Json

CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"


@pytest.fixture
async def folder(here: TeamsWorld, temporary: Path) -> Path:
    """Where temporary files are made; an entry is logged."""
    await here.person().say("log call anna: talked about the offer")
    return temporary


async def until(done: Callable[[], bool]) -> None:
    """Waits for what goes on after the answer."""
    async with asyncio.timeout(30):
        while not done():
            await asyncio.sleep(0.01)


async def asked(here: TeamsWorld, line: str = "export csv", kind: str = "personal") -> Json:
    answer = await here.person("maria", kind).say(line)
    (consent,) = [each for each in answer.attachments if each["contentType"] == CONSENT]
    return consent


async def test_consent_is_asked_and_the_file_put_in_its_place(here: TeamsWorld, folder: Path) -> None:
    maria = here.person("maria")
    consent = await asked(here)
    assert consent["name"] == "interactions-2026-11-19.csv"
    assert left(folder) == []
    answer = await maria.answer_consent(consent, "accept")
    assert answer.status == 200
    await until(lambda: "s1" in here.standin.onedrive.complete)
    content = here.standin.onedrive.content["s1"]
    assert consent["content"]["sizeInBytes"] == len(content)
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["Note"] == "talked about the offer"
    await until(lambda: INFO in str(here.standin.calls[-1].body))
    deleted, said = here.standin.calls[-2:]
    assert (deleted.method, deleted.path) == ("DELETE", ("a:maria", "activities", "consent-1"))
    (info,) = said.body["attachments"]
    assert (info["contentType"], info["name"]) == (INFO, consent["name"])
    assert info["content"] == {"uniqueId": "1150D938-8870-4044-9F2C-5BBDEBA70C9D", "fileType": "csv"}
    assert info["contentUrl"].startswith("https://contoso-my.sharepoint.com/")
    # It is kept no longer.
    async with here.another_door() as other:
        await other.person("maria").answer_consent(consent, "accept", session="s2")
        await until(lambda: "no longer kept" in (here.standin.calls[-1].body or {}).get("text", ""))
    assert "s2" not in here.standin.onedrive.content


async def test_what_is_declined_is_not_kept(here: TeamsWorld, folder: Path) -> None:
    consent = await asked(here)
    await here.person("maria").answer_consent(consent, "decline")
    await until(lambda: "was not sent" in (here.standin.calls[-1].body or {}).get("text", ""))
    file_id = consent["content"]["acceptContext"]["file"]
    assert await here.database.read(1, lambda work: work.pending_files.get(file_id)) is None
    assert here.standin.onedrive.content == {}


async def test_in_a_channel_it_comes_in_the_askers_own_chat(here: TeamsWorld, folder: Path) -> None:
    await here.person("maria").say("hello")
    answer = await here.person("maria", "channel").say("export csv")
    places = [call.path[0] for call in answer.calls if call.body and "attachments" in call.body]
    assert set(places) == {"a:maria"}
    assert [each["contentType"] for each in answer.attachments][-1] == CONSENT


async def test_nobody_else_gets_it(here: TeamsWorld, folder: Path) -> None:
    consent = await asked(here)
    await here.person("kari").answer_consent(consent, "accept")
    await until(lambda: "no longer kept" in (here.standin.calls[-1].body or {}).get("text", ""))
    assert here.standin.onedrive.content == {}


async def test_after_a_day_it_is_gone(here: TeamsWorld, folder: Path) -> None:
    consent = await asked(here)
    here.clock.move(hours=24, minutes=1)
    # Her profile is old by then, and is fetched again.
    await here.person("maria").say("hello")
    await here.person("maria").answer_consent(consent, "accept")
    await until(lambda: "no longer kept" in (here.standin.calls[-1].body or {}).get("text", ""))
    await Housekeeping(here.database).run(1, here.clock())
    file_id = consent["content"]["acceptContext"]["file"]
    assert await here.database.read(1, lambda work: work.pending_files.get(file_id)) is None


async def test_a_server_of_another_process_sends_it(here: TeamsWorld, folder: Path) -> None:
    consent = await asked(here)
    async with here.another_door() as other:
        await other.person("maria").answer_consent(consent, "accept")
        await until(lambda: "s1" in here.standin.onedrive.complete)


async def test_an_upload_that_fails_can_be_allowed_again(here: TeamsWorld, folder: Path) -> None:
    consent = await asked(here)
    here.standin.onedrive.faults.append(403)
    await here.person("maria").answer_consent(consent, "accept")
    await until(lambda: "could not be put there" in (here.standin.calls[-1].body or {}).get("text", ""))
    async with here.another_door() as other:
        await other.person("maria").answer_consent(consent, "accept")
        await until(lambda: "s1" in here.standin.onedrive.complete)


async def test_a_consent_that_cannot_be_asked_for_leaves_no_file(here: TeamsWorld, folder: Path) -> None:
    await here.person("maria").say("hello")
    # The answer itself goes out, what follows it does not.
    here.standin.faults.extend([Fault(), Fault(status=403, body={"error": {"code": "MessageWritesBlocked"}})])
    answer = await here.person("maria").say("export csv")
    assert [each["contentType"] for each in answer.attachments if each["contentType"] == CONSENT] == []
    assert "could not be sent" in answer.texts[-1]
    assert left(folder) == []


async def test_it_goes_to_onedrive_alone(session: aiohttp.ClientSession, standin: TeamsStandIn) -> None:
    async def part(number: int) -> bytes | None:
        return b"secret" if number == 0 else None

    for url in (
        f"{standin.url}/onedrive/s1",
        "https://sharepoint.com.evil.test/x",
        "http://contoso.sharepoint.com/x",
        "https://user@contoso.sharepoint.com/x",
        "https://evilsharepoint.com/x",
        "",
        "https://[",
    ):
        assert not await upload(session, url, part, 6)
    assert standin.onedrive.content == {}
    assert await upload(session, f"{standin.url}/onedrive/s1", part, 6, loopback=True)


async def test_large_files_go_in_fragments_each_again_when_it_fails(
    session: aiohttp.ClientSession, standin: TeamsStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.uploading._PAUSE", 0.01)
    parts = [b"a" * FRAGMENT, b"b" * FRAGMENT, b"end"]

    async def part(number: int) -> bytes | None:
        return parts[number] if number < len(parts) else None

    size = sum(map(len, parts))
    standin.onedrive.faults.extend([503, 429])
    assert await upload(session, f"{standin.url}/onedrive/s1", part, size, loopback=True)
    assert standin.onedrive.content["s1"] == b"".join(parts)
    assert len(standin.onedrive.fragments) == 3
    assert not await upload(session, f"{standin.url}/onedrive/s2", part, size + 1, loopback=True)
