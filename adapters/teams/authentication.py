"""Whether a request comes from the Bot Framework connector and is meant for this app.

Source of the rules: "Authentication with the Bot Connector API", "Connector to Bot", steps 1 to 7 and the endorsements.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.types import Options

from adapters.teams.cloud import Clock
from adapters.teams.keys import Keys, KeySet, SigningKey, UnknownKey
from adapters.teams.services import TrustedServices, UntrustedService

LEEWAY = 300  # seconds that two clocks may differ by
_ALGORITHMS = ["RS256"]
_LONGEST_TOKEN = 6_000  # characters; the connector's have about 1,000
_REMEMBERED = 1_000  # tokens; one serves all requests of a service URL for an hour or more
# PyJWT reads the clock for these, and takes an array of audiences; they are checked here instead.
_SIGNATURE_ONLY: Options = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}


class Unauthorized(Exception):
    """Why a request is refused: for the log, never for the caller."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What is known of a request that was let in. `app_id` is "" where no token was asked for (`anonymous`)."""

    app_id: str
    channel_id: str
    service_url: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class _Verified:
    """What a token proves, times in seconds since 1970. It counts while the keys it was checked with do."""

    keys: KeySet
    endorsements: frozenset[str]
    service_url: str
    begins: float
    ends: float


class Authenticator:
    """Checks the tokens of incoming activities. `channels` are the channels that are served: others prove less of who writes.

    A token that was verified is remembered until it expires or the keys are fetched again.
    """

    def __init__(
        self,
        keys: Keys,
        services: TrustedServices,
        *,
        app_id: str,
        clock: Clock,
        channels: frozenset[str] = frozenset({"msteams"}),
    ) -> None:
        if not app_id:
            raise ValueError("without an app id no token is meant for this app")
        self._keys = keys
        self._services = services
        self._app_id = app_id
        self._clock = clock
        self._channels = channels
        self._remembered: dict[bytes, _Verified] = {}

    async def check(self, authorization: str | None, activity: Mapping[str, Any]) -> Claims:
        """What the `Authorization` header proves of `activity`, whose service URL is trusted from then on. Raises
        Unauthorized, and KeysUnavailable while the keys to check it with cannot be had.
        """
        token = _bearer(authorization)
        digest = hashlib.sha256(token.encode()).digest()
        verified = self._remembered.get(digest)
        if verified is None or verified.keys is not self._keys.current:
            verified = await self._verify(token)
            self._remember(digest, verified)
        now = self._clock().timestamp()
        if now >= verified.ends:
            self._remembered.pop(digest, None)
            raise Unauthorized("expired")
        if now < verified.begins:
            raise Unauthorized("not valid yet")
        channel_id, service_url = activity.get("channelId"), activity.get("serviceUrl")
        if not isinstance(channel_id, str) or channel_id not in verified.endorsements:
            raise Unauthorized("the key is not endorsed for the channel")
        if channel_id not in self._channels:
            raise Unauthorized("a channel that is not served")
        if service_url != verified.service_url:
            raise Unauthorized("another service URL than the token's")
        try:
            self._services.trust(verified.service_url)
        except UntrustedService:
            raise Unauthorized("a service URL that is not sent to: no https, or another cloud's") from None
        return Claims(self._app_id, channel_id, verified.service_url)

    def _remember(self, digest: bytes, verified: _Verified) -> None:
        self._remembered.pop(digest, None)
        if len(self._remembered) >= _REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        self._remembered[digest] = verified

    async def _verify(self, token: str) -> _Verified:
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError:
            raise Unauthorized("no token that can be read") from None
        # Before a key is looked for, so that nothing is fetched for such a token.
        if header.get("alg") not in _ALGORITHMS:
            raise Unauthorized("an algorithm that is not taken")
        key_id = header.get("kid")
        if not isinstance(key_id, str):
            raise Unauthorized("no key id")
        try:
            keys, key = await self._keys.find(key_id)
        except UnknownKey:
            raise Unauthorized("an unknown key id") from None
        try:
            claims = jwt.decode(token, key.public, algorithms=_ALGORITHMS, options=_SIGNATURE_ONLY)
        except jwt.PyJWTError:
            raise Unauthorized("not claims that are signed with the key they name") from None
        return self._read(claims, keys, key)

    def _read(self, claims: dict[str, Any], keys: KeySet, key: SigningKey) -> _Verified:
        audience, service_url = claims.get("aud"), claims.get("serviceurl")
        if claims.get("iss") != keys.issuer:
            raise Unauthorized("another issuer")
        if not isinstance(audience, str) or audience.lower() != self._app_id.lower():
            raise Unauthorized("meant for another app")
        if not isinstance(service_url, str) or not service_url:
            raise Unauthorized("no service URL claim")
        if "exp" not in claims:
            raise Unauthorized("no time of expiry")
        begins = max((_seconds(claims[name]) for name in ("nbf", "iat") if name in claims), default=0)
        return _Verified(keys, key.endorsements, service_url, begins - LEEWAY, _seconds(claims["exp"]) + LEEWAY)


def _bearer(authorization: str | None) -> str:
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > _LONGEST_TOKEN or not token.isascii():
        raise Unauthorized("no bearer token")
    return token


def _seconds(value: Any) -> float:
    # bool is an int in Python, and a JSON number may be NaN, infinite or longer than any time.
    if type(value) not in (int, float) or not abs(value) < 1e12 or math.isnan(value):
        raise Unauthorized("a time that is none")
    return float(value)
