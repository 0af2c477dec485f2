"""Which chat workspaces and tenants belong to an organization."""

from adapters.database import organizations
from adapters.database.session import Session
from core.access import AccessPolicy
from core.errors import AlreadyExists


class WorkspacesTable:
    def __init__(self, session: Session, policy: AccessPolicy) -> None:
        self._session = session
        self._policy = policy

    @property
    def self_service(self) -> bool:
        return self._policy.self_service

    def connect(self, platform: str, workspace: str) -> bool:
        organizations.lock(self._session)
        found = organizations.whose(self._session, platform, workspace)
        if found is None:
            organizations.connect(self._session, platform, workspace)
            return True
        if found != self._session.organization_id:
            raise AlreadyExists("workspace", workspace)
        return False
