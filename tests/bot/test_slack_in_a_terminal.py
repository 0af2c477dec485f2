"""The Slack to try Aftercall out in, as docs/first-steps.md has it."""

import os
import re
import subprocess
import sys
from typing import IO

from tests.bot.program import ROOT, Program, free_port


def until(out: IO[str], wanted: str) -> str:
    """What is said up to this."""
    said = ""
    while wanted not in said:
        letter = out.read(1)
        assert letter, said
        said += letter
    return said


def test_a_line_is_logged_and_taken_back(program: Program) -> None:
    port = free_port()
    command = [sys.executable, "-u", "-m", "tests.standins", f"http://127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ) as slack:
        assert slack.stdin is not None
        assert slack.stdout is not None
        try:
            given = dict(re.findall(r"(SLACK_\w+)=(\S+)", until(slack.stdout, "bot run --sample")))
            with program.serving("run", "--sample", PORT=str(port), **given):
                until(slack.stdout, "> ")
                for line, answer in (
                    ("log call anna 15m: likes the new terms", "Buttons: Undo"),
                    ("press Nothing", "no such button"),
                    ("press Undo", "Taken back: #"),
                    ("log", "A form opens: Log an interaction"),
                    ("dm whoami", "Kari Haugen"),
                ):
                    slack.stdin.write(line + "\n")
                    slack.stdin.flush()
                    until(slack.stdout, answer)
                slack.stdin.close()
                assert slack.wait(10) == 0
        finally:
            slack.kill()
