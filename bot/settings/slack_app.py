"""The settings of Slack, and their checks."""

from dataclasses import dataclass, field

from pydantic import SecretStr, ValidationInfo

from bot.settings.addresses import is_web_address
from bot.settings.problems import wrong
from bot.settings.server import MAKE_KEY


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


def client_secret(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    """With it, all that serving several workspaces takes."""
    client_id = info.data.get("slack_client_id")
    if value is None and not client_id:
        return value
    where = "copy it from Basic Information in your Slack app's settings, or remove both to serve a single workspace"
    if value is None:
        raise wrong(f"is missing, while SLACK_CLIENT_ID is set; {where}")
    if not client_id:
        raise wrong(f"is missing, while SLACK_CLIENT_SECRET is set; {where}", variable="SLACK_CLIENT_ID")
    if info.data.get("slack_signing_secret", value) is None and info.data.get("slack_app_token") is None:
        raise wrong(
            "is missing, while SLACK_CLIENT_ID is set; copy the Signing Secret from Basic Information in your Slack app's "
            "settings, or set SLACK_APP_TOKEN for Socket Mode",
            variable="SLACK_SIGNING_SECRET",
        )
    if info.data.get("public_url", "-") == "":
        raise wrong(
            "is missing, while SLACK_CLIENT_ID is set; write the address that Slack sends people back to after installing, "
            "such as https://aftercall.example.com",
            variable="PUBLIC_URL",
        )
    keys = info.data.get("encryption_keys")
    if keys is not None and not keys.get_secret_value().strip():
        raise wrong(
            f"is missing, while SLACK_CLIENT_ID is set: the tokens of workspaces are stored encrypted; {MAKE_KEY}",
            variable="ENCRYPTION_KEYS",
        )
    return value


def bot_token(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    """It goes together with what a single workspace takes, and not with OAuth."""
    secret, app_token = info.data.get("slack_signing_secret"), info.data.get("slack_app_token")
    if info.data.get("slack_client_id"):
        if value is not None:
            raise wrong(
                "does not go together with SLACK_CLIENT_ID, by which each workspace has a token of its own; remove it, and "
                "install the app in this workspace again by PUBLIC_URL/slack/install"
            )
        return value
    if "slack_client_secret" not in info.data or info.data["slack_client_secret"] is not None:
        # What is wrong with the pair of OAuth is said already.
        return value
    if value is None and (secret is not None or app_token is not None):
        given = "SLACK_SIGNING_SECRET" if secret is not None else "SLACK_APP_TOKEN"
        raise wrong(
            f"is missing, while {given} is set; copy the Bot User OAuth Token (xoxb-...) from "
            "OAuth & Permissions in your Slack app's settings, or remove both to leave Slack off"
        )
    if value is not None and secret is None and app_token is None:
        raise wrong(
            "is missing, while SLACK_BOT_TOKEN is set; copy the Signing Secret from Basic Information in your "
            "Slack app's settings, set SLACK_APP_TOKEN for Socket Mode, or remove both to leave Slack off",
            variable="SLACK_SIGNING_SECRET",
        )
    return value


def api_url(value: str) -> str:
    if not is_web_address(value):
        raise wrong("is no web address; leave it out, or write one such as https://slack.com/api/")
    return value.rstrip("/") + "/"
