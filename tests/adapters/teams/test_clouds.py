"""Whole turns in Microsoft's sovereign clouds, whose tokens come from elsewhere and are meant for something else."""

from dataclasses import replace

import pytest

from adapters.chat.card import Card
from adapters.chat.posting import Address, Refused
from adapters.database import Database
from adapters.teams.app import App
from adapters.teams.cloud import CHINA, PUBLIC, US_DOD, US_GOV, Cloud
from adapters.teams.posting import TeamsPoster
from tests.adapters.teams.conftest import Clock, move_in, served
from tests.standins.teams import APP_ID, PASSWORD, TENANT, TeamsStandIn
from tests.standins.teams_client import title

SOVEREIGN = [US_GOV, US_DOD, CHINA]


@pytest.mark.parametrize("cloud", [PUBLIC, *SOVEREIGN])
async def test_a_line_is_answered(database: Database, clock: Clock, cloud: Cloud) -> None:
    async with TeamsStandIn(issuer=cloud.issuer) as standin:
        await move_in(standin, database)
        async with served(standin, database, clock, cloud=cloud) as here:
            answer = await here.person().say("log call anna: hello")
            assert title(answer.card) == "✓  Logged #1: Phone call, Anna Olsen"
            assert (await here.person(kind="channel").say("list")).status == 200
        assert {login["scope"] for login in standin.logins} == {cloud.scope}


@pytest.mark.parametrize("cloud", SOVEREIGN)
async def test_what_comes_from_another_cloud_is_not_let_in(database: Database, clock: Clock, cloud: Cloud) -> None:
    async with TeamsStandIn(issuer=cloud.issuer) as standin:
        await move_in(standin, database)
        async with served(standin, database, clock, cloud=cloud) as here:
            kari = here.person()
            message = kari.activity("message", text="help")
            stranger = standin.token(clock(), iss=PUBLIC.issuer)
            assert (await kari.send(message, token=stranger)).status == 401
            # Signed with a key of this cloud, but to be answered elsewhere.
            elsewhere = "https://smba.trafficmanager.net/emea/"
            led_away = standin.token(clock(), serviceurl=elsewhere)
            assert (await kari.send(message | {"serviceUrl": elsewhere}, token=led_away)).status == 401
        assert standin.calls == []
        assert standin.logins == []


@pytest.mark.parametrize("cloud", SOVEREIGN)
async def test_where_bots_send_no_files_it_says_so_and_keeps_none(database: Database, clock: Clock, cloud: Cloud) -> None:
    async with TeamsStandIn(issuer=cloud.issuer) as standin:
        await move_in(standin, database)
        async with served(standin, database, clock, cloud=cloud) as here:
            await here.person("maria").say("log call anna: hello")
            answer = await here.person("maria").say("export csv")
        assert len(answer.cards) == 1
        assert answer.texts == ["Teams takes no files from apps in this cloud. Whoever runs Aftercall can give you the file."]
        assert len(answer.attachments) == 1


async def test_a_token_for_the_public_cloud_is_not_given_in_another(database: Database, clock: Clock) -> None:
    async with TeamsStandIn(issuer=US_GOV.issuer) as standin:
        await move_in(standin, database)
        async with served(standin, database, clock) as here:
            answer = await here.person().say("help")
        assert answer.calls == ()
        assert {login["scope"] for login in standin.logins} == {PUBLIC.scope}


@pytest.mark.parametrize("cloud", SOVEREIGN)
async def test_what_nobody_asked_for_is_posted_there_and_nowhere_else(database: Database, clock: Clock, cloud: Cloud) -> None:
    async with TeamsStandIn(issuer=cloud.issuer) as standin:
        app = App(APP_ID, PASSWORD, login_url=standin.login_url, metadata_url=standin.metadata_url, cloud=cloud)
        poster = TeamsPoster(database, clock, app=app)
        await poster.start()
        there = Address(
            organization_id=1,
            platform="teams",
            workspace=TENANT,
            conversation="a:kari",
            service_url=standin.service_url,
        )
        await poster.post(there, Card(("Recorded #7",)))
        with pytest.raises(Refused, match="untrusted"):
            await poster.post(replace(there, service_url="https://smba.trafficmanager.net/emea/"), Card(("Recorded #7",)))
        await poster.close()
        assert [call.path for call in standin.calls] == [("a:kari", "activities")]
        assert [login["scope"] for login in standin.logins] == [cloud.scope]
