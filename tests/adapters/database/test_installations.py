"""Installations, their tokens, on both databases."""

import asyncio
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from adapters.database import Database
from adapters.database.installations import DatabaseInstallations
from core.access import AccessPolicy
from core.installation import Installation, Tokens, TokensUnreadable
from core.work import Work
from tests.factories import NOW, contact, entry

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
HOUR = timedelta(hours=1)


@pytest.fixture
def access() -> AccessPolicy:
    return AccessPolicy(self_service=True)


@pytest.fixture
def installations(database: Database) -> DatabaseInstallations:
    return database.installations((OLD,))


def installed(workspace: str, token: str, enterprise: str) -> Installation:
    return Installation(
        platform="slack",
        workspace=workspace,
        enterprise=enterprise,
        name=f"Team {workspace}",
        installed_at=NOW,
        tokens=Tokens(access=token, refresh="xoxe-1", expires_at=NOW + 12 * HOUR),
    )


def nothing(_: Work) -> None:
    return


async def install(installations: DatabaseInstallations, workspace: str, token: str = "xoxb-1", enterprise: str = "") -> int:
    return await installations.install(installed(workspace, token, enterprise), nothing, NOW)


async def test_each_workspace_has_an_organization_of_its_own(installations: DatabaseInstallations, database: Database) -> None:
    assert [await install(installations, "T1"), await install(installations, "T2"), await install(installations, "T1")] == [
        1,
        2,
        1,
    ]
    assert [(each.id, each.name) for each in await database.all_organizations()] == [(1, "Team T1"), (2, "Team T2")]
    assert await database.organization_of("slack", "T2") == 2
    assert await installations.organization_of("slack", "T3") is None
    # The tenant that comes first has nothing to do with the workspace that did.
    assert await database.organization_of("teams", "tenant") is None


async def test_what_is_new_has_jobs_and_numbers_of_its_own(installations: DatabaseInstallations, database: Database) -> None:
    await install(installations, "T1")
    await database.jobs.open({"housekeeping": NOW})
    await install(installations, "T2")
    claimed = [await database.jobs.claim(("housekeeping",), NOW, HOUR) for _ in range(3)]
    assert sorted(each.organization_id for each in claimed if each) == [1, 2]

    def log(work: Work) -> int:
        work.contacts.add(contact())
        return work.entries.add(entry())

    assert [await database.write(organization_id, log) for organization_id in (1, 2)] == [1, 1]


async def test_many_install_at_the_same_time(installations: DatabaseInstallations) -> None:
    given = await asyncio.gather(*(install(installations, f"T{number}") for number in range(8)))
    assert sorted(given) == list(range(1, 9))


async def test_a_workspace_that_was_connected_keeps_its_organization(
    installations: DatabaseInstallations, database: Database
) -> None:
    await install(installations, "T1")
    await database.write(1, lambda work: work.workspaces.connect("slack", "T2"))
    assert await install(installations, "T2") == 1


async def test_an_enterprise_is_one_organization(installations: DatabaseInstallations) -> None:
    await install(installations, "T1")
    assert await install(installations, "E1", "xoxb-e", "E1") == 2
    assert await installations.organization_of("slack", "T7", "E1") == 2
    found = await installations.find("slack", "T7")
    assert found is not None
    assert (found.tokens.access, found.whole_enterprise, found.organization_id) == ("xoxb-e", True, 2)
    # Its own goes before the enterprise's.
    assert await install(installations, "T8", "xoxb-8", "E1") == 2
    for workspace, token in (("T8", "xoxb-8"), ("T9", "xoxb-e")):
        found = await installations.find("slack", workspace, "E1")
        assert found is not None
        assert found.tokens.access == token
    assert await installations.organization_of("slack", "T10", "E2") is None
    assert await installations.find("slack", "T1", "") is not None


async def test_one_refreshes(installations: DatabaseInstallations) -> None:
    await install(installations, "T1")
    found = await installations.find("slack", "T1")
    assert found is not None
    claimed = await asyncio.gather(*(installations.claim_refresh(found, NOW, NOW + HOUR) for _ in range(20)))
    assert claimed.count(True) == 1
    assert await installations.claim_refresh(found, NOW + 2 * HOUR, NOW + 3 * HOUR)
    fresh = Tokens(access="xoxb-2", refresh="xoxe-2", expires_at=NOW + 24 * HOUR)
    assert await installations.refreshed(found, fresh)
    assert not await installations.refreshed(found, Tokens(access="xoxb-3"))
    assert not await installations.claim_refresh(found, NOW + 9 * HOUR, NOW + 10 * HOUR)
    again = await installations.find("slack", "T1")
    assert again is not None
    assert again.tokens == fresh


async def test_dropped_tokens_are_gone_and_later_ones_stay(installations: DatabaseInstallations) -> None:
    await install(installations, "T1")
    old = await installations.find("slack", "T1")
    assert old is not None
    await install(installations, "T1", "xoxb-2")
    assert not await installations.drop(old, "uninstalled", nothing, NOW)
    new = await installations.find("slack", "T1")
    assert new is not None
    assert await installations.drop(new, "uninstalled", nothing, NOW)
    assert await installations.find("slack", "T1") is None
    assert [(each.workspace, each.gone_reason) for each in await installations.states()] == [("T1", "uninstalled")]
    assert await install(installations, "T1", "xoxb-3") == 1


async def test_keys_are_rotated(installations: DatabaseInstallations, database: Database) -> None:
    for workspace in ("T1", "T2"):
        await install(installations, workspace)
    assert await database.installations((NEW, OLD)).rotate_keys() == (2, 0)
    rotated = database.installations((NEW,))
    assert await rotated.find("slack", "T1") is not None
    with pytest.raises(TokensUnreadable):
        await installations.find("slack", "T1")
    assert [each.readable for each in await installations.states()] == [False, False]
    assert await installations.rotate_keys() == (2, 2)
