"""The command line. What a command needs is loaded when it runs, so that the others start at once."""

import asyncio
import json
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.failures import CannotListen, DatabaseUnusable, NotMigrated
from bot.settings import EMAIL, SettingsError, load
from core.languages import LANGUAGES

_SAMPLE = click.option("--sample", is_flag=True, help="Load sample data when the database is empty.")
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_ROLES = ("rep", "manager", "admin")
T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Aftercall keeps a sales team's customer interactions, in Slack and in a terminal."""


@commands.command()
@_SAMPLE
def run(sample: bool) -> None:
    """Migrate and serve in one process; in a terminal also chat."""
    from bot import chatting, running

    # prompt_toolkit wants the loop of the standard library.
    _do(running.run(load(), sample=sample), fast=not chatting.interactive())


@commands.command()
def web() -> None:
    """Serve alone, on a database that is migrated."""
    from bot import running

    _do(running.web(load()), fast=True)


@commands.command()
@_SAMPLE
@click.option("--as", "email", default="", metavar="EMAIL", help="Who speaks; else an admin of this machine's own.")
@click.option("--lang", "language", default="", metavar="LANG", help="The language of this session: en, nb, da, sv, fi, nl.")
def console(sample: bool, email: str, language: str) -> None:
    """Converse on standard input and output, one command a line."""
    from bot import running

    _do(running.console(load(), sample=sample, email=_email(email), language=_language(language)))


@commands.command()
def migrate() -> None:
    """Bring the database to the current version."""
    from bot import administering

    _do(administering.migrate(load()))


@commands.group(name="import")
def import_() -> None:
    """Bring in a CSV file; what is there already is updated."""


@import_.command()
@_FILE
def contacts(file: Path) -> None:
    """Companies and persons: no,type,name, ..."""
    _import("contacts", file)


@import_.command()
@_FILE
def salespeople(file: Path) -> None:
    """Salespeople: code,name, ..."""
    _import("salespeople", file)


@import_.command()
@_FILE
def templates(file: Path) -> None:
    """Interaction templates: code,description, ..."""
    _import("templates", file)


@commands.command()
def doctor() -> None:
    """Check settings, database and Slack, and say what to do."""
    from bot import examining

    try:
        settings = load()
    except SettingsError as error:
        examining.show([examining.Finding(name, remedy=problem) for name, problem in error.problems])
        raise SystemExit(1) from None
    if not _do(examining.examine(settings)):
        raise SystemExit(1)


@commands.command()
@click.argument("email")
@click.argument("role", type=click.Choice(_ROLES, case_sensitive=False))
def grant(email: str, role: str) -> None:
    """Give a person a role, the first admin for instance."""
    from bot import administering

    _do(administering.grant(load(), _email(email), role.lower()))


@commands.group()
def manifest() -> None:
    """Print the app manifest for the configured address."""


@manifest.command()
def slack() -> None:
    """The manifest of the Slack app, as JSON, for PUBLIC_URL."""
    from adapters.slack.manifest import manifest as slack_manifest

    settings = load()
    if not settings.public_url:
        raise SettingsError(
            (("PUBLIC_URL", "is missing; write the address that Slack reaches, such as https://aftercall.example.com"),)
        )
    click.echo(json.dumps(slack_manifest(settings.public_url), indent=2))


def _import(kind: str, file: Path) -> None:
    from bot import importing

    if not _do(importing.bring_in(load(), kind, file, file.stat().st_size)):
        raise SystemExit(1)


def _email(value: str) -> str:
    if value and not EMAIL.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no e-mail address.")
    return value


def _language(value: str) -> str:
    code = value.lower().replace("_", "-").split("-")[0]
    if code and code not in LANGUAGES:
        raise click.BadParameter(f"{value!r} is none of {', '.join(LANGUAGES)}.")
    return code


def _do(work: Coroutine[Any, Any, T], *, fast: bool = False) -> T:
    """Runs a command; `fast` on uvloop where it is installed."""
    factory = None
    if fast and sys.platform != "win32":
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(work)


def main() -> None:
    """Runs the command line. Exit status: 0 done, 1 not done, 2 wrong settings or a wrong command."""
    try:
        commands()
    except SettingsError as error:
        for name, problem in error.problems:
            click.echo(f"{name}: {problem}", err=True)
        raise SystemExit(2) from None
    except Exception as error:
        # What is known to go wrong says what to do; anything else is a fault of the program and keeps its traceback.
        advice = _advice(error)
        if advice is None:
            raise
        click.echo(advice, err=True)
        raise SystemExit(1) from None


def _advice(error: Exception) -> str | None:
    match error:
        case NotMigrated():
            return "The database is not of the current version. Bring it there first: python -m bot migrate"
        case DatabaseUnusable():
            return f"The database cannot be used ({error}). Check DATABASE_URL, and that the database is running."
        case CannotListen():
            return f"Cannot listen on {error}. Set another HOST or PORT, or stop what uses it."
        case _:
            return None
