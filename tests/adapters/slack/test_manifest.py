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
        "users:read",
        "users:read.email",
    ]
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["display_information"]["name"]) <= 35
