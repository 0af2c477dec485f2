"""Jobs by the clock in a running program."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

from tests.bot.program import Program
from tests.standins.s3 import ACCESS_KEY_ID, SECRET, S3StandIn


def test_canceled_entries_go_at_night_where_the_settings_say_so(program: Program) -> None:
    done = program.run("console", "--sample", said="log call anna: hello\n")
    no = int(done.stdout.split("Logged #")[1].split(":")[0])
    program.run("console", said=f"cancel {no}\n")
    long_ago = int((datetime.now(UTC) - timedelta(days=91)).timestamp() * 1_000_000)
    with closing(sqlite3.connect(program.folder / "var" / "aftercall.db")) as connection:
        connection.execute("UPDATE interaction_log_entry SET canceled_at = ? WHERE no = ?", (long_ago, no))
        connection.execute("INSERT INTO job (organization_id, name, next_at, claim_no) VALUES (1, 'housekeeping', 0, 0)")
        connection.commit()
        with program.serving("run", DELETE_CANCELED_AFTER_DAYS="90"):
            ends = time.monotonic() + 15
            while connection.execute("SELECT 1 FROM interaction_log_entry WHERE no = ?", (no,)).fetchone():
                assert time.monotonic() < ends
                time.sleep(0.05)
            while (
                connection.execute("SELECT next_at FROM job WHERE name = 'housekeeping'").fetchone()[0] < time.time() * 1_000_000
            ):
                assert time.monotonic() < ends
                time.sleep(0.05)
    said = program.run("console", said="audit\n").stdout
    assert "the program by itself" in said
    assert f"numbers: #{no}" in said


def test_what_the_command_line_does_is_in_the_audit(program: Program) -> None:
    program.run("migrate")
    (program.folder / "people.csv").write_text("code,name\nKH,Kari Haugen\n")
    program.run("import", "salespeople", "people.csv")
    program.run("import", "salespeople", "people.csv")
    program.run("grant", "ada@example.test", "admin")
    lines = program.run("console", said="audit\n").stdout.splitlines()
    assert lines[0] == "Audit"
    assert len(lines) == 4
    for words in ("the command line", "role granted", "ada@example.test", "role: admin"):
        assert words in lines[2]
    for words in ("the command line", "imported", "salespeople", "new: 1"):
        assert words in lines[3]


async def test_attachments_are_moved_to_the_store_that_a_setting_names(program: Program) -> None:
    (program.folder / "letter.txt").write_text("Dear {{contact_name}}")

    def serve(url: str, moved: Callable[[], bool]) -> None:
        program.run("console", "--sample", said="")
        program.run("attach", "template", "CALL", "letter.txt")
        with closing(sqlite3.connect(program.folder / "var" / "aftercall.db")) as connection:
            connection.execute("INSERT INTO job (organization_id, name, next_at, claim_no) VALUES (1, 'attachments', 0, 0)")
            connection.commit()
        keys = {"AWS_ACCESS_KEY_ID": ACCESS_KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_ENDPOINT_URL": url}
        with program.serving("run", ATTACHMENTS_URL="s3://letters", **keys):
            ends = time.monotonic() + 15
            while not moved():
                assert time.monotonic() < ends
                time.sleep(0.05)

    async with S3StandIn() as s3:
        await asyncio.to_thread(serve, s3.url, lambda: bool(s3.objects))
        assert list(s3.objects.values()) == [b"Dear {{contact_name}}"]
