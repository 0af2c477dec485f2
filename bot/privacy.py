"""The commands for privacy requests: contact export and contact erase."""

import json

import click

from bot.settings import Settings
from bot.wiring import Parts, now, opened
from core.audit import AuditSource
from core.errors import NotFound
from core.operations.erasing import erase as erase_contact
from core.operations.erasing import export_contact, preview
from core.privacy import ContactErasure, Erasure


async def export(settings: Settings, no: str) -> bool:
    """Prints what is held of the contact as JSON; False when there is no such contact."""
    async with opened(settings) as parts:
        try:
            held = await parts.database.write(
                parts.organization_id, lambda work: export_contact(work, no, now(), source=AuditSource.COMMAND_LINE)
            )
        except NotFound:
            return _no_contact(no)
    click.echo(json.dumps(held, ensure_ascii=False, indent=2))
    return True


async def erase(settings: Settings, no: str, *, ask: bool) -> bool:
    """Erases the contact, with `ask` once that is confirmed; False when there is no such contact or it was not confirmed."""
    async with opened(settings) as parts:
        try:
            if ask and not await _confirmed(parts, no):
                return False
            done = await parts.database.write(
                parts.organization_id,
                lambda work: erase_contact(work, work.contacts.get(no), now(), source=AuditSource.COMMAND_LINE),
            )
        except NotFound:
            return _no_contact(no)
    click.echo(_said(done))
    if done.held.mentions:
        numbers = ", ".join(f"#{number}" for number in done.held.mentions)
        click.echo(f"Entries of others have the name in their text; look through them: {numbers}")
    return True


async def _confirmed(parts: Parts, no: str) -> bool:
    would = await parts.database.read(parts.organization_id, lambda work: preview(work, work.contacts.get(no)))
    click.echo(f"{would.contact.name} ({would.contact.no}): {_counts(would)}.")
    if would.erasure is Erasure.REMOVE:
        click.echo("All of it will be removed.")
    else:
        click.echo("The entries will stay without anything that tells of the contact; the rest will be removed.")
    if would.held.persons:
        click.echo(f"{would.held.persons} persons of the company stay.")
    try:
        return click.confirm("Erase it? This cannot be taken back.", default=False)
    except click.Abort:
        return False


def _said(done: ContactErasure) -> str:
    if done.kept_as:
        return f"Erased: {_counts(done)}. What is counted stays under the nameless contact {done.kept_as}."
    return f"Erased: {_counts(done)}."


def _counts(value: ContactErasure) -> str:
    held = value.held
    return (
        f"{held.entries} entries, {held.comments} comments, {held.documents} documents, {held.skipped} skipped documents, "
        f"{held.relations} business relations, {held.segments} segments, {held.rules} notification rules"
    )


def _no_contact(no: str) -> bool:
    click.echo(f"There is no contact {no}.", err=True)
    return False
