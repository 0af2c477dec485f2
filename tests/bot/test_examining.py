"""The doctor: what is wrong is found, and what to do is said."""

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from adapters.database import Database
from adapters.teams.cloud import CHINA
from bot.examining import examine
from bot.settings import Settings
from bot.wiring import now
from core.access import AccessPolicy
from core.attachment import Upload
from core.notification import Recipient
from core.operations.attaching import keep
from core.operations.outbox import NO_ACCOUNT
from core.work import Work
from tests import postgres
from tests.bot.program import Program, free_port
from tests.factories import NOW, contact, entry, news
from tests.standins.s3 import ACCESS_KEY_ID, SECRET, S3StandIn
from tests.standins.slack import SlackStandIn
from tests.standins.slack_socket import APP_TOKEN
from tests.standins.teams import APP_ID, PASSWORD, TeamsStandIn


def settings(url: str, **more: object) -> Settings:
    values = {"database_url": SecretStr(url), "port": free_port()} | more
    return Settings(_env_file=None, **values)  # type: ignore[arg-type,call-arg]


def digest(seed: bytes) -> bytes:
    return sha256(seed).digest()


async def findings(capsys: pytest.CaptureFixture[str], given: Settings) -> tuple[bool, list[str]]:
    well = await examine(given)
    return well, capsys.readouterr().out.splitlines()


async def alive(_: web.Request) -> web.Response:
    return web.Response(text="alive\n")


async def test_all_is_well(capsys: pytest.CaptureFixture[str], database: Database, database_url: str) -> None:
    await database.write(1, lambda work: work.people.ensure("ada@example.test"))
    await database.jobs.open({"housekeeping": now() + timedelta(hours=1)})
    app = web.Application()
    app.router.add_get("/healthz", alive)
    async with SlackStandIn() as slack, TeamsStandIn() as teams, TestServer(app) as server:
        given = settings(
            database_url,
            microsoft_app_id=APP_ID,
            microsoft_app_password=SecretStr(PASSWORD),
            teams_openid_metadata_url=teams.metadata_url,
            teams_login_url=teams.login_url,
            slack_signing_secret=SecretStr("0123456789abcdef" * 2),
            slack_bot_token=SecretStr(slack.token),
            slack_api_url=slack.api_url,
            public_url=str(server.make_url("")).rstrip("/"),
            admin_emails="ada@example.test",
        )
        well, lines = await findings(capsys, given)
    assert well, lines
    assert all(line.startswith("✓ ") for line in lines)
    assert "✓ admin: 1" in lines
    assert "✓ clock: right" in lines
    # What was written to try it out is not there.
    assert len(await database.read(1, lambda work: work.people.all())) == 1


async def test_admins_are_those_that_are_named_too(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    _, lines = await findings(capsys, settings(database_url))
    assert any(line.startswith("✗ admin: there is none") for line in lines)
    _, lines = await findings(capsys, settings(database_url, admin_emails="ada@example.test,bob@example.test"))
    assert "✓ admin: 2" in lines


async def test_messages_that_could_not_be_sent(capsys: pytest.CaptureFixture[str], database: Database, database_url: str) -> None:
    channel, never_met = Recipient(platform="slack", workspace="T1", channel="C1"), Recipient(person_id=1)
    for recipient, reason in ((never_met, NO_ACCOUNT), (channel, "is_archived")):
        message = news("one", recipient)
        await database.write(1, lambda work, message=message: work.outbox.put([message]))  # type: ignore[misc]
        _, lines = await findings(capsys, settings(database_url))
        assert "✓ messages: 1 due" in lines or recipient == channel
        lane = await database.lanes.claim("test/1/1", NOW, timedelta(minutes=1))
        assert lane is not None
        await database.lanes.stop(lane, "test/1/1", reason)
    _, lines = await findings(capsys, settings(database_url))
    wrong = "✗ messages: not sent: 0, recipients that cannot be written to: 1; an admin says in chat: outbox"
    assert wrong in lines


async def test_what_is_wrong_with_slack(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    async with SlackStandIn() as slack:
        given = {"slack_signing_secret": SecretStr("hush-hush"), "slack_api_url": slack.api_url}
        _, lines = await findings(capsys, settings(database_url, slack_bot_token=SecretStr("xoxb-wrong"), **given))
        assert any(line.startswith("✗ SLACK_SIGNING_SECRET: ") for line in lines)
        assert any(line.startswith("✗ SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)") for line in lines)
        _, lines = await findings(capsys, settings(database_url, slack_bot_token=SecretStr("xapp-1"), **given))
        assert any(line.startswith("✗ SLACK_BOT_TOKEN: is no bot token") for line in lines)
    given["slack_api_url"] = f"http://127.0.0.1:{free_port()}/"
    well, lines = await findings(capsys, settings(database_url, slack_bot_token=SecretStr("xoxb-1"), **given))
    assert not well
    assert any(line.startswith("✗ Slack: http://127.0.0.1") for line in lines)
    assert not any("hush-hush" in line for line in lines)


async def test_socket_mode_is_tried(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    async with SlackStandIn() as slack:
        given = {"slack_bot_token": SecretStr(slack.token), "slack_api_url": slack.api_url}

        async def finding(token: str) -> str:
            _, lines = await findings(capsys, settings(database_url, slack_app_token=SecretStr(token), **given))
            assert not any("SLACK_SIGNING_SECRET" in line for line in lines)
            return next(line for line in lines if "SLACK_APP_TOKEN" in line)

        assert await finding(APP_TOKEN) == "✓ SLACK_APP_TOKEN: Socket Mode can be opened"
        assert (await finding("xapp-hush-hush")).startswith("✗ SLACK_APP_TOKEN: is refused by Slack (invalid_auth); make one")
        assert (await finding("xoxb-1")).startswith("✗ SLACK_APP_TOKEN: is no app-level token")
        slack.socket.failures += ["socket_mode_not_enabled"]
        assert "turn it on under Socket Mode" in await finding(APP_TOKEN)
    given["slack_api_url"] = f"http://127.0.0.1:{free_port()}/"
    assert "cannot be reached" in await finding(APP_TOKEN)


async def test_the_cloud_of_teams_is_named(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    async with TeamsStandIn(issuer=CHINA.issuer) as teams:
        given: dict[str, object] = {
            "microsoft_app_id": APP_ID,
            "microsoft_app_password": SecretStr(PASSWORD),
            "teams_openid_metadata_url": teams.metadata_url,
            "teams_login_url": teams.login_url,
        }
        _, lines = await findings(capsys, settings(database_url, teams_cloud="China", teams_targeted=True, **given))
        assert any(line.startswith("✓ TEAMS_TARGETED: on; upload a package") for line in lines)
        assert "✓ Teams signing keys: can be fetched, of the cloud China" in lines
        assert any(line.startswith("✓ Teams login: ") for line in lines)
        _, lines = await findings(capsys, settings(database_url, teams_cloud="USGov", **given))
        (wrong,) = (line for line in lines if "Teams signing keys" in line)
        assert wrong.startswith("✗ ")
        assert f"is of {CHINA.issuer}, not of the cloud USGov; set TEAMS_CLOUD" in wrong


async def test_what_is_wrong_with_teams(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    async with TeamsStandIn() as teams:
        given: dict[str, object] = {
            "microsoft_app_id": APP_ID,
            "microsoft_app_password": SecretStr("hush-hush"),
            "teams_openid_metadata_url": f"{teams.url}/nothing",
            "teams_login_url": teams.login_url,
        }
        well, lines = await findings(capsys, settings(database_url, **given))
        assert not well
        assert any(line.startswith("✗ Teams login: refused (AADSTS7000215: Invalid client secret") for line in lines)
        assert any(line.startswith("✗ Teams signing keys: cannot be fetched from http://127.0.0.1") for line in lines)
    given |= {"teams_login_url": f"http://127.0.0.1:{free_port()}", "microsoft_app_id": "my-app"}
    _, lines = await findings(capsys, settings(database_url, **given))
    assert any(line.startswith("✗ Teams login: http://127.0.0.1") for line in lines)
    assert any(line.startswith("✗ MICROSOFT_APP_ID: is no app id; copy") for line in lines)
    assert not any("hush-hush" in line for line in lines)
    _, lines = await findings(capsys, settings(database_url, teams_anonymous=True))
    assert any(line.startswith("✓ Teams: TEAMS_ANONYMOUS lets every program of this machine in") for line in lines)


async def test_a_database_that_is_empty_or_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    well, lines = await findings(capsys, settings(f"sqlite:///{tmp_path}/new.db"))
    assert not well
    assert any("python -m bot migrate" in line for line in lines)
    (tmp_path / "file").touch()
    well, lines = await findings(capsys, settings(f"sqlite:///{tmp_path}/file/x.db"))
    assert not well
    assert any(line.startswith("✗ database: ") for line in lines)
    _, lines = await findings(capsys, settings(f"postgresql://u:hush-hush@127.0.0.1:{free_port()}/n"))
    assert any(line.startswith("✗ database: cannot be reached") for line in lines)
    assert not any("hush-hush" in line for line in lines)


def test_the_command_fails_when_something_is_wrong(program: Program) -> None:
    done = program.run("doctor", PORT="x")
    assert done.returncode == 1
    assert done.stdout.startswith("✗ PORT: ")
    with program.serving("run") as server:
        port = server.url.rpartition(":")[2]
        done = program.run("doctor", PORT=port, ADMIN_EMAILS="ada@example.test")
        assert f"✓ HOST and PORT 127.0.0.1:{port}: Aftercall is serving there" in done.stdout


async def test_the_webhook(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    _, lines = await findings(capsys, settings(database_url))
    assert "✓ document webhook: off; DOCUMENTS_WEBHOOK_SECRET turns it on" in lines
    url = f"http://127.0.0.1:{free_port()}"
    secrets = SecretStr(" ".join(f"whsec_{b64encode(digest(seed)).decode()}" for seed in (b"1", b"2")))
    _, lines = await findings(capsys, settings(database_url, documents_webhook_secret=secrets, public_url=url))
    assert f"✓ document webhook: on at {url}/documents, 2 secrets" in lines
    _, lines = await findings(capsys, settings(database_url, documents_webhook_secret=SecretStr(f"whsec_{'QUJD' * 8}")))
    assert any(line.startswith("✗ document webhook: a secret can be guessed") for line in lines)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_user_that_no_wall_stops(capsys: pytest.CaptureFixture[str], database: Database, database_url: str) -> None:
    _, lines = await findings(capsys, settings(database_url))
    assert "✓ organizations kept apart: by PostgreSQL too" in lines
    _, lines = await findings(capsys, settings(database_url.replace(f"//{postgres.OWNER}@", "//postgres@")))
    assert any(line.startswith("! organizations kept apart: by the program alone") for line in lines)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE contact NO FORCE ROW LEVEL SECURITY")
        _, lines = await findings(capsys, settings(database_url))
        connection.execute("ALTER TABLE contact FORCE ROW LEVEL SECURITY")
    assert any(line.startswith("✗ organizations kept apart: not in contact:") for line in lines)


async def test_where_attachments_are_kept(capsys: pytest.CaptureFixture[str], database_url: str) -> None:
    _, lines = await findings(capsys, settings(database_url))
    assert "✓ attachments: in the database" in lines
    async with S3StandIn() as s3:
        given = {
            "attachments_url": f"s3://{s3.bucket}/aftercall",
            "aws_endpoint_url": s3.url,
            "aws_access_key_id": ACCESS_KEY_ID,
            "aws_secret_access_key": SecretStr(SECRET),
        }
        _, lines = await findings(capsys, settings(database_url, **given))
        assert f"✓ attachments: at s3://{s3.bucket}/aftercall, can be written, read and removed" in lines
        assert [each.split()[0] for each in s3.requests] == ["PUT", "GET", "DELETE"]
        _, lines = await findings(capsys, settings(database_url, **given | {"attachments_url": "s3://elsewhere"}))
        wrong = "✗ attachments: cannot be kept at s3://elsewhere (there is no such object or bucket); check "
        assert any(line.startswith(wrong) for line in lines)
        file = Upload(name="x.txt", path=Path(__file__), size=1, checksum="x")

        def move(work: Work) -> bool:
            work.contacts.add(contact())
            attach_no = keep(work, file, 0, NOW).no
            work.attachments.attach([(work.entries.add(entry()), attach_no)])
            found = work.attachments.to_move(NOW)
            return found is not None and work.attachments.moved(found)

        opened = Database.open(database_url, AccessPolicy())
        assert await opened.write(1, move)
        await opened.close()
    _, lines = await findings(capsys, settings(database_url))
    assert "✗ attachments: 1 are in a store, and ATTACHMENTS_URL does not say which; set it as it was" in lines
