from dataclasses import replace

import pytest
from sqlalchemy import create_engine, insert

from adapters.database import Database
from adapters.database.address import parse
from adapters.database.tables import organization
from core.access import AccessPolicy
from core.errors import AlreadyExists, InvalidValue, NotAllowed, OperatorsOnly
from core.operations.connecting import connect_workspace
from core.person import Identity
from core.requests.setup import ConnectWorkspace
from tests.core.operations.conftest import World


def request(workspace: str, platform: str = "teams") -> ConnectWorkspace:
    return ConnectWorkspace(platform=platform, workspace=workspace)


async def test_an_admin_connects_a_further_tenant(world: World, database: Database) -> None:
    assert await database.organization_of("teams", "first") == 1
    assert await database.organization_of("teams", "second") is None
    assert await world.do(connect_workspace, request(" second "), world.ada) is True
    assert await database.organization_of("teams", "second") == 1
    assert await database.organization_of("slack", "second") == 1  # the first of Slack
    assert await world.do(connect_workspace, request("second"), world.ada) is False


async def test_one_of_another_organization_stays_there(world: World, database: Database, database_url: str) -> None:
    engine = create_engine(parse(database_url))
    with engine.begin() as connection:
        connection.execute(insert(organization).values(id=2, name=""))
    engine.dispose()
    await database.write(2, lambda work: work.workspaces.connect("teams", "theirs"))
    refusal = await world.refused(AlreadyExists, connect_workspace, request("theirs"), world.ada)
    assert (refusal.kind, refusal.key) == ("workspace", "theirs")
    assert await database.organization_of("teams", "theirs") == 2


@pytest.mark.parametrize(("workspace", "rule"), [("", "empty"), (" ", "empty"), ("x" * 101, "too_long")])
async def test_an_id_is_a_short_text(world: World, workspace: str, rule: str) -> None:
    refusal = await world.refused(InvalidValue, connect_workspace, request(workspace), world.ada)
    assert (refusal.field, refusal.rule) == ("workspace", rule)


async def test_others_connect_nothing(world: World) -> None:
    await world.refused(NotAllowed, connect_workspace, request("second"), world.mia)


@pytest.fixture
def access(request: pytest.FixtureRequest) -> AccessPolicy:
    return AccessPolicy(everyone=False, self_service=getattr(request, "param", False))


@pytest.mark.parametrize("access", [True], indirect=True)
async def test_where_workspaces_install_themselves_only_the_operator_connects(world: World, database: Database) -> None:
    in_chat = replace(world.ada, identity=Identity("slack", "T1", "ada"))
    await world.refused(OperatorsOnly, connect_workspace, request("T2", "slack"), in_chat)
    at_the_console = replace(world.ada, identity=Identity("console", "", "local/ada"))
    assert await world.do(connect_workspace, request("T2", "slack"), at_the_console) is True
