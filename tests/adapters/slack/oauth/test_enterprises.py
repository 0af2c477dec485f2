"""The bot in a whole enterprise, and in workspaces that are part of one."""

import pytest

from adapters.chat.posting import NotInstalled
from tests.adapters.slack.oauth.conftest import KEYS, Served


async def test_who_presses_a_button_in_a_shared_channel_joins_nothing(here: Served) -> None:
    """Slack names no workspace there where the bot is there for a whole enterprise, but that enterprise, whoever pressed."""
    await here.workspace("E1", "ada", "xena")
    await here.install("E1", "ada", "E1", whole=True)
    pressed = {"type": "block_actions", "team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}
    where = {"channel": {"id": "C1"}, "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"}}
    press = {"trigger_id": "1", "actions": [{"action_id": "x", "type": "button", "value": "made up"}]}
    who = {"user": {"id": "xena", "team_id": "T66"}}
    await here.person("xena", "T66", "E1").interact({**pressed, **where, **press, **who})
    await here.workspace("T66", "xena")
    await here.install("T66", "xena")
    assert await here.database.organization_of("slack", "T66") == 2


async def test_a_workspace_that_became_part_of_an_enterprise_is_found_by_the_others(here: Served) -> None:
    for team, enterprise in (("T0", ""), ("T1", ""), ("T1", "E1"), ("T2", "E1")):
        await here.workspace(team, "ada")
        await here.install(team, "ada", enterprise)
    assert [await here.database.organization_of("slack", team) for team in ("T0", "T1", "T2")] == [1, 2, 2]


async def test_a_workspace_that_became_part_of_an_enterprise_is_served_by_its_installation(here: Served) -> None:
    """The server has met the workspace before; its own installation goes when the enterprise has one for all."""
    await here.workspace("T1", "ada")
    await here.workspace("E1", "ada")
    await here.install("T1", "ada")
    workspaces = here.workspaces()
    await workspaces.start()
    assert await workspaces.organization_of("T1") == 1
    await here.install("E1", "ada", "E1", whole=True)
    here.slack.revoke("T1")
    await workspaces.left("T1", "")
    with pytest.raises(NotInstalled):
        await workspaces.token("T1")
    assert await workspaces.organization_of("T1", "E1") == 1
    assert await workspaces.token("T1") == await workspaces.token("E1")
    await workspaces.close()


async def test_who_writes_from_another_enterprise_joins_nothing(here: Served) -> None:
    """In a channel that two enterprises share, Slack names the writer's workspace beside the enterprise that has the bot."""
    await here.workspace("E1", "ada")
    await here.install("E1", "ada", "E1", whole=True)
    for shared, team, organization in ((True, "T66", None), (False, "T7", 1)):
        installed = {"enterprise_id": "E1", "team_id": None, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": True}
        event = {"type": "app_mention", "channel": "C1", "text": "<@U0BOT> list"}
        body = {"is_ext_shared_channel": shared, "authorizations": [installed]}
        assert (await here.person("ada", team, "E1").event(event, body=body)).status == 200
        assert await here.database.installations(KEYS).organization_of("slack", team) == organization


async def test_an_enterprise_has_one_log_for_all_its_workspaces(here: Served) -> None:
    await here.workspace("E1", "ada", "eve")
    await here.install("E1", "ada", "E1", whole=True)
    for user, team in (("ada", "T7"), ("eve", "T8")):
        here.slack.workspaces["E1"].users[user]["enterprise_user"] = {"enterprise_id": "E1", "teams": ["T7", "T8"]}
        client = here.person(user, team, "E1")
        answer = await client.command("whoami", enterprise_id="E1", is_enterprise_install="true")
        assert user in str(answer.body)
    (only,) = await here.database.all_organizations()
    assert only.workspaces == (("slack", "E1"), ("slack", "T7"), ("slack", "T8"))
    # Slack names no workspace beside the person where the bot is there for all of them.
    client = here.person("eve", "T9", "E1")
    home = {"type": "block_actions", "team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}
    press = {"trigger_id": "1", "actions": [{"action_id": "x", "type": "button", "value": "made up"}]}
    await client.interact({**home, **press, "user": {"id": "eve", "team_id": "T9"}})
    assert await here.database.organization_of("slack", "T9") == 1
    # One of another enterprise, or of none, is told that it is not connected.
    for more in ({}, {"enterprise_id": "E2"}):
        answer = await here.person("eve", "T66", "E1").command("list", **more)
        assert "not connected" in str(answer.body)
