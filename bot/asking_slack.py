"""What the doctor asks Slack."""

from dataclasses import dataclass
from typing import Any

import aiohttp

_WITHIN = aiohttp.ClientTimeout(total=10)


class SlackUnreachable(Exception):
    """The text says what cannot be reached, and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`refused` is Slack's word for why not, "" where it did. `scopes` are those of the token, None where Slack does not say."""

    refused: str
    fields: dict[str, Any]
    scopes: frozenset[str] | None


async def ask(api_url: str, method: str, token: str) -> Answer:
    """Calls a method that changes nothing. `api_url` ends with a slash. Raises SlackUnreachable."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN, trust_env=True) as session,
            session.post(api_url + method, headers={"Authorization": f"Bearer {token}"}) as response,
        ):
            answer = await response.json(content_type=None)
            granted = response.headers.get("X-OAuth-Scopes")
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise SlackUnreachable(
            f"{api_url} cannot be reached ({type(error).__name__}); check SLACK_API_URL and the network"
        ) from None
    if not isinstance(answer, dict):
        return Answer("no answer of Slack's", {}, None)
    refused = "" if answer.get("ok") else str(answer.get("error", "no reason given"))
    return Answer(refused, answer, None if granted is None else frozenset(scope.strip() for scope in granted.split(",")))
