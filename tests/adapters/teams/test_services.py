"""A token of ours goes to no address that nobody vouched for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.cloud import CHINA, US_DOD, US_GOV, Cloud
from adapters.teams.services import TrustedServices, UntrustedService


def test_nothing_is_trusted_at_first() -> None:
    with pytest.raises(UntrustedService):
        TrustedServices().base("https://smba.trafficmanager.net/emea/")


def test_what_was_trusted_is() -> None:
    services = TrustedServices()
    services.trust("https://smba.trafficmanager.net/emea/")
    assert services.base("https://smba.trafficmanager.net/emea/").host == "smba.trafficmanager.net"
    # Also the same host at another path was not vouched for.
    with pytest.raises(UntrustedService):
        services.base("https://smba.trafficmanager.net/other/")


@pytest.mark.parametrize(
    "url",
    [
        "http://smba.trafficmanager.net/emea/",
        "http://10.0.0.5/",
        "https://",
        "https:///emea",
        "https://user:secret@smba.trafficmanager.net/",
        "https://@",
        "ftp://smba.trafficmanager.net/",
        "//smba.trafficmanager.net/",
        "smba.trafficmanager.net",
        "https://[::1",
        "",
    ],
)
@pytest.mark.parametrize("loopback", [False, True])
def test_what_is_never_sent_to(url: str, loopback: bool) -> None:
    services = TrustedServices(loopback=loopback)
    with pytest.raises(UntrustedService):
        services.trust(url)
    with pytest.raises(UntrustedService):
        services.base(url)


def test_plain_http_on_this_machine_is_for_trying_out() -> None:
    TrustedServices(loopback=True).trust("http://127.0.0.1:9000/")
    with pytest.raises(UntrustedService):
        TrustedServices().trust("http://127.0.0.1:9000/")


@pytest.mark.parametrize("cloud", [US_GOV, US_DOD, CHINA])
def test_a_sovereign_cloud_is_left_for_no_other(cloud: Cloud) -> None:
    services = TrustedServices(domains=cloud.domains)
    for domain in cloud.domains:
        services.trust(f"https://smba.infra.{domain.upper()}/teams/")
        for elsewhere in (f"https://x{domain}/", f"https://{domain}.example.test/", f"https://example.test/{domain}/"):
            with pytest.raises(UntrustedService):
                services.trust(elsewhere)
    for other in ("https://smba.trafficmanager.net/emea/", "https://smba.infra.gcc.teams.microsoft.com/teams"):
        with pytest.raises(UntrustedService):
            services.trust(other)


@settings(deadline=None)
@given(st.text(max_size=40) | st.text(max_size=30).map("https://{}".format))
def test_any_text_is_trusted_as_https_or_not_at_all(url: str) -> None:
    services = TrustedServices()
    try:
        services.trust(url)
    except UntrustedService:
        return
    base = services.base(url)
    assert base.scheme == "https"
    assert base.host
    assert base.user is None
