"""Workspaces whose admins installed the bot themselves: the tokens that they gave, and whose organization they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What the bot calls a platform with. `refresh` and `expires_at` are "" and None for one that does not expire."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The bot in a workspace, or in all workspaces of an enterprise, whose id `workspace` is then.

    `enterprise` is "" for a workspace that is part of none. `version` grows with every new token, 0 until stored.
    `refreshing_until`: somebody is getting new tokens.
    """

    platform: str
    workspace: str
    enterprise: str = ""
    name: str = ""
    bot_user: str = ""
    installed_by: str = ""
    installed_at: datetime
    tokens: Tokens
    version: int = 0
    refreshing_until: datetime | None = None
    organization_id: int = 0

    @property
    def whole_enterprise(self) -> bool:
        return self.workspace == self.enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationState:
    """An installation as operators see it. `gone_reason` is why it has no token, "" while it has one; `readable` whether the
    tokens can be decrypted.
    """

    platform: str
    workspace: str
    name: str
    organization_id: int
    gone_reason: str = ""
    readable: bool = True
    expires_at: datetime | None = None


class TokensUnreadable(Exception):
    """No key that is given decrypts the tokens of an installation."""


class Installations(Protocol):
    """All installations; each method is a transaction of its own, across organizations."""

    async def install(self, new: Installation, complete: Callable[[Work], None], now: datetime) -> int:
        """Keeps an installation in place of an earlier one of the workspace; returns its organization.

        That is the one that the workspace belongs to, else the one of other workspaces of its enterprise, else the default
        organization if nobody's workspace belongs to that yet, else a new one. `complete` runs in the organization's unit of
        work, in the same transaction.
        """

    async def find(self, platform: str, workspace: str, enterprise: str = "") -> Installation | None:
        """The installation that serves a workspace: its own, else the one of its enterprise, which is known once it was given.

        None when there is none, or its token is gone. Raises TokensUnreadable.
        """

    async def organization_of(self, platform: str, workspace: str, enterprise: str = "") -> int | None:
        """The organization of a workspace; one that is not known yet gets the organization of its enterprise's installation."""

    async def claim_refresh(self, installation: Installation, now: datetime, until: datetime) -> bool:
        """Whether the caller is to get new tokens: they are still these, and nobody else is at it. Another may after `until`."""

    async def refreshed(self, installation: Installation, tokens: Tokens) -> bool:
        """Replaces tokens; False when they are not those of `installation` any more."""

    async def drop(self, installation: Installation, reason: str, complete: Callable[[Work], None], now: datetime) -> bool:
        """Forgets the tokens of an installation, if they are still these; whether they were. What the organization has stays.
        `complete` as above.
        """

    async def states(self) -> Sequence[InstallationState]:
        """All installations by platform and workspace."""

    async def rotate_keys(self) -> tuple[int, int]:
        """Encrypts all tokens anew with the newest key; returns how many there are, and how many of them no key decrypts."""
