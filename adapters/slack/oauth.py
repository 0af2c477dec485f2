"""Slack's side of OAuth: where a person consents, and what the code or the refresh token is exchanged for.

Source: "Installing with OAuth", "Token rotation" and "Organization-ready apps" in Slack's documentation; `oauth.v2.access`.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp
import orjson
from yarl import URL

from adapters.slack import limits
from adapters.slack.workspaces import PLATFORM
from core.installation import Installation, Tokens

# What Slack says of a refresh token, or of who comes with it, that no later attempt will change.
_FOR_GOOD = ("invalid_refresh_token", "invalid_grant", "token_revoked", "token_expired", "account_inactive", "team_not_found")


class OAuthFailed(Exception):
    """`reason` is Slack's word for it; `for_good`: the same will be refused another time too. `lost`: there was no answer of
    Slack's, which may have done what it was asked for.
    """

    def __init__(self, reason: str, *, lost: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lost = lost
        self.for_good = reason in _FOR_GOOD


@dataclass(frozen=True, slots=True)
class OAuth:
    """The app as Slack knows it. `api_url` ends with a slash; `redirect_url` is where Slack sends people back to."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_url: str
    api_url: str
    scopes: tuple[str, ...]

    def consent_url(self, state: str) -> str:
        """Where a person chooses the workspace and consents. It is where the API is, which GovSlack has elsewhere."""
        query = {
            "client_id": self.client_id,
            "scope": ",".join(self.scopes),
            "redirect_uri": self.redirect_url,
            "state": state,
        }
        return str(URL(self.api_url).origin()) + "/oauth/v2/authorize?" + urlencode(query)

    async def exchange(self, session: aiohttp.ClientSession, code: str, now: datetime) -> Installation:
        """What a consent gave. Raises OAuthFailed."""
        answer = await self._access(session, {"code": code, "redirect_uri": self.redirect_url})
        team, enterprise = answer.get("team") or {}, answer.get("enterprise") or {}
        whole = bool(answer.get("is_enterprise_install"))
        where = enterprise if whole else team
        if not where.get("id"):
            raise OAuthFailed("no workspace")
        return Installation(
            platform=PLATFORM,
            workspace=str(where["id"]),
            enterprise=str(enterprise.get("id") or ""),
            name=str(where.get("name") or ""),
            bot_user=str(answer.get("bot_user_id") or ""),
            installed_by=str((answer.get("authed_user") or {}).get("id") or ""),
            installed_at=now,
            tokens=_tokens(answer, now),
        )

    async def refresh(self, session: aiohttp.ClientSession, tokens: Tokens, now: datetime) -> Tokens:
        """Tokens in place of these, whose refresh token is used up by that: "revoked after a short grace period", in which the
        same may be asked for once more. Raises OAuthFailed.
        """
        return _tokens(await self._access(session, {"grant_type": "refresh_token", "refresh_token": tokens.refresh}), now)

    async def _access(self, session: aiohttp.ClientSession, form: Mapping[str, str]) -> dict[str, Any]:
        app = b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        headers = {"Authorization": f"Basic {app}"}
        timeout = aiohttp.ClientTimeout(total=limits.CALL_WITHIN)
        try:
            async with session.post(
                self.api_url + "oauth.v2.access", data=form, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                answer = orjson.loads(await response.read())
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise OAuthFailed(type(error).__name__, lost=True) from None
        if not isinstance(answer, dict) or answer.get("ok") is not True:
            raise OAuthFailed(str(answer.get("error", "")) if isinstance(answer, dict) else "no answer of Slack's")
        return answer


def _tokens(answer: Mapping[str, Any], now: datetime) -> Tokens:
    access, seconds = answer.get("access_token"), answer.get("expires_in")
    if not access:
        raise OAuthFailed("no bot token")
    expires_at = now + timedelta(seconds=float(seconds)) if seconds else None
    return Tokens(access=str(access), refresh=str(answer.get("refresh_token") or ""), expires_at=expires_at)
