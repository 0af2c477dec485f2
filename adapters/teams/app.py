"""The Teams app, as it is registered."""

from dataclasses import dataclass, field

from adapters.teams.cloud import PUBLIC, Cloud, is_loopback_url
from adapters.teams.services import TrustedServices


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
