"""What the doctor looks at in Slack."""

import re
from collections.abc import AsyncIterator

from adapters.chat.posting import NotPosted
from adapters.database import Database
from adapters.slack.installed import InstalledWorkspaces
from adapters.slack.manifest import scopes
from bot.asking_slack import SlackUnreachable, ask
from bot.examining_socket import socket_finding
from bot.findings import Finding
from bot.settings import Settings
from bot.slack import INSTALL_PATH, oauth
from bot.wiring import now
from core.installation import InstallationState

_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")
# Of many workspaces the first few tell whether Slack takes the tokens.
_ASKED = 20


async def slack_findings(settings: Settings) -> AsyncIterator[Finding]:
    """The app, and where it serves a single workspace whether Slack takes its token."""
    slack = settings.slack
    if not slack:
        yield Finding("Slack", detail="off; SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET or SLACK_APP_TOKEN turns it on")
        return
    if slack.app_token:
        yield await socket_finding(settings.slack_api_url, slack.app_token)
    elif _SIGNING_SECRET.fullmatch(slack.signing_secret):
        yield Finding("SLACK_SIGNING_SECRET", detail="has the right form")
    else:
        remedy = "is not of the form that Slack's have (32 of 0-9 and a-f); copy the Signing Secret from Basic Information"
        yield Finding("SLACK_SIGNING_SECRET", remedy)
    if slack.by_oauth:
        yield Finding("Slack", detail=f"installed by OAuth, at {settings.public_url}{INSTALL_PATH}")
    elif slack.bot_token.startswith("xoxb-"):
        remedy = "install the app to the workspace again and copy the token anew"
        yield await _token(settings, "SLACK_BOT_TOKEN", slack.bot_token, remedy)
    else:
        yield Finding("SLACK_BOT_TOKEN", "is no bot token (xoxb-...); copy the Bot User OAuth Token from OAuth & Permissions")


async def installation_findings(settings: Settings, database: Database) -> AsyncIterator[Finding]:
    """The workspaces that were installed by OAuth: whether their tokens can be read, and whether Slack takes them."""
    slack = settings.slack
    if slack is None or not slack.by_oauth:
        return
    installations = database.installations(settings.keys)
    states = await installations.states()
    if not states:
        yield Finding("Slack workspaces", detail=f"none yet; open {settings.public_url}{INSTALL_PATH}")
    workspaces = InstalledWorkspaces(installations, oauth(settings, slack), now, remember=0)
    await workspaces.start()
    try:
        for number, state in enumerate(states):
            yield await _installation(settings, workspaces, state, ask=number < _ASKED)
    finally:
        await workspaces.close()


async def _installation(settings: Settings, workspaces: InstalledWorkspaces, state: InstallationState, *, ask: bool) -> Finding:
    what = f"Slack workspace {state.name or state.workspace} ({state.workspace})"
    again = f"install it again: {settings.public_url}{INSTALL_PATH}"
    if state.gone_reason:
        gone = f"not installed any more ({state.gone_reason}); its data stay, messages wait. To go on, {again}"
        return Finding(what, detail=gone)
    if not state.readable:
        return Finding(what, f"its token cannot be read; add the key that it was encrypted with to ENCRYPTION_KEYS, or {again}")
    if not ask:
        return Finding(what, detail="token readable")
    try:
        token = await workspaces.token(state.workspace)
    except NotPosted:
        return Finding(what, f"its token could not be refreshed; {again}")
    return await _token(settings, what, token, again)


async def _token(settings: Settings, what: str, token: str, remedy: str) -> Finding:
    try:
        answer = await ask(settings.slack_api_url, "auth.test", token)
    except SlackUnreachable as error:
        return Finding("Slack", str(error))
    if answer.refused:
        return Finding(what, f"Slack refuses it ({answer.refused}); {remedy}")
    if answer.scopes is not None and (missing := sorted(set(scopes(settings.public_url)) - answer.scopes)):
        return Finding(what, f"lacks the scopes {', '.join(missing)}; add them to the app and install it again")
    return Finding(what, detail=f"workspace {answer.fields.get('team', '')}, bot {answer.fields.get('user', '')}")
