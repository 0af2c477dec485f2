"""The pages under docs/ and the README: links lead somewhere, and settings that are named exist."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.bot.program import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# Settings as such pages write them; what else has this form is the platforms' or a program's of the machine.
_SETTING = re.compile(
    r"`((?:AWS|SLACK|MICROSOFT|TEAMS|DOCUMENTS|ATTACHMENTS|ORGANIZATION|OUTBOX|LOG|METRICS|DATABASE|ADMIN|PUBLIC)_[A-Z_]+)`"
)


def anchors(page: Path) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in _HEADING.findall(page.read_text())}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text()):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_settings_exist(page: Path) -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert set(_SETTING.findall(page.read_text())) <= known


def test_the_index_names_every_page() -> None:
    named = set(_LINK.findall((ROOT / "docs" / "README.md").read_text()))
    assert {page.name for page in PAGES[1:]} - {"README.md"} <= named


def test_every_setting_is_explained_somewhere() -> None:
    pages = "\n".join(page.read_text() for page in PAGES)
    assert {name.upper() for name in Settings.model_fields} <= set(re.findall(r"`([A-Z_]+)`", pages))
