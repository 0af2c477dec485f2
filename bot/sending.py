"""The command `send-document`: signs document events, posts them, and shows what became of each."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from secrets import token_hex
from typing import Any

import aiohttp
import click
import orjson

from adapters.documents import signature
from adapters.documents.body import JSON, read
from adapters.documents.openapi import PATH
from adapters.documents.problem import Refused
from bot.settings import Settings, SettingsError
from bot.wiring import now
from core.document import DocumentEvent, DocumentStatus

_WITHIN = aiohttp.ClientTimeout(total=60)
# What a server listens on when it listens on all addresses.
_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # they are replaced
_REMEDIES = {
    "no_template": "no template is set up for this document type: setup documents",
    "no_contact": "the contact is not known: import contacts or relations, or name another",
    "privacy_blocked": "the contact is privacy blocked",
    "event_not_recorded": "this event is not one that is recorded: setup documents",
}


async def send_document(settings: Settings, body: bytes) -> bool:
    """Posts a body as it is; whether all events were recorded, now or before. Raises SettingsError without a secret."""
    if not settings.webhook_secrets:
        problem = "is missing; write the secret of the server's webhook, whsec_..., or the one that the server is to have"
        raise SettingsError((("DOCUMENTS_WEBHOOK_SECRET", problem),))
    url = address(settings) + PATH
    headers = {"Content-Type": JSON, **signature.headers(settings.webhook_secrets[0], f"msg_{token_hex(12)}", now(), body)}
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN, trust_env=True) as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            status, content = response.status, await response.read()
    except (aiohttp.ClientError, TimeoutError) as error:
        # The text of some errors is empty.
        reason = str(error) or type(error).__name__
        click.echo(
            f"{url} cannot be reached ({reason}). Start it, or set PUBLIC_URL, or HOST and PORT, to where it is.", err=True
        )
        return False
    answer = _parsed(content)
    if status == HTTPStatus.OK and isinstance(answer.get("results"), list):
        return _show(answer["results"], _events(body))
    click.echo(f"{url} answered {status}: {_advice(status, answer)}", err=True)
    for wrong in answer.get("errors", ()):
        allowed = f" ({', '.join(wrong['allowed'])})" if wrong.get("allowed") else ""
        click.echo(f"  {wrong['pointer']}: {wrong['detail']}{allowed}", err=True)
    return False


def address(settings: Settings) -> str:
    """Where the server of these settings is reached."""
    if settings.public_url:
        return settings.public_url
    host = _ANY_ADDRESS.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _parsed(content: bytes) -> Mapping[str, Any]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _events(body: bytes) -> list[DocumentEvent]:
    """What was sent, to name it; empty when only the server can read it."""
    try:
        return read(body)
    except Refused:
        return []


def _show(results: Sequence[Mapping[str, Any]], events: Sequence[DocumentEvent]) -> bool:
    for index, result in enumerate(results):
        name = f"{events[index].document_type} {events[index].document_no}" if events else f"/events/{index}"
        if result["status"] == DocumentStatus.SKIPPED:
            click.echo(f"{name}: skipped, {_REMEDIES.get(result['reason'], result['reason'])}")
        else:
            click.echo(f"{name}: {result['status']}, #{result['entry_no']}")
    return all(result["status"] != DocumentStatus.SKIPPED for result in results)


def _advice(status: int, answer: Mapping[str, Any]) -> str:
    match status:
        case HTTPStatus.NOT_FOUND:
            return "the webhook is off there. Set DOCUMENTS_WEBHOOK_SECRET for the server and start it again."
        case HTTPStatus.UNAUTHORIZED:
            return f"{answer.get('detail', '')} Is DOCUMENTS_WEBHOOK_SECRET the server's, and is the clock right?"
        case _:
            return str(answer.get("detail") or "Look in the server's log.")
