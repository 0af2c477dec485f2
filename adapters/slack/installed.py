"""Workspaces that were installed by OAuth: their tokens, refreshed in good time and once, and forgotten when they are revoked."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import aiohttp
import structlog

from adapters.chat.failures import report
from adapters.chat.posting import NotInstalled, NotPosted, TryLater
from adapters.slack import limits
from adapters.slack.oauth import OAuth, OAuthFailed
from adapters.slack.workspaces import PLATFORM
from core.installation import Installation, Installations, Tokens, TokensUnreadable
from core.operations.installing import workspace_uninstalled

log = structlog.get_logger(__name__)

# A token lives for twelve hours. In the second of these times it is still used, while a new one is on its way.
_REFRESH_BEFORE = timedelta(hours=2)
_USELESS_BEFORE = timedelta(minutes=1)
# Short, so that after the end of a process another asks while Slack may still take the refresh token.
_LEASE = timedelta(seconds=45)
_TRIES = 3
_KEEP_TRYING = timedelta(minutes=30)
_PAUSE = 0.2
_MEND_WITHIN = 300.0
_WAIT_FOR_ANOTHER = 3.0
_REVOKED = ("token_revoked", "account_inactive")


class InstalledWorkspaces:
    """`core.installation` as Slack's side sees it. What was found is remembered for `remember` seconds; 0: not at all."""

    def __init__(
        self, installations: Installations, oauth: OAuth, clock: Callable[[], datetime], *, remember: float = 5.0
    ) -> None:
        self._installations = installations
        self._oauth = oauth
        self._clock = clock
        self._remember = remember
        self._known: dict[str, tuple[float, Installation]] = {}
        self._organizations: dict[tuple[str, str], int] = {}
        self._refreshing: dict[str, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Opens the connections to Slack; calls nothing."""
        self._session = aiohttp.ClientSession(trust_env=True, timeout=aiohttp.ClientTimeout(total=limits.CALL_WITHIN))

    async def close(self) -> None:
        """Waits for tokens that are on their way, as they are given once, and closes the connections."""
        if self._refreshing:
            await asyncio.wait(self._refreshing.values(), timeout=limits.CALL_WITHIN + 5)
        if self._session is not None:
            await self._session.close()

    async def organization_of(self, team: str, enterprise: str = "") -> int | None:
        """A workspace of an enterprise that has the bot for all of them belongs to the enterprise's organization."""
        if (team, enterprise) not in self._organizations:
            found = await self._installations.organization_of(PLATFORM, team, enterprise)
            if found is None:
                return None
            self._organizations[team, enterprise] = found
        return self._organizations[team, enterprise]

    async def token(self, team: str) -> str:
        """One that is good for some time. Raises NotInstalled, and TryLater while the keys are not those that it needs."""
        installation = await self._find(team)
        if not _runs_out(installation, self._clock() + _REFRESH_BEFORE):
            return installation.tokens.access
        refreshing = self._refresh(installation)
        if _runs_out(installation, self._clock() + _USELESS_BEFORE):
            await asyncio.wait((refreshing,))
            installation = await self._find(team)
        return installation.tokens.access

    async def tokens_of(self, organization_id: int) -> Sequence[str]:
        """Those of all workspaces of the organization that have the bot."""
        found = []
        for state in await self._installations.states():
            if state.platform == PLATFORM and state.organization_id == organization_id and not state.gone_reason:
                with suppress(NotPosted):
                    found.append(await self.token(state.workspace))
        return found

    async def refused(self, team: str, token: str, error: str) -> bool:
        """Whether the bot is gone from the workspace. Slack tells of that in an event, too, which nobody may have heard."""
        if error not in _REVOKED:
            return False
        installation = await self._installations.find(PLATFORM, team)
        if installation is None:
            return True
        # Another token than ours came meanwhile, or is about to come.
        if installation.tokens.access != token or self._being_refreshed(installation):
            return False
        return await self._drop(installation, error)

    async def left(self, team: str, enterprise: str) -> None:
        """Asks Slack whether it is so: an event may come after the bot was installed again."""
        self._forget()
        installation = await self._installations.find(PLATFORM, team or enterprise, enterprise)
        # While another token is about to come it tells nothing that this one is refused; whoever sends next finds out.
        if installation is None or self._being_refreshed(installation) or await self._serves(installation):
            return
        await self._drop(installation, "uninstalled")

    def installed(self) -> None:
        """The bot was installed in this process: what is remembered does not count any more."""
        self._forget()

    async def _find(self, team: str) -> Installation:
        now = asyncio.get_running_loop().time()
        known = self._known.get(team)
        if known is not None and now < known[0]:
            return known[1]
        try:
            installation = await self._installations.find(PLATFORM, team)
        except TokensUnreadable:
            log.error("tokens unreadable", team=team, remedy="ENCRYPTION_KEYS lacks their key: python -m bot doctor")
            raise TryLater("tokens unreadable", _MEND_WITHIN, everywhere=True) from None
        if installation is None:
            raise NotInstalled
        if self._remember:
            self._known[team] = (now + self._remember, installation)
        return installation

    def _forget(self) -> None:
        self._known.clear()

    async def _drop(self, installation: Installation, reason: str) -> bool:
        now = self._clock()
        dropped = await self._installations.drop(
            installation,
            reason,
            lambda work: workspace_uninstalled(work, installation.platform, installation.workspace, now),
            now,
        )
        self._forget()
        if dropped:
            log.warning("uninstalled", team=installation.workspace, reason=reason)
        return dropped

    def _being_refreshed(self, installation: Installation) -> bool:
        until = installation.refreshing_until
        return until is not None and until > self._clock()

    async def _serves(self, installation: Installation) -> bool:
        """Whether Slack takes the token; unless it says no, it does."""
        headers = {"Authorization": f"Bearer {installation.tokens.access}"}
        try:
            async with self.session.post(self._oauth.api_url + "auth.test", headers=headers) as response:
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            # Whoever sends next finds out.
            log.warning("auth.test failed", error=type(error).__name__)
            return True
        return not isinstance(answer, dict) or answer.get("error") not in (*_REVOKED, "invalid_auth")

    def _refresh(self, installation: Installation) -> "asyncio.Task[None]":
        """At most one at a time for a workspace in this process. It goes on whatever becomes of who asked."""
        under_way = self._refreshing.get(installation.workspace)
        if under_way is None:
            under_way = asyncio.create_task(self._refreshed(installation))
            self._refreshing[installation.workspace] = under_way
            under_way.add_done_callback(lambda task: self._ended(installation.workspace, task))
        return under_way

    def _ended(self, workspace: str, task: "asyncio.Task[None]") -> None:
        del self._refreshing[workspace]
        self._forget()
        if not task.cancelled() and (error := task.exception()):
            report("token not refreshed", error)

    async def _refreshed(self, installation: Installation) -> None:
        now = self._clock()
        if not await self._installations.claim_refresh(installation, now, now + _LEASE):
            await self._refreshed_elsewhere(installation)
            return
        try:
            tokens = await self._new_tokens(installation, now)
        except OAuthFailed as error:
            log.error("token not refreshed", team=installation.workspace, error=error.reason)
            if error.for_good and _runs_out(installation, self._clock()):
                await self._drop(installation, error.reason)
            return
        await self._kept(installation, tokens)
        log.info("token refreshed", team=installation.workspace)

    async def _new_tokens(self, installation: Installation, now: datetime) -> Tokens:
        """Where an answer is lost, the same is asked for at once more: soon Slack would not take the refresh token any longer."""
        for _ in range(_TRIES - 1):
            try:
                return await self._oauth.refresh(self.session, installation.tokens, now)
            except OAuthFailed as error:
                if not error.lost:
                    raise
                log.warning("no answer to a refresh", team=installation.workspace, error=error.reason)
                await asyncio.sleep(_PAUSE)
        return await self._oauth.refresh(self.session, installation.tokens, now)

    async def _kept(self, installation: Installation, tokens: Tokens) -> None:
        """While the database is away it is tried again: Slack gives these tokens once."""
        until = self._clock() + _KEEP_TRYING
        while True:
            try:
                await self._installations.refreshed(installation, tokens)
                return
            except Exception as error:
                if self._clock() > until:
                    raise
                log.warning("database away", error=type(error).__name__)
                await asyncio.sleep(_PAUSE)

    async def _refreshed_elsewhere(self, installation: Installation) -> None:
        """Waits for the process that is at it, if the token is of no more use."""
        until = asyncio.get_running_loop().time() + _WAIT_FOR_ANOTHER
        while _runs_out(installation, self._clock() + _USELESS_BEFORE) and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(_PAUSE)
            found = await self._installations.find(PLATFORM, installation.workspace)
            if found is None or found.version != installation.version:
                return

    @property
    def session(self) -> aiohttp.ClientSession:
        """The connections to Slack. Raises RuntimeError before `start`."""
        if self._session is None:
            raise RuntimeError("not started")
        return self._session


def _runs_out(installation: Installation, at: datetime) -> bool:
    expires_at = installation.tokens.expires_at
    return expires_at is not None and bool(installation.tokens.refresh) and expires_at <= at
