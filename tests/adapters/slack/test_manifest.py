"""The manifest of the Slack app."""

import re
from pathlib import Path

import pytest

from adapters.slack.manifest import manifest, scopes

ROOT = Path(__file__).parents[3]
URL = "https://aftercall.example.test"
REDIRECT = f"{URL}/slack/oauth_redirect"
# What of the program needs a scope: a call of Slack's, or an event that it hears.
NEEDED_BY = {
    "app_mentions:read": "app_mention",
    "chat:write": "chat.postMessage",
    "commands": "_Commands(",
    "files:read": "url_private_download",
    "files:write": "files_completeUploadExternal(",
    "im:history": "channel_type",
    "links:read": "link_shared",
    "links:write": "chat.unfurl",
    "users:read": "users_info(",
    "users:read.email": "users.lookupByEmail",
}


def test_everything_comes_to_one_address() -> None:
    made = manifest(URL)
    events = f"{URL}/slack/events"
    settings = made["settings"]
    assert made["features"]["slash_commands"][0]["url"] == events
    assert settings["event_subscriptions"]["request_url"] == events
    assert settings["interactivity"]["request_url"] == settings["interactivity"]["message_menu_options_url"] == events
    assert not settings["socket_mode_enabled"]


def test_people_arrive_as_mentions() -> None:
    made = manifest(URL)
    assert made["features"]["slash_commands"][0]["should_escape"] is True
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["display_information"]["name"]) <= 35


def test_shortcuts_and_addresses_of_entries() -> None:
    made = manifest(f"{URL}/here")
    shortcuts = made["features"]["shortcuts"]
    assert [(each["type"], each["callback_id"]) for each in shortcuts] == [("message", "log_message"), ("global", "log")]
    assert all(len(each["name"]) <= 24 for each in shortcuts)
    assert made["features"]["unfurl_domains"] == ["aftercall.example.test"]
    assert "link_shared" in made["settings"]["event_subscriptions"]["bot_events"]


def test_socket_mode_needs_no_address() -> None:
    made = manifest("", socket=True)
    assert "http" not in str(made)
    assert made["settings"]["socket_mode_enabled"]
    assert made["features"]["unfurl_domains"] == []
    assert not {"links:read", "links:write"} & set(made["oauth_config"]["scopes"]["bot"])
    assert "link_shared" not in made["settings"]["event_subscriptions"]["bot_events"]


def test_one_workspace_keeps_its_token() -> None:
    settings = manifest(URL)["settings"]
    assert (settings["token_rotation_enabled"], settings["org_deploy_enabled"]) == (False, False)
    assert "redirect_urls" not in manifest(URL)["oauth_config"]
    assert "app_uninstalled" not in settings["event_subscriptions"]["bot_events"]


def test_several_workspaces_and_whole_enterprises() -> None:
    made = manifest(URL, redirect_url=REDIRECT)
    assert made["oauth_config"]["redirect_urls"] == [REDIRECT]
    assert (made["settings"]["token_rotation_enabled"], made["settings"]["org_deploy_enabled"]) == (True, True)
    assert {"app_uninstalled", "tokens_revoked"} <= set(made["settings"]["event_subscriptions"]["bot_events"])


def reasons(heading: str) -> dict[str, str]:
    """The table in the documentation whose first column has this heading."""
    text = (ROOT / "docs/slack.md").read_text()
    table = text.split(f"| {heading} | why |\n")[1].split("\n\n")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", table, re.MULTILINE))


def test_every_scope_and_event_has_its_reason_in_the_documentation() -> None:
    made = manifest(URL, redirect_url=REDIRECT)
    assert set(reasons("scope")) == set(made["oauth_config"]["scopes"]["bot"])
    assert set(reasons("event")) == set(made["settings"]["event_subscriptions"]["bot_events"])
    assert made["oauth_config"]["scopes"].keys() == {"bot"}


@pytest.mark.parametrize("scope", scopes(URL))
def test_no_scope_is_asked_for_that_nothing_needs(scope: str) -> None:
    sources = [path.read_text() for path in (ROOT / "adapters/slack").glob("*.py") if path.name != "manifest.py"]
    assert any(NEEDED_BY[scope] in source for source in sources)
