"""Puts the parts of Slack together: for one workspace, or for those that are installed by OAuth."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.settings import Settings, SlackSettings
from bot.wiring import Parts, now

if TYPE_CHECKING:
    from adapters.slack.app import SlackDoor
    from adapters.slack.installed import InstalledWorkspaces
    from adapters.slack.installing import InstallDoor
    from adapters.slack.oauth import OAuth
    from adapters.slack.posting import SlackPoster
    from adapters.slack.workspaces import Workspaces

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


@dataclass(frozen=True, slots=True)
class SlackDoors:
    """`install` is None where there is one workspace, which needs no page for that."""

    events: "SlackDoor"
    install: "InstallDoor | None"


def doors(parts: Parts) -> SlackDoors | None:
    """None where Slack is off; Bolt is not loaded then."""
    slack = parts.settings.slack
    if not slack:
        return None
    from adapters.slack.app import SlackDoor

    workspaces, install = _one(parts, slack), None
    if slack.by_oauth:
        from adapters.slack.installing import InstallDoor

        installed = _installed(parts, slack)
        workspaces = installed
        install = InstallDoor(
            parts.database.installations(parts.settings.keys),
            installed,
            oauth(parts.settings, slack),
            now,
            language=parts.settings.organization_language,
        )
    door = SlackDoor(
        parts.conversation,
        parts.database,
        workspaces,
        now,
        signing_secret=slack.signing_secret,
        app_token=slack.app_token,
        api_url=parts.settings.slack_api_url,
        public_url=parts.settings.public_url,
    )
    return SlackDoors(door, install)


def poster(parts: Parts) -> "SlackPoster | None":
    """None where Slack is off."""
    slack = parts.settings.slack
    if not slack:
        return None
    from adapters.slack.posting import SlackPoster

    # A worker asks for each message: a token that was revoked, or came anew, counts at once.
    workspaces = _installed(parts, slack, remember=0.0) if slack.by_oauth else _one(parts, slack)
    return SlackPoster(parts.database, now, workspaces=workspaces, api_url=parts.settings.slack_api_url)


def oauth(settings: Settings, slack: SlackSettings) -> "OAuth":
    """The app as Slack knows it."""
    from adapters.slack.manifest import scopes
    from adapters.slack.oauth import OAuth

    return OAuth(
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        redirect_url=settings.public_url + REDIRECT_PATH,
        api_url=settings.slack_api_url,
        scopes=scopes(settings.public_url),
    )


def _one(parts: Parts, slack: SlackSettings) -> "Workspaces":
    from adapters.slack.workspaces import OneWorkspace

    return OneWorkspace(parts.database.organization_of, slack.bot_token)


def _installed(parts: Parts, slack: SlackSettings, remember: float = 5.0) -> "InstalledWorkspaces":
    from adapters.slack.installed import InstalledWorkspaces

    installations = parts.database.installations(parts.settings.keys)
    return InstalledWorkspaces(installations, oauth(parts.settings, slack), now, remember=remember)
