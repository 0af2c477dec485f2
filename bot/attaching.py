"""The command `attach template`."""

from datetime import datetime
from hashlib import file_digest
from pathlib import Path

import click

from bot.settings import Settings
from bot.wiring import now, opened
from core.attachment import MAX_SIZE, Attachment, Upload
from core.audit import AuditAction, AuditRecord, AuditSource
from core.errors import FileRefused, InvalidValue, NotFound
from core.operations.attaching import attach_to_language
from core.work import Work


async def attach_template(settings: Settings, code: str, file: Path, size: int, language: str) -> bool:
    """Makes the file, of `size` bytes, the attachment of a template in a language ("" for its default); whether it went well.

    Raises NotMigrated and DatabaseUnusable.
    """
    if size > MAX_SIZE:
        click.echo(f"{file.name}: too large, at most {MAX_SIZE // (1024 * 1024)} MB.", err=True)
        return False
    with file.open("rb") as content:
        upload = Upload(name=file.name, path=file, size=size, checksum=file_digest(content, "sha256").hexdigest())
    at = now()
    async with opened(settings) as parts:
        try:
            kept = await parts.database.write(parts.organization_id, lambda work: _attach(work, code, language, upload, at))
        except NotFound as error:
            click.echo(f"There is no template {error.key}.", err=True)
            return False
        except InvalidValue as error:
            click.echo(f"{error.value!r} is none of the languages: {', '.join(error.allowed)}.", err=True)
            return False
        except FileRefused:
            click.echo(f"{file.name}: the file is empty.", err=True)
            return False
    click.echo(f"{kept.file_name} ({kept.media_type}, {kept.size} bytes) is attached to template {code.upper()}.")
    return True


def _attach(work: Work, code: str, language: str, upload: Upload, at: datetime) -> Attachment:
    template = work.templates.get(code.upper())
    kept = attach_to_language(work, template, language, upload, 0, at)
    work.audit.add(
        AuditRecord(
            at=at,
            source=AuditSource.COMMAND_LINE,
            action=AuditAction.TEMPLATE_ATTACHMENT_CHANGED,
            about=template.code,
        )
    )
    return kept
