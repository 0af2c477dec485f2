"""Sending to Teams, by the connector's REST routes.

Source: "API reference for the Bot Framework Connector service" and Teams' "Optimize your bot with rate limiting" (429, 412, 502
and 504 are tried again with back-off). Making an activity is not idempotent there: what may have been done is never asked again
in silence.
"""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.teams.answers import Answer, failure
from adapters.teams.errors import Busy, SendingFailed, Uncertain
from adapters.teams.services import TrustedServices
from adapters.teams.tokens import Tokens

PATIENCE = 6.0  # seconds to wait in all, so that an answer within a turn still comes in Teams' 15 s
_TIME_LIMIT = aiohttp.ClientTimeout(total=10, connect=5)
_ATTEMPTS = 5
_FIRST_PAUSE = 0.5  # seconds, doubled each time


@dataclass(frozen=True, slots=True)
class Posted:
    """A conversation that was opened, and the activity in it ("" if there is none)."""

    conversation_id: str
    activity_id: str


class Connector:
    """Sends activities, as the connector's JSON, with the app's token or, where none are asked for, without (`tokens` None).

    `service_url` has to be trusted: UntrustedService is raised otherwise, and nothing is sent. All raise SendingFailed.
    `patience` is how long to wait, in seconds and for all attempts together, when Teams asks to try later; 0 to be told at once
    (Busy).
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        services: TrustedServices,
        tokens: Tokens | None,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._session = session
        self._services = services
        self._tokens = tokens
        self._sleep = sleep

    async def send(
        self,
        service_url: str,
        conversation_id: str,
        activity: Mapping[str, Any],
        *,
        reply_to: str = "",
        only_for: str = "",
        patience: float = PATIENCE,
    ) -> str:
        """Posts an activity, in answer to another if `reply_to` is its id. Its own id is returned ("" if Teams gives none).

        `only_for` is the address of the one member who is to see it ("Send and receive targeted messages in group
        conversations"); such a message is no answer to another, and Teams takes it away after 24 hours.
        """
        path = f"{_part(conversation_id)}/activities" + (f"/{_part(reply_to)}" if reply_to else "")
        if only_for:
            path, activity = f"{path}?isTargetedActivity=true", {**activity, "recipient": {"id": only_for}}
        answer = await self._call("POST", service_url, path, activity, patience=patience)
        return _id(answer, "id")

    async def update(
        self, service_url: str, conversation_id: str, activity_id: str, activity: Mapping[str, Any], *, patience: float = PATIENCE
    ) -> None:
        """Replaces an activity."""
        path = f"{_part(conversation_id)}/activities/{_part(activity_id)}"
        await self._call("PUT", service_url, path, activity, patience=patience, repeatable=True)

    async def delete(self, service_url: str, conversation_id: str, activity_id: str, *, patience: float = PATIENCE) -> None:
        """Takes an activity away."""
        path = f"{_part(conversation_id)}/activities/{_part(activity_id)}"
        await self._call("DELETE", service_url, path, patience=patience, repeatable=True)

    async def personal_conversation(
        self, service_url: str, *, bot_id: str, user_id: str, tenant_id: str, patience: float = PATIENCE
    ) -> str:
        """The id of the chat of the bot and one person, who has the app installed; the same each time."""
        parameters = {
            "isGroup": False,
            "bot": {"id": bot_id},
            "members": [{"id": user_id}],
            "tenantId": tenant_id,
            "channelData": {"tenant": {"id": tenant_id}},
        }
        # No activity goes with it, so asking twice opens no second conversation.
        answer = await self._call("POST", service_url, "", parameters, patience=patience, repeatable=True)
        return _id(answer, "id")

    async def start_thread(
        self,
        service_url: str,
        *,
        bot_id: str,
        channel_id: str,
        tenant_id: str,
        activity: Mapping[str, Any],
        patience: float = PATIENCE,
    ) -> Posted:
        """Posts an activity as the beginning of a new thread of a channel."""
        parameters = {
            "isGroup": True,
            "bot": {"id": bot_id},
            "tenantId": tenant_id,
            "channelData": {"channel": {"id": channel_id}, "tenant": {"id": tenant_id}},
            "activity": activity,
        }
        answer = await self._call("POST", service_url, "", parameters, patience=patience)
        return Posted(_id(answer, "id"), _id(answer, "activityId"))

    async def member(self, service_url: str, conversation_id: str, user_id: str, *, patience: float = PATIENCE) -> dict[str, Any]:
        """A person's profile as a conversation that the bot is in shows it: name, email, userPrincipalName, aadObjectId,
        tenantId, userRole ("user", "guest", "anonymous") ...
        """
        path = f"{_part(conversation_id)}/members/{_part(user_id)}"
        return await self._call("GET", service_url, path, patience=patience, repeatable=True)

    async def _call(
        self,
        method: str,
        service_url: str,
        path: str,
        content: Mapping[str, Any] | None = None,
        *,
        patience: float,
        repeatable: bool = False,
    ) -> dict[str, Any]:
        """`repeatable`: doing it twice is the same as once."""
        base = str(self._services.base(service_url)).rstrip("/")
        # Encoded as it is: an id may hold any character.
        url = URL(f"{base}/v3/conversations{'/' if path else ''}{path}", encoded=True)
        body = (
            None if content is None else json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
        )
        waited, attempt, renewed = 0.0, 0, False
        while True:
            attempt += 1
            token = await self._tokens.get() if self._tokens else ""
            try:
                return await self._ask(method, url, body, token, attempt, repeatable)
            except Busy as error:
                if attempt == _ATTEMPTS or waited + error.retry_after > patience:
                    raise
                waited += error.retry_after
                await self._sleep(error.retry_after)
            except SendingFailed as error:
                # A token can be withdrawn before it ends; a new one is worth one try.
                if error.status != 401 or self._tokens is None or renewed:
                    raise
                renewed = True
                self._tokens.drop(token)

    async def _ask(self, method: str, url: URL, body: bytes | None, token: str, attempt: int, repeatable: bool) -> dict[str, Any]:
        headers = {"Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        if token:
            headers["Authorization"] = f"Bearer {token}"
        # Half as long again or half as long, so that those who were sent away together do not come back together.
        pause = _FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret hangs on it
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=_TIME_LIMIT, allow_redirects=False
            ) as response:
                answer = Answer(response.status, response.headers.get("Retry-After", ""), await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Busy(f"Teams cannot be reached: {error!r}", retry_after=pause) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            message = f"Teams did not answer: {error!r}"
            raise Busy(message, retry_after=pause) if repeatable else Uncertain(message) from None
        if answer.ok:
            return answer.content()
        raise failure(answer, pause, repeatable)


def _part(value: str) -> str:
    """An id as one part of a path. Raises ValueError for what would lead elsewhere."""
    if value in ("", ".", ".."):
        raise ValueError(f"no id: {value!r}")
    return quote(value, safe="")


def _id(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name)
    return value if isinstance(value, str) else ""
