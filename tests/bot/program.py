"""The program as users start it: in a process of its own, in a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Program:
    """`folder` is where it runs; `settings` are its environment."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *args: str, said: str | bytes = "", **settings: str) -> "subprocess.CompletedProcess[str]":
        """`python -m bot ARGS` to its end, with `said` on its standard input."""
        data = said.encode() if isinstance(said, str) else said
        done = subprocess.run(
            [sys.executable, "-m", "bot", *args],
            input=data,
            capture_output=True,
            cwd=self.folder,
            env=self._environment(settings),
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(args, done.returncode, done.stdout.decode(), done.stderr.decode())

    @contextmanager
    def talking(self, *args: str) -> Iterator["subprocess.Popen[bytes]"]:
        """The program with pipes that stay open."""
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self.folder,
            env=self._environment({}),
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    @contextmanager
    def serving(self, *args: str, **settings: str) -> Iterator["Server"]:
        """The program serving, until the context ends it, if it has not ended by then."""
        with self.starting(*args, **settings) as server:
            server.wait_until_ready()
            yield server

    @contextmanager
    def starting(self, *args: str, **settings: str) -> Iterator["Server"]:
        """As `serving`, for what need not be ready, or serves nothing."""
        port = settings.setdefault("PORT", str(free_port()))
        log = self.folder / "server.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", *args],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=self.folder,
                env=self._environment(settings),
            )
            server = Server(process, f"http://127.0.0.1:{port}", log)
            try:
                yield server
            finally:
                if process.poll() is None:
                    process.kill()
                process.wait(10)

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"} | self.settings | settings


@dataclass(frozen=True, slots=True)
class Server:
    process: "subprocess.Popen[bytes]"
    url: str
    log: Path

    def get(self, path: str, body: bytes | None = None, method: str = "") -> tuple[int, str]:
        """Status and text of an answer."""
        request = urllib.request.Request(self.url + path, data=body, method=method or None)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def wait_until_ready(self) -> None:
        for _ in range(500):
            assert self.process.poll() is None, self.log.read_text()
            try:
                if self.get("/readyz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.02)
        raise AssertionError(self.log.read_text())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
