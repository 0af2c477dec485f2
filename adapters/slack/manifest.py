"""The manifest of the Slack app, for "Create an app from a manifest"."""

from typing import Any
from urllib.parse import urlsplit

COMMAND = "/interaction"
# The shortcuts: on a message, and from anywhere.
LOG_MESSAGE = "log_message"
LOG = "log"

# Least: each has its reason in docs/slack.md.
SCOPES = (
    "app_mentions:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "links:read",
    "links:write",
    "users:read",
    "users:read.email",
)


def manifest(public_url: str) -> dict[str, Any]:
    """The manifest for a server that Slack reaches at `public_url` (https, without a slash at its end)."""
    events = f"{public_url}/slack/events"
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
                    "url": events,
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
            # Slack tells of addresses of entries in messages, so that they can be shown there.
            "unfurl_domains": [host] if (host := urlsplit(public_url).hostname) else [],
        },
        "oauth_config": {
            "scopes": {
                "bot": list(SCOPES),
            }
        },
        "settings": {
            "event_subscriptions": {
                "request_url": events,
                "bot_events": ["app_home_opened", "app_mention", "link_shared", "message.im"],
            },
            "interactivity": {"is_enabled": True, "request_url": events, "message_menu_options_url": events},
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }
