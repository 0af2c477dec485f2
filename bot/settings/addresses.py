"""Addresses in settings."""

from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def is_open(value: str) -> bool:
    """Whether others could read along: no https, and not on this machine."""
    return value.startswith("http://") and urlsplit(value).hostname not in LOOPBACK
