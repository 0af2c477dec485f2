"""Addresses of entries."""

import pytest

from adapters.chat.links import entry_link, entry_no, page, preferred

OURS = "https://sales.example.test/aftercall"


def test_an_address_leads_back_to_its_entry() -> None:
    link = entry_link(OURS, 1042)
    assert link is not None
    assert (link.url, entry_no(link.url, OURS)) == (f"{OURS}/e/1042", 1042)
    assert entry_link("", 1042) is None


@pytest.mark.parametrize("query", ["?utm=1", "#top"])
def test_what_people_add_to_an_address_does_not_matter(query: str) -> None:
    assert entry_no(f"HTTPS://SALES.example.test/aftercall/e/7{query}", OURS) == 7


@pytest.mark.parametrize(
    "url",
    [
        "https://sales.example.test/e/7",
        "http://sales.example.test/aftercall/e/7",
        "https://sales.example.test:444/aftercall/e/7",
        "https://sales.example.test@evil.example/aftercall/e/7",
        f"{OURS}/e/",
        f"{OURS}/e/-7",
        f"{OURS}/e/٧",
        f"{OURS}/e/7/8",
        f"{OURS}/e/{'9' * 19}",
        "https://[bad/e/7",
        "",
    ],
)
def test_other_addresses_are_none_of_ours(url: str) -> None:
    assert entry_no(url, OURS) is None


@pytest.mark.parametrize(
    ("header", "language"),
    [("nb-NO,nb;q=0.9,en;q=0.5", "nb"), ("de-DE,fi;q=0.3", "fi"), ("de", "en"), ("", "en"), ("*;q=x,,-", "en")],
)
def test_the_page_is_in_a_language_of_the_browsers(header: str, language: str) -> None:
    assert preferred(header) == language
    assert f'<html lang="{language}">' in page(7, preferred(header))
    assert "7" in page(7, preferred(header))
