"""Checks of the settings of the server and its database."""

from pydantic import SecretStr

from adapters.database.address import parse
from bot.settings.addresses import is_open, is_web_address
from bot.settings.problems import wrong

MAKE_KEY = "write what `openssl rand -base64 32 | tr +/ -_` prints"


def database_url(value: SecretStr) -> SecretStr:
    try:
        parse(value.get_secret_value())
    except ValueError as error:
        raise wrong(f"{error}; write sqlite:///var/aftercall.db or postgresql://USER:PASSWORD@HOST/NAME") from None
    return value


def port(value: object) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise wrong(f"{text!r} is no port; write a number from 1 to 65535, or 0 for any free one")
    return int(text)


def metrics_port(value: object) -> int | None:
    return None if value is None else port(value)


def public_url(value: str) -> str:
    if value and not is_web_address(value):
        raise wrong("is no web address; write what the platforms reach, such as https://aftercall.example.com")
    if is_open(value):
        raise wrong("has to begin with https://; the platforms call nothing else")
    return value.rstrip("/")


def encryption_keys(value: SecretStr) -> SecretStr:
    keys = split_keys(value)
    if not keys:
        return value
    # Whoever has no keys does without its memory.
    from cryptography.fernet import Fernet

    for position, each in enumerate(keys, 1):
        try:
            Fernet(each)
        except ValueError:
            raise wrong(f"key {position} is none; {MAKE_KEY}, several separated by blanks, the newest first") from None
    return value


def split_keys(value: SecretStr) -> tuple[str, ...]:
    return tuple(value.get_secret_value().replace(",", " ").split())


def lease_seconds(value: object) -> float:
    try:
        seconds = float(str(value))
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 3600:
        raise wrong(f"{str(value)!r} is no number of seconds from 1 to 3600; leave it out, or write 60")
    return seconds


def lower(value: object) -> object:
    """A choice is known in any case."""
    return value.strip().lower() if isinstance(value, str) else value
