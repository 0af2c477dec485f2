"""Several workspaces through one socket: Slack's requests come for all of them by Socket Mode, installing goes by a browser."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.database import Database
from core.filters import EntryFilter
from tests.adapters.slack.conftest import Clock
from tests.adapters.slack.oauth.conftest import KEYS, Served, serving
from tests.adapters.slack.reading import title, words
from tests.standins.slack_client import SocketClient
from tests.standins.slack_socket import APP_TOKEN

BOTH = (("T1", "ada", "Fjord AS"), ("T2", "bob", "Glacier Ltd"))


@pytest.fixture
async def here(database: Database, clock: Clock) -> AsyncIterator[Served]:
    """Two workspaces, each with a company of its own."""
    async with serving(database, clock, app_token=APP_TOKEN) as served:
        await served.slack.socket.connected()
        for organization_id, (team, user, name) in enumerate(BOTH, 1):
            await served.workspace(team, user)
            await served.install(team, user)
            await served.add_company(organization_id, name)
        yield served


def person(here: Served, team: str, user: str) -> SocketClient:
    return SocketClient(here.slack.workspaces[team], here.session, "", here.clock, user, f"D{user}", team, here.slack.socket)


async def notes(here: Served, organization_id: int) -> list[str]:
    return await here.database.read(
        organization_id, lambda work: sorted(row.entry.description for row in work.entries.page(EntryFilter(), 100))
    )


async def test_each_workspace_is_answered_with_its_own_token_from_its_own_log(here: Served) -> None:
    people = [person(here, team, user) for team, user, _ in BOTH]
    lines = [(each, f"log CALL CT1: {each.user} {number}") for number in range(5) for each in people]
    logged = await asyncio.gather(*(each.command(line) for each, line in lines))
    for (each, _), answer in zip(lines, logged, strict=True):
        assert title(answer.body).endswith("Fjord AS" if each.user == "ada" else "Glacier Ltd")
    assert await notes(here, 1) == [f"ada {number}" for number in range(5)]
    assert await notes(here, 2) == [f"bob {number}" for number in range(5)]
    # Forms and messages are calls, which Slack takes with the workspace's token.
    await asyncio.gather(*(each.command("log") for each in people), *(each.say("list") for each in people))
    for each, (team, user, name) in zip(people, BOTH, strict=True):
        standin = here.slack.workspaces[team]
        await standin.wait_for("views.open")
        view = list(standin.views.values())[-1]
        assert [found["text"]["text"] for found in await each.search(view, "contact", "CT1")] == [name]
        posted = await standin.wait_for("chat.postMessage")
        assert (posted["channel"], name in words(posted)) == (f"D{user}", True)
        assert standin.refused() == []
    assert here.slack.socket.opened == 1


async def test_of_two_one_leaves_and_comes_back(here: Served) -> None:
    ada, bob = (person(here, team, user) for team, user, _ in BOTH)
    here.slack.revoke("T2")
    assert (await bob.event({"type": "app_uninstalled"})).status == 200
    gone = {each.workspace: each.gone_reason for each in await here.database.installations(KEYS).states()}
    assert gone == {"T1": "", "T2": "uninstalled"}
    assert title((await ada.command("log CALL CT1: still here")).body).startswith("Logged #1")
    await ada.say("list")
    assert "still here" in words(await here.slack.workspaces["T1"].wait_for("chat.postMessage"))
    await here.install("T2", "bob")
    assert title((await bob.command("log CALL CT1: back")).body).startswith("Logged #1")
    assert await notes(here, 1) == ["still here"]
    assert await notes(here, 2) == ["back"]
