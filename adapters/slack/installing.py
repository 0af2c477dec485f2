"""Installing into a workspace: a page with a button, Slack's page of consent, and the way back.

Source: "Installing with OAuth" in Slack's documentation. Until a person comes back nothing is kept here but a cookie there.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe

import aiohttp
import structlog
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import pages
from adapters.slack.desk import failure
from adapters.slack.installed import InstalledWorkspaces
from adapters.slack.oauth import OAuth, OAuthFailed
from adapters.slack.profile import to_profile
from adapters.slack.states import GOOD_FOR, is_good, make_state
from adapters.slack.workspaces import PLATFORM
from core.installation import Installation, Installations
from core.operations.installing import workspace_installed
from core.person import Identity, Profile
from core.work import Work

log = structlog.get_logger(__name__)

_SECRET_BYTES = 32
_LONGEST_SECRET = 100
# A profile that Slack did not give is asked for again when the person first writes.
_OUT_OF_DATE = timedelta(days=2)


class InstallDoor:
    """Answers `GET /slack/install` and `GET /slack/oauth_redirect`. The pages are in `language`."""

    def __init__(
        self,
        installations: Installations,
        workspaces: InstalledWorkspaces,
        oauth: OAuth,
        clock: Callable[[], datetime],
        *,
        language: str = "en",
    ) -> None:
        self._installations = installations
        self._workspaces = workspaces
        self._oauth = oauth
        self._clock = clock
        self._language = language
        self._secure = oauth.redirect_url.startswith("https://")
        # With this prefix browsers take the cookie from nobody but this very host.
        self._cookie = "__Host-aftercall-install" if self._secure else "aftercall-install"

    async def install(self, request: web.Request) -> web.Response:
        """The page with the button."""
        browser = self._browser(request) or token_urlsafe(_SECRET_BYTES)
        state = make_state(self._oauth.client_secret, browser, self._clock())
        response = pages.respond(pages.install(self._language, self._oauth.consent_url(state)))
        response.set_cookie(
            self._cookie,
            browser,
            max_age=int(GOOD_FOR.total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="Lax",
        )
        return response

    async def redirect(self, request: web.Request) -> web.Response:
        """Where Slack sends a person back to: with a code, or with the reason why there is none.

        Without its cookie a browser that loads the page once more is not let in. Of those who come with one code at the same
        time Slack takes one.
        """
        state = request.query.get("state", "")
        if not is_good(state, self._oauth.client_secret, self._browser(request), self._clock()):
            return pages.respond(pages.used_up(self._language), 400)
        response = await self._came_back(request.query)
        response.del_cookie(self._cookie, path="/", secure=self._secure, httponly=True, samesite="Lax")
        return response

    async def _came_back(self, asked: Mapping[str, str]) -> web.Response:
        if "error" in asked:
            log.info("not installed", denied=asked["error"] == "access_denied")
            return pages.respond(pages.denied(self._language), 403 if asked["error"] == "access_denied" else 400)
        try:
            installation = await self._oauth.exchange(self._workspaces.session, asked.get("code", ""), self._clock())
        except OAuthFailed as error:
            log.warning("not installed", error=error.reason)
            return pages.respond(pages.failed(self._language), 502)
        await self._keep(installation)
        return pages.respond(pages.installed(self._language, installation.name, installation.workspace))

    async def _keep(self, new: Installation) -> None:
        now = self._clock()
        profile, checked_at = await self._installer(new, now)
        installer = Identity(PLATFORM, new.workspace, new.installed_by)

        def complete(work: Work) -> None:
            workspace_installed(work, installer, profile, checked_at, now)

        organization_id = await self._installations.install(new, complete, now)
        self._workspaces.installed()
        log.info("installed", team=new.workspace, organization=organization_id, enterprise=new.whole_enterprise)

    async def _installer(self, new: Installation, now: datetime) -> tuple[Profile, datetime]:
        """The installer's profile, and how old it counts as."""
        client = AsyncWebClient(token=new.tokens.access, base_url=self._oauth.api_url, session=self._workspaces.session)
        try:
            user = (await client.users_info(user=new.installed_by, include_locale=True))["user"]
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("users.info failed", error=failure(error))
            return Profile(name=new.installed_by), now - _OUT_OF_DATE
        # Who installs for an enterprise belongs to some workspace of it.
        team = str(user.get("team_id", "")) if new.whole_enterprise else new.workspace
        return to_profile(user, team), now

    def _browser(self, request: web.Request) -> str:
        value = request.cookies.get(self._cookie, "")
        return value if value.isascii() and len(value) <= _LONGEST_SECRET else ""
