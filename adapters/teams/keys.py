"""The public keys that incoming tokens are signed with, from the OpenID metadata document."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from yarl import URL

from adapters.teams.cloud import Clock, is_loopback
from adapters.teams.flight import Flight

FETCH_LIMIT = 5.0
FRESH = timedelta(days=1)
BETWEEN_FETCHES = timedelta(minutes=1)
BETWEEN_FIRST_FETCHES = timedelta(seconds=10)
_SMALLEST_KEY = 2048  # bits

_log = structlog.get_logger(__name__)


class UnknownKey(Exception):
    """No key has this id."""


class KeysUnavailable(Exception):
    """No keys were ever got, so that nothing can be said of a token. `retry_after` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"the signing keys cannot be fetched, next try in {retry_after} s")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`endorsements` are the channels that the key may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class KeySet:
    """What one fetch gave. `issuer` is whom the tokens of this cloud come from."""

    issuer: str
    by_id: Mapping[str, SigningKey]


class Keys:
    """The keys of one cloud: fetched when first needed, daily in the background, and when a key id is unknown, which is at
    most once a minute. Keys that were got stay in use while the metadata server cannot be reached.

    `metadata_url` is https, or on this machine. Raises ValueError if it is neither. `time_limit` in seconds, for both documents.
    """

    def __init__(
        self, session: aiohttp.ClientSession, metadata_url: str, clock: Clock, *, time_limit: float = FETCH_LIMIT
    ) -> None:
        _require_safe(URL(metadata_url))
        self._session = session
        self._url = URL(metadata_url)
        self._clock = clock
        self._time_limit = time_limit
        self._flight: Flight[None] = Flight()
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None
        self.current: KeySet | None = None

    async def find(self, key_id: str) -> tuple[KeySet, SigningKey]:
        """The key with this id and the set that it is in. Raises UnknownKey and KeysUnavailable."""
        if self.current is None or key_id not in self.current.by_id:
            if self._flight.under_way or self._may_try():
                await self._flight.join(self._fetch)
        elif self._passed(self._fetched_at, FRESH) and self._may_try():
            self._flight.start(self._fetch)
        if self.current is None:
            raise KeysUnavailable(int(BETWEEN_FIRST_FETCHES.total_seconds()))
        key = self.current.by_id.get(key_id)
        if key is None:
            raise UnknownKey(key_id)
        return self.current, key

    def _may_try(self) -> bool:
        return self._passed(self._tried_at, BETWEEN_FIRST_FETCHES if self.current is None else BETWEEN_FETCHES)

    def _passed(self, since: datetime | None, interval: timedelta) -> bool:
        # A clock that was set back must not stop the fetching for as long.
        return since is None or not timedelta(0) <= self._clock() - since < interval

    async def _fetch(self) -> None:
        self._tried_at = self._clock()
        try:
            async with asyncio.timeout(self._time_limit):
                document = await self._json(self._url)
                jwks_url = URL(_text(document, "jwks_uri"))
                if jwks_url.scheme != "https" and self._url.scheme == "https":
                    raise ValueError("the address of the keys is not https")
                self.current = _key_set(document, await self._json(jwks_url))
        except (aiohttp.ClientError, TimeoutError, ValueError, RecursionError) as error:
            _log.warning(
                "signing keys not fetched", url=str(self._url), error=repr(error), keeping_older=self.current is not None
            )
        else:
            self._fetched_at = self._tried_at

    async def _json(self, url: URL) -> Any:
        async with self._session.get(url, raise_for_status=True) as response:
            return await response.json(content_type=None)


def _require_safe(url: URL) -> None:
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.host)):
        raise ValueError(f"{url} has to begin with https://")


def _key_set(document: Any, jwks: Any) -> KeySet:
    """Raises ValueError unless there is an issuer and at least one usable key."""
    entries = jwks.get("keys") if isinstance(jwks, dict) else None
    if not isinstance(entries, list):
        raise ValueError("no list of keys")
    by_id = {key_id: key for entry in entries for key_id, key in _usable(entry)}
    if not by_id:
        raise ValueError("none of the keys is usable")
    return KeySet(_text(document, "issuer"), by_id)


def _usable(entry: Any) -> list[tuple[str, SigningKey]]:
    """The key of an entry, or nothing: one bad entry must not cost the others."""
    if not isinstance(entry, dict) or entry.get("kty") != "RSA" or entry.get("use", "sig") != "sig":
        return []
    key_id, endorsements = entry.get("kid"), entry.get("endorsements")
    if not isinstance(key_id, str) or not isinstance(endorsements, list):
        return []
    try:
        public = RSAAlgorithm.from_jwk(entry)
    except (jwt.PyJWTError, ValueError, TypeError):
        return []
    if not isinstance(public, RSAPublicKey) or public.key_size < _SMALLEST_KEY:
        return []
    return [(key_id, SigningKey(public, frozenset(name for name in endorsements if isinstance(name, str))))]


def _text(document: Any, name: str) -> str:
    value = document.get(name) if isinstance(document, dict) else None
    if not isinstance(value, str) or not value:
        raise ValueError(f"the metadata document has no {name}")
    return value
