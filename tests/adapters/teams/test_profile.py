"""Members of a conversation as profiles."""

from typing import Any

import pytest

from adapters.teams.inbound import Kind, Origin
from adapters.teams.profile import to_profile

MEMBER = {
    "id": "29:kari",
    "aadObjectId": "aad-kari",
    "name": "Kari Haugen",
    "email": "kari@example.test",
    "userPrincipalName": "khaugen@example.test",
    "tenantId": "T1",
    "userRole": "user",
}


def where(locale: str = "en-US", time_zone: str = "Europe/Oslo") -> Origin:
    return Origin(
        tenant="t1",
        user="aad-kari",
        address="29:kari",
        bot="28:bot",
        kind=Kind.PERSONAL,
        conversation_id="a:1",
        service_url="https://service.test/",
        name="Kari",
        locale=locale,
        time_zone=time_zone,
    )


def test_a_member() -> None:
    profile = to_profile(MEMBER, where())
    assert (profile.name, profile.email, profile.member) == ("Kari Haugen", "kari@example.test", True)
    assert (profile.language, profile.time_zone) == ("en", "Europe/Oslo")


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"userRole": "guest"}, False),
        ({"userRole": "Guest"}, False),
        ({"userRole": "anonymous"}, False),
        ({"userRole": ""}, True),
        ({"userPrincipalName": "kari_other.test#EXT#@example.test"}, False),
        ({"tenantId": "t2"}, False),
        ({"tenantId": None}, True),
        ({"aadObjectId": None}, False),
        ({"aadObjectId": None, "objectId": "aad-kari"}, True),
    ],
    ids=str,
)
def test_who_is_a_member(changes: dict[str, Any], member: bool) -> None:
    assert to_profile(MEMBER | changes, where()).member is member


def test_without_an_address_the_principal_name_is_one() -> None:
    assert to_profile(MEMBER | {"email": None}, where()).email == "khaugen@example.test"
    assert to_profile(MEMBER | {"email": "", "userPrincipalName": "khaugen"}, where()).email == ""
    assert to_profile(MEMBER | {"name": ""}, where()).name == "Kari"


@pytest.mark.parametrize(
    ("locale", "language"), [("nb-NO", "nb"), ("no", "nb"), ("nn-NO", "nb"), ("sv_SE", "sv"), ("de-DE", ""), ("", "")]
)
def test_the_language_is_one_of_ours(locale: str, language: str) -> None:
    assert to_profile(MEMBER, where(locale=locale)).language == language


@pytest.mark.parametrize("zone", ["", "Atlantis", "../x", "/etc/passwd", "\x00", "x" * 300])
def test_a_zone_that_is_none_is_unknown(zone: str) -> None:
    assert to_profile(MEMBER, where(time_zone=zone)).time_zone == ""
