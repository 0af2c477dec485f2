"""Signatures as the Standard Webhooks specification 1.0.0 has them: HMAC-SHA256 over "id.timestamp.body", named v1."""

import hashlib
import hmac
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from datetime import datetime

from adapters.documents import limits

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"

_PREFIX = "whsec_"
_FEWEST_BYTES = 24
_VERSION = "v1"
_SEEN = re.compile(r"[!-~]+", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,12}", re.ASCII)


class Unsigned(Exception):
    """The request is not signed so that it can be trusted; the text says why, to its sender."""


def key(secret: str) -> bytes:
    """The key that a secret, `whsec_` and base64, stands for. Raises ValueError, which says what is wrong."""
    if not secret.startswith(_PREFIX):
        raise ValueError(f"does not begin with {_PREFIX}")
    encoded = secret.removeprefix(_PREFIX)
    try:
        # The padding at the end is left out by some.
        found = b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (NotBase64, ValueError):
        raise ValueError(f"is no base64 after {_PREFIX}") from None
    if len(found) < _FEWEST_BYTES:
        raise ValueError(f"is too short: it has to stand for {_FEWEST_BYTES} bytes or more")
    return found


def headers(secret: bytes, webhook_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers of a request with this body, signed now."""
    timestamp = str(int(now.timestamp()))
    signature = b64encode(_digest(secret, webhook_id, timestamp, body)).decode()
    return {ID: webhook_id, TIMESTAMP: timestamp, SIGNATURE: f"{_VERSION},{signature}"}


def check_fresh(webhook_id: str, timestamp: str, now: datetime) -> None:
    """Whether the headers are what they should be and the signature is of these minutes; needs no body. Raises Unsigned."""
    if len(webhook_id) > limits.WEBHOOK_ID or not _SEEN.fullmatch(webhook_id):
        raise Unsigned(f"{ID} has to be up to {limits.WEBHOOK_ID} visible ASCII characters")
    if not _SECONDS.fullmatch(timestamp):
        raise Unsigned(f"{TIMESTAMP} has to be whole seconds since 1970")
    # In whole seconds, as the timestamp is.
    if abs(int(now.timestamp()) - int(timestamp)) > limits.TIMESTAMP_AGE:
        raise Unsigned(f"{TIMESTAMP} is more than {limits.TIMESTAMP_AGE // 60} minutes from the time here")


def check(secrets: Sequence[bytes], webhook_id: str, timestamp: str, signatures: str, body: bytes) -> None:
    """Whether one of the signatures, separated by blanks, was made with one of the secrets. Raises Unsigned.

    Other versions of signatures may stand beside, as the specification allows.
    """
    given = [signature for version, _, signature in (part.partition(",") for part in signatures.split()) if version == _VERSION]
    if not given:
        raise Unsigned(f"{SIGNATURE} has no signature of the form {_VERSION},BASE64")
    known = [b64encode(_digest(secret, webhook_id, timestamp, body)) for secret in secrets]
    # As bytes: comparing text raises for a header that is not ASCII. All are compared, so that the time tells nothing.
    matches = [
        hmac.compare_digest(expected, signature.encode("utf-8", "surrogateescape")) for expected in known for signature in given
    ]
    if not any(matches):
        raise Unsigned(f"{SIGNATURE} was not made with the secret of this webhook, or the body was changed on its way")


def _digest(secret: bytes, webhook_id: str, timestamp: str, body: bytes) -> bytes:
    return hmac.digest(secret, f"{webhook_id}.{timestamp}.".encode() + body, hashlib.sha256)
