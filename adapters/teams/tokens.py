"""The app's own token for the connector, by the client credentials of OAuth 2 (RFC 6749, section 4.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog

from adapters.teams.cloud import PUBLIC, Clock
from adapters.teams.errors import Busy, LoginRefused
from adapters.teams.flight import Flight

_TIME_LIMIT = aiohttp.ClientTimeout(total=5)
_MARGIN = timedelta(minutes=5)
_PAUSE = timedelta(seconds=30)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    renew_at: datetime
    ends_at: datetime


class Tokens:
    """Gives the token, asks for another shortly before it ends, and once at a time however many need it. While the login cannot
    be reached the old one serves until its end. `login_url` is the authority with its tenant.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        login_url: str,
        app_id: str,
        password: str,
        clock: Clock,
        scope: str = PUBLIC.scope,
    ) -> None:
        self._session = session
        self._url = f"{login_url.rstrip('/')}/oauth2/v2.0/token"
        self._form = {"grant_type": "client_credentials", "client_id": app_id, "client_secret": password, "scope": scope}
        self._clock = clock
        self._flight: Flight[_Token] = Flight()
        self._token: _Token | None = None

    async def get(self) -> str:
        """Raises LoginRefused when the credentials are wrong, Busy when the login cannot be reached or is overloaded."""
        now, token = self._clock(), self._token
        if token is not None and now < token.renew_at:
            return token.text
        try:
            return (await self._flight.join(self._fetch)).text
        except Busy as error:
            if token is None or now >= token.ends_at:
                raise
            _log.warning("token not renewed, the old one serves on", error=str(error))
            self._token = _Token(token.text, now + _PAUSE, token.ends_at)
            return token.text

    def drop(self, token: str) -> None:
        """Forgets a token that the connector did not take, so that the next is a new one."""
        if self._token is not None and self._token.text == token:
            self._token = None

    async def _fetch(self) -> _Token:
        try:
            async with self._session.post(self._url, data=self._form, timeout=_TIME_LIMIT, allow_redirects=False) as response:
                status, retry_after, answer = response.status, response.headers.get("Retry-After", ""), await _object(response)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Busy(f"the login cannot be reached: {error!r}", retry_after=_PAUSE.total_seconds()) from None
        if status == 429 or status >= 500:
            wait = float(retry_after) if retry_after.isascii() and retry_after.isdigit() else _PAUSE.total_seconds()
            raise Busy(f"the login answered {status}", retry_after=wait, status=status)
        text, lasts = answer.get("access_token"), _seconds(answer.get("expires_in"))
        if status != 200 or not isinstance(text, str) or not text.isascii() or not lasts:
            # The first line of the description says what is wrong; trace ids follow.
            description = str(answer.get("error_description", "")).partition("\n")[0].strip()
            code = str(answer.get("error", ""))
            raise LoginRefused(description or f"the login answered {status} without a token", status=status, code=code)
        now, life = self._clock(), timedelta(seconds=lasts)
        self._token = _Token(text, now + life - min(_MARGIN, life / 2), now + life)
        return self._token


async def _object(response: aiohttp.ClientResponse) -> dict[str, Any]:
    try:
        answer = await response.json(content_type=None)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _seconds(value: Any) -> int:
    """A life of a token, at most a day; 0 for what is none. Older logins write it as text."""
    text = str(value)
    return min(int(text), 86_400) if text.isascii() and text.isdigit() and len(text) < 10 else 0
