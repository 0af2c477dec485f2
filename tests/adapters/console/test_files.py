"""Files are saved where the console was started, and nothing is overwritten."""

import csv
from pathlib import Path

import pytest

from adapters.chat.turn import OutgoingFile
from adapters.console.files import save
from tests.adapters.console.talk import Terminal
from tests.adapters.letters import give_letter


def file(folder: Path, name: str) -> OutgoingFile:
    source = folder / "source"
    source.write_bytes(b"content")
    return OutgoingFile(name=name, media_type="text/csv", path=source)


def notes(path: Path) -> list[str]:
    return [row["Note"] for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())]


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("log.csv", "log.csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        (".bashrc", "bashrc"),
        ("a\x00b\nc.csv", "a_b_c.csv"),
        ("...", "file"),
        ("x" * 300 + ".csv", "x" * 150 + ".csv"),
    ],
)
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str, saved: str) -> None:
    here = tmp_path / "here"
    here.mkdir()
    path = save(file(tmp_path, name), here)
    assert (path.parent, path.name, path.read_bytes()) == (here, saved, b"content")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "log.csv").write_text("mine")
    assert [save(file(tmp_path, "log.csv"), here).name for _ in range(2)] == ["log (2).csv", "log (3).csv"]
    assert (here / "log.csv").read_text() == "mine"


async def test_an_export_is_saved_in_the_current_folder(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    await terminal.say("log call anna: talked about the offer")
    lines = await terminal.say("export csv", "export", who="maria")
    saved = [line.removeprefix("Saved: ") for line in lines if line.startswith("Saved: ")]
    assert [Path(each).parent for each in saved] == [here, here]
    assert notes(Path(saved[0])) == ["talked about the offer"]
    assert saved[1].endswith(".xlsx")


async def test_a_folder_that_takes_no_files_is_said(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    await terminal.say("log call anna: talked about the offer")
    here.rmdir()
    assert any(line.startswith("The file could not be saved") for line in await terminal.say("export csv", who="maria"))


async def test_a_letter_is_saved_with_what_is_logged(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    await give_letter(terminal.database, tmp_path)
    said = await terminal.say("log call anna: hello", "open 1")
    assert [line for line in said if line.startswith("Saved")] == [f"Saved: {here}/letter.txt", f"Saved: {here}/letter (2).txt"]
    assert {path.read_text() for path in here.iterdir()} == {"Dear Anna Olsen"}
