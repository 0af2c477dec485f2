"""send-document against the running server, and what the server tells of it."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.database import Database
from bot.sending import address, send_document
from bot.settings import Settings
from tests.adapters.documents.conftest import prepare
from tests.adapters.documents.signing import OTHER, SECRET, encoded, envelope, event
from tests.bot.program import Program, free_port


def settings(port: int, secret: str = SECRET, **more: object) -> Settings:
    return Settings(_env_file=None, port=port, documents_webhook_secret=SecretStr(secret), **more)  # type: ignore[arg-type,call-arg]


async def test_what_became_of_each_event_is_told(
    on_database: Program, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await database.write(1, prepare)
    port = free_port()
    with on_database.serving("web", PORT=str(port), DOCUMENTS_WEBHOOK_SECRET=f"{SECRET} {OTHER}") as server:
        several = [event("1"), event("2", contact_no="CT9"), event("1", version=2), event("1")]
        assert not await send_document(settings(port), encoded({"events": several}))
        assert capsys.readouterr().out.splitlines() == [
            "sales_invoice 1: recorded, #1",
            "sales_invoice 2: skipped, the contact is not known: import contacts or relations, or name another",
            "sales_invoice 1: updated, #1",
            "sales_invoice 1: duplicate, #1",
        ]
        assert await send_document(settings(port), encoded(envelope(event("1", version=3))))
        assert await send_document(settings(port, OTHER), encoded(event("1")))
        assert capsys.readouterr().out == "sales_invoice 1: updated, #1\nsales_invoice 1: duplicate, #1\n"
        figures = server.get("/metrics")[1]
        told = [json.loads(line) for line in server.log.read_text().splitlines() if '"event":"documents"' in line]
        described = json.loads(server.get("/documents/openapi.json")[1])
        assert server.get("/documents")[0] == 405
    assert described["openapi"] == "3.1.0"
    assert 'aftercall_document_requests_total{status="200"} 3.0' in figures
    for status, count in {"recorded": 1, "updated": 2, "duplicate": 2, "skipped": 1}.items():
        assert f'aftercall_document_events_total{{status="{status}"}} {count}.0' in figures
    assert "aftercall_entries_recorded_total 1.0" in figures
    counts = [(line["status"], line["recorded"], line["updated"], line["duplicate"], line["skipped"]) for line in told]
    assert counts == [(200, 1, 1, 1, 1), (200, 0, 1, 0, 0), (200, 0, 0, 1, 0)]
    assert "CT9" not in str(told)


async def test_why_a_request_was_refused_is_told(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    program.run("migrate")
    port = free_port()
    with program.serving("web", PORT=str(port), DOCUMENTS_WEBHOOK_SECRET=SECRET) as server:
        wrong = encoded({"events": [event(), event(event="hush-hush", version="x")]})
        assert not await send_document(settings(port), wrong)
        lines = capsys.readouterr().err.splitlines()
        assert lines[0] == f"{server.url}/documents answered 400: 2 fields cannot be used. Nothing of the request was recorded."
        assert lines[1] == '  /events/1/version: is "x"; write a whole number from 0 to 2147483647'
        assert lines[2].startswith('  /events/1/event: "hush-hush" is unknown; write one of those allowed (created, released, ')
        assert not await send_document(settings(port), b"{")
        assert "answered 400: The body is no JSON" in capsys.readouterr().err
        assert not await send_document(settings(port, OTHER), encoded(event()))
        assert "Is DOCUMENTS_WEBHOOK_SECRET the server's" in capsys.readouterr().err
        log = server.log.read_text()
    assert '"reason":"event, version"' in log
    assert "hush-hush" not in log


async def test_the_webhook_is_off_unless_there_is_a_secret(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    program.run("migrate")
    port = free_port()
    with program.serving("web", PORT=str(port)) as server:
        assert server.get("/documents", b"{}")[0] == 404
        assert server.get("/documents/openapi.json")[0] == 404
        assert not await send_document(settings(port), encoded(event()))
    assert "the webhook is off there" in capsys.readouterr().err
    assert not await send_document(settings(port), encoded(event()))
    assert f"http://127.0.0.1:{port}/documents cannot be reached" in capsys.readouterr().err


def test_the_command(program: Program, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(encoded(event()))
    done = program.run("send-document", "one.json", PORT="1", DOCUMENTS_WEBHOOK_SECRET=SECRET)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Start it, or set PUBLIC_URL" in done.stderr
    done = program.run("send-document", "-", said=encoded(event()))
    assert done.returncode == 2
    assert done.stderr.startswith("DOCUMENTS_WEBHOOK_SECRET: is missing; ")


def test_where_it_goes() -> None:
    assert address(settings(80, public_url="https://a.example/")) == "https://a.example"
    assert address(settings(80, host="0.0.0.0")) == "http://127.0.0.1:80"
    assert address(settings(80, host="::")) == "http://[::1]:80"
