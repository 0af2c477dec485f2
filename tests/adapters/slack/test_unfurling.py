"""Addresses of entries in messages: shown as Share here would show them, or not at all."""

import pytest

from tests.adapters.slack.conftest import PUBLIC_URL, SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit_parts import Json
from tests.standins.slack_client import labels

ENTRY = f"{PUBLIC_URL}/e/1"


async def _logged(here: SlackWorld) -> None:
    await here.person().command("log call anna: likes the offer")


async def _unfurled(here: SlackWorld, count: int = 1) -> Json:
    unfurls: Json = (await here.slack.wait_for("chat.unfurl", count))["unfurls"]
    return unfurls


async def test_an_address_is_shown_with_what_everyone_may_see(here: SlackWorld) -> None:
    await _logged(here)
    await here.person("mads").link(ENTRY)
    unfurls = await _unfurled(here)
    sent = here.slack.sent("chat.unfurl")[0]
    assert (sent["channel"], sent["ts"], list(unfurls)) == ("C1", "7.7", [ENTRY])
    assert title(unfurls[ENTRY]) == "#1: Phone call, Anna Olsen"
    assert "likes the offer" in words(unfurls[ENTRY])
    assert "Shared by Mads Juhl" in words(unfurls[ENTRY])
    assert labels(unfurls[ENTRY]) == []
    assert not here.slack.refused()


async def test_it_is_in_the_channels_language(here: SlackWorld) -> None:
    await _logged(here)
    await here.person("maria").command("notify here language nb")
    await here.person("mads").link(ENTRY)
    unfurls = await _unfurled(here)
    assert "19. nov. 2026" in words(unfurls[ENTRY])


@pytest.mark.parametrize(
    ("user", "url", "event", "body"),
    [
        ("nobody", ENTRY, {}, {}),
        ("mads", f"{PUBLIC_URL}/e/99", {}, {}),
        ("mads", f"{PUBLIC_URL}/healthz", {}, {}),
        ("mads", f"{PUBLIC_URL}.evil.example/e/1", {}, {}),
        ("mads", "https://other.example.test/e/1", {}, {}),
        ("mads", ENTRY, {"source": "composer", "channel": "COMPOSER"}, {}),
        ("mads", ENTRY, {}, {"is_ext_shared_channel": True}),
        ("mads", ENTRY, {"bot_id": "B9"}, {}),
        ("U0BOT", ENTRY, {}, {}),
    ],
)
async def test_nothing_is_shown(here: SlackWorld, user: str, url: str, event: Json, body: Json) -> None:
    await _logged(here)
    answer = await here.person(user).link(url, body=body, **event)
    assert answer.status == 200
    await here.door.close()
    assert not here.slack.sent("chat.unfurl")
    assert not here.slack.refused()


async def test_a_guest_shows_nothing(here: SlackWorld) -> None:
    await _logged(here)
    here.slack.add_user("guest", "Gus Guest", "kari@example.test", is_restricted=True)
    await here.person("guest").link(ENTRY)
    await here.door.close()
    assert not here.slack.sent("chat.unfurl")


async def test_an_entry_shows_its_address(here: SlackWorld) -> None:
    await _logged(here)
    answer = await here.person().command("show 1")
    assert ENTRY in str(answer.body)


async def test_a_document_opens_from_a_button_and_the_press_is_acknowledged(here: SlackWorld) -> None:
    ada, kari = here.person("ada"), here.person()
    await ada.command("setup documents invoice meeting")
    await here.person("maria").command("replay all")
    shown = (await kari.command("show 1")).body
    assert "Open Sales invoice 103045" in labels(shown)
    calls = len(here.slack.calls)
    answer = await kari.press(shown, "Open Sales invoice 103045")
    assert (answer.status, answer.body) == (200, {})
    await here.door.close()
    assert len(here.slack.calls) == calls
