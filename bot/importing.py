"""The command `import`: progress on the way, bad lines as they come, and the count at the end."""

import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from adapters.csvfiles.imports import Counts, Import
from adapters.csvfiles.reader import BadFile, BadLine
from bot.settings import Settings
from bot.wiring import now, opened
from core.audit import AuditAction, AuditRecord, AuditSource
from core.work import Work

# Contacts are read twice: companies first.
_ROUNDS = {"contacts": 2}


async def bring_in(settings: Settings, kind: str, file: Path, size: int) -> bool:
    """Whether all lines of the file, of `size` bytes, went in. `kind` is contacts, salespeople, templates, segments or relations.

    Raises NotMigrated and DatabaseUnusable.
    """
    err = Console(stderr=True, highlight=False, markup=False, emoji=False)
    shown = Progress(
        TextColumn(kind),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=err,
        disable=not sys.stderr.isatty(),
    )
    async with opened(settings) as parts:
        with shown as progress:
            task = progress.add_task(kind, total=size * _ROUNDS.get(kind, 1))

            def tell(bad: BadLine) -> None:
                place = f"line {bad.line}, {bad.column}" if bad.column else f"line {bad.line}"
                err.print(f"{file.name}: {place}: {bad.reason}", soft_wrap=True)

            run = Import(parts.database, parts.organization_id, file, tell, lambda read: progress.advance(task, read))
            rounds: dict[str, Callable[[], Awaitable[Counts]]] = {
                "contacts": run.contacts,
                "salespeople": run.salespeople,
                "templates": run.templates,
                "relations": run.relations,
                "segments": lambda: run.segments(datetime.now(UTC)),
            }
            try:
                counts = await rounds[kind]()
            except BadFile as error:
                err.print(f"{file.name}: {error}", soft_wrap=True)
                return False
            if counts.new or counts.changed:
                await parts.database.write(parts.organization_id, partial(_note, kind=kind, counts=counts))
    click.echo(f"{kind}: {counts.new} new, {counts.changed} changed, {counts.same} the same, {counts.bad} bad.")
    if kind == "relations" and counts.new + counts.changed:
        click.echo("What was skipped for want of them is recorded by saying: replay all no contact")
    return not counts.bad


def _note(work: Work, kind: str, counts: Counts) -> None:
    details = {"new": counts.new, "changed": counts.changed, "bad": counts.bad}
    work.audit.add(
        AuditRecord(at=now(), source=AuditSource.COMMAND_LINE, action=AuditAction.IMPORTED, about=kind, details=details)
    )
