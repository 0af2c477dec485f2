"""Fetching the signing keys: seldom, once for all who wait, and never in anybody's way."""

import asyncio
from typing import Any

import aiohttp
import pytest

from adapters.teams.keys import Keys, KeysUnavailable, UnknownKey
from tests.adapters.teams.conftest import Clock
from tests.standins.teams import ISSUER, TeamsStandIn, public_jwk


async def unknown(keys: Keys, key_id: str) -> None:
    with pytest.raises(UnknownKey):
        await keys.find(key_id)


@pytest.fixture
def impatient(session: aiohttp.ClientSession, standin: TeamsStandIn, clock: Clock) -> Keys:
    return Keys(session, standin.metadata_url, clock, time_limit=1)


async def test_a_key_comes_with_its_issuer_and_endorsements(keys: Keys) -> None:
    found, key = await keys.find("first")
    assert found.issuer == ISSUER
    assert key.endorsements == {"msteams", "webchat"}


async def test_many_who_come_at_once_share_one_fetch(keys: Keys, standin: TeamsStandIn) -> None:
    await asyncio.gather(*(keys.find("first") for _ in range(50)))
    assert standin.metadata_fetches == 1


async def test_unknown_ids_cause_one_fetch_a_minute(keys: Keys, standin: TeamsStandIn, clock: Clock) -> None:
    await keys.find("first")
    clock.move(seconds=61)
    for minute in range(1, 4):
        await asyncio.gather(*(unknown(keys, f"{minute}-{number}") for number in range(100)))
        for second in range(3):
            clock.move(seconds=19)
            await unknown(keys, f"{minute}-later-{second}")
        assert standin.metadata_fetches == 1 + minute
        clock.move(seconds=4)


async def test_a_key_that_was_added_is_found(keys: Keys, standin: TeamsStandIn, clock: Clock) -> None:
    await keys.find("first")
    standin.jwks = [public_jwk("second", ["msteams"])]
    await unknown(keys, "second")  # it was fetched a moment ago
    clock.move(minutes=1)
    assert (await keys.find("second"))[1].endorsements == {"msteams"}
    await unknown(keys, "first")


async def test_keys_are_fetched_daily_without_anybody_waiting(impatient: Keys, standin: TeamsStandIn, clock: Clock) -> None:
    before, _ = await impatient.find("first")
    clock.move(hours=23, minutes=59)
    await impatient.find("first")
    assert standin.metadata_fetches == 1
    clock.move(minutes=1)
    standin.metadata_hangs = True
    for _ in range(3):
        assert (await asyncio.wait_for(impatient.find("first"), 0.5))[0] is before
    await unknown(impatient, "second")  # who waits for the fetch that is under way
    assert standin.metadata_fetches == 2
    standin.metadata_hangs = False
    await impatient.find("first")
    assert standin.metadata_fetches == 2  # it just failed
    clock.move(minutes=1)
    await impatient.find("first")
    await unknown(impatient, "second")
    assert standin.metadata_fetches == 3
    assert impatient.current is not before


async def test_a_metadata_server_that_hangs_keeps_only_those_waiting_who_need_it(
    impatient: Keys, standin: TeamsStandIn, clock: Clock
) -> None:
    await impatient.find("first")
    clock.move(minutes=1)
    standin.metadata_hangs = True
    waiting = [asyncio.create_task(unknown(impatient, f"unknown-{number}")) for number in range(10)]
    await asyncio.sleep(0.05)
    await asyncio.wait_for(impatient.find("first"), 0.5)
    assert not any(task.done() for task in waiting)
    await asyncio.wait_for(asyncio.gather(*waiting), 5)
    assert standin.metadata_fetches == 2


async def test_who_goes_away_takes_the_fetch_from_nobody(keys: Keys, standin: TeamsStandIn) -> None:
    impatient = asyncio.create_task(keys.find("first"))
    patient = asyncio.create_task(keys.find("first"))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    assert standin.metadata_fetches == 1


async def test_without_any_keys_it_is_tried_every_ten_seconds(keys: Keys, standin: TeamsStandIn, clock: Clock) -> None:
    standin.metadata_status = 503
    for _ in range(3):
        with pytest.raises(KeysUnavailable) as error:
            await keys.find("first")
        assert error.value.retry_after == 10
    assert standin.metadata_fetches == 1
    standin.metadata_status = 200
    clock.move(seconds=10)
    await keys.find("first")


async def test_keys_outlive_their_server(keys: Keys, standin: TeamsStandIn, clock: Clock) -> None:
    await keys.find("first")
    standin.metadata_status = 500
    clock.move(days=3)
    for _ in range(3):
        await keys.find("first")
        await unknown(keys, "second")  # who waits for the fetch that is under way
        clock.move(minutes=2)
    assert standin.metadata_fetches == 4


async def test_a_clock_that_is_set_back_stops_no_fetching(keys: Keys, standin: TeamsStandIn, clock: Clock) -> None:
    await keys.find("first")
    standin.jwks.append(public_jwk("second", ["msteams"]))
    clock.move(days=-1)
    await keys.find("second")


@pytest.mark.parametrize(
    ("which", "document"),
    [
        ("openid", "no JSON"),
        ("openid", "[" * 100_000),
        ("openid", []),
        ("openid", {}),
        ("openid", {"issuer": ISSUER}),
        ("openid", {"issuer": ISSUER, "jwks_uri": 7}),
        ("openid", {"issuer": ISSUER, "jwks_uri": "keys"}),
        ("openid", {"issuer": ISSUER, "jwks_uri": "file:///etc/hostname"}),
        ("keys", "no JSON"),
        ("keys", []),
        ("keys", {"keys": None}),
        ("keys", {"keys": []}),
        ("keys", {"keys": [None, 1, "key", []]}),
        ("keys", {"keys": [{"kty": "RSA", "kid": "first", "endorsements": ["msteams"], "n": "!", "e": "?"}]}),
        ("keys", {"keys": [{"kty": "oct", "kid": "first", "endorsements": ["msteams"], "k": "c2VjcmV0"}]}),
        ("keys", {"keys": [public_jwk("first", ["msteams"], use="enc")]}),
        ("keys", {"keys": [public_jwk("first", ["msteams"], kid=None)]}),
    ],
)
async def test_documents_that_say_nothing_give_no_keys(which: str, document: Any, keys: Keys, standin: TeamsStandIn) -> None:
    standin.documents[which] = document
    with pytest.raises(KeysUnavailable):
        await keys.find("first")


async def test_one_bad_key_does_not_cost_the_others(keys: Keys, standin: TeamsStandIn) -> None:
    standin.jwks = [None, {"kty": "RSA", "kid": "bad", "endorsements": ["msteams"]}, public_jwk("first", ["msteams", 7])]
    assert (await keys.find("first"))[1].endorsements == {"msteams"}


async def test_a_metadata_document_without_issuer_is_none(keys: Keys, standin: TeamsStandIn) -> None:
    standin.documents["openid"] = {"jwks_uri": f"{standin.url}/keys"}
    with pytest.raises(KeysUnavailable):
        await keys.find("first")


@pytest.mark.parametrize("url", ["http://login.example.test/openid", "ftp://127.0.0.1/openid", "openid", ""])
async def test_metadata_comes_over_https_or_from_this_machine(url: str, session: aiohttp.ClientSession, clock: Clock) -> None:
    with pytest.raises(ValueError, match="https"):
        Keys(session, url, clock)
