"""The chat in a terminal of its own."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bot.program import Program, free_port

SECONDS = 20.0
# Colours and movements of the cursor.
_MOVES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """What a person at a terminal sees and types."""

    def __init__(self, master: int, process: "subprocess.Popen[bytes]") -> None:
        self._master = master
        self.process = process
        self.seen = ""
        self._looked = 0

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait_for(self, text: str) -> None:
        """Reads on until the text is shown, after the text that was waited for last."""
        until = time.monotonic() + SECONDS
        while (found := self.seen.find(text, self._looked)) < 0:
            assert time.monotonic() < until, self.seen
            if select.select([self._master], [], [], 0.1)[0]:
                self.seen += _MOVES.sub("", os.read(self._master, 65536).decode(errors="replace"))
        self._looked = found + len(text)


@contextmanager
def terminal(program: Program, *args: str) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    # Nobody answers here when the cursor's position is asked for.
    environment = os.environ | {"PORT": str(free_port()), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "100"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *args],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=program.folder,
        env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Terminal(master, process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        os.close(master)


def test_run_opens_a_chat_that_completes_and_remembers(program: Program) -> None:
    with terminal(program, "run", "--sample") as screen:
        screen.wait_for("Type help")
        screen.wait_for(">")
        screen.type("who\t")
        screen.wait_for("whoami")
        screen.type("\r")
        screen.wait_for("Role")
        screen.type("log\r")
        screen.wait_for("Log an interaction")
        screen.wait_for(":")
        screen.type("\x04")
        screen.wait_for(">")
        screen.type("list\r")
        screen.wait_for("open")
        screen.type("exit\r")
        assert screen.process.wait(10) == 0
    assert "whoami" in (program.folder / "var" / "console_history").read_text()
    log = (program.folder / "var" / "aftercall.log").read_text()
    assert '"command":"whoami"' in log
    assert '"event":"stopped"' in log


def test_a_signal_ends_the_chat_in_order(program: Program) -> None:
    with terminal(program, "run") as screen:
        screen.wait_for(">")
        screen.process.send_signal(signal.SIGTERM)
        assert screen.process.wait(10) == 0
        assert "Traceback" not in screen.seen


def test_the_console_alone(program: Program) -> None:
    with terminal(program, "console") as screen:
        screen.wait_for(">")
        screen.type("\x03")
        screen.wait_for("Ctrl-D")
        screen.wait_for(">")
        screen.type("\x04")
        assert screen.process.wait(10) == 0
