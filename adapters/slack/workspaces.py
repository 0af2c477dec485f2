"""Whose a workspace is, and the token with which it is called: one for a single workspace, or what its installation gave."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

PLATFORM = "slack"


class Workspaces(Protocol):
    """A `team` is a workspace's id; `enterprise` the id of the enterprise that it is a part of, "" where a request names none.

    Whoever works for a workspace asks first whose it is: by that its enterprise becomes known.
    """

    async def start(self) -> None:
        """Opens connections; calls nothing."""

    async def close(self) -> None: ...

    async def organization_of(self, team: str, enterprise: str = "") -> int | None:
        """None for a workspace that is not connected."""

    async def token(self, team: str) -> str:
        """Raises NotPosted: NotInstalled, or TryLater."""

    async def tokens_of(self, organization_id: int) -> Sequence[str]:
        """Those of all workspaces of an organization."""

    async def refused(self, team: str, token: str, error: str) -> bool:
        """Slack refused a call with this token; whether that is because there is no installation any more."""

    async def left(self, team: str, enterprise: str) -> None:
        """Slack tells that the bot was uninstalled, or its token revoked."""


class OneWorkspace:
    """The single workspace whose token is in the settings."""

    def __init__(self, organization_of: Callable[[str, str], Awaitable[int | None]], token: str) -> None:
        self._organization_of = organization_of
        self._token = token

    async def start(self) -> None:
        return

    async def close(self) -> None:
        return

    async def organization_of(self, team: str, enterprise: str = "") -> int | None:
        return await self._organization_of(PLATFORM, team)

    async def token(self, team: str) -> str:
        return self._token

    async def tokens_of(self, organization_id: int) -> Sequence[str]:
        return (self._token,)

    async def refused(self, team: str, token: str, error: str) -> bool:
        return False

    async def left(self, team: str, enterprise: str) -> None:
        return
