"""`export`: what is in the file, for whom, and what a repeat gets."""

import csv

import pytest

from adapters.chat.turn import Reply
from adapters.database import Database
from core.access import AccessPolicy
from core.operations.auditing import list_audit
from core.requests.audit import ListAudit
from tests.acceptance import world
from tests.adapters.chat.exporting.reading import sheets
from tests.adapters.chat.talk import Talk, labels


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
async def talk(database: Database) -> Talk:
    await world.build(database)
    talk = Talk(database)
    await talk.say('log call anna + cost:12.5 follow:2w "send offer": =HYPERLINK("https://evil.test")')
    await talk.say("log meeting fjord on:yesterday: signed", "mads")
    await talk.say("log call sam postpone: ask about the contract")
    await talk.say("log call joost: wrong")
    await talk.say("cancel #4 wrong contact", "maria")
    return talk


def read(reply: Reply) -> list[dict[str, str]]:
    assert reply.file is not None
    with reply.file.path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reply.file.remove()
    return rows


async def test_the_filtered_log_newest_first_in_the_readers_zone(talk: Talk) -> None:
    reply = await talk.say("export csv", "maria")
    assert reply.outcome == "done"
    assert reply.card.title == ("2 entries were exported",)
    assert reply.file is not None
    assert reply.file.name == "interactions-2026-11-19.csv"
    assert reply.file.media_type == "text/csv"
    first, second = read(reply)
    assert first["No."] == "1"
    assert first["Date"] == "2026-11-19 15:06"
    assert (first["Contact no."], first["Contact"], first["Company no."]) == ("CT000011", "Anna Olsen", "CT000001")
    assert first["Note"] == '\'=HYPERLINK("https://evil.test")'
    assert (first["Cost"], first["Duration (min)"], first["Evaluation"]) == ("12.50", "15", "positive")
    assert (first["Follow-up on"], first["Follow-up"]) == ("2026-12-03", "send offer")
    assert (first["Salesperson"], first["Recorded by"]) == ("Kari Haugen", "Kari Haugen")
    assert (second["No."], second["Contact"], second["Note"]) == ("2", "Fjord AS", "signed")


async def test_canceled_entries_and_drafts_are_there_when_asked_for(talk: Talk) -> None:
    rows = read(await talk.say("export canceled:all csv", "maria"))
    assert [(row["No."], row["Status"], row["Cancel reason"]) for row in rows] == [
        ("4", "canceled", "wrong contact"),
        ("1", "open", ""),
        ("2", "open", ""),
    ]
    assert [row["Status"] for row in read(await talk.say("export postponed:yes csv", "maria"))] == ["draft"]


async def test_a_contact_and_a_workbook(talk: Talk) -> None:
    reply = await talk.say("export fjord", "maria")
    assert reply.file is not None
    assert reply.file.name.endswith(".xlsx")
    ((headings, *rows),) = sheets(reply.file.path)
    reply.file.remove()
    assert (headings["A"], headings["D"]) == ("No.", "Contact")
    assert [row["D"] for row in rows] == ["Anna Olsen", "Fjord AS"]
    # A workbook keeps the text as it is: it is typed as text.
    assert rows[0]["J"] == '=HYPERLINK("https://evil.test")'


async def test_nothing_to_export(talk: Talk) -> None:
    reply = await talk.say("export since:today template:complaint xlsx", "maria")
    assert (reply.outcome, reply.file) == ("refused", None)
    assert reply.card.title == ("Nothing was exported",)
    assert labels(reply) == ["Without the filter"]


async def test_only_managers_export(talk: Talk) -> None:
    reply = await talk.say("export csv", "kari")
    assert (reply.outcome, reply.file) == ("refused", None)


async def test_a_repeat_gets_no_file_but_a_way_to_one(talk: Talk) -> None:
    first = await talk.say("export me csv", "maria", key="the same")
    assert first.file is None  # she logged nothing
    first = await talk.say("export fjord csv", "maria", key="the other")
    assert len(read(first)) == 2
    again = await talk.say("export fjord csv", "maria", key="the other")
    assert (again.replay, again.file) == (True, None)
    assert again.card.title == ("This was exported already",)
    assert len(read(await talk.press(again, "Export again", "maria"))) == 2


async def test_who_exported_is_in_the_audit_without_whom(talk: Talk) -> None:
    read(await talk.say("export anna csv", "maria"))
    await talk.say("whoami", "ada")
    people = await talk.database.read(1, lambda work: work.people.readers((), ("ada@example.test",)))
    page = await talk.database.read(1, lambda work: list_audit(work, ListAudit(), people[0], talk.now))
    record = page.records[0]
    assert (record.by_name, record.action, record.about) == ("Maria Manager", "exported", "interaction log")
    assert record.details == {"format": "csv", "filters": ["contact"]}


async def test_a_file_that_cannot_be_written_is_said_to_have_failed(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere at all")
    reply = await talk.say("export csv", "maria")
    assert (reply.outcome, reply.file) == ("failed", None)
