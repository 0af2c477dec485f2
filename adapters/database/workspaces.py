"""Which chat workspaces and tenants belong to an organization."""

from sqlalchemy import bindparam, insert, select

from adapters.database.session import Session
from adapters.database.tables import workspace
from core.errors import AlreadyExists

_WHOSE = select(workspace.c.organization_id).where(
    workspace.c.platform == bindparam("platform"), workspace.c.workspace == bindparam("workspace")
)
_ADD = insert(workspace)


class WorkspacesTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def connect(self, platform: str, workspace: str) -> bool:
        key = {"platform": platform, "workspace": workspace}
        found = self._session.first(_WHOSE, key)
        if found is None:
            self._session.run(_ADD, key)
            return True
        if found[0] != self._session.organization_id:
            raise AlreadyExists("workspace", workspace)
        return False
