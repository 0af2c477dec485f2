"""Workspaces and tenants whose people talk to the bot."""

from datetime import datetime

from core.audit import AuditAction
from core.errors import InvalidValue, OperatorsOnly
from core.operations import auditing
from core.person import Actor
from core.requests.setup import ConnectWorkspace
from core.rights import authorize
from core.text import one_line
from core.work import Work

_LONGEST = 100


def connect_workspace(work: Work, request: ConnectWorkspace, actor: Actor, now: datetime) -> bool:
    """The people of a further workspace or tenant are met here from now on; whether it is new.

    Raises InvalidValue (workspace), and AlreadyExists for one that belongs to another organization. Where workspaces are
    installed by their own admins, one organization's admin could claim another's: there OperatorsOnly is raised in chat.
    """
    authorize(request, actor)
    if work.workspaces.self_service and actor.identity is not None and actor.identity.workspace:
        raise OperatorsOnly
    name = one_line(request.workspace)
    if not name:
        raise InvalidValue(field="workspace", value="", rule="empty")
    if len(name) > _LONGEST:
        raise InvalidValue(field="workspace", value=name, rule="too_long", limit=_LONGEST)
    new = work.workspaces.connect(request.platform, name)
    if new:
        auditing.note(work, AuditAction.WORKSPACE_CONNECTED, f"{request.platform} {name}", actor, now)
    return new
