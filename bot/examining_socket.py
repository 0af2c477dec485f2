"""What `doctor` finds of Slack's Socket Mode."""

from bot.asking_slack import SlackUnreachable, ask
from bot.findings import Finding

_WHAT = "SLACK_APP_TOKEN"
_MAKE = "make one with the scope connections:write under App-Level Tokens on Basic Information, and copy it"
# What Slack says to a token that is right, for an app whose settings are not.
_OFF = ("not_allowed_token_type", "socket_mode_not_enabled", "feature_not_enabled", "access_denied")


async def socket_finding(api_url: str, token: str) -> Finding:
    """Asks for an address to connect to, which changes nothing; `api_url` ends with a slash."""
    if not token.startswith("xapp-"):
        return Finding(_WHAT, f"is no app-level token (xapp-...); {_MAKE}")
    try:
        answer = await ask(api_url, "apps.connections.open", token)
    except SlackUnreachable as error:
        return Finding(_WHAT, str(error))
    if not answer.refused:
        return Finding(_WHAT, detail="Socket Mode can be opened")
    if answer.refused in _OFF:
        return Finding(
            _WHAT, f"opens no Socket Mode ({answer.refused}); turn it on under Socket Mode in your Slack app's settings"
        )
    return Finding(_WHAT, f"is refused by Slack ({answer.refused}); {_MAKE}")
