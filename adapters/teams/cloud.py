"""Where the Bot Framework is, and what counts as this machine.

Source of the addresses: "Authentication with the Bot Connector API" in the Bot Framework's documentation.
"""

from collections.abc import Callable
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import Literal

from yarl import URL

Clock = Callable[[], datetime]
"""Gives the present time, aware."""

AppType = Literal["MultiTenant", "SingleTenant"]

OPENID_METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
SCOPE = "https://api.botframework.com/.default"
_LOGIN = "https://login.microsoftonline.com"
_MULTI_TENANT_AUTHORITY = "botframework.com"


def login_url(app_type: AppType, tenant_id: str = "") -> str:
    """The authority that gives the app its tokens: its own tenant's for a single tenant app, the Bot Framework's otherwise.
    Raises ValueError for a single tenant app without a tenant.
    """
    if app_type == "SingleTenant":
        if not tenant_id:
            raise ValueError("a single tenant app needs its tenant id")
        return f"{_LOGIN}/{tenant_id}"
    return f"{_LOGIN}/{_MULTI_TENANT_AUTHORITY}"


def is_loopback(host: str | None) -> bool:
    """Whether a host name or an IP address, without port, is this machine's own."""
    if not host:
        return False
    if host.lower() == "localhost":
        return True
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback


def is_loopback_url(url: object) -> bool:
    """Whether `url` is a web address on this machine; False for whatever is no web address."""
    if not isinstance(url, str):
        return False
    try:
        parsed = URL(url)
        return parsed.scheme in ("http", "https") and is_loopback(parsed.host)
    except ValueError:
        return False
