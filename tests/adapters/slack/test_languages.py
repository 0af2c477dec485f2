"""What Slack's side says by itself is in the language that Slack tells of the person."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from adapters.slack import limits
from tests.acceptance import world
from tests.adapters.slack.conftest import TENTHS, SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit_parts import Json
from tests.standins.slack_client import SlackClient


@pytest.fixture
async def swede(here: SlackWorld) -> SlackClient:
    """Somebody whose Slack is Swedish, and who is known here."""
    profile = world.PROFILES["kari"]
    here.slack.add_user("kari", profile.name, profile.email, locale="sv-SE")
    kari = here.person()
    assert title((await kari.command("hej")).body)
    return kari


def _later(quick: Callable[..., Any]) -> Callable[..., Any]:
    async def later(*arguments: object) -> object:
        await asyncio.sleep(0.5)
        return await quick(*arguments)

    return later


async def _fail(*_: object) -> None:
    raise OSError("disk")


def _modal(view: Json) -> tuple[str, str]:
    return view["close"]["text"], words(view)


async def test_who_waits_is_told_so(here: SlackWorld, swede: SlackClient, monkeypatch: pytest.MonkeyPatch) -> None:
    await swede.command("logga samtal: hej")
    view = next(iter(here.slack.views.values()))
    for name, shorter in TENTHS.items():
        monkeypatch.setattr(limits, name, shorter)
    for name in ("read", "write"):
        monkeypatch.setattr(here.database, name, _later(getattr(here.database, name)))
    assert (await swede.command("lista")).body == {"response_type": "ephemeral", "text": "Arbetar …"}
    assert title(await here.slack.wait_for("response_url")) == "Interaktionslogg"
    answer = await swede.submit(view, contact="CT000011", template="CALL")
    assert answer.body["response_action"] == "update"
    assert _modal(answer.body["view"]) == ("Stäng", "Ett ögonblick …")
    assert "Loggade #1: Phone call, Anna Olsen" in words((await here.slack.wait_for("views.update"))["view"])


async def test_what_goes_wrong_is_told(here: SlackWorld, swede: SlackClient, monkeypatch: pytest.MonkeyPatch) -> None:
    old = {"type": "button", "action_id": "a0", "text": {"type": "plain_text", "text": "Old"}, "value": "nonsense"}
    await swede.press({"blocks": [{"type": "actions", "elements": [old]}]}, "Old")
    assert title(await here.slack.wait_for("response_url")) == "Den här knappen fungerar inte längre"
    for name in ("read", "write"):
        monkeypatch.setattr(here.database, name, _fail)
    answer = await swede.command("lista")
    assert title(answer.body) == "Något gick fel"
    assert "referens" in words(answer.body)
