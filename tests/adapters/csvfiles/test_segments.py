"""Bringing segments in, on both databases."""

from dataclasses import astuple, replace
from pathlib import Path

import pytest

from adapters.csvfiles import segments as module
from adapters.csvfiles.imports import Import
from adapters.database import Database
from tests.factories import NOW, contact


@pytest.fixture
async def office(database: Database) -> Database:
    people = [
        contact("C1", "Anna"),
        contact("C2", "Bo"),
        contact("C3", "Eva", exclude_from_segment=True),
        contact("C4", "Petra", privacy_blocked=True),
    ]
    await database.write(1, lambda work: work.contacts.upsert(people))
    return database


async def bring_in(database: Database, folder: Path, *lines: str) -> tuple[tuple[int, ...], list[str]]:
    file = folder / "segments.csv"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    bad: list[str] = []
    run = Import(database, 1, file, lambda line: bad.append(f"{line.line} {line.column}: {line.reason}"))
    return astuple(await run.segments(NOW)), bad


async def contacts_of(database: Database, no: str) -> list[str]:
    return await database.read(1, lambda work: [row.contact.no for row in work.segments.all_lines(no)])


async def test_a_line_a_contact(office: Database, tmp_path: Path) -> None:
    lines = (
        "contact_no;no;description",
        "c1;mail;Spring mailing",
        "C2;MAIL;",
        "C1;calls;",
        "C3;mail;",
        "C4;other;",
        "C9;mail;",
        "C1;Mail;Again",
        ";mail;x",
    )
    counts, bad = await bring_in(office, tmp_path, *lines)
    assert counts == (3, 0, 0, 5)
    assert sorted(bad) == [
        "5 contact_no: Eva (C3) is excluded from segments",
        "6 contact_no: Petra (C4) is privacy blocked",
        "7 contact_no: there is no contact C9; import contacts first",
        "8 contact_no: MAIL C1 stands on line 2 already",
        "9 contact_no: is empty",
    ]
    assert await contacts_of(office, "MAIL") == ["C1", "C2"]
    named = await office.read(1, lambda work: [(row.segment.no, row.segment.description) for row in work.segments.page(9)])
    assert named == [("CALLS", "CALLS"), ("MAIL", "Spring mailing")]
    assert (await bring_in(office, tmp_path, *lines))[0] == (0, 0, 3, 5)
    assert (await bring_in(office, tmp_path, "no,description,contact_no", "MAIL,Autumn,C1"))[0] == (0, 1, 0, 0)


async def test_a_logged_segment_stays_as_it_is(office: Database, tmp_path: Path) -> None:
    await bring_in(office, tmp_path, "no,description,contact_no", "MAIL,Spring,C1")
    await office.write(1, lambda work: work.segments.update(replace(work.segments.get("MAIL"), logged_no=1)))
    counts, bad = await bring_in(office, tmp_path, "no,description,contact_no", "MAIL,Autumn,C2")
    assert (counts, bad) == ((0, 0, 0, 1), ["2 no: MAIL was logged and does not change any more"])
    assert await contacts_of(office, "MAIL") == ["C1"]


async def test_no_more_than_fit(office: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CONTACTS", 1)
    counts, bad = await bring_in(office, tmp_path, "no,description,contact_no", "MAIL,Spring,C1", "MAIL,,C2")
    assert (counts, bad) == ((1, 0, 0, 1), ["3 contact_no: MAIL has 1 contacts, the most that a segment may have"])
