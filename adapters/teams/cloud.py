"""The clouds that Teams is in, and what counts as this machine.

Sources: "Authentication with the Bot Connector API" for the public cloud; for the others "Configure Bot Framework bots for US
Government customers", "Deploy Bot Framework bots to Azure operated by 21Vianet", and the cloud environments of the Teams SDK.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from types import MappingProxyType
from typing import Literal

from yarl import URL

Clock = Callable[[], datetime]
"""Gives the present time, aware."""

AppType = Literal["MultiTenant", "SingleTenant"]
CloudName = Literal["Public", "USGov", "USGovDoD", "China"]


@dataclass(frozen=True, slots=True)
class Cloud:
    """One of Microsoft's clouds. `issuer` is whom incoming tokens come from, `scope` what an outgoing one is asked for.

    `domains` are those that its connector is in: a sovereign cloud is left for no other. Empty for the public one, whose
    connector has hosts in several, and more of them without notice. `files`: bots take and send files there ("Send and receive
    files using bot").
    """

    name: CloudName
    login: str
    authority: str
    metadata_url: str
    issuer: str
    scope: str
    domains: tuple[str, ...] = ()
    files: bool = False

    def login_url(self, app_type: AppType, tenant_id: str = "") -> str:
        """The authority that gives the app its tokens: its own tenant's for a single tenant app, the Bot Framework's otherwise.
        Raises ValueError for a single tenant app without a tenant.
        """
        if app_type == "SingleTenant":
            if not tenant_id:
                raise ValueError("a single tenant app needs its tenant id")
            return f"{self.login}/{tenant_id}"
        return f"{self.login}/{self.authority}"


PUBLIC = Cloud(
    name="Public",
    login="https://login.microsoftonline.com",
    authority="botframework.com",
    metadata_url="https://login.botframework.com/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.com",
    scope="https://api.botframework.com/.default",
    files=True,
)
_US_DOMAINS = ("teams.microsoft.us", "botframework.azure.us")
US_GOV = Cloud(
    name="USGov",
    login="https://login.microsoftonline.us",
    authority="MicrosoftServices.onmicrosoft.us",
    metadata_url="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.us",
    scope="https://api.botframework.us/.default",
    domains=_US_DOMAINS,
)
US_DOD = Cloud(
    name="USGovDoD",
    login=US_GOV.login,
    authority=US_GOV.authority,
    metadata_url=US_GOV.metadata_url,
    issuer=US_GOV.issuer,
    scope=US_GOV.scope,
    domains=_US_DOMAINS,
)
CHINA = Cloud(
    name="China",
    login="https://login.partner.microsoftonline.cn",
    authority="microsoftservices.partner.onmschina.cn",
    metadata_url="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.azure.cn",
    scope="https://api.botframework.azure.cn/.default",
    domains=("teams.microsoftonline.cn", "botframework.azure.cn"),
)
CLOUDS: Mapping[CloudName, Cloud] = MappingProxyType({cloud.name: cloud for cloud in (PUBLIC, US_GOV, US_DOD, CHINA)})


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
