"""A local stand-in for Slack with several workspaces: consent, `oauth.v2.access`, tokens that expire and are revoked,
and one socket for all.

Source for tokens: "Using token rotation" in Slack's documentation. Of refreshed tokens the last two are good; a refresh token is
used up "after a short grace period".
"""

import base64
from dataclasses import dataclass, field
from types import TracebackType

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.standins.block_kit_parts import Json
from tests.standins.slack import Fault, SlackStandIn
from tests.standins.slack_socket import SlackSocket

CLIENT_ID, CLIENT_SECRET = "111.222", "shh-client-secret"


@dataclass
class Consent:
    """What a code or a refresh token stands for. `whole`: for all workspaces of the enterprise."""

    team: str
    installer: str
    enterprise: str = ""
    whole: bool = False


@dataclass
class SlackOAuth:
    """`workspaces` by id, that of a whole enterprise too. With `expires_in`, seconds, tokens are rotated."""

    workspaces: dict[str, SlackStandIn] = field(default_factory=dict)
    expires_in: int = 0
    # Tokens that are in use, by token, and why others are refused.
    tokens: dict[str, Consent] = field(default_factory=dict)
    dead: dict[str, str] = field(default_factory=dict)
    exchanged: int = 0
    refreshed: int = 0
    # What becomes of the next answers to `oauth.v2.access`; all of them are carried out.
    faults: list[Fault] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._codes: dict[str, Consent] = {}
        self._refresh: dict[str, Consent] = {}
        self._used: dict[str, Consent] = {}
        self.socket = SlackSocket(lambda path: str(self._server.make_url(path)))
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/socket/{ticket}", self.socket.connect)
        self._server = TestServer(app)

    async def __aenter__(self) -> "SlackOAuth":
        await self._server.start_server()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.socket.close()
        await self._server.close()

    @property
    def api_url(self) -> str:
        return str(self._server.make_url("/api/"))

    def consent(self, team: str, installer: str, enterprise: str = "", *, whole: bool = False) -> str:
        """The code with which the person is sent back."""
        code = f"code-{len(self._codes) + 1}-{team}"
        self._codes[code] = Consent(team, installer, enterprise, whole)
        self.secrets.append(code)
        return code

    def revoke(self, team: str, error: str = "token_revoked") -> None:
        """As uninstalling does."""
        for token, consent in list(self.tokens.items()):
            if consent.team == team:
                del self.tokens[token]
                self.dead[token] = error
        self._refresh = {token: consent for token, consent in self._refresh.items() if consent.team != team}
        self.end_grace()

    def end_grace(self) -> None:
        """Refresh tokens that were used before this are good no more."""
        self._used.clear()

    def expire(self, team: str) -> None:
        """The tokens that are in use now end; what refreshes them does not."""
        for token, consent in list(self.tokens.items()):
            if consent.team == team:
                del self.tokens[token]
                self.dead[token] = "token_expired"

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, authorization = request.match_info["method"], request.headers.get("Authorization", "")
        if method == "oauth.v2.access":
            form = {key: str(value) for key, value in (await request.post()).items()}
            answer = self._access(form, authorization)
            return await self.faults.pop(0).answer(request) if self.faults else web.json_response(answer)
        token = authorization.removeprefix("Bearer ")
        if method == "apps.connections.open":
            return web.json_response(self.socket.open(token))
        if token not in self.tokens:
            return web.json_response({"ok": False, "error": self.dead.get(token, "invalid_auth")})
        workspace = self.workspaces[self.tokens[token].team]
        # Both of two tokens in use are good.
        workspace.token = token
        return await workspace._api(request)

    def _access(self, form: dict[str, str], authorization: str) -> Json:
        app = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if authorization != f"Basic {app}":
            return {"ok": False, "error": "bad_client_secret"}
        if form.get("grant_type") == "refresh_token":
            token = form.get("refresh_token", "")
            consent = self._refresh.pop(token, None) or self._used.get(token)
            if consent is None:
                return {"ok": False, "error": "invalid_refresh_token"}
            self._used[token] = consent
            self.refreshed += 1
            for oldest in [token for token, its in self.tokens.items() if its is consent][:-1]:
                del self.tokens[oldest]
                self.dead[oldest] = "token_revoked"
        else:
            consent = self._codes.pop(form.get("code", ""), None)
            if consent is None:
                return {"ok": False, "error": "invalid_code"}
            self.exchanged += 1
        return self._given(consent)

    def _given(self, consent: Consent) -> Json:
        number = len(self.secrets) + 1
        access = f"xoxb-{consent.team}-secret-{number}"
        self.tokens[access] = consent
        self.secrets.append(access)
        enterprise = {"id": consent.enterprise, "name": "Starship"} if consent.enterprise else None
        given: Json = {
            "ok": True,
            "access_token": access,
            "token_type": "bot",
            "bot_user_id": "U0BOT",
            "team": None if consent.whole else {"id": consent.team, "name": f"Team {consent.team}"},
            "enterprise": enterprise,
            "is_enterprise_install": consent.whole,
            "authed_user": {"id": consent.installer},
        }
        if self.expires_in:
            refresh = f"xoxe-1-{consent.team}-refresh-{number}"
            self._refresh[refresh] = consent
            self.secrets.append(refresh)
            given |= {"access_token": access, "refresh_token": refresh, "expires_in": self.expires_in}
        return given
