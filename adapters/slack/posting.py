"""Posting to Slack what nobody asked for: `chat.postMessage` and `chat.update`.

Source: "Rate limits" in Slack's documentation (a message a second to a conversation, several hundred a minute to a workspace, 50
updates a minute, Retry-After with 429), and the errors that the two methods' pages list.
"""

import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import orjson

from adapters.chat.card import Card
from adapters.chat.posting import Address, Gone, NotInstalled, NotPosted, Pace, Posted, Refused, TryLater, Uncertain
from adapters.slack import limits
from adapters.slack.blocks import fallback, to_blocks
from adapters.slack.carried import Carried, keep
from adapters.slack.profile import to_profile
from adapters.slack.text import Json
from adapters.slack.workspaces import Workspaces
from core.person import Identity, Profile
from core.storage import Storage

PLATFORM = "slack"
PACE = Pace(timedelta(seconds=1), timedelta(seconds=0.2), timedelta(seconds=1.2))

_GONE = (
    *("account_inactive", "team_not_found", "user_disabled", "user_not_found", "cannot_dm_bot", "messages_tab_disabled"),
    *("channel_not_found", "is_archived", "not_in_channel", "method_not_supported_for_channel_type", "restricted_action"),
    *("restricted_action_non_threadable_channel", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"),
    *("message_not_found", "cant_update_message", "edit_window_closed"),
)
# Wrong with the app, not with the message: once the token or the app is mended, the message can be sent.
_NOT_OURS = (
    *("invalid_auth", "not_authed", "token_expired", "token_revoked", "missing_scope", "no_permission", "access_denied"),
    *("ekm_access_denied", "enterprise_is_restricted", "org_login_required", "team_access_not_granted"),
)
_BUSY = ("ratelimited", "rate_limited", "service_unavailable", "team_added_to_org")
# Slack says of the first two that a part may have been done.
_UNCERTAIN = ("fatal_error", "internal_error", "request_timeout")
_MEND_WITHIN = 300.0
_JSON = {"Content-Type": "application/json; charset=utf-8"}
_PAUSE = 10.0
_LONGEST_PAUSE = 3600.0


class SlackPoster:
    """Between `start` and `close`. `api_url` ends with a slash; `clock` gives an aware time; a call may take `seconds`."""

    direct = True

    def __init__(
        self,
        storage: Storage,
        clock: Callable[[], datetime],
        *,
        workspaces: Workspaces,
        api_url: str,
        pace: Pace = PACE,
        seconds: float = limits.CALL_WITHIN,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._workspaces = workspaces
        self._api_url = api_url
        self._pace = pace
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def pace(self) -> Pace:
        return self._pace

    async def start(self) -> None:
        """Opens the connections; calls nothing."""
        await self._workspaces.start()
        self._session = aiohttp.ClientSession(
            trust_env=True, timeout=aiohttp.ClientTimeout(total=self._seconds, sock_connect=self._seconds / 2)
        )

    async def close(self) -> None:
        if self._session:
            await self._session.close()
        await self._workspaces.close()

    async def post(self, address: Address, card: Card) -> Posted:
        """An account stands for the person's own chat with the bot; what comes back is that chat."""
        quiet = {"unfurl_links": False, "unfurl_media": False}
        answer = await self._call(
            address.workspace,
            "chat.postMessage",
            {"channel": address.conversation, **await self._message(address, card), **quiet},
        )
        return Posted(str(answer.get("channel", "")), str(answer.get("ts", "")))

    async def update(self, address: Address, message: str, card: Card) -> None:
        await self._call(
            address.workspace,
            "chat.update",
            {"channel": address.conversation, "ts": message, **await self._message(address, card)},
        )

    async def account(self, organization_id: int, email: str) -> tuple[Identity, Profile] | None:
        """Without a language: Slack tells it with `users.info` alone, which is asked when the person first writes."""
        for token in await self._workspaces.tokens_of(organization_id):
            try:
                user = (await self._ask(token, "users.lookupByEmail", form={"email": email})).get("user") or {}
            except (Gone, Refused):
                continue
            team = str(user.get("team_id", ""))
            # An enterprise has workspaces that nobody wrote from yet.
            await self._workspaces.organization_of(team, str((user.get("enterprise_user") or {}).get("enterprise_id", "")))
            return Identity(PLATFORM, team, str(user["id"])), to_profile(user, team)
        return None

    async def _message(self, address: Address, card: Card) -> Json:
        carried = Carried()
        blocks = to_blocks(card, carried)
        if carried.missing:
            blocks = to_blocks(card, await keep(self._storage, address.organization_id, carried.missing, self._clock()))
        return {"text": fallback(card), "blocks": blocks}

    async def _call(self, team: str, method: str, arguments: Json) -> Json:
        """Calls Slack for a workspace. Raises NotPosted."""
        token = await self._workspaces.token(team)
        try:
            return await self._ask(token, method, arguments)
        except NotPosted as error:
            if await self._workspaces.refused(team, token, error.reason):
                raise NotInstalled from None
            raise

    async def _ask(
        self, token: str, method: str, arguments: Json | None = None, *, form: Mapping[str, str] | None = None
    ) -> Json:
        if self._session is None:
            raise RuntimeError("not started")
        url = self._api_url + method
        body: bytes | Mapping[str, str] = form or orjson.dumps(arguments)
        headers = {"Authorization": f"Bearer {token}", **({} if form else _JSON)}
        try:
            async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as response:
                status, retry_after, answer = (
                    response.status,
                    response.headers.get("Retry-After", ""),
                    _object(await response.read()),
                )
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise TryLater(type(error).__name__, _PAUSE, everywhere=True) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Uncertain(type(error).__name__) from None
        if status == 200 and answer.get("ok") is True:
            return answer
        raise _failure(status, str(answer.get("error", "")), retry_after)


def _failure(status: int, error: str, retry_after: str) -> NotPosted:
    reason = error or f"status {status}"
    if status == 429 or status == 503 or error in _BUSY:
        # Slack limits a conversation and a workspace, and does not say which of them it was.
        return TryLater(reason, _seconds(retry_after), everywhere=status != 503 and bool(retry_after))
    if status >= 500 or status == 408 or error in _UNCERTAIN or not error:
        return Uncertain(reason)
    if error in _GONE:
        return Gone(reason)
    if error in _NOT_OURS:
        return TryLater(reason, _MEND_WITHIN, everywhere=True)
    return Refused(reason)


def _seconds(retry_after: str) -> float:
    try:
        seconds = float(retry_after)
    except ValueError:
        return _PAUSE
    return min(max(seconds, 0.0), _LONGEST_PAUSE) if math.isfinite(seconds) else _PAUSE


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
