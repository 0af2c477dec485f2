"""`attach template` on the command line."""

from pathlib import Path

import pytest

from tests.bot.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "templates.csv").write_text("code,description,language\nLETTER,Letter,en\n")
    found = Program(tmp_path, {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db"})
    assert found.run("migrate").returncode == 0
    assert found.run("import", "templates", "templates.csv").returncode == 0
    return found


def test_a_file_becomes_a_templates_attachment(program: Program) -> None:
    (program.folder / "brev.txt").write_text("Hei")
    done = program.run("attach", "template", "letter", "brev.txt", "--lang", "nb")
    assert (done.returncode, done.stdout) == (0, "brev.txt (text/plain, 3 bytes) is attached to template LETTER.\n")
    shown = program.run("console", said="template letter\ntemplate letter open nb\n")
    assert "brev.txt" in shown.stdout
    assert (program.folder / "brev (2).txt").read_text() == "Hei"


def test_what_cannot_be_attached(program: Program) -> None:
    (program.folder / "empty.txt").touch()
    (program.folder / "brev.txt").write_text("Hei")
    for args, reason in (
        (("NONE", "brev.txt"), "There is no template NONE."),
        (("LETTER", "empty.txt"), "the file is empty"),
        (("LETTER", "brev.txt", "--lang", "xx"), "none of the languages"),
    ):
        done = program.run("attach", "template", *args)
        assert done.returncode == 1
        assert reason in done.stderr
