"""Checks of the settings of what is stored: documents that are received, attachments, how long canceled entries stay."""

from pydantic import SecretStr, ValidationInfo

from adapters.documents.signature import key
from adapters.objects.place import place
from bot.settings.addresses import is_open, is_web_address
from bot.settings.problems import wrong


def webhook_secrets(value: SecretStr) -> SecretStr:
    for position, secret in enumerate(value.get_secret_value().split(), 1):
        try:
            key(secret)
        except ValueError as error:
            which = f"secret {position} {error}" if position > 1 else str(error)
            raise wrong(f"{which}; write whsec_ and what `openssl rand -base64 32` prints, several separated by blanks") from None
    return value


def attachments_url(value: str) -> str:
    try:
        return value and "s3://{}/{}".format(*place(value)).rstrip("/")
    except ValueError as error:
        raise wrong(f"{error}; write s3://BUCKET/FOLDER, or remove it to keep attachments in the database") from None


def endpoint_url(value: str, info: ValidationInfo) -> str:
    # Other programs of the machine may have their own use for the variables of AWS.
    if value and info.data.get("attachments_url"):
        if not is_web_address(value):
            raise wrong("is no web address; write where the store is, such as https://minio.example.com, or remove it for Amazon")
        if is_open(value) and not info.data.get("aws_allow_http"):
            raise wrong("has to begin with https://; where nobody can read along, AWS_ALLOW_HTTP=1 lets http:// be")
    return value.rstrip("/")


def secret_access_key(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    if info.data.get("attachments_url") and (value is None) is not (not info.data.get("aws_access_key_id")):
        raise wrong("goes together with AWS_ACCESS_KEY_ID: set both, or remove both to use the role of the machine")
    return value


def canceled_days(value: object) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= 36_500):
        raise wrong(f"{text!r} is no number of days; write 90, for instance, or remove it to keep canceled entries")
    return int(text)
