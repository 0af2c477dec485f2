"""The commands for operators: migrate and grant."""

from dataclasses import replace

import click

from bot.settings import Settings
from bot.wiring import now, opened
from core.audit import AuditAction, AuditRecord, AuditSource
from core.person import Person
from core.values import Role
from core.work import Work


async def migrate(settings: Settings) -> None:
    """Brings the database to the current version, whatever it has."""
    async with opened(settings, migrate=True):
        click.echo("The database is of the current version.")


async def grant(settings: Settings, email: str, role: str) -> None:
    """Gives the person with this e-mail address a role; whoever was never seen gets it at the first message."""

    def give(work: Work) -> Person:
        person = replace(work.people.ensure(email), role=Role[role.upper()])
        work.people.update(person)
        work.audit.add(
            AuditRecord(
                at=now(),
                source=AuditSource.COMMAND_LINE,
                action=AuditAction.ROLE_GRANTED,
                about=person.email,
                details={"role": role},
            )
        )
        return person

    async with opened(settings) as parts:
        person = await parts.database.write(parts.organization_id, give)
    click.echo(f"{person.name or email} is now {role}.")
    if email.lower() in settings.admin_emails and role != "admin":
        click.echo("But ADMIN_EMAILS has the address too, so the person stays admin.")
