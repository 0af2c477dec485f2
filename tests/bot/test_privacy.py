"""contact export and contact erase."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.database import Database
from bot.cli import commands
from core.access import AccessPolicy
from core.audit import AuditFilter, AuditSource
from core.entry import Comment
from core.work import Work
from tests.factories import NOW, company, contact, entry

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, on a database with Zoe of Fjord AS and what was said to her."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)

    def fill(work: Work) -> None:
        work.contacts.upsert([company("C1"), contact("C2", "Zoe Zander", company_no="C1", email="zoe@fjord.example")])
        no = work.entries.add(entry("C2", company_no="C1", description="wants a price"))
        work.history.comment(Comment(id=1, entry_no=no, by=1, at=NOW, text="in a hurry"))

    in_database(database_url, fill, writing=True)
    return lambda *args, **more: CliRunner().invoke(commands, ["contact", *args], catch_exceptions=False, **more)


def in_database(url: str, operation: Callable[[Work], object], *, writing: bool = False) -> object:
    async def go() -> object:
        database = Database.open(url, AccessPolicy())
        try:
            return await (database.write if writing else database.read)(1, operation)
        finally:
            await database.close()

    return asyncio.run(go())


def test_export_has_what_is_held(run: Run) -> None:
    done = run("export", "c2")
    assert done.exit_code == 0
    held = json.loads(done.stdout)
    assert (held["contact"]["name"], held["contact"]["email"]) == ("Zoe Zander", "zoe@fjord.example")
    assert [each["description"] for each in held["entries"]] == ["wants a price"]
    assert [each["text"] for each in held["comments"]] == ["in a hurry"]
    assert json.loads(run("export", "C1").stdout)["persons"] == [{"no": "C2", "name": "Zoe Zander"}]
    missing = run("export", "C9")
    assert (missing.exit_code, missing.stderr) == (1, "There is no contact C9.\n")


def test_erase_asks_first(run: Run) -> None:
    for said in ("n\n", ""):
        asked = run("erase", "C2", input=said)
        assert asked.exit_code == 1
        assert "Zoe Zander (C2): 1 entries, 1 comments" in asked.stdout
        assert "The entries will stay without anything that tells of the contact" in asked.stdout
    assert run("export", "C2").exit_code == 0
    assert run("erase", "C2", input="y\n").exit_code == 0
    assert run("export", "C2").exit_code == 1


def test_erase_says_what_it_did(run: Run, database_url: str) -> None:
    done = run("erase", "C2", "--yes")
    assert done.exit_code == 0
    assert "Zoe" not in done.stdout
    assert "stays under the nameless contact CT000001" in done.stdout
    assert run("erase", "C2", "--yes").exit_code == 1

    def read(work: Work) -> list[object]:
        return [(record.source, record.about) for record in work.audit.page(AuditFilter(about=("erased",)), 10)]

    assert in_database(database_url, read) == [(AuditSource.COMMAND_LINE, "CT000001")]


def test_what_becomes_of_entries_is_a_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ERASE", "remove")
    assert "All of it will be removed" in run("erase", "C2", input="n\n").stdout
    assert "nameless" not in run("erase", "C2", "--yes").stdout
