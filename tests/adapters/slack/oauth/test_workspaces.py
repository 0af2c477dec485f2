"""Each installed workspace for itself: whose log it has, and what becomes of it when the bot is removed."""

import asyncio
from datetime import timedelta

import pytest

from adapters.slack.posting import SlackPoster
from core.operations.outbox import NOT_INSTALLED
from core.person import Identity
from tests.adapters.slack.oauth.conftest import HOURS, KEYS, Served


async def test_neither_of_two_workspaces_sees_the_others_data(here: Served) -> None:
    for team, user in (("T1", "ada"), ("T2", "bob")):
        await here.workspace(team, user)
        await here.install(team, user)
    for team, user, name in (("T1", "ada", "Fjord AS"), ("T2", "bob", "Glacier Ltd")):
        client = here.person(user, team)
        assert "admin" in str((await client.command("whoami")).body).lower()
        await here.add_company(1 if team == "T1" else 2, name)
        logged = await client.command("log CALL CT1: talked")
        assert "#1" in str(logged.body)
    for line in ("contacts", "list", "show 1"):
        ada = str((await here.person("ada", "T1").command(line)).body)
        bob = str((await here.person("bob", "T2").command(line)).body)
        assert ("Fjord" in ada, "Glacier" in ada) == (True, False), line
        assert ("Fjord" in bob, "Glacier" in bob) == (False, True), line
    async with here.worker():
        for team, user in (("T1", "ada"), ("T2", "bob")):
            standin = here.slack.workspaces[team]
            await here.say(1 if team == "T1" else 2, team, user)
            assert f"Hello {user}" in (await standin.wait_for("chat.postMessage"))["text"]
            assert all(call.arguments["channel"] == user for call in standin.calls if call.method == "chat.postMessage")


async def test_an_account_is_looked_up_in_the_organizations_own_workspaces(here: Served) -> None:
    for team, user in (("T1", "ada"), ("T2", "bob")):
        await here.workspace(team, user)
        await here.install(team, user)
    poster = SlackPoster(here.database, here.clock, workspaces=here.workspaces(), api_url=here.slack.api_url)
    await poster.start()
    found = await poster.account(2, "bob@t2.test")
    assert found is not None
    assert found[0] == Identity("slack", "T2", "bob")
    asked = len(here.slack.workspaces["T2"].calls)
    assert await poster.account(1, "bob@t2.test") is None
    assert len(here.slack.workspaces["T2"].calls) == asked
    await poster.close()


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked", ""])
async def test_after_uninstalling_nothing_is_sent_until_it_is_installed_again(here: Served, event: str) -> None:
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    standin = here.slack.workspaces["T1"]
    async with here.worker():
        await standin.wait_for("chat.postMessage")
    here.slack.revoke("T1")
    if event:
        tokens = {"tokens": {"oauth": [], "bot": ["U0BOT"]}} if event == "tokens_revoked" else {}
        assert (await here.person("ada", "T1").event({"type": event, **tokens})).status == 200
        (state,) = await here.database.installations(KEYS).states()
        assert state.gone_reason == "uninstalled"
    await here.say(1, "T1", "ada")
    async with here.worker():
        for _ in range(300):
            stopped = await here.database.read(1, lambda work: work.outbox.stopped())
            if stopped:
                break
            await asyncio.sleep(0.02)
        assert [reason for _, reason in stopped] == [NOT_INSTALLED]
    assert len(standin.sent("chat.postMessage")) == 1
    await here.install("T1", "ada")
    async with here.worker():
        await standin.wait_for("chat.postMessage", 2)
    assert await here.database.read(1, lambda work: work.outbox.stopped()) == []


async def test_an_event_that_comes_after_the_next_installation_changes_nothing(here: Served) -> None:
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    await here.person("ada", "T1").event({"type": "app_uninstalled"})
    await here.person("ada", "T1").event({"type": "tokens_revoked", "tokens": {"oauth": ["ada"], "bot": []}})
    (state,) = await here.database.installations(KEYS).states()
    assert state.gone_reason == ""


async def test_an_event_that_comes_while_a_token_is_refreshed_loses_none(here: Served) -> None:
    here.slack.expires_in = 12 * HOURS
    await here.workspace("T1", "ada")
    await here.install("T1", "ada")
    installations = here.database.installations(KEYS)
    old = await installations.find("slack", "T1")
    assert old is not None
    assert await installations.claim_refresh(old, here.clock(), here.clock() + timedelta(minutes=2))
    new = await here.oauth.refresh(here.session, old.tokens, here.clock())
    del here.slack.tokens[old.tokens.access]
    await here.person("ada", "T1").event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}})
    assert await installations.refreshed(old, new)
    found = await installations.find("slack", "T1")
    assert found is not None
    assert found.tokens == new
