"""All settings, and what they mean to the program."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from adapters.documents.signature import key
from adapters.objects.place import S3Settings, place
from adapters.teams.cloud import CLOUDS, AppType, CloudName
from bot.settings import server, slack_app, storing, teams_app
from bot.settings.organization import emails, language, time_zone
from bot.settings.problems import SettingsError, problems
from bot.settings.slack_app import SlackSettings
from bot.settings.teams_app import TeamsSettings
from core.access import AccessPolicy
from core.privacy import Erasure


class Settings(BaseSettings):
    """Each field is the setting of the same name in capitals. An empty variable counts as not given."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True, validate_default=True
    )

    # It may hold a password, so it is kept out of logs and tracebacks as the others are.
    database_url: Annotated[SecretStr, AfterValidator(server.database_url)] = SecretStr("sqlite:///var/aftercall.db")
    host: str = "127.0.0.1"
    port: Annotated[int, BeforeValidator(server.port)] = 3978
    metrics_port: Annotated[int | None, BeforeValidator(server.metrics_port)] = None
    public_url: Annotated[str, AfterValidator(server.public_url)] = ""
    encryption_keys: Annotated[SecretStr, AfterValidator(server.encryption_keys)] = SecretStr("")
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str = ""
    slack_client_secret: Annotated[SecretStr | None, AfterValidator(slack_app.client_secret)] = None
    slack_bot_token: Annotated[SecretStr | None, AfterValidator(slack_app.bot_token)] = None
    slack_api_url: Annotated[str, AfterValidator(slack_app.api_url)] = "https://slack.com/api/"
    microsoft_app_id: Annotated[str, AfterValidator(teams_app.app_id)] = ""
    microsoft_app_password: Annotated[SecretStr | None, AfterValidator(teams_app.app_password)] = None
    microsoft_app_tenant_id: str = ""
    microsoft_app_type: Annotated[
        Literal["", "MultiTenant", "SingleTenant"], BeforeValidator(teams_app.known_type), AfterValidator(teams_app.app_type)
    ] = ""
    teams_anonymous: Annotated[bool, AfterValidator(teams_app.anonymous)] = False
    teams_targeted: bool = False
    teams_cloud: Annotated[CloudName, BeforeValidator(teams_app.known_cloud)] = "Public"
    teams_openid_metadata_url: Annotated[str, AfterValidator(teams_app.cloud_url)] = ""
    teams_login_url: Annotated[str, AfterValidator(teams_app.cloud_url)] = ""
    documents_webhook_secret: Annotated[SecretStr, AfterValidator(storing.webhook_secrets)] = SecretStr("")
    attachments_url: Annotated[str, AfterValidator(storing.attachments_url)] = ""
    aws_allow_http: bool = False
    aws_endpoint_url: Annotated[str, AfterValidator(storing.endpoint_url)] = ""
    aws_region: str = ""
    aws_access_key_id: str = ""
    aws_secret_access_key: Annotated[SecretStr | None, AfterValidator(storing.secret_access_key)] = None
    aws_session_token: SecretStr | None = None
    organization: str = ""
    outbox_lease_seconds: Annotated[float, BeforeValidator(server.lease_seconds)] = 60.0
    delete_canceled_after_days: Annotated[int, BeforeValidator(storing.canceled_days)] = 0
    access: Annotated[Literal["salespeople", "open"], BeforeValidator(server.lower)] = "salespeople"
    erase: Literal["anonymise", "remove"] = "anonymise"
    admin_emails: Annotated[frozenset[str], NoDecode, BeforeValidator(emails)] = frozenset()
    organization_language: Annotated[str, AfterValidator(language)] = "en"
    organization_time_zone: Annotated[str, AfterValidator(time_zone)] = "UTC"
    log_format: Annotated[Literal["json", "console"], BeforeValidator(server.lower)] = "json"
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(server.lower)] = "info"

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
        return server.split_keys(self.encryption_keys)

    @property
    def teams(self) -> TeamsSettings | None:
        """The Teams app; None when there is none. With a tenant and no type it is a single tenant app."""
        if not self.microsoft_app_id or self.microsoft_app_password is None:
            return None
        kind: AppType = self.microsoft_app_type or ("SingleTenant" if self.microsoft_app_tenant_id else "MultiTenant")
        cloud = CLOUDS[self.teams_cloud]
        return TeamsSettings(
            self.microsoft_app_id,
            self.microsoft_app_password.get_secret_value(),
            kind,
            self.microsoft_app_tenant_id,
            self.teams_cloud,
            self.teams_openid_metadata_url or cloud.metadata_url,
            self.teams_login_url or cloud.login_url(kind, self.microsoft_app_tenant_id),
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


def load(**given: object) -> Settings:
    """The settings of the environment; `given` ones win. Raises SettingsError, which names all that is wrong."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks what is given
    except ValidationError as error:
        # Without its cause, which holds the values, secrets among them.
        raise SettingsError(tuple(problems(error))) from None
    except UnicodeDecodeError:
        raise SettingsError(((".env", "is no UTF-8 text; save it again as UTF-8"),)) from None


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""
