"""Tokens of installed workspaces: refreshed in good time and once, dropped for good, and to be read by nobody."""

import asyncio
import logging
from pathlib import Path

import psycopg
import pytest
import structlog
from cryptography.fernet import Fernet

from adapters.chat.card import Card
from adapters.chat.posting import Address, NotInstalled, TryLater
from adapters.database import StorageFailed
from adapters.slack.installed import InstalledWorkspaces
from adapters.slack.posting import SlackPoster
from core.installation import Installation, Tokens
from tests.adapters.slack.oauth.conftest import HOURS, KEYS, Served
from tests.standins.slack import Fault
from tests.standins.slack_oauth import CLIENT_SECRET


async def test_tokens_are_refreshed_once_by_however_many(here: Served) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    first = [here.workspaces(), here.workspaces(remember=5)]
    for each in first:
        await each.start()
    (before,) = {token for each in first for token in [await each.token("T1")]}
    here.clock.move(hours=11)
    # While the old one is good, nobody waits for the new one.
    given = await asyncio.gather(*(each.token("T1") for each in first for _ in range(10)))
    assert set(given) <= {before, *here.slack.tokens}
    for each in first:
        await each.close()
    assert here.slack.refreshed == 1
    here.clock.move(hours=13)
    here.slack.expire("T1")
    second = [here.workspaces(), here.workspaces()]
    for each in second:
        await each.start()
    given = await asyncio.gather(*(each.token("T1") for each in second for _ in range(10)))
    assert here.slack.refreshed == 2
    assert set(given) == set(here.slack.tokens)
    for each in second:
        await each.close()
    await here.say(1, "T1", "ada")
    here.clock.move(hours=13)
    here.slack.expire("T1")
    async with here.worker():
        await here.slack.workspaces["T1"].wait_for("chat.postMessage", 2)
    assert here.slack.refreshed == 3


async def test_a_token_that_came_while_the_database_was_away_is_kept(here: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    here.clock.move(hours=13)
    here.slack.expire("T1")
    installations = here.database.installations(KEYS)
    kept, away = installations.refreshed, iter(range(3))

    async def refreshed(installation: Installation, tokens: Tokens) -> bool:
        if next(away, None) is not None:
            raise StorageFailed("away")
        return await kept(installation, tokens)

    monkeypatch.setattr(installations, "refreshed", refreshed)
    workspaces = InstalledWorkspaces(installations, here.oauth, here.clock)
    await workspaces.start()
    assert await workspaces.token("T1") in here.slack.tokens
    await workspaces.close()
    assert here.slack.refreshed == 1


@pytest.mark.parametrize("fault", [Fault(cut=True), Fault(status=502)])
async def test_a_token_whose_answer_was_lost_is_asked_for_again_while_slack_gives_it(here: Served, fault: Fault) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    here.clock.move(hours=13)
    here.slack.expire("T1")
    here.slack.faults += [fault, fault]
    workspaces = here.workspaces()
    await workspaces.start()
    kept = await workspaces.token("T1")
    # What Slack gave meanwhile, and nobody got, is of no harm.
    assert (here.slack.refreshed, kept in here.slack.tokens) == (3, True)
    here.clock.move(hours=13)
    here.slack.end_grace()
    assert await workspaces.token("T1") in set(here.slack.tokens) - {kept}
    await workspaces.close()


async def test_after_the_end_of_a_process_another_gets_the_token(here: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends between Slack's answer and the COMMIT."""

    async def end(*_: object) -> bool:
        raise asyncio.CancelledError

    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    here.clock.move(hours=11)
    installations = here.database.installations(KEYS)
    first, second = InstalledWorkspaces(installations, here.oauth, here.clock), here.workspaces()
    monkeypatch.setattr(installations, "refreshed", end)
    for each in (first, second):
        await each.start()
    old = await first.token("T1")
    await first.close()
    assert here.slack.refreshed == 1
    here.clock.move(minutes=1)
    assert await second.token("T1") == old
    await second.close()
    kept = await here.database.installations(KEYS).find("slack", "T1")
    assert kept is not None
    assert kept.tokens.access in set(here.slack.tokens) - {old}


async def test_with_a_wrong_key_messages_wait(here: Served) -> None:
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    blind = here.database.installations((Fernet.generate_key().decode(),))
    poster = SlackPoster(
        here.database, here.clock, workspaces=InstalledWorkspaces(blind, here.oauth, here.clock), api_url=here.slack.api_url
    )
    await poster.start()
    with pytest.raises(TryLater, match="unreadable"):
        await poster.post(Address(organization_id=1, platform="slack", workspace="T1", conversation="ada"), Card(("Hello",)))
    await poster.close()


async def test_a_token_that_slack_refreshes_no_more_is_dropped(here: Served) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    here.slack.revoke("T1")
    workspaces = here.workspaces()
    await workspaces.start()
    here.clock.move(hours=11)
    # It may be Slack's fault, as long as the old one is good.
    assert await workspaces.token("T1") in here.slack.dead
    await workspaces.close()
    here.clock.move(hours=2)
    await workspaces.start()
    with pytest.raises(NotInstalled):
        await workspaces.token("T1")
    await workspaces.close()
    (state,) = await here.database.installations(KEYS).states()
    assert state.gone_reason == "invalid_refresh_token"


def stored(folder: Path, database_url: str) -> bytes:
    """What is in the database, as somebody who got hold of it sees it."""
    if database_url.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in folder.glob("aftercall.db*"))
    with psycopg.connect(database_url) as connection:
        rows = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("installation", "workspace")]
    return str(rows).encode()


async def test_tokens_are_nowhere_to_be_read(
    here: Served, tmp_path: Path, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # The program has none.
    caplog.set_level(logging.WARNING, "aiohttp.access")
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    with structlog.testing.capture_logs() as events:
        await here.install("T1", "ada")
        here.clock.move(hours=13)
        await here.person("ada", "T1").command("whoami")
        async with here.worker():
            await here.slack.workspaces["T1"].wait_for("chat.postMessage")
        here.slack.revoke("T1")
        await here.person("ada", "T1").event({"type": "app_uninstalled"})
    logged = caplog.text + str(events)
    assert "installed" in logged
    kept = stored(tmp_path, database_url)
    assert b"Team T1" in kept
    for secret in (*here.slack.secrets, CLIENT_SECRET, *KEYS):
        assert secret not in logged, secret
        assert secret.encode() not in kept, secret
    assert "xox" not in repr(await here.database.installations(KEYS).find("slack", "T1"))
