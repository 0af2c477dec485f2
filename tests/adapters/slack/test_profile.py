"""Who a Slack user is."""

from typing import Any

import pytest

from adapters.slack.profile import to_profile
from core.person import Profile

USER = {
    "id": "U1",
    "team_id": "T1",
    "name": "anna",
    "locale": "sv-SE",
    "tz": "Europe/Oslo",
    "profile": {"real_name": "Anna Rep", "email": "anna@example.test"},
}


def test_a_member() -> None:
    profile = Profile(name="Anna Rep", email="anna@example.test", language="sv", time_zone="Europe/Oslo")
    assert to_profile(USER, "T1") == profile


@pytest.mark.parametrize(
    "fields",
    [
        {"is_bot": True},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_app_user": True},
        {"deleted": True},
        {"team_id": "T2"},
        {"id": "USLACKBOT"},
    ],
)
def test_guests_bots_and_strangers_are_no_members(fields: dict[str, Any]) -> None:
    assert not to_profile({**USER, **fields}, "T1").member


def test_a_member_of_several_workspaces_of_an_enterprise() -> None:
    assert to_profile({**USER, "team_id": "T9", "enterprise_user": {"teams": ["T9", "T1"]}}, "T1").member


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en-US", ""), ("en-GB", ""), ("nb-NO", "nb"), ("no", "nb"), ("nn-NO", "nb"), ("fi_FI", "fi"), ("de-DE", ""), ("", "")],
)
def test_languages(locale: str, language: str) -> None:
    assert to_profile({**USER, "locale": locale}, "T1").language == language


def test_little_is_enough() -> None:
    assert to_profile({"id": "U1", "team_id": "T1"}, "T1") == Profile(name="U1")
    assert to_profile({"id": "U1"}, "T1") == Profile(name="U1")


def test_a_name_has_nothing_that_storage_refuses() -> None:
    assert (
        to_profile({"id": "U1", "profile": {"real_name": "\ud83d\x00"}, "real_name": " Anna\x00\nRep "}, "T1").name == "Anna Rep"
    )
