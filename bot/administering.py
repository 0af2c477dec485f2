"""The commands for operators: migrate, grant and rotate-keys."""

from dataclasses import replace

import click

from adapters.database.copying import NotCopied, copy
from bot.settings import MAKE_KEY, Settings, SettingsError
from bot.wiring import now, opened
from core.audit import AuditAction, AuditRecord, AuditSource
from core.person import Person
from core.values import Role
from core.work import Work


async def migrate(settings: Settings) -> None:
    """Brings the database to the current version, whatever it has."""
    async with opened(settings, migrate=True, serves=True):
        click.echo("The database is of the current version.")


def copy_database(settings: Settings, source: str) -> bool:
    """Copies everything from the SQLite database `source` into that of the settings; whether it did."""
    try:
        rows = copy(source, settings.database_url.get_secret_value())
    except (NotCopied, ValueError) as error:
        click.echo(f"Nothing was copied: {error}.", err=True)
        return False
    click.echo(f"{rows} rows were copied. Serve from DATABASE_URL from now on; the old file is as it was.")
    return True


async def rotate_keys(settings: Settings) -> bool:
    """Encrypts all stored tokens with the newest key; whether all could be read. Raises SettingsError without keys."""
    if not settings.keys:
        raise SettingsError((("ENCRYPTION_KEYS", f"is missing; {MAKE_KEY}, before the keys that are in use"),))
    async with opened(settings, serves=True) as parts:
        there, unreadable = await parts.database.installations(settings.keys).rotate_keys()
    click.echo(f"{there - unreadable} of {there} stored tokens are encrypted with the newest key.")
    if unreadable:
        click.echo(f"{unreadable} cannot be read: add the key that they were encrypted with to ENCRYPTION_KEYS.", err=True)
    return not unreadable


async def grant(settings: Settings, email: str, role: str) -> None:
    """Gives the person with this e-mail address a role; whoever was never seen gets it at the first message."""

    def give(work: Work) -> Person:
        named = [each.name for each in work.salespeople.all() if each.email.casefold() == email.casefold()]
        person = replace(work.people.ensure(email, next(iter(named), "")), role=Role[role.upper()])
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
