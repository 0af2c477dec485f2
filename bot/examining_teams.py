"""What the doctor looks at in Teams."""

from collections.abc import AsyncIterator

import aiohttp

from adapters.teams.cloud import CLOUDS
from adapters.teams.errors import LoginRefused, SendingFailed
from adapters.teams.keys import Keys, KeysUnavailable, UnknownKey
from adapters.teams.tokens import Tokens
from bot.findings import Finding
from bot.settings import Settings, TeamsSettings
from bot.settings.teams_app import NO_APP_ID, is_microsofts
from bot.wiring import now


async def teams_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Whether tokens can be checked, and whether the app gets one of its own."""
    if settings.teams_anonymous:
        yield Finding(
            "Teams", detail="TEAMS_ANONYMOUS lets every program of this machine in, without tokens; for trying out only"
        )
    elif settings.teams is None:
        yield Finding("Teams", detail="off; MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD turn it on")
    else:
        if not is_microsofts(settings.teams.app_id):
            yield Finding("MICROSOFT_APP_ID", NO_APP_ID)
        async with aiohttp.ClientSession(trust_env=True) as session:
            yield await _keys(session, settings.teams)
            yield await _login(session, settings.teams)
        if settings.teams_targeted:
            yield Finding("TEAMS_TARGETED", detail="on; upload a package that `python -m bot manifest teams` makes with it")


async def _keys(session: aiohttp.ClientSession, teams: TeamsSettings) -> Finding:
    url, keys = teams.metadata_url, Keys(session, teams.metadata_url, now)
    try:
        await keys.find("")
    except UnknownKey:
        # No key has no id; to know that, they had to be fetched.
        issuer = keys.current.issuer if keys.current else ""
        if issuer != CLOUDS[teams.cloud].issuer:
            return Finding(
                "Teams signing keys",
                f"{url} is of {issuer}, not of the cloud {teams.cloud}; set TEAMS_CLOUD to the cloud that your Azure Bot is in",
            )
        return Finding("Teams signing keys", detail=f"can be fetched, of the cloud {teams.cloud}")
    except KeysUnavailable:
        return Finding(
            "Teams signing keys", f"cannot be fetched from {url}; check TEAMS_CLOUD, TEAMS_OPENID_METADATA_URL and the network"
        )
    return Finding("Teams signing keys", f"{url} gives a key without an id; check TEAMS_OPENID_METADATA_URL")


async def _login(session: aiohttp.ClientSession, teams: TeamsSettings) -> Finding:
    what, url, scope = "Teams login", teams.login_url, CLOUDS[teams.cloud].scope
    try:
        await Tokens(session, login_url=url, app_id=teams.app_id, password=teams.password, clock=now, scope=scope).get()
    except LoginRefused as error:
        remedy = "check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD (the secret's value, not its id), _TYPE and _TENANT_ID"
        return Finding(what, f"refused ({error}); {remedy}")
    except SendingFailed:
        return Finding(what, f"{url} cannot be reached; check TEAMS_CLOUD, TEAMS_LOGIN_URL and the network")
    return Finding(what, detail=f"app {teams.app_id}, {teams.app_type}")
