"""Files go to the asker's own conversation with the bot, whole, and nowhere else."""

import csv
import io
from pathlib import Path

import pytest

from adapters.slack import limits
from tests.adapters.conftest import left
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title


@pytest.fixture
async def logged(here: SlackWorld) -> SlackWorld:
    await here.person().command("log call anna: talked about the offer")
    return here


async def test_a_command_is_answered_and_the_file_comes_as_a_direct_message(logged: SlackWorld) -> None:
    answer = await logged.person("maria").command("export csv")
    assert (answer.body["response_type"], title(answer.body)) == ("ephemeral", "1 entry was exported")
    await logged.slack.wait_for("files.completeUploadExternal")
    (file,) = logged.slack.files.of("Dmaria")
    assert file.name == "interactions-2026-11-19.csv"
    (row,) = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
    assert row["Note"] == "talked about the offer"
    # What says what it is stands above it.
    (posted,) = logged.slack.sent("chat.postMessage")
    assert (posted["channel"], title(posted)) == ("maria", "1 entry was exported")


async def test_a_direct_message_gets_it_where_it_was_asked_for(logged: SlackWorld) -> None:
    await logged.person("maria").say("export")
    await logged.slack.wait_for("files.completeUploadExternal")
    (file,) = logged.slack.files.of("Dmaria")
    assert (file.name, file.content[:2]) == ("interactions-2026-11-19.xlsx", b"PK")
    assert len(logged.slack.sent("chat.postMessage")) == 1


async def test_a_mention_in_a_channel_sends_nothing_there(logged: SlackWorld) -> None:
    await logged.person("maria").mention("export csv")
    await logged.slack.wait_for("files.completeUploadExternal")
    assert [file.channel for file in logged.slack.files.files.values()] == ["Dmaria"]


async def test_what_takes_long_is_answered_later_with_its_file(logged: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANSWER_WITHIN", 0.0)
    answer = await logged.person("maria").command("export csv")
    assert answer.body == {"response_type": "ephemeral", "text": "Working on it…"}
    assert title(await logged.slack.wait_for("response_url")) == "1 entry was exported"
    await logged.slack.wait_for("files.completeUploadExternal")
    assert len(logged.slack.files.of("Dmaria")) == 1


async def test_an_event_that_comes_again_brings_no_second_file(logged: SlackWorld) -> None:
    await logged.person("maria").say("export csv", event_id="Ev1")
    await logged.slack.wait_for("files.completeUploadExternal")
    async with logged.another_door() as second:
        await second.person("maria").say("export csv", event_id="Ev1")
    assert len(logged.slack.files.files) == 1


@pytest.mark.parametrize("how", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
async def test_a_file_that_slack_does_not_take_is_said(logged: SlackWorld, how: str, temporary: Path) -> None:
    if how == "upload":
        logged.slack.files.status = 500
    else:
        logged.slack.failures[how].append("missing_scope")
    await logged.person("maria").say("export csv")
    said = await logged.slack.wait_for("chat.postMessage", 2)
    assert title(said) == "The file could not be sent"
    assert logged.slack.files.of("Dmaria") == []
    assert left(temporary) == []
