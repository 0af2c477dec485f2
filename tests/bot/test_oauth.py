"""The program with several workspaces: its settings, a server and a worker, and the commands beside them."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from cryptography.fernet import Fernet
from yarl import URL

from bot.examining import examine
from bot.settings import Settings, SettingsError, SlackSettings, load
from tests.bot.program import Program, free_port
from tests.standins.slack import SlackStandIn
from tests.standins.slack_client import SECRET
from tests.standins.slack_oauth import CLIENT_ID, CLIENT_SECRET, SlackOAuth

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
GIVEN = {
    "PUBLIC_URL": "https://aftercall.example.com",
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_CLIENT_ID": CLIENT_ID,
    "SLACK_CLIENT_SECRET": CLIENT_SECRET,
    "ENCRYPTION_KEYS": OLD,
}


def problems(monkeypatch: pytest.MonkeyPatch, folder: Path, given: dict[str, str]) -> dict[str, str]:
    monkeypatch.chdir(folder)
    for name in (*GIVEN, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    try:
        settings = load()
    except SettingsError as error:
        return dict(error.problems)
    assert settings.slack == SlackSettings(SECRET, "", CLIENT_ID, CLIENT_SECRET)
    assert settings.policy.self_service
    assert all(secret not in repr(settings) + repr(settings.slack) for secret in (CLIENT_SECRET, OLD, SECRET))
    return {}


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("PUBLIC_URL", "such as https://"),
        ("SLACK_SIGNING_SECRET", "copy the Signing Secret"),
        ("SLACK_CLIENT_ID", "copy it from Basic Information"),
        ("SLACK_CLIENT_SECRET", "copy it from Basic Information"),
        ("ENCRYPTION_KEYS", "openssl rand -base64 32"),
    ],
)
def test_what_oauth_lacks_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, remedy: str) -> None:
    assert problems(monkeypatch, tmp_path, GIVEN) == {}
    found = problems(monkeypatch, tmp_path, {key: value for key, value in GIVEN.items() if key != name})
    assert found.keys() == {name}
    assert remedy in found[name]


def test_what_does_not_go_together_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert problems(monkeypatch, tmp_path, GIVEN | {"SLACK_BOT_TOKEN": "xoxb-1"}).keys() == {"SLACK_BOT_TOKEN"}
    found = problems(monkeypatch, tmp_path, GIVEN | {"ENCRYPTION_KEYS": f"{OLD} hush-hush"})
    assert found.keys() == {"ENCRYPTION_KEYS"}
    assert "key 2" in found["ENCRYPTION_KEYS"]
    assert "hush-hush" not in str(found)


async def test_the_whole_way(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    async with SlackOAuth(expires_in=43200) as slack, SlackStandIn() as first, SlackStandIn() as second:
        slack.workspaces |= {"T1": first, "T2": second}
        first.add_user("ada", "Ada", "ada@one.test", team_id="T1")
        second.add_user("bob", "Bob", "bob@two.test", team_id="T2")
        port = str(free_port())
        given = GIVEN | {"PUBLIC_URL": f"http://127.0.0.1:{port}", "SLACK_API_URL": slack.api_url, "LOG_LEVEL": "debug"}
        program = Program(program.folder, given | {"DATABASE_URL": f"sqlite:///{program.folder}/aftercall.db"})
        with program.starting("run", PORT=port) as server:
            await asyncio.to_thread(server.wait_until_ready)
            for team, user, standin in (("T1", "ada", first), ("T2", "bob", second)):
                assert "is installed in Team" in await installed(server.url, slack.consent(team, user))
                message = await standin.wait_for("chat.postMessage")
                assert message["channel"] == user
            # What a command does is for one of them.
            refused = await asyncio.to_thread(program.run, "grant", "eve@two.test", "rep")
            assert (refused.returncode, refused.stderr[:40]) == (1, "ORGANIZATION is missing, and there are s")
            granted = await asyncio.to_thread(program.run, "grant", "eve@two.test", "rep", ORGANIZATION="T2")
            assert granted.returncode == 0, granted.stderr
            both = await asyncio.to_thread(program.run, "rotate-keys", ENCRYPTION_KEYS=f"{NEW} {OLD}")
            assert (both.returncode, both.stdout) == (0, "2 of 2 stored tokens are encrypted with the newest key.\n")
            lost = await asyncio.to_thread(program.run, "rotate-keys")
            assert (lost.returncode, "2 cannot be read" in lost.stderr) == (1, True)
            slack.revoke("T2")
            values = {name.lower(): value for name, value in (program.settings | {"PORT": port}).items()}
            for keys in (NEW, OLD):
                settings = Settings(_env_file=None, **values | {"encryption_keys": keys})  # type: ignore[arg-type,call-arg]
                assert not await examine(settings)
        seen = capsys.readouterr().out
        assert "✓ Slack workspace Team T1 (T1): workspace Test" in seen
        assert "✗ Slack workspace Team T2 (T2): Slack refuses it (token_revoked); install it again: http" in seen
        assert "✗ Slack workspace Team T1 (T1): its token cannot be read; add the key" in seen
        assert "✓ admin of 2 Team T2 (slack T2): 1" in seen
        log = server.log.read_text()
        assert '"event":"installed"' in log
        shown = log + seen + both.stdout + lost.stderr
        for secret in (*slack.secrets, CLIENT_SECRET, OLD, NEW, SECRET):
            assert secret not in shown


async def installed(url: str, code: str) -> str:
    """Installs as a browser does; the last page."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(f"{url}/slack/install") as response:
            button = (await response.text()).split('class="button" href="')[1].split('"')[0]
        state = URL(button.replace("&amp;", "&")).query["state"]
        async with browser.get(f"{url}/slack/oauth_redirect", params={"state": state, "code": code}) as response:
            return await response.text()
