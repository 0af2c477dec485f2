"""The manifest of the Slack app, for "Create an app from a manifest"."""

from typing import Any
from urllib.parse import urlsplit

COMMAND = "/interaction"
# The shortcuts: on a message, and from anywhere.
LOG_MESSAGE = "log_message"
LOG = "log"

# Each has its reason in docs/slack.md, and so have the events.
SCOPES = (
    "app_mentions:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "users:read",
    "users:read.email",
)
_EVENTS = ("app_home_opened", "app_mention", "message.im")
# Where entries have addresses, Slack tells of them in messages, so that they can be shown there.
_LINK_SCOPES = ("links:read", "links:write")
_LINK_EVENTS = ("link_shared",)
_OAUTH_EVENTS = ("app_uninstalled", "tokens_revoked")


def scopes(public_url: str) -> tuple[str, ...]:
    """The least that the bot needs; with a `public_url` entries have addresses."""
    return tuple(sorted(SCOPES + _LINK_SCOPES)) if public_url else SCOPES


def manifest(public_url: str, *, socket: bool = False, redirect_url: str = "") -> dict[str, Any]:
    """The manifest for a server that Slack reaches at `public_url` (https, without a slash at its end).

    With `socket` the server connects to Slack instead, and needs no address. With a `redirect_url` the app is installed in
    several workspaces and in whole enterprises, by OAuth.
    """
    events = {} if socket else {"request_url": f"{public_url}/slack/events"}
    url = {} if socket else {"url": f"{public_url}/slack/events"}
    options = {} if socket else {"message_menu_options_url": f"{public_url}/slack/events"}
    host = urlsplit(public_url).hostname
    heard = (*_EVENTS, *(_LINK_EVENTS if public_url else ()), *(_OAUTH_EVENTS if redirect_url else ()))
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Aftercall",
            "description": "Keep your customer interactions: calls, meetings, e-mails",
            "background_color": "#1d3d3a",
        },
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": "Aftercall", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    **url,
                    "description": "Log, list and change interactions",
                    "usage_hint": "log TEMPLATE CONTACT: NOTE | list CONTACT | help",
                    "should_escape": True,
                }
            ],
            "shortcuts": [
                {
                    "name": "Log as interaction",
                    "type": "message",
                    "callback_id": LOG_MESSAGE,
                    "description": "Put this message into the interaction log",
                },
                {
                    "name": "Log an interaction",
                    "type": "global",
                    "callback_id": LOG,
                    "description": "Put a call, a meeting or an e-mail into the interaction log",
                },
            ],
            "unfurl_domains": [host] if host else [],
        },
        "oauth_config": {
            **({"redirect_urls": [redirect_url]} if redirect_url else {}),
            "scopes": {"bot": list(scopes(public_url))},
        },
        "settings": {
            "event_subscriptions": {**events, "bot_events": sorted(heard)},
            "interactivity": {"is_enabled": True, **events, **options},
            "org_deploy_enabled": bool(redirect_url),
            "socket_mode_enabled": socket,
            # One workspace's token is in the settings, where nobody could put a new one.
            "token_rotation_enabled": bool(redirect_url),
        },
    }
