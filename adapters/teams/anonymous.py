"""Trying the bot out on one's own machine, without tokens: only what comes from this machine and goes back to it is let in."""

from collections.abc import Mapping
from typing import Any

import structlog
from yarl import URL

from adapters.teams.authentication import Claims, Unauthorized
from adapters.teams.cloud import is_loopback, is_loopback_url
from adapters.teams.services import TrustedServices, UntrustedService

# Headers that a proxy or a tunnel adds, so that the request began somewhere else.
_FORWARDED = frozenset(
    {
        "forwarded",
        "via",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-for",
        "x-original-host",
        "x-original-proto",
        "x-envoy-external-address",
        "true-client-ip",
        "client-ip",
        "cf-connecting-ip",
        "cf-ray",
        "fly-client-ip",
        "fastly-client-ip",
        "x-azure-clientip",
        "x-azure-socketip",
        "x-appengine-user-ip",
        "x-arr-log-id",
    }
)
_FORWARDED_PREFIX = "x-forwarded-"

_log = structlog.get_logger(__name__)


class Anonymous:
    """Lets in without a token what comes from a loopback address, was not forwarded, and has a loopback service URL."""

    def __init__(self, services: TrustedServices) -> None:
        self._services = services

    def check(self, peer: str | None, headers: Mapping[str, str], activity: Mapping[str, Any]) -> Claims:
        """`peer` is the address at the other end of the connection. Raises Unauthorized."""
        if not is_loopback(peer):
            raise Unauthorized("without tokens only this machine is let in")
        if any(_is_forwarding(name) for name in headers):
            raise Unauthorized("a forwarded request without a token")
        # A web page can have its own name lead to this machine; the browser then sends that name.
        if not _names_loopback(headers.get("Host", "")):
            raise Unauthorized("asked for under a name that is not this machine's, without a token")
        service_url, channel_id = activity.get("serviceUrl"), activity.get("channelId")
        if not isinstance(service_url, str) or not is_loopback_url(service_url):
            raise Unauthorized("a service URL that is not on this machine, without a token")
        try:
            self._services.trust(service_url)
        except UntrustedService:
            raise Unauthorized("a service URL that is never sent to") from None
        return Claims("", channel_id if isinstance(channel_id, str) else "", service_url, anonymous=True)


def announce(host: str) -> None:
    """Says at start-up, as loudly as a log can, that no tokens are asked for. Raises ValueError if the server is to listen
    on an address (`host`) that others reach.
    """
    if not is_loopback(host):
        raise ValueError(
            f"TEAMS_ANONYMOUS=1 works on a loopback address only, and HOST is {host}; set HOST=127.0.0.1 or remove it"
        )
    _log.critical(
        "TEAMS_ANONYMOUS=1: Teams requests are taken WITHOUT TOKENS from every program on this machine, under any name they "
        "give. For trying out only: never set it where people rely on the log."
    )


def _is_forwarding(name: str) -> bool:
    lower = name.lower()
    return lower in _FORWARDED or lower.startswith(_FORWARDED_PREFIX)


def _names_loopback(host: str) -> bool:
    try:
        return is_loopback(URL(f"//{host}").host)
    except ValueError:
        return False
