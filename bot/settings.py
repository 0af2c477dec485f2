"""The settings: environment variables, or the same names in a file `.env`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from adapters.database.address import parse
from adapters.documents.signature import key
from adapters.objects.place import S3Settings, place
from core.access import AccessPolicy
from core.languages import LANGUAGES
from core.privacy import Erasure

EMAIL = re.compile(r"[^@\s,]+@[^@\s,]+\.[^@\s,]+")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_APP_TYPES = {"multitenant": "MultiTenant", "singletenant": "SingleTenant"}
MAKE_KEY = "write what `openssl rand -base64 32 | tr +/ -_` prints"
_ANONYMOUS_ON_LOOPBACK = "works on this machine alone: set HOST=127.0.0.1, or remove it"


class SettingsError(Exception):
    """Settings are wrong or missing. `problems` are (variable, what is wrong and what to do), all of them."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("\n".join(f"{name}: {problem}" for name, problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """The Slack app: of one workspace, with its bot token, or of several, which are installed by OAuth. With an `app_token`
    requests come through Socket Mode, and there may be no signing secret.
    """

    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    app_token: str = field(repr=False, default="")

    @property
    def by_oauth(self) -> bool:
        return bool(self.client_id)


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """The Teams app. An empty `metadata_url` is the Bot Framework's, an empty `login_url` the one for the app's type."""

    app_id: str
    password: str = field(repr=False)
    app_type: Literal["MultiTenant", "SingleTenant"]
    tenant_id: str
    metadata_url: str
    login_url: str


class Settings(BaseSettings):
    """Each field is the setting of the same name in capitals. An empty variable counts as not given."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True, validate_default=True
    )

    # It may hold a password, so it is kept out of logs and tracebacks as the others are.
    database_url: SecretStr = SecretStr("sqlite:///var/aftercall.db")
    host: str = "127.0.0.1"
    port: int = 3978
    public_url: str = ""
    encryption_keys: SecretStr = SecretStr("")
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str = ""
    slack_client_secret: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    microsoft_app_id: str = ""
    microsoft_app_password: SecretStr | None = None
    microsoft_app_tenant_id: str = ""
    microsoft_app_type: Literal["", "MultiTenant", "SingleTenant"] = ""
    teams_anonymous: bool = False
    teams_openid_metadata_url: str = ""
    teams_login_url: str = ""
    documents_webhook_secret: SecretStr = SecretStr("")
    attachments_url: str = ""
    aws_allow_http: bool = False
    aws_endpoint_url: str = ""
    aws_region: str = ""
    aws_access_key_id: str = ""
    aws_secret_access_key: SecretStr | None = None
    aws_session_token: SecretStr | None = None
    organization: str = ""
    outbox_lease_seconds: float = 60.0
    delete_canceled_after_days: int = 0
    access: Literal["salespeople", "open"] = "salespeople"
    erase: Literal["anonymise", "remove"] = "anonymise"
    admin_emails: Annotated[frozenset[str], NoDecode] = frozenset()
    organization_language: str = "en"
    organization_time_zone: str = "UTC"
    log_format: Literal["json", "console"] = "json"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def policy(self) -> AccessPolicy:
        several = self.slack is not None and self.slack.by_oauth
        return AccessPolicy(everyone=self.access == "open", admin_emails=self.admin_emails, self_service=several)

    @property
    def delete_canceled_after(self) -> timedelta | None:
        """How long canceled entries stay; None for ever."""
        return timedelta(days=self.delete_canceled_after_days) if self.delete_canceled_after_days else None

    @property
    def erasure(self) -> Erasure:
        """What becomes of an erased contact's entries."""
        return Erasure(self.erase)

    @property
    def slack(self) -> SlackSettings | None:
        """The Slack app; None when Slack is off."""
        if self.slack_signing_secret is None and self.slack_app_token is None:
            return None
        if self.slack_bot_token is None and self.slack_client_secret is None:
            return None
        return SlackSettings(
            _secret(self.slack_signing_secret),
            _secret(self.slack_bot_token),
            self.slack_client_id,
            _secret(self.slack_client_secret),
            _secret(self.slack_app_token),
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that stored tokens are encrypted with, the newest first."""
        return tuple(self.encryption_keys.get_secret_value().replace(",", " ").split())

    @property
    def teams(self) -> TeamsSettings | None:
        """The Teams app; None when there is none. With a tenant and no type it is a single tenant app."""
        if not self.microsoft_app_id or self.microsoft_app_password is None:
            return None
        return TeamsSettings(
            self.microsoft_app_id,
            self.microsoft_app_password.get_secret_value(),
            self.microsoft_app_type or ("SingleTenant" if self.microsoft_app_tenant_id else "MultiTenant"),
            self.microsoft_app_tenant_id,
            self.teams_openid_metadata_url,
            self.teams_login_url,
        )

    @property
    def webhook_secrets(self) -> tuple[bytes, ...]:
        """The keys that document events are signed with, the newest first; none when the webhook is off."""
        return tuple(key(secret) for secret in self.documents_webhook_secret.get_secret_value().split())

    @property
    def objects(self) -> S3Settings | None:
        """Where the contents of attachments are moved to; None when they stay in the database."""
        if not self.attachments_url:
            return None
        bucket, prefix = place(self.attachments_url)
        secret, token = self.aws_secret_access_key, self.aws_session_token
        return S3Settings(
            bucket=bucket,
            prefix=prefix,
            endpoint=self.aws_endpoint_url,
            region=self.aws_region,
            access_key_id=self.aws_access_key_id,
            secret_access_key=secret.get_secret_value() if secret else "",
            session_token=token.get_secret_value() if token else "",
        )

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        try:
            parse(value.get_secret_value())
        except ValueError as error:
            raise _wrong(f"{error}; write sqlite:///var/aftercall.db or postgresql://USER:PASSWORD@HOST/NAME") from None
        return value

    @field_validator("port", mode="before")
    @classmethod
    def _port(cls, value: object) -> int:
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and int(text) <= 65535):
            raise _wrong(f"{text!r} is no port; write a number from 1 to 65535, or 0 for any free one")
        return int(text)

    @field_validator("delete_canceled_after_days", mode="before")
    @classmethod
    def _days(cls, value: object) -> int:
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= 36_500):
            raise _wrong(f"{text!r} is no number of days; write 90, for instance, or remove it to keep canceled entries")
        return int(text)

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, value: str) -> str:
        if value and not _is_web_address(value):
            raise _wrong("is no web address; write what the platforms reach, such as https://aftercall.example.com")
        if _is_open(value):
            raise _wrong("has to begin with https://; the platforms call nothing else")
        return value.rstrip("/")

    @field_validator("slack_api_url")
    @classmethod
    def _slack_api_url(cls, value: str) -> str:
        if not _is_web_address(value):
            raise _wrong("is no web address; leave it out, or write one such as https://slack.com/api/")
        return value.rstrip("/") + "/"

    @field_validator("encryption_keys")
    @classmethod
    def _keys(cls, value: SecretStr) -> SecretStr:
        for position, each in enumerate(value.get_secret_value().replace(",", " ").split(), 1):
            try:
                Fernet(each)
            except ValueError:
                raise _wrong(f"key {position} is none; {MAKE_KEY}, several separated by blanks, the newest first") from None
        return value

    @field_validator("slack_client_secret")
    @classmethod
    def _oauth(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        client_id = info.data.get("slack_client_id")
        if value is None and not client_id:
            return value
        where = "copy it from Basic Information in your Slack app's settings, or remove both to serve a single workspace"
        if value is None:
            raise _wrong(f"is missing, while SLACK_CLIENT_ID is set; {where}")
        if not client_id:
            raise _wrong(f"is missing, while SLACK_CLIENT_SECRET is set; {where}", variable="SLACK_CLIENT_ID")
        if info.data.get("slack_signing_secret", value) is None and info.data.get("slack_app_token") is None:
            raise _wrong(
                "is missing, while SLACK_CLIENT_ID is set; copy the Signing Secret from Basic Information in your Slack app's "
                "settings, or set SLACK_APP_TOKEN for Socket Mode",
                variable="SLACK_SIGNING_SECRET",
            )
        if info.data.get("public_url", "-") == "":
            raise _wrong(
                "is missing, while SLACK_CLIENT_ID is set; write the address that Slack sends people back to after installing, "
                "such as https://aftercall.example.com",
                variable="PUBLIC_URL",
            )
        keys = info.data.get("encryption_keys")
        if keys is not None and not keys.get_secret_value().strip():
            raise _wrong(
                f"is missing, while SLACK_CLIENT_ID is set: the tokens of workspaces are stored encrypted; {MAKE_KEY}",
                variable="ENCRYPTION_KEYS",
            )
        return value

    @field_validator("slack_bot_token")
    @classmethod
    def _slack_pair(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        secret, app_token = info.data.get("slack_signing_secret"), info.data.get("slack_app_token")
        if info.data.get("slack_client_id"):
            if value is not None:
                raise _wrong(
                    "does not go together with SLACK_CLIENT_ID, by which each workspace has a token of its own; remove it, and "
                    "install the app in this workspace again by PUBLIC_URL/slack/install"
                )
            return value
        if "slack_client_secret" not in info.data or info.data["slack_client_secret"] is not None:
            # What is wrong with the pair of OAuth is said already.
            return value
        if value is None and (secret is not None or app_token is not None):
            given = "SLACK_SIGNING_SECRET" if secret is not None else "SLACK_APP_TOKEN"
            raise _wrong(
                f"is missing, while {given} is set; copy the Bot User OAuth Token (xoxb-...) from "
                "OAuth & Permissions in your Slack app's settings, or remove both to leave Slack off"
            )
        if value is not None and secret is None and app_token is None:
            raise _wrong(
                "is missing, while SLACK_BOT_TOKEN is set; copy the Signing Secret from Basic Information in your "
                "Slack app's settings, set SLACK_APP_TOKEN for Socket Mode, or remove both to leave Slack off",
                variable="SLACK_SIGNING_SECRET",
            )
        return value

    @field_validator("microsoft_app_id")
    @classmethod
    def _app_id(cls, value: str) -> str:
        if value and not _GUID.fullmatch(value.strip().lower()):
            raise _wrong("is no app id; copy the Microsoft App ID from your Azure Bot's configuration")
        return value.strip().lower()

    @field_validator("microsoft_app_password")
    @classmethod
    def _teams_pair(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        app_id = info.data.get("microsoft_app_id")
        if value is None and app_id:
            raise _wrong(
                "is missing, while MICROSOFT_APP_ID is set; make a client secret under Certificates & secrets of your app "
                "registration and copy its value, or remove both to leave Teams off"
            )
        if value is not None and app_id == "":
            raise _wrong(
                "is missing, while MICROSOFT_APP_PASSWORD is set; copy the Microsoft App ID from your Azure Bot's "
                "configuration, or remove both to leave Teams off",
                variable="MICROSOFT_APP_ID",
            )
        return value

    @field_validator("microsoft_app_type", mode="before")
    @classmethod
    def _known_type(cls, value: object) -> object:
        return _APP_TYPES.get(value.strip().lower(), value) if isinstance(value, str) else value

    @field_validator("microsoft_app_type")
    @classmethod
    def _single_tenant(cls, value: str, info: ValidationInfo) -> str:
        if value == "SingleTenant" and not info.data.get("microsoft_app_tenant_id"):
            raise _wrong(
                "is missing, while MICROSOFT_APP_TYPE is SingleTenant; copy the App Tenant ID from your Azure Bot",
                variable="MICROSOFT_APP_TENANT_ID",
            )
        return value

    @field_validator("teams_anonymous")
    @classmethod
    def _anonymous(cls, value: bool, info: ValidationInfo) -> bool:
        if value and info.data.get("microsoft_app_id"):
            raise _wrong("does not go together with MICROSOFT_APP_ID: it lets everybody in without a token; remove one of them")
        if value and info.data.get("host") not in _LOOPBACK:
            raise _wrong(_ANONYMOUS_ON_LOOPBACK)
        return value

    @field_validator("teams_openid_metadata_url", "teams_login_url")
    @classmethod
    def _cloud(cls, value: str) -> str:
        if value and (not _is_web_address(value) or _is_open(value)):
            raise _wrong("has to be an address that begins with https://; leave it out for Microsoft's public cloud")
        return value.rstrip("/")

    @field_validator("documents_webhook_secret")
    @classmethod
    def _webhook_secrets(cls, value: SecretStr) -> SecretStr:
        for position, secret in enumerate(value.get_secret_value().split(), 1):
            try:
                key(secret)
            except ValueError as error:
                which = f"secret {position} {error}" if position > 1 else str(error)
                raise _wrong(
                    f"{which}; write whsec_ and what `openssl rand -base64 32` prints, several separated by blanks"
                ) from None
        return value

    @field_validator("attachments_url")
    @classmethod
    def _attachments(cls, value: str) -> str:
        try:
            return value and "s3://{}/{}".format(*place(value)).rstrip("/")
        except ValueError as error:
            raise _wrong(f"{error}; write s3://BUCKET/FOLDER, or remove it to keep attachments in the database") from None

    @field_validator("aws_endpoint_url")
    @classmethod
    def _endpoint(cls, value: str, info: ValidationInfo) -> str:
        # Other programs of the machine may have their own use for the variables of AWS.
        if value and info.data.get("attachments_url"):
            if not _is_web_address(value):
                raise _wrong(
                    "is no web address; write where the store is, such as https://minio.example.com, or remove it for Amazon"
                )
            if _is_open(value) and not info.data.get("aws_allow_http"):
                raise _wrong("has to begin with https://; where nobody can read along, AWS_ALLOW_HTTP=1 lets http:// be")
        return value.rstrip("/")

    @field_validator("aws_secret_access_key")
    @classmethod
    def _aws_keys(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if info.data.get("attachments_url") and (value is None) is not (not info.data.get("aws_access_key_id")):
            raise _wrong("goes together with AWS_ACCESS_KEY_ID: set both, or remove both to use the role of the machine")
        return value

    @field_validator("outbox_lease_seconds", mode="before")
    @classmethod
    def _lease(cls, value: object) -> float:
        try:
            seconds = float(str(value))
        except ValueError:
            seconds = 0.0
        if not 1 <= seconds <= 3600:
            raise _wrong(f"{str(value)!r} is no number of seconds from 1 to 3600; leave it out, or write 60")
        return seconds

    @field_validator("access", "log_format", "log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("admin_emails", mode="before")
    @classmethod
    def _emails(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        emails = [part.strip().lower() for part in value.split(",") if part.strip()]
        wrong = [email for email in emails if not EMAIL.fullmatch(email)]
        if wrong:
            raise _wrong(f"{', '.join(wrong)}: no e-mail address; write addresses separated by commas")
        return frozenset(emails)

    @field_validator("organization_language")
    @classmethod
    def _language(cls, value: str) -> str:
        code = value.strip().lower()
        if code not in LANGUAGES:
            raise _wrong(f"{value!r} is no language of the program; write one of {', '.join(LANGUAGES)}")
        return code

    @field_validator("organization_time_zone")
    @classmethod
    def _time_zone(cls, value: str) -> str:
        if not is_time_zone(value):
            raise _wrong(f"{value!r} is no time zone; write a name such as Europe/Oslo or UTC")
        return value


def load(**given: object) -> Settings:
    """The settings of the environment; `given` ones win. Raises SettingsError, which names all that is wrong."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks what is given
    except ValidationError as error:
        # Without its cause, which holds the values, secrets among them.
        raise SettingsError(tuple(_problems(error))) from None
    except UnicodeDecodeError:
        raise SettingsError(((".env", "is no UTF-8 text; save it again as UTF-8"),)) from None


def is_time_zone(name: str) -> bool:
    """Whether `name` is in the IANA time zone database."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # which of them depends on how the name is wrong
        return False
    return True


def _problems(error: ValidationError) -> Iterable[tuple[str, str]]:
    for item in error.errors(include_url=False, include_input=True):
        variable = item.get("ctx", {}).get("variable") or str(item["loc"][0]).upper()
        if item["type"] == "literal_error":
            yield variable, f"{item['input']!r} is unknown; write {item['ctx']['expected'].replace(chr(39), '')}"
        elif item["type"] == "wrong":
            yield variable, item["msg"]
        else:
            yield variable, f"cannot be read: {item['msg']}"


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


def _wrong(message: str, *, variable: str = "") -> PydanticCustomError:
    # Braces would be taken for placeholders of the message.
    return PydanticCustomError("wrong", "{text}", {"text": message, "variable": variable})  # type: ignore[no-untyped-call,unused-ignore]


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_open(value: str) -> bool:
    """Whether others could read along: no https, and not on this machine."""
    return value.startswith("http://") and urlsplit(value).hostname not in _LOOPBACK
