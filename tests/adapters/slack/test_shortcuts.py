"""The shortcuts: logging from anywhere, and logging a message."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.factories import NOW
from tests.standins.block_kit_parts import Json

ANNA = "anna.olsen@fjord.example"


def _values(view: Json) -> dict[str, Any]:
    """What the fields of a form begin with."""
    found: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            initial = [element[key] for key in element if key.startswith("initial_")]
            found[block["block_id"]] = initial[0] if initial else None
    return found


def _message(text: str, user: str = "anna", minutes: int = 30, **more: Any) -> Json:
    return {"user": user, "text": text, "ts": f"{(NOW - timedelta(minutes=minutes)).timestamp():.6f}", **more}


async def _form(here: SlackWorld) -> Json:
    await here.slack.wait_for("views.open")
    return list(here.slack.views.values())[-1]


async def _know_anna(here: SlackWorld) -> None:
    here.slack.add_user("anna", "Anna Olsen", ANNA)
    await here.database.write(1, lambda work: work.contacts.upsert([replace(work.contacts.get("CT000011"), email=ANNA)]))


async def test_the_shortcut_opens_the_empty_form_and_the_answer_goes_to_the_person(here: SlackWorld) -> None:
    kari = here.person()
    answer = await kari.shortcut()
    assert (answer.status, answer.body) == (200, {})
    view = await _form(here)
    assert _values(view)["contact"] is None
    await kari.submit(view, contact="CT000011", template="CALL", note="from the shortcut")
    posted = await here.slack.wait_for("chat.postMessage")
    assert (posted["channel"], title(posted)) == ("kari", "Logged #1: Phone call, Anna Olsen")


async def test_a_message_fills_the_form(here: SlackWorld) -> None:
    await _know_anna(here)
    kari = here.person()
    text = "Hi <@maria>, <https://fjord.example/offer|the offer> &amp; <!here> is *fine*"
    await kari.message_shortcut(_message(text, thread_ts="7.1"))
    view = await _form(here)
    values = _values(view)
    assert values["note"] == "Hi @Maria Manager, the offer (https://fjord.example/offer) & @here is *fine*"
    assert values["contact"]["value"] == "=CT000011"
    local = (NOW - timedelta(minutes=30)).astimezone(ZoneInfo("Europe/Oslo"))
    assert (values["on"], values["at"]) == (local.date().isoformat(), f"{local:%H:%M}")
    await kari.submit(view, template="CALL")
    told = await here.slack.wait_for("response_url")
    assert title(told) == "Logged #1: Phone call, Anna Olsen"
    assert (told["response_type"], told["thread_ts"]) == ("ephemeral", "7.1")
    assert "@Maria Manager" in words(told)
    assert "<@" not in str(told)


async def test_rich_text_is_read_without_its_markup(here: SlackWorld) -> None:
    section = [
        {"type": "text", "text": "*not* "},
        {"type": "text", "text": "bold", "style": {"bold": True}},
        {"type": "emoji", "name": "wave", "unicode": "1f44b"},
        {"type": "emoji", "name": "our_own"},
        {"type": "text", "text": " "},
        {"type": "user", "user_id": "nobody-knows"},
        {"type": "broadcast", "range": "channel"},
    ]
    items = [{"type": "rich_text_section", "elements": [{"type": "link", "url": "https://a.example/x", "text": "a.example"}]}]
    parts = [
        {"type": "rich_text_section", "elements": section},
        {"type": "rich_text_list", "style": "bullet", "elements": items},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
    ]
    blocks = [{"type": "rich_text", "elements": parts}]
    await here.person().message_shortcut(_message("?", user="stranger", blocks=blocks))
    note = _values(await _form(here))["note"]
    assert note == "*not* bold👋:our_own: @nobody-knows@channel\n- https://a.example/x\nsaid"


async def test_authors_that_are_no_contact_the_person_or_a_bot_are_not_filled_in(here: SlackWorld) -> None:
    kari = here.person()
    await kari.message_shortcut(_message("a", user="mads"))
    await kari.message_shortcut(_message("b", user="kari"))
    await kari.message_shortcut(_message("c", user="U9", bot_id="B9"))
    await here.slack.wait_for("views.open", 3)
    assert [_values(view)["contact"] for view in here.slack.views.values()] == [None] * 3


async def test_a_shortcut_that_comes_again_opens_one_form_and_a_slow_one_opens_at_once(here: SlackWorld) -> None:
    kari = here.person()
    here.slack.delays["users.info"] = 1.0
    trigger = here.slack.trigger()
    for _ in range(2):
        await kari.message_shortcut(_message("hello", user="mads"), trigger_id=trigger)
    filled = await here.slack.wait_for("views.update")
    assert _values(filled["view"])["note"] == "hello"
    await here.door.close()
    assert len(here.slack.sent("views.open")) == 1


async def test_who_has_no_role_gets_no_form(here: SlackWorld) -> None:
    await _know_anna(here)
    await here.person("nobody").message_shortcut(_message("hello"))
    told = await here.slack.wait_for("response_url")
    assert "no access" in words(told)
    assert not here.slack.sent("views.open")
