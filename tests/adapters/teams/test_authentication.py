"""What is remembered of a token, and that nothing but a refusal comes of any header."""

import string
from datetime import datetime
from typing import Any

import aiohttp
import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams import authentication
from adapters.teams.authentication import Authenticator, Unauthorized
from adapters.teams.keys import Keys, KeySet, SigningKey, UnknownKey
from adapters.teams.services import TrustedServices, UntrustedService
from tests.adapters.teams.conftest import Clock
from tests.adapters.teams.forged import b64
from tests.standins.teams import APP_ID, ISSUER, TeamsStandIn, private_key, public_jwk


async def test_a_token_is_verified_once_and_then_remembered(
    authenticator: Authenticator, standin: TeamsStandIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bearer = f"Bearer {standin.token(clock.now)}"
    verified = []
    decode = jwt.decode

    def counted(*args: Any, **options: Any) -> Any:
        verified.append(args[0])
        return decode(*args, **options)

    monkeypatch.setattr(jwt, "decode", counted)
    claims = [await authenticator.check(bearer, standin.activity()) for _ in range(5)]
    assert len(verified) == 1
    assert len(set(claims)) == 1


async def test_a_remembered_token_expires(authenticator: Authenticator, standin: TeamsStandIn, clock: Clock) -> None:
    bearer = f"Bearer {standin.token(clock.now)}"
    await authenticator.check(bearer, standin.activity())
    clock.move(hours=1, minutes=4, seconds=59)
    await authenticator.check(bearer, standin.activity())
    clock.move(seconds=1)
    for _ in range(2):
        with pytest.raises(Unauthorized, match="expired"):
            await authenticator.check(bearer, standin.activity())


async def test_a_remembered_token_goes_with_its_key(
    authenticator: Authenticator, keys: Keys, standin: TeamsStandIn, clock: Clock
) -> None:
    bearer = f"Bearer {standin.token(clock.now)}"
    await authenticator.check(bearer, standin.activity())
    standin.jwks = [public_jwk("second", ["msteams"])]
    clock.move(minutes=1)
    await authenticator.check(f"Bearer {standin.token(clock.now, key='second')}", standin.activity())
    with pytest.raises(Unauthorized, match="unknown key"):
        await authenticator.check(bearer, standin.activity())


async def test_no_more_than_a_bounded_number_is_remembered(
    authenticator: Authenticator, standin: TeamsStandIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "_REMEMBERED", 3)
    for number in range(10):
        await authenticator.check(f"Bearer {standin.token(clock.now, jti=str(number))}", standin.activity())
    assert len(authenticator._remembered) == 3


async def test_the_app_id_may_be_written_in_capitals(
    keys: Keys, services: TrustedServices, standin: TeamsStandIn, clock: Clock
) -> None:
    door = Authenticator(keys, services, app_id=APP_ID.upper(), clock=clock)
    assert (await door.check(f"Bearer {standin.token(clock.now)}", standin.activity())).app_id == APP_ID.upper()


async def test_without_an_app_id_there_is_no_authenticator(keys: Keys, services: TrustedServices, clock: Clock) -> None:
    with pytest.raises(ValueError, match="app id"):
        Authenticator(keys, services, app_id="", clock=clock)


async def test_a_service_url_is_trusted_once_a_token_vouched_for_it(
    authenticator: Authenticator, services: TrustedServices, standin: TeamsStandIn, clock: Clock
) -> None:
    with pytest.raises(Unauthorized):
        await authenticator.check("Bearer no", standin.activity())
    with pytest.raises(UntrustedService):
        services.base(standin.service_url)
    await authenticator.check(f"Bearer {standin.token(clock.now)}", standin.activity())
    assert str(services.base(standin.service_url)) == standin.service_url


async def test_even_a_signed_service_url_has_to_be_https(keys: Keys, standin: TeamsStandIn, clock: Clock) -> None:
    door = Authenticator(keys, TrustedServices(), app_id=APP_ID, clock=clock)
    with pytest.raises(Unauthorized, match="https"):
        await door.check(f"Bearer {standin.token(clock.now)}", standin.activity())


# Random requests, against keys that are there already.

NOW = datetime.fromisoformat("2026-11-19T14:05:00+00:00")
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=5,
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={"alg": st.sampled_from(["RS256", "HS256", "none", "ES256"]) | JSON_VALUES, "kid": st.just("first") | JSON_VALUES},
)
PAYLOADS = st.fixed_dictionaries(
    {},
    optional={
        "iss": st.just(ISSUER) | JSON_VALUES,
        "aud": st.just(APP_ID) | JSON_VALUES,
        "serviceurl": st.just("https://smba.example.test/") | JSON_VALUES,
        "exp": st.just(4_000_000_000) | JSON_VALUES,
        "nbf": JSON_VALUES,
    },
)
PARTS = st.binary(max_size=40).map(b64) | st.text(string.printable, max_size=40)
TOKENS = st.tuples(HEADERS.map(b64) | PARTS, PAYLOADS.map(b64) | PARTS, PARTS).map(".".join) | st.lists(PARTS, max_size=5).map(
    ".".join
)
AUTHORIZATIONS = st.none() | st.text(max_size=60) | TOKENS.map("Bearer {}".format)
ACTIVITIES = st.fixed_dictionaries(
    {},
    optional={
        "channelId": st.just("msteams") | JSON_VALUES,
        "serviceUrl": st.just("https://smba.example.test/") | JSON_VALUES,
    },
)


class OneKey(Keys):
    """Keys that need no server."""

    def __init__(self) -> None:
        self.current = KeySet(ISSUER, {"first": SigningKey(private_key("first").public_key(), frozenset({"msteams"}))})

    async def find(self, key_id: str) -> tuple[KeySet, SigningKey]:
        assert self.current is not None
        if key_id != "first":
            raise UnknownKey(key_id)
        return self.current, self.current.by_id[key_id]


def door() -> Authenticator:
    return Authenticator(OneKey(), TrustedServices(), app_id=APP_ID, clock=lambda: NOW)


@given(AUTHORIZATIONS, ACTIVITIES)
@settings(max_examples=300, deadline=None)
async def test_random_headers_are_refused_and_nothing_else(authorization: str | None, activity: dict[str, Any]) -> None:
    with pytest.raises(Unauthorized):
        await door().check(authorization, activity)


@given(PAYLOADS, ACTIVITIES)
@settings(max_examples=100, deadline=None)
async def test_random_claims_are_taken_only_if_all_hold(payload: dict[str, Any], activity: dict[str, Any]) -> None:
    """Signed well, so that every claim is looked at."""
    algorithm = jwt.get_algorithm_by_name("RS256")
    signed = f"{b64({'alg': 'RS256', 'kid': 'first'})}.{b64(payload)}"
    token = f"{signed}.{b64(algorithm.sign(signed.encode(), private_key('first')))}"
    try:
        claims = await door().check(f"Bearer {token}", activity)
    except Unauthorized:
        return
    assert (payload["iss"], payload["aud"].lower()) == (ISSUER, APP_ID)
    assert payload["exp"] > NOW.timestamp() - authentication.LEEWAY
    assert payload.get("nbf", 0) < NOW.timestamp() + authentication.LEEWAY + 1
    assert payload["serviceurl"] == activity["serviceUrl"] == claims.service_url
    assert activity["channelId"] == "msteams"


async def test_a_good_request_would_pass_the_same_door() -> None:
    """So that the two above refuse for what is wrong."""
    standin = TeamsStandIn()
    url = "https://smba.example.test/"
    token = standin.token(NOW, serviceurl=url)
    assert (await door().check(f"Bearer {token}", {"channelId": "msteams", "serviceUrl": url})).service_url == url


async def test_a_session_is_not_needed_for_what_no_key_can_save(services: TrustedServices, clock: Clock) -> None:
    async with aiohttp.ClientSession() as session:
        keys = Keys(session, "https://login.example.test/openid", clock)
    closed = Authenticator(keys, services, app_id=APP_ID, clock=clock)
    with pytest.raises(Unauthorized, match="algorithm"):
        await closed.check(f"Bearer {b64({'alg': 'none', 'kid': 'first'})}.{b64({})}.", {})
