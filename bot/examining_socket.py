"""What `doctor` finds of Slack's Socket Mode."""

import aiohttp

from bot.findings import Finding

_WHAT = "SLACK_APP_TOKEN"
_WITHIN = aiohttp.ClientTimeout(total=10)
_MAKE = "make one with the scope connections:write under App-Level Tokens on Basic Information, and copy it"
# What Slack says to a token that is right, for an app whose settings are not.
_OFF = ("not_allowed_token_type", "socket_mode_not_enabled", "feature_not_enabled", "access_denied")


async def socket_finding(api_url: str, token: str) -> Finding:
    """Asks for an address to connect to, which changes nothing; `api_url` ends with a slash."""
    if not token.startswith("xapp-"):
        return Finding(_WHAT, f"is no app-level token (xapp-...); {_MAKE}")
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with (
            aiohttp.ClientSession(timeout=_WITHIN, trust_env=True) as session,
            session.post(f"{api_url}apps.connections.open", headers=headers) as response,
        ):
            answer = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Finding(_WHAT, f"{api_url} cannot be reached ({type(error).__name__}); check SLACK_API_URL and the network")
    if isinstance(answer, dict) and answer.get("ok"):
        return Finding(_WHAT, detail="Socket Mode can be opened")
    reason = answer.get("error", "no reason given") if isinstance(answer, dict) else "no answer of Slack's"
    if reason in _OFF:
        return Finding(_WHAT, f"opens no Socket Mode ({reason}); turn it on under Socket Mode in your Slack app's settings")
    return Finding(_WHAT, f"is refused by Slack ({reason}); {_MAKE}")
