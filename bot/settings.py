"""The settings: environment variables, or the same names in a file `.env`."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from adapters.database.address import parse
from core.access import AccessPolicy
from core.languages import LANGUAGES

EMAIL = re.compile(r"[^@\s,]+@[^@\s,]+\.[^@\s,]+")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class SettingsError(Exception):
    """Settings are wrong or missing. `problems` are (variable, what is wrong and what to do), all of them."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("\n".join(f"{name}: {problem}" for name, problem in problems))
        self.problems = problems


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
    slack_signing_secret: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    access: Literal["salespeople", "open"] = "salespeople"
    admin_emails: Annotated[frozenset[str], NoDecode] = frozenset()
    organization_language: str = "en"
    organization_time_zone: str = "UTC"
    log_format: Literal["json", "console"] = "json"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def policy(self) -> AccessPolicy:
        return AccessPolicy(everyone=self.access == "open", admin_emails=self.admin_emails)

    @property
    def slack(self) -> tuple[str, str] | None:
        """The signing secret and the bot token; None when Slack is off."""
        if self.slack_signing_secret is None or self.slack_bot_token is None:
            return None
        return self.slack_signing_secret.get_secret_value(), self.slack_bot_token.get_secret_value()

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

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, value: str) -> str:
        if value and not _is_web_address(value):
            raise _wrong("is no web address; write what the platforms reach, such as https://aftercall.example.com")
        if value.startswith("http://") and urlsplit(value).hostname not in _LOOPBACK:
            raise _wrong("has to begin with https://; the platforms call nothing else")
        return value.rstrip("/")

    @field_validator("slack_api_url")
    @classmethod
    def _slack_api_url(cls, value: str) -> str:
        if not _is_web_address(value):
            raise _wrong("is no web address; leave it out, or write one such as https://slack.com/api/")
        return value.rstrip("/") + "/"

    @field_validator("slack_bot_token")
    @classmethod
    def _slack_pair(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        secret = info.data.get("slack_signing_secret")
        if value is None and secret is not None:
            raise _wrong(
                "is missing, while SLACK_SIGNING_SECRET is set; copy the Bot User OAuth Token (xoxb-...) from "
                "OAuth & Permissions in your Slack app's settings, or remove both to leave Slack off"
            )
        if value is not None and secret is None:
            raise _wrong(
                "is missing, while SLACK_BOT_TOKEN is set; copy the Signing Secret from Basic Information in your "
                "Slack app's settings, or remove both to leave Slack off",
                variable="SLACK_SIGNING_SECRET",
            )
        return value

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


def _wrong(message: str, *, variable: str = "") -> PydanticCustomError:
    # Braces would be taken for placeholders of the message.
    return PydanticCustomError("wrong", "{text}", {"text": message, "variable": variable})  # type: ignore[no-untyped-call,unused-ignore]


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
