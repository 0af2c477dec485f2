"""Settings: what is wrong is named with its remedy, all at once, and secrets stay secret."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, SlackSettings, load

NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def problems(monkeypatch: pytest.MonkeyPatch, **settings: str) -> dict[str, str]:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load()
    return dict(raised.value.problems)


def test_nothing_has_to_be_set() -> None:
    settings = load()
    assert settings.database_url.get_secret_value() == "sqlite:///var/aftercall.db"
    assert (settings.host, settings.port, settings.slack) == ("127.0.0.1", 3978, None)
    assert settings.policy.everyone is False


def test_what_may_be_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(monkeypatch, MICROSOFT_APP_TYPE="Foo", TEAMS_TARGETED="maybe")
    assert found["MICROSOFT_APP_TYPE"] == "'Foo' is unknown; write MultiTenant or SingleTenant"
    assert found["TEAMS_TARGETED"] == "'maybe' is neither yes nor no; write 1 or 0"


def test_all_that_is_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(
        monkeypatch,
        DATABASE_URL="mysql://db",
        PORT="99999",
        PUBLIC_URL="http://aftercall.example.com",
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_API_URL="slack",
        ACCESS="everybody",
        ADMIN_EMAILS="ada@example.test, bob",
        ORGANIZATION_LANGUAGE="tlh",
        ORGANIZATION_TIME_ZONE="Europe/Atlantis",
        LOG_FORMAT="xml",
        LOG_LEVEL="loud",
    )
    assert set(found) == {
        "DATABASE_URL",
        "PORT",
        "PUBLIC_URL",
        "SLACK_SIGNING_SECRET",
        "SLACK_API_URL",
        "ACCESS",
        "ADMIN_EMAILS",
        "ORGANIZATION_LANGUAGE",
        "ORGANIZATION_TIME_ZONE",
        "LOG_FORMAT",
        "LOG_LEVEL",
    }
    assert found["ACCESS"] == "'everybody' is unknown; write salespeople or open"
    assert "bob" in found["ADMIN_EMAILS"]
    assert "ada" not in found["ADMIN_EMAILS"]


@pytest.mark.parametrize("days", ["x", "-1", "1.5", "٣", "36501", "9" * 30])
def test_days_are_a_number(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    assert "write 90, for instance" in problems(monkeypatch, DELETE_CANCELED_AFTER_DAYS=days)["DELETE_CANCELED_AFTER_DAYS"]


def test_canceled_entries_stay_unless_a_setting_says_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().delete_canceled_after is None
    monkeypatch.setenv("DELETE_CANCELED_AFTER_DAYS", "0")
    assert load().delete_canceled_after is None
    monkeypatch.setenv("DELETE_CANCELED_AFTER_DAYS", "90")
    assert load().delete_canceled_after == timedelta(days=90)


@pytest.mark.parametrize("port", ["x", "-1", "65536", "1.5", "٣", "0x10"])
def test_a_port_is_a_number_up_to_65535(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    assert "write a number" in problems(monkeypatch, PORT=port)["PORT"]


@pytest.mark.parametrize(
    ("given", "missing"), [("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"), ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN")]
)
def test_one_slack_setting_needs_the_other(monkeypatch: pytest.MonkeyPatch, given: str, missing: str) -> None:
    found = problems(monkeypatch, **{given: "hush-hush"})
    assert found.keys() == {missing}
    assert "remove both" in found[missing]
    assert "hush-hush" not in found[missing]


def test_socket_mode_needs_the_bot_token_and_no_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(monkeypatch, SLACK_APP_TOKEN="xapp-hush-hush")
    assert found.keys() == {"SLACK_BOT_TOKEN"}
    assert "while SLACK_APP_TOKEN is set" in found["SLACK_BOT_TOKEN"]
    assert "hush-hush" not in str(found)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "t")
    slack = load().slack
    assert slack is not None
    assert (slack.app_token, slack.signing_secret) == ("xapp-hush-hush", "")
    assert "hush-hush" not in repr(slack)


def test_an_empty_variable_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert load() == Settings()


def test_what_is_given_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "DATABASE_URL": "postgres://u:p@h/n",
        "PUBLIC_URL": "https://aftercall.example.com/",
        "SLACK_SIGNING_SECRET": "s",
        "SLACK_BOT_TOKEN": "t",
        "SLACK_API_URL": "http://localhost:1/api",
        "ACCESS": "Open",
        "ADMIN_EMAILS": "Ada@Example.test,,bob@example.test ",
        "ORGANIZATION_LANGUAGE": "NB",
        "ORGANIZATION_TIME_ZONE": "Europe/Oslo",
        "LOG_LEVEL": "WARNING",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.public_url == "https://aftercall.example.com"
    assert settings.slack == SlackSettings("s", "t", "", "")
    assert settings.slack_api_url == "http://localhost:1/api/"
    assert settings.policy.everyone
    assert settings.policy.admin_emails == {"ada@example.test", "bob@example.test"}
    assert (settings.organization_language, settings.log_level) == ("nb", "warning")


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hush-hush@h/n")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "hush-hush")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "hush-hush")
    assert "hush-hush" not in repr(load())
    assert "hush-hush" not in str(problems(monkeypatch, PORT="x"))


def test_the_file_env_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=4000\nHOST=0.0.0.0\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("HOST", "127.0.0.2")
    assert (load().port, load().host) == (4000, "127.0.0.2")
    (tmp_path / ".env").write_bytes(b"HOST=\xff\n")
    assert "UTF-8" in problems(monkeypatch)[".env"]


APP = "1D6D7B2C-0C5E-4AB0-8B1F-5A4F3C2B1A00"


@pytest.mark.parametrize(
    ("given", "missing"), [("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD"), ("MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_ID")]
)
def test_the_teams_app_has_an_id_and_a_password(monkeypatch: pytest.MonkeyPatch, given: str, missing: str) -> None:
    found = problems(monkeypatch, **{given: APP})
    assert found.keys() == {missing}
    assert "remove both" in found[missing]


def test_what_is_wrong_with_teams_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(
        monkeypatch,
        MICROSOFT_APP_ID="my app",
        MICROSOFT_APP_PASSWORD="hush-hush",
        MICROSOFT_APP_TYPE="UserAssignedMSI",
        TEAMS_OPENID_METADATA_URL="http://login.example.com/x",
        TEAMS_LOGIN_URL="login",
        TEAMS_CLOUD="moon",
    )
    urls = {"TEAMS_OPENID_METADATA_URL", "TEAMS_LOGIN_URL"}
    assert found.keys() == {"MICROSOFT_APP_ID", "MICROSOFT_APP_TYPE", "TEAMS_CLOUD", *urls}
    assert found["TEAMS_CLOUD"] == "'moon' is unknown; write Public, USGov, USGovDoD or China"
    assert "hush-hush" not in str(found)


def test_an_app_id_of_a_stand_in_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROSOFT_APP_ID", " my-App ")
    monkeypatch.setenv("MICROSOFT_APP_PASSWORD", "hush-hush")
    teams = load().teams
    assert teams is not None
    assert teams.app_id == "my-App"


def test_a_single_tenant_app_needs_its_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"MICROSOFT_APP_ID": APP, "MICROSOFT_APP_PASSWORD": "hush-hush", "MICROSOFT_APP_TYPE": "singletenant"}
    assert problems(monkeypatch, **given).keys() == {"MICROSOFT_APP_TENANT_ID"}
    monkeypatch.setenv("MICROSOFT_APP_TENANT_ID", "t-1")
    teams = load().teams
    assert teams is not None
    assert (teams.app_id, teams.app_type, teams.tenant_id) == (APP.lower(), "SingleTenant", "t-1")
    assert "hush-hush" not in repr(teams)


def test_the_type_of_the_teams_app_follows_from_its_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROSOFT_APP_ID", APP)
    monkeypatch.setenv("MICROSOFT_APP_PASSWORD", "hush-hush")
    assert getattr(load().teams, "app_type", "") == "MultiTenant"
    monkeypatch.setenv("MICROSOFT_APP_TENANT_ID", "t-1")
    assert getattr(load().teams, "app_type", "") == "SingleTenant"
    monkeypatch.setenv("MICROSOFT_APP_TYPE", "MultiTenant")
    assert getattr(load().teams, "app_type", "") == "MultiTenant"


def test_the_cloud_says_where_everything_is(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"MICROSOFT_APP_ID": APP, "MICROSOFT_APP_PASSWORD": "hush-hush", "TEAMS_CLOUD": "usgov"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    teams = load().teams
    assert teams is not None
    assert teams.cloud == "USGov"
    assert teams.metadata_url == "https://login.botframework.azure.us/v1/.well-known/openidconfiguration"
    assert teams.login_url == "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us"
    monkeypatch.setenv("TEAMS_LOGIN_URL", "https://login.example.com/t-1/")
    assert getattr(load().teams, "login_url", "") == "https://login.example.com/t-1"


def test_without_tokens_only_on_this_machine_and_without_an_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_ANONYMOUS", "1")
    assert load().teams_anonymous
    assert "HOST=127.0.0.1" in problems(monkeypatch, HOST="0.0.0.0")["TEAMS_ANONYMOUS"]
    monkeypatch.setenv("HOST", "localhost")
    found = problems(monkeypatch, MICROSOFT_APP_ID=APP, MICROSOFT_APP_PASSWORD="hush-hush")
    assert "does not go together with MICROSOFT_APP_ID" in found["TEAMS_ANONYMOUS"]


@pytest.mark.parametrize("secret", ["hush-hush", "whsec_hush-hush", "whsec_aHVzaA==", "whsec_" + "QUJD" * 8 + " hush-hush"])
def test_a_webhook_secret_that_is_none(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    said = problems(monkeypatch, DOCUMENTS_WEBHOOK_SECRET=secret)["DOCUMENTS_WEBHOOK_SECRET"]
    assert "openssl rand -base64 32" in said
    assert "hush" not in said
    assert said.startswith("secret 2 ") == (" " in secret)


def test_webhook_secrets_are_separated_by_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().webhook_secrets == ()
    monkeypatch.setenv("DOCUMENTS_WEBHOOK_SECRET", f" whsec_{'QUJD' * 8}\n whsec_{'WFla' * 8} ")
    assert load().webhook_secrets == (b"ABC" * 8, b"XYZ" * 8)
    assert "QUJD" not in repr(load())


STORE = {"ATTACHMENTS_URL": "s3://letters/after/call/", "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "very-secret"}


def test_attachments_stay_in_the_database_unless_a_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # What AWS has set for other programs is none of ours.
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://elsewhere.example")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIA")
    assert load().objects is None
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://minio.example.com/")
    for name, value in STORE.items():
        monkeypatch.setenv(name, value)
    given = load().objects
    assert given is not None
    assert (given.bucket, given.prefix, given.endpoint) == ("letters", "after/call", "https://minio.example.com")
    assert (given.access_key_id, given.secret_access_key, given.session_token) == ("AKIA", "very-secret", "")
    assert "very-secret" not in f"{given!r}{load()!r}"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ATTACHMENTS_URL": "gs://letters"}, "write s3://BUCKET/FOLDER"),
        ({"AWS_ENDPOINT_URL": "minio"}, "is no web address"),
        ({"AWS_ENDPOINT_URL": "http://minio.example.com"}, "AWS_ALLOW_HTTP=1"),
        ({"AWS_ACCESS_KEY_ID": ""}, "set both"),
        ({"AWS_SECRET_ACCESS_KEY": ""}, "set both"),
    ],
)
def test_what_is_wrong_with_a_store_is_named(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], said: str) -> None:
    (problem,) = problems(monkeypatch, **STORE | wrong).values()
    assert said in problem


@pytest.mark.parametrize(
    "given", [{"AWS_ENDPOINT_URL": "http://127.0.0.1:9000"}, {"AWS_ENDPOINT_URL": "http://minio:9000", "AWS_ALLOW_HTTP": "1"}]
)
def test_a_store_without_encryption_is_near_or_meant(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in (STORE | given).items():
        monkeypatch.setenv(name, value)
    assert load().objects is not None
