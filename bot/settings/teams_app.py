"""The settings of Teams, and their checks."""

import re
from dataclasses import dataclass, field

from pydantic import SecretStr, ValidationInfo

from adapters.teams.cloud import CLOUDS, AppType, CloudName
from bot.settings.addresses import LOOPBACK, is_open, is_web_address
from bot.settings.problems import wrong

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NO_APP_ID = "is no app id; copy the Microsoft App ID from your Azure Bot's configuration"
_APP_TYPES = {"multitenant": "MultiTenant", "singletenant": "SingleTenant"}
_CLOUDS = {name.lower(): name for name in CLOUDS}
_ANONYMOUS_ON_LOOPBACK = "works on this machine alone: set HOST=127.0.0.1, or remove it"


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """The Teams app, and where the cloud is that it is registered in. `login_url` is the authority with its tenant."""

    app_id: str
    password: str = field(repr=False)
    app_type: AppType
    tenant_id: str
    cloud: CloudName
    metadata_url: str
    login_url: str


def is_microsofts(app_id: str) -> bool:
    """Whether it looks like an app id of Microsoft's. Stand-ins of theirs have others."""
    return bool(_GUID.fullmatch(app_id.lower()))


def app_id(value: str) -> str:
    given = value.strip()
    if len(given.split()) > 1:
        raise wrong(NO_APP_ID)
    return given.lower() if is_microsofts(given) else given


def app_password(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    """It goes together with the app's id."""
    given = info.data.get("microsoft_app_id")
    if value is None and given:
        raise wrong(
            "is missing, while MICROSOFT_APP_ID is set; make a client secret under Certificates & secrets of your app "
            "registration and copy its value, or remove both to leave Teams off"
        )
    if value is not None and given == "":
        raise wrong(
            "is missing, while MICROSOFT_APP_PASSWORD is set; copy the Microsoft App ID from your Azure Bot's "
            "configuration, or remove both to leave Teams off",
            variable="MICROSOFT_APP_ID",
        )
    return value


def known_type(value: object) -> object:
    """The type of an app is known in any case."""
    return _APP_TYPES.get(value.strip().lower(), value) if isinstance(value, str) else value


def known_cloud(value: object) -> object:
    """The name of a cloud is known in any case."""
    return _CLOUDS.get(value.strip().lower(), value) if isinstance(value, str) else value


def app_type(value: str, info: ValidationInfo) -> str:
    if value == "SingleTenant" and not info.data.get("microsoft_app_tenant_id"):
        raise wrong(
            "is missing, while MICROSOFT_APP_TYPE is SingleTenant; copy the App Tenant ID from your Azure Bot",
            variable="MICROSOFT_APP_TENANT_ID",
        )
    return value


def anonymous(value: bool, info: ValidationInfo) -> bool:
    if value and info.data.get("microsoft_app_id"):
        raise wrong("does not go together with MICROSOFT_APP_ID: it lets everybody in without a token; remove one of them")
    if value and info.data.get("host") not in LOOPBACK:
        raise wrong(_ANONYMOUS_ON_LOOPBACK)
    return value


def cloud_url(value: str) -> str:
    if value and (not is_web_address(value) or is_open(value)):
        raise wrong("has to be an address that begins with https://; leave it out for the one of TEAMS_CLOUD")
    return value.rstrip("/")
