"""What Slack says of a user, as a profile."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.text import one_line
from core.languages import LANGUAGES
from core.person import Profile

# Slack marks with these who is no full member of the workspace.
_NOT_MEMBERS = ("deleted", "is_bot", "is_app_user", "is_workflow_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
_SLACKBOT = "USLACKBOT"


def to_profile(user: Mapping[str, Any], team: str) -> Profile:
    """The profile of a user as `users.info` with `include_locale` gives it, seen from the workspace `team`."""
    details = user.get("profile") or {}
    names = (details.get("real_name"), user.get("real_name"), details.get("display_name"), user.get("name"), user.get("id"))
    return Profile(
        name=next((name for name in map(one_line, filter(None, names)) if name), ""),
        email=details.get("email") or "",
        language=_language(user.get("locale") or ""),
        time_zone=user.get("tz") or "",
        member=_is_member(user, team),
    )


def _is_member(user: Mapping[str, Any], team: str) -> bool:
    if user.get("id") == _SLACKBOT or any(user.get(mark) for mark in _NOT_MEMBERS):
        return False
    # A user of another workspace always has its id.
    teams = {user.get("team_id", team), *(user.get("enterprise_user") or {}).get("teams", ())}
    return team in teams


def _language(locale: str) -> str:
    """Our code of a locale such as sv-SE; "" for English too, which people have because Slack knows few other languages."""
    code = locale.replace("_", "-").split("-")[0].lower()
    code = "nb" if code in ("no", "nn") else code
    return code if code in LANGUAGES and code != "en" else ""
