"""From a document event over HTTP to a message in Slack, with the program as it runs."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.database import Database
from core.access import AccessPolicy
from core.document import DocumentEventKind, DocumentSetup, DocumentType
from tests.acceptance import world
from tests.bot.program import Program
from tests.standins.slack import TEAM, SlackStandIn
from tests.standins.slack_client import SECRET

WEBHOOK = "whsec_" + "c2VjcmV0LXNlY3JldC1zZWNyZXQtMTIzNA=="
SETUP = DocumentSetup(
    document_type=DocumentType.SALES_INVOICE, template_code="CALL", events=frozenset({DocumentEventKind.POSTED})
)


@pytest.fixture
def access() -> AccessPolicy:
    return world.ACCESS


@pytest.fixture
def program(tmp_path: Path, database_url: str) -> Program:
    return Program(tmp_path, {"DATABASE_URL": database_url})


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as standin:
        for user_id, profile in world.PROFILES.items():
            standin.add_user(user_id, profile.name, profile.email)
        yield standin


def invoice(number: int) -> dict[str, Any]:
    return {
        "document_type": "sales_invoice",
        "document_no": str(103_000 + number),
        "event": "posted",
        "occurred_at": "2026-11-19T14:05:00Z",
        "description": f"Invoice {number}",
        "contact_no": "CT000011",
        "amount": "1250.00",
        "currency": "EUR",
        "url": f"https://example.test/invoice/{number}",
    }


async def test_the_salesperson_hears_of_an_invoice_and_a_burst_is_one_message(
    program: Program, database: Database, slack: SlackStandIn
) -> None:
    await world.build(database)
    await database.write(1, lambda work: work.documents.save_setup(SETUP))
    assert await database.organization_of("slack", TEAM) == 1
    settings = {"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": slack.token, "SLACK_API_URL": slack.api_url}
    settings["DOCUMENTS_WEBHOOK_SECRET"] = WEBHOOK

    async def send(port: str, *events: dict[str, Any]) -> None:
        file = program.folder / "event.json"
        file.write_text(json.dumps({"events": list(events)}))
        done = await asyncio.to_thread(program.run, "send-document", str(file), PORT=port, **settings)
        assert done.returncode == 0, done.stderr

    with program.serving("run", **settings) as server:
        port = server.url.rpartition(":")[2]
        await send(port, invoice(1))
        first = await slack.wait_for("chat.postMessage", 1, 60)
        assert first["channel"] == "kari"
        assert "Sales invoice 103001" in first["text"]
        # The same once more changes nothing, a burst is rolled up.
        await send(port, invoice(1), *map(invoice, range(2, 22)))
        second = await slack.wait_for("chat.postMessage", 2, 60)
        await asyncio.sleep(0.3)
    assert second["channel"] == "kari"
    assert "20" in second["text"].split("\n")[0]
    assert len(slack.sent("chat.postMessage")) == 2
    assert slack.refused() == []
