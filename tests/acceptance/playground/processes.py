"""The Playground as a process, and the page that shows it."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.acceptance.playground.tools import HERE, chromium, node
from tests.bot.program import free_port
from tests.standins.teams import APP_ID, TENANT

_CLI = HERE / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
# Who writes, then exactly five others; four of them and the writer are salespeople of the sample data, the last is a contact.
_PEOPLE = (
    ("Kari Haugen", "kari.haugen@aftercall.example"),
    ("Mads Juhl", "mads.juhl@aftercall.example"),
    ("Elin Lindqvist", "elin.lindqvist@aftercall.example"),
    ("Aino Virtanen", "aino.virtanen@aftercall.example"),
    ("Pieter de Vries", "pieter.devries@aftercall.example"),
    ("Ingrid Hansen", "ingrid.hansen@nordlysmobler.example"),
)


def _config() -> dict[str, Any]:
    people = []
    for number, (name, email) in enumerate(_PEOPLE):
        given, _, surname = name.partition(" ")
        people.append(
            {
                "id": f"29:person-{number}",
                "aadObjectId": f"00000000-0000-4000-8000-00000000000{number}",
                "name": name,
                "givenName": given,
                "surname": surname,
                "email": email,
                "userPrincipleName": email,  # as the Playground spells it
            }
        )
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": f"28:{APP_ID}", "name": "Aftercall"},
        "currentUser": people[0],
        "users": people[1:],
        "personalChat": {"id": "a:personal"},
        "groupChat": {"id": "19:group@thread.v2", "name": "Sales"},
        "team": {
            "id": "19:team@thread.tacv2",
            "name": "Nordic sales",
            "aadGroupId": "00000000-0000-4000-8000-000000000031",
            "channels": [{"id": "19:channel@thread.tacv2", "name": "Deals"}],
        },
    }


@contextmanager
def playground(folder: Path, bot: str, service_url: str = "", port: int = 0) -> Iterator[str]:
    """The address of a Playground that talks to the bot at `bot`, and has the bot call `service_url` (its own, if not given)."""
    port = port or free_port()
    config, log = folder / "playground.json", folder / "playground.log"
    config.write_text(json.dumps(_config()))  # JSON is YAML
    command = [node(), str(_CLI), "start", "-e", f"{bot}/api/messages", "-c", "msteams", "-p", str(port), "--disable-telemetry"]
    if service_url:
        command += ["--service-url", service_url]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(config),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(folder / "activities.log"),
    }
    with (
        log.open("w") as out,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=out, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert said == f"Listening on {port}\n", f"{said}\n{log.read_text()}"
            yield f"http://localhost:{port}"
        finally:
            process.kill()


class Page:
    """One page in headless Chromium. Selectors are Playwright's; each step waits until it can be done."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def do(self, method: str, selector: str = "", *given: object) -> Any:
        """What a method of a Playwright locator gives, of the page where there is no selector. Raises AssertionError."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"on": selector, "do": method, "with": given}) + "\n")
        stdin.flush()
        line = stdout.readline()
        assert line, "the browser ended"
        answer = json.loads(line)
        assert "error" not in answer, f"{method} {selector}: {answer['error']}"
        return answer["value"]


@contextmanager
def page(folder: Path) -> Iterator[Page]:
    """An empty page, with a profile of its own in `folder`."""
    command = [node(), str(HERE / "driver.js"), chromium(), str(folder / "profile")]
    with subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Page(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()  # it closes the browser then
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
