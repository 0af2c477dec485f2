"""The command line. What a command needs is loaded when it runs, so that the others start at once."""

import asyncio
import json
import re
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from bot.failures import CannotListen, DatabaseUnusable, MadeByLater, NotMigrated, WhichOrganization
from bot.settings import EMAIL, SettingsError, load
from core.languages import LANGUAGES

_SAMPLE = click.option("--sample", is_flag=True, help="Load sample data when the database is empty.")
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_ROLES = ("rep", "manager", "admin")
T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Aftercall keeps a sales team's customer interactions, in Slack, in Teams and in a terminal."""


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
def worker() -> None:
    """Deliver messages alone, on a database that is migrated."""
    from bot import running

    _do(running.worker(load()), fast=True)


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


@commands.command(name="copy-database")
@click.argument("source", metavar="FROM")
def copy_database(source: str) -> None:
    """Copy a whole log from SQLite (FROM: sqlite:///FILE) into the empty database DATABASE_URL on PostgreSQL."""
    from bot import administering

    if not administering.copy_database(load(), source):
        raise SystemExit(1)


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


@import_.command()
@_FILE
def relations(file: Path) -> None:
    """Which contact a customer or vendor is: side,no,contact_no."""
    _import("relations", file)


@import_.command()
@_FILE
def segments(file: Path) -> None:
    """Contacts of segments, a line a contact: no,description,contact_no."""
    _import("segments", file)


@commands.group()
def attach() -> None:
    """Keep a file with something."""


@attach.command(name="template")
@click.argument("code")
@_FILE
@click.option("--lang", "language", default="", metavar="LANG", help="The template's language that the file is for.")
def attach_template(code: str, file: Path, language: str) -> None:
    """Make a file the attachment of a template; without --lang in its default language."""
    from bot import attaching

    if not _do(attaching.attach_template(load(), code, file, file.stat().st_size, language)):
        raise SystemExit(1)


@commands.command(name="send-document")
@click.argument("file", type=click.File("rb"))
def send_document(file: BinaryIO) -> None:
    """Sign and post document events, a JSON file or - for standard input."""
    from bot import sending

    if not _do(sending.send_document(load(), file.read())):
        raise SystemExit(1)


@commands.command()
def doctor() -> None:
    """Check settings, database, Slack and Teams, and say what to do."""
    from bot import examining, logs
    from bot.findings import Finding

    try:
        settings = load()
    except SettingsError as error:
        examining.show([Finding(name, remedy=problem) for name, problem in error.problems])
        raise SystemExit(1) from None
    logs.to_stderr(settings.log_format, "error")
    if not _do(examining.examine(settings)):
        raise SystemExit(1)


@commands.command()
@click.argument("email")
@click.argument("role", type=click.Choice(_ROLES, case_sensitive=False))
def grant(email: str, role: str) -> None:
    """Give a person a role, the first admin for instance."""
    from bot import administering

    _do(administering.grant(load(), _email(email), role.lower()))


@commands.command(name="rotate-keys")
def rotate_keys() -> None:
    """Encrypt stored tokens anew with the newest of ENCRYPTION_KEYS; servers may go on meanwhile."""
    from bot import administering

    if not _do(administering.rotate_keys(load())):
        raise SystemExit(1)


@commands.group()
def contact() -> None:
    """Privacy requests: what is held of a contact, and erasing it."""


@contact.command()
@click.argument("no")
def export(no: str) -> None:
    """Print everything that is held of the contact with this no., as JSON."""
    from bot import privacy

    if not _do(privacy.export(load(), no)):
        raise SystemExit(1)


@contact.command()
@click.argument("no")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(no: str, yes: bool) -> None:
    """Erase the contact with this no.; the setting ERASE says what becomes of its entries."""
    from bot import privacy

    if not _do(privacy.erase(load(), no, ask=not yes)):
        raise SystemExit(1)


@commands.group()
def manifest() -> None:
    """Make the app manifest for the configured address."""


@manifest.command()
@click.option("--socket-mode", "socket", is_flag=True, help="For a server that Slack cannot reach; also with SLACK_APP_TOKEN.")
@click.option("--oauth", is_flag=True, help="For several workspaces; also with SLACK_CLIENT_ID.")
def slack(socket: bool, oauth: bool) -> None:
    """The manifest of the Slack app, as JSON, for PUBLIC_URL."""
    from adapters.slack.manifest import manifest as slack_manifest
    from bot.slack import REDIRECT_PATH

    settings = load()
    socket, oauth = socket or settings.slack_app_token is not None, oauth or bool(settings.slack_client_id)
    if not settings.public_url and (oauth or not socket):
        raise SettingsError(
            (("PUBLIC_URL", "is missing; write the address that Slack reaches, such as https://aftercall.example.com"),)
        )
    redirect_url = settings.public_url + REDIRECT_PATH if oauth else ""
    click.echo(json.dumps(slack_manifest(settings.public_url, socket=socket, redirect_url=redirect_url), indent=2))


@manifest.command()
@click.option("--output", default="aftercall-teams.zip", metavar="FILE", help="Where to write it; aftercall-teams.zip.")
@click.option("--version", default="1.0.0", metavar="N.N.N", help="Its version; Teams wants a higher one for each update.")
def teams(output: str, version: str) -> None:
    """Write the package of the Teams app, a zip file to upload to Teams, for PUBLIC_URL."""
    from adapters.teams.cloud import CLOUDS
    from adapters.teams.manifest import app_package
    from bot.settings.teams_app import NO_APP_ID, is_microsofts

    settings = load()
    missing = []
    if not settings.public_url.startswith("https://"):
        missing.append(
            ("PUBLIC_URL", "is missing; write the https address that Teams reaches, such as https://aftercall.example.com")
        )
    if not settings.microsoft_app_id:
        missing.append(("MICROSOFT_APP_ID", "is missing; copy the Microsoft App ID from your Azure Bot's configuration"))
    elif not is_microsofts(settings.microsoft_app_id):
        missing.append(("MICROSOFT_APP_ID", NO_APP_ID))
    if missing:
        raise SettingsError(tuple(missing))
    if not re.fullmatch(r"\d+\.\d+\.\d+", version, re.ASCII):
        raise click.BadParameter(f"{version!r} is no version; write three numbers, such as 1.0.1.")
    package = app_package(
        settings.public_url,
        settings.microsoft_app_id,
        version=version,
        targeted=settings.teams_targeted,
        files=CLOUDS[settings.teams_cloud].files,
    )
    Path(output).write_bytes(package)
    click.echo(f"{output} is written. In Teams: Apps, Manage your apps, Upload an app.")


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
        case MadeByLater():
            return f"The database {MadeByLater.remedy}."
        case DatabaseUnusable():
            return f"The database cannot be used ({error}). Check DATABASE_URL, and that the database is running."
        case WhichOrganization():
            return f"ORGANIZATION {error}"
        case CannotListen():
            return f"Cannot listen on {error}. Set another HOST, PORT or METRICS_PORT, or stop what uses it."
        case _:
            return None
