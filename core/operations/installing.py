"""The bot comes into a workspace, and leaves it."""

from dataclasses import replace
from datetime import datetime

from core.audit import AuditAction, AuditRecord, AuditSource
from core.operations.first_steps import lead_installer
from core.operations.outbox import NOT_INSTALLED
from core.person import Identity, Profile
from core.values import Role
from core.work import Work


def workspace_installed(work: Work, installer: Identity, profile: Profile, checked_at: datetime, now: datetime) -> None:
    """Whoever installed the bot becomes the admin of an organization that has none, and is told how to begin; what waited for the
    workspace is sent. `checked_at` is how old the profile counts as.
    """
    work.people.lock()
    actor = work.people.bind(installer, profile, checked_at)
    if not _has_admin(work):
        work.people.update(replace(work.people.get(actor.person_id), role=Role.ADMIN))
        actor = work.people.actor(installer) or actor
    about = f"{installer.platform} {installer.workspace}"
    work.audit.add(AuditRecord(at=now, by=actor.person_id, action=AuditAction.WORKSPACE_INSTALLED, about=about))
    work.outbox.resume_all(NOT_INSTALLED)
    lead_installer(work, actor, now)


def workspace_uninstalled(work: Work, platform: str, workspace: str, now: datetime) -> None:
    """Notes that the bot is gone from a workspace. Messages for it stay in the outbox."""
    about = f"{platform} {workspace}"
    work.audit.add(AuditRecord(at=now, source=AuditSource.WORKER, action=AuditAction.WORKSPACE_UNINSTALLED, about=about))


def _has_admin(work: Work) -> bool:
    """Whether there is an admin but the machine's own, whose account is of no workspace."""
    admins = [person for person, role in work.people.all() if role is Role.ADMIN]
    accounts = [work.people.accounts(person.id) for person in admins]
    return any(not theirs or any(each.workspace for each in theirs) for theirs in accounts)
