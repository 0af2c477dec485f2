"""Files that wait for the form or the choice that they came with, on both databases."""

from pathlib import Path

import pytest

from adapters.chat.codec import dump
from adapters.chat.form import Field, FieldKind, Form
from adapters.chat.plain import plain
from adapters.chat.request import OpenForm
from adapters.chat.turn import Reply
from core.requests.entries import LogInteraction
from tests.adapters.chat.letters.test_letter import send
from tests.adapters.chat.talk import Talk

DAY = 24 * 3600


def field(reply: Reply) -> Field:
    assert reply.form is not None
    return next(each for each in reply.form.fields if each.kind is FieldKind.FILE)


async def names(talk: Talk, no: int = 1) -> list[str]:
    return [file.file_name for file in await talk.database.read(1, lambda work: work.attachments.of_entry(no))]


async def waits(talk: Talk, form: Form | None) -> bool:
    assert form is not None
    assert isinstance(form.request, LogInteraction)
    file = form.request.file
    return await talk.database.read(1, lambda work: work.pending_files.get(file)) is not None


@pytest.fixture
async def asked(talk: Talk, tmp_path: Path) -> Reply:
    """The form, opened with a file."""
    return await send(talk, "log", "plan.txt", b"The plan", tmp_path, "kari")


async def test_it_waits_until_it_is_attached_and_no_longer(talk: Talk, asked: Reply) -> None:
    assert (field(asked).value_label, asked.keeps_file) == ("plan.txt", True)
    wrong = await talk.submit(asked.form, contact="CT000011", template="CALL", duration="soon")
    assert field(wrong).value_label == "plan.txt"
    assert await waits(talk, wrong.form)
    done = await talk.submit(wrong.form, contact="CT000011", template="CALL", duration="5")
    assert "Attached: plan.txt" in plain(done.card)
    assert not await waits(talk, asked.form)
    # Sent off twice it is one entry, with its file.
    again = await talk.submit(wrong.form, contact="CT000011", template="CALL", duration="5")
    assert again.replay
    assert await names(talk) == ["plan.txt"]


async def test_after_a_day_it_is_asked_for_again(talk: Talk, asked: Reply) -> None:
    await talk.say("whoami", after=DAY)
    again = await talk.submit(asked.form, contact="CT000011", template="CALL")
    assert again.form is not None
    assert again.form.errors == {"file": "The file was kept for a day, which is over: send it again"}
    assert (field(again).value, again.keeps_file) == ("", False)
    await talk.submit(again.form, contact="CT000011", template="CALL")
    assert await names(talk) == []
    assert asked.form is not None
    opened = await talk.say(OpenForm(request=dump(asked.form.request)))
    assert opened.form is not None
    assert opened.form.errors.keys() == {"file"}


async def test_it_is_of_no_use_to_others(talk: Talk, asked: Reply) -> None:
    await talk.say("whoami", "mads")
    theirs = await talk.submit(asked.form, "mads", contact="CT000011", template="CALL")
    assert field(theirs).value == ""
    assert await waits(talk, asked.form)


async def test_a_refusal_that_leads_nowhere_keeps_nothing(talk: Talk, tmp_path: Path) -> None:
    refused = await send(talk, "log call petra: x", "plan.txt", b"The plan", tmp_path, "kari")
    assert "The file was not kept" in plain(refused.card)
    empty = await send(talk, "log", "plan.txt", b"", tmp_path, "kari")
    assert field(empty).value == ""
    assert "The file was not kept" in plain(empty.card)
    chosen = await send(talk, "log call olsen: x", "plan.txt", b"The plan", tmp_path, "kari")
    assert "The file was not kept" not in plain(chosen.card)
