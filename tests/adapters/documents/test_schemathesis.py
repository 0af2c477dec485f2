"""The served route against its served description: schemathesis sends what the description allows, and what it does not."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.database import Database, migrate
from core.access import AccessPolicy
from tests.adapters.documents.conftest import prepare
from tests.adapters.documents.signing import SECRET
from tests.bot.program import ROOT, Program


@pytest.mark.parametrize(
    ("phases", "examples"), [("examples,fuzzing", 60), pytest.param("examples,coverage,fuzzing", 2000, marks=pytest.mark.soak)]
)
def test_every_answer_is_as_described_and_none_is_an_error_of_ours(tmp_path: Path, phases: str, examples: int) -> None:
    """All of schemathesis' checks: that wrong data is refused and right data is not, that a missing signature is refused, that
    answers have the form, headers and status that are described, and that none is a 500.
    """
    url = f"sqlite:///{tmp_path}/aftercall.db"
    migrate(url)
    asyncio.run(prepared(url))
    program = Program(tmp_path, {"DATABASE_URL": url, "DOCUMENTS_WEBHOOK_SECRET": SECRET})
    with program.serving("web", LOG_LEVEL="error") as server:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/documents/openapi.json"),
                *("--phases", phases, "--max-examples", str(examples), "--checks", "all", "--no-color"),
                *(("--seed", "1") if "CI" in os.environ else ()),
            ],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.adapters.documents.hooks"},
            capture_output=True,
            text=True,
            check=False,
        )
        figures = server.get("/metrics")[1]
        log = server.log.read_text()
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    assert '"event":"failed"' not in log
    # It came to the events, and was refused for more than one reason.
    for status in ("200", "400", "401"):
        assert f'aftercall_document_requests_total{{status="{status}"}}' in figures
    for found in ("recorded", "duplicate", "skipped"):
        assert f'aftercall_document_events_total{{status="{found}"}} 0.0' not in figures


async def prepared(url: str) -> None:
    database = Database.open(url, AccessPolicy())
    await database.write(1, prepare)
    await database.close()
