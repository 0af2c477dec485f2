"""The Teams app, as it is registered."""

from dataclasses import dataclass, field

from adapters.teams.cloud import OPENID_METADATA_URL, login_url


@dataclass(frozen=True, slots=True)
class App:
    """What the app is in the cloud that it is registered in. `login_url` is the authority with its tenant."""

    app_id: str
    password: str = field(repr=False)
    login_url: str = login_url("MultiTenant")
    metadata_url: str = OPENID_METADATA_URL
