"""Interaction groups: looking up, and for admins adding, changing, removing."""

from datetime import datetime

from core import checks
from core.audit import AuditAction
from core.errors import AlreadyExists, InUse
from core.operations import auditing
from core.person import Actor
from core.requests.setup import ListGroups, RemoveGroup, SaveGroup
from core.results.setup import Groups, Removal
from core.rights import authorize
from core.template import InteractionGroup
from core.values import Role
from core.work import Work


def list_groups(work: Work, request: ListGroups, actor: Actor, now: datetime) -> Groups:
    """All by code."""
    authorize(request, actor)
    return Groups(groups=tuple(work.groups.all()), may_change=actor.role >= Role.ADMIN)


def save_group(work: Work, request: SaveGroup, actor: Actor, now: datetime) -> InteractionGroup:
    """Adds a group, or gives it a new description. Raises InvalidValue, NotFound, AlreadyExists."""
    authorize(request, actor)
    group = InteractionGroup(
        code=checks.code("code", request.code),
        description=checks.line("description", request.description, required=True),
    )
    if not request.new:
        work.groups.update(group)
    elif any(each.code == group.code for each in work.groups.all()):
        raise AlreadyExists("group", group.code)
    else:
        work.groups.add(group)
    auditing.note(work, AuditAction.GROUP_CREATED if request.new else AuditAction.GROUP_CHANGED, group.code, actor, now)
    return group


def remove_group(work: Work, request: RemoveGroup, actor: Actor, now: datetime) -> Removal:
    """Removes the group when `confirmed`, else only tells which. Raises NotFound, InUse when templates have it."""
    authorize(request, actor)
    group = work.groups.get(request.code)
    users = sum(1 for template in work.templates.all() if template.group_code == group.code)
    if users:
        raise InUse("group", group.code, "template", users)
    if request.confirmed:
        work.groups.remove(group.code)
        auditing.note(work, AuditAction.GROUP_REMOVED, group.code, actor, now)
    return Removal(kind="group", code=group.code, description=group.description, confirmed=request.confirmed)
