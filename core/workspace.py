"""The chat workspaces and tenants of an organization."""

from typing import Protocol


class Workspaces(Protocol):
    """The chat workspaces and tenants whose people are met here."""

    @property
    def self_service(self) -> bool:
        """Whether workspaces are installed by their own admins (AccessPolicy)."""

    def connect(self, platform: str, workspace: str) -> bool:
        """Makes the workspace belong to the organization; whether it is new. Raises AlreadyExists for one of another's."""
