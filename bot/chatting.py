"""The conversation at the console: who speaks, and with which screen."""

import getpass
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adapters.console.completion import completions
from adapters.console.screen import PlainScreen, Screen
from adapters.console.session import Session
from bot.settings import Settings, is_time_zone
from bot.wiring import Parts, now
from core.person import Identity, Profile
from core.values import Role
from core.work import Work

_HISTORY = Path("var/console_history")
_SUGGESTIONS = 10


def interactive() -> bool:
    """Whether a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


async def chat(parts: Parts, *, email: str, language: str) -> None:
    """Converses on standard input and output until the end of input.

    Without an e-mail address the person is an admin of the machine's own; with one, whoever has it.
    """
    identity = Identity("console", "", email.lower() or f"local/{_user()}")
    profile = Profile(name=email or _user(), email=email, language=language, time_zone=_time_zone(parts.settings))
    moment = now()

    def introduce(work: Work) -> None:
        _introduce(work, identity, profile, moment, admin=not email)

    await parts.database.write(parts.organization_id, introduce)
    session = Session(
        parts.conversation,
        parts.organization_id,
        identity,
        _screen(parts, identity, language),
        clock=now,
        language=language or parts.settings.organization_language,
    )
    await session.run()


def _introduce(work: Work, identity: Identity, profile: Profile, moment: datetime, *, admin: bool) -> None:
    if profile.email:
        known = work.people.by_email(profile.email)
        named = [each.name for each in work.salespeople.all() if each.email.casefold() == profile.email.casefold()]
        if known and "@" not in known.name:
            named = [known.name]
        profile = replace(profile, name=(*named, profile.email)[0])
    work.people.bind(identity, profile, moment)
    person = work.people.by_identity(identity)
    if admin and person and person.role is not Role.ADMIN:
        work.people.update(replace(person, role=Role.ADMIN))


def _screen(parts: Parts, identity: Identity, language: str) -> Screen:
    if not interactive():
        # Bytes that are no UTF-8 are shown as such; they never end the conversation.
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stream
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stream
        return PlainScreen(sys.stdin, sys.stdout, sys.stderr)
    # A pipe needs no line editor, so it is loaded for terminals alone.
    from adapters.console.prompt import TerminalScreen

    conversation, organization_id = parts.conversation, parts.organization_id
    spoken = language or parts.settings.organization_language

    async def contacts(words: str) -> Sequence[tuple[str, str]]:
        return await conversation.suggest_contacts(organization_id, identity, words, _SUGGESTIONS, now())

    async def templates(words: str) -> Sequence[tuple[str, str]]:
        return await conversation.suggest_templates(organization_id, identity, words, _SUGGESTIONS, now())

    async def complete(line: str) -> list[str]:
        return await completions(line, spoken, contacts, templates)

    return TerminalScreen(_HISTORY, complete, spoken)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user has no name sometimes
        return "admin"


def _time_zone(settings: Settings) -> str:
    """ORGANIZATION_TIME_ZONE where it is set, else the machine's."""
    if "organization_time_zone" in settings.model_fields_set:
        return settings.organization_time_zone
    local = Path("/etc/localtime")
    linked = str(local.resolve()).partition("zoneinfo/")[2] if local.is_symlink() else ""
    names = (os.environ.get("TZ", "").lstrip(":"), linked, settings.organization_time_zone)
    return next(name for name in names if name and is_time_zone(name))
