"""Checks of the settings of an organization: its admins, its language, its time zone."""

import re
from zoneinfo import ZoneInfo

from bot.settings.problems import wrong
from core.languages import LANGUAGES

EMAIL = re.compile(r"[^@\s,]+@[^@\s,]+\.[^@\s,]+")


def emails(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = [part.strip().lower() for part in value.split(",") if part.strip()]
    others = [email for email in found if not EMAIL.fullmatch(email)]
    if others:
        raise wrong(f"{', '.join(others)}: no e-mail address; write addresses separated by commas")
    return frozenset(found)


def language(value: str) -> str:
    code = value.strip().lower()
    if code not in LANGUAGES:
        raise wrong(f"{value!r} is no language of the program; write one of {', '.join(LANGUAGES)}")
    return code


def time_zone(value: str) -> str:
    if not is_time_zone(value):
        raise wrong(f"{value!r} is no time zone; write a name such as Europe/Oslo or UTC")
    return value


def is_time_zone(name: str) -> bool:
    """Whether `name` is in the IANA time zone database."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # which of them depends on how the name is wrong
        return False
    return True
