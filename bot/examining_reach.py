"""Whether the doctor reaches the server by its own address, and whether the clock is that of the platforms."""

from collections.abc import Sequence
from email.utils import parsedate_to_datetime

import aiohttp

from bot.findings import Finding
from bot.settings import Settings
from bot.wiring import now

_WITHIN = aiohttp.ClientTimeout(total=10)
# Signatures of Slack and of documents are refused from five minutes on.
_TOO_FAR = 60
_PERHAPS = "the platforms may reach it all the same, where this network keeps its own machines from it"


async def public_url_finding(settings: Settings) -> Finding:
    """Asks the server through PUBLIC_URL whether it is alive. That it is not reached from here need not be wrong."""
    url = settings.public_url
    if not url:
        return Finding("PUBLIC_URL", detail="not set; the manifests of the Slack and the Teams app need it")
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN, trust_env=True) as session,
            session.get(f"{url}/healthz") as response,
        ):
            status, text = response.status, await response.text(errors="replace")
    except (aiohttp.ClientError, TimeoutError) as error:
        what = f"{url} cannot be reached from here ({type(error).__name__})"
        return Finding("PUBLIC_URL", advice=f"{what}; start the server, check name, certificate and proxy; {_PERHAPS}")
    if text != "alive\n":
        return Finding("PUBLIC_URL", advice=f"{url}/healthz answers {status}, and is not Aftercall; check where the proxy leads")
    return Finding("PUBLIC_URL", detail=f"{url} leads to Aftercall")


async def clock_findings(settings: Settings) -> Sequence[Finding]:
    """Compares the clock with that of a platform that is on, by the date of an answer; nothing where none is on or none says."""
    if settings.slack:
        url = f"{settings.slack_api_url}api.test"
    elif settings.teams:
        url = settings.teams.metadata_url
    else:
        return ()
    try:
        async with aiohttp.ClientSession(timeout=_WITHIN, trust_env=True) as session, session.get(url) as response:
            there = parsedate_to_datetime(response.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        # That a platform is not reached is found where it is looked at.
        return ()
    return (clock_finding((now() - there).total_seconds()),)


def clock_finding(ahead: float) -> Finding:
    """`ahead`: seconds that this machine's clock is ahead of the platform's, negative where it is behind."""
    if abs(ahead) <= _TOO_FAR:
        return Finding("clock", detail="right")
    how = f"{abs(round(ahead))} seconds {'ahead of' if ahead > 0 else 'behind'} the platform's"
    return Finding("clock", f"{how}; set it by NTP (timedatectl set-ntp true): from 300 seconds on requests are refused")
