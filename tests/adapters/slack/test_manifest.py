"""The manifest of the Slack app."""

from adapters.slack.manifest import manifest


def test_everything_comes_to_one_address() -> None:
    made = manifest("https://aftercall.example.test")
    events = "https://aftercall.example.test/slack/events"
    settings = made["settings"]
    assert made["features"]["slash_commands"][0]["url"] == events
    assert settings["event_subscriptions"]["request_url"] == events
    assert settings["interactivity"]["request_url"] == settings["interactivity"]["message_menu_options_url"] == events


def test_people_arrive_as_mentions_and_scopes_are_few() -> None:
    made = manifest("https://aftercall.example.test")
    assert made["features"]["slash_commands"][0]["should_escape"] is True
    assert made["oauth_config"]["scopes"]["bot"] == [
        "app_mentions:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "im:history",
        "links:read",
        "links:write",
        "users:read",
        "users:read.email",
    ]
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["display_information"]["name"]) <= 35


def test_shortcuts_and_addresses_of_entries() -> None:
    made = manifest("https://aftercall.example.test/here")
    shortcuts = made["features"]["shortcuts"]
    assert [(each["type"], each["callback_id"]) for each in shortcuts] == [("message", "log_message"), ("global", "log")]
    assert all(len(each["name"]) <= 24 for each in shortcuts)
    assert made["features"]["unfurl_domains"] == ["aftercall.example.test"]
    assert "link_shared" in made["settings"]["event_subscriptions"]["bot_events"]
