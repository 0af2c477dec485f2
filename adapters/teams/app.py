"""The Teams app, as it is registered."""

from dataclasses import dataclass, field

import aiohttp

from adapters.teams.cloud import PUBLIC, Clock, Cloud, is_loopback_url
from adapters.teams.services import TrustedServices
from adapters.teams.tokens import Tokens


@dataclass(frozen=True, slots=True)
class App:
    """What the app is in the cloud that it is registered in. `login_url` is the authority with its tenant."""

    app_id: str
    password: str = field(repr=False)
    login_url: str = PUBLIC.login_url("MultiTenant")
    metadata_url: str = PUBLIC.metadata_url
    cloud: Cloud = PUBLIC


def services_of(app: App | None) -> TrustedServices:
    """What may be sent to; only this machine without an app."""
    if app is None:
        return TrustedServices(loopback=True)
    return TrustedServices(loopback=is_loopback_url(app.metadata_url), domains=app.cloud.domains)


def tokens_of(app: App | None, session: aiohttp.ClientSession, clock: Clock) -> Tokens | None:
    """What the connector is called with; nothing without an app."""
    if app is None:
        return None
    return Tokens(session, login_url=app.login_url, app_id=app.app_id, password=app.password, clock=clock, scope=app.cloud.scope)
