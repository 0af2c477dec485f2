"""Buttons, forms and pickers in a personal chat, the whole way on both databases."""

import asyncio
from typing import Any

import pytest

from adapters.teams import timing
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.adaptive_cards import inputs
from tests.standins.teams_client import labels, title, words

LOG: dict[str, Any] = {"choice_contact": "CT000011", "choice_template": "CALL"}


async def test_a_form_is_corrected_at_its_fields_and_logs(here: TeamsWorld) -> None:
    kari = here.person()
    form = (await kari.say("log: spoke on the phone")).card
    assert title(form) == "Log an interaction"
    assert inputs(form)["field_note"]["value"] == "spoke on the phone"
    wrong = await kari.press(form, "Log", **LOG, field_duration="a while")
    assert wrong.calls == ()
    assert "“a while”" in words(wrong.card)
    assert inputs(wrong.card)["choice_contact"]["value"] == "CT000011"
    right = await kari.press(wrong.card, "Log", **LOG, field_duration="20m", field_note="spoke on the phone")
    assert right.body["type"] == "application/vnd.microsoft.card.adaptive"
    assert title(right.card) == "✓  Logged #1: Phone call, Anna Olsen"
    assert "spoke on the phone" in words(right.card)
    assert await here.entries() == [1]


async def test_what_is_missing_in_a_form_is_said_at_the_field(here: TeamsWorld) -> None:
    kari = here.person()
    form = (await kari.say("log")).card
    answer = await kari.press(form, "Log", choice_template="CALL")
    assert "contact" in words(answer.card)
    assert inputs(answer.card)["choice_template"]["value"] == "CALL"
    assert await here.entries() == []


async def test_a_client_without_pickers_types_whom_it_means(here: TeamsWorld) -> None:
    kari = here.person()
    form = (await kari.say("log")).card
    answer = await kari.press(form, "Log", search_contact="anna olsen", choice_template="CALL")
    assert title(answer.card) == "✓  Logged #1: Phone call, Anna Olsen"


async def test_pickers_search_while_typing(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    assert await kari.type_in("contacts", "ols") == [
        {"value": "CT000011", "title": "Anna Olsen · Fjord AS"},
        {"value": "CT000012", "title": "Olga Olsen · Fjord AS"},
    ]
    assert [found["title"] for found in await kari.type_in("templates", "")] == ["Phone call", "Complaint", "Meeting"]
    assert await here.person("nobody").type_in("contacts", "ols") == []
    assert await here.person(tenant="t2").type_in("contacts", "ols") == []
    # Somebody who was never seen is introduced, also while typing.
    assert await here.person("mads").type_in("contacts", "sam") == [{"value": "CT000015", "title": "Sam Single"}]


async def test_the_templates_of_a_form_can_be_chosen_without_typing(here: TeamsWorld) -> None:
    form = (await here.person().say("log")).card
    assert [choice["value"] for choice in inputs(form)["choice_template"]["choices"]] == ["CALL", "COMPLAINT", "MEETING"]


async def test_a_form_is_closed(here: TeamsWorld) -> None:
    kari = here.person()
    form = (await kari.say("log")).card
    answer = await kari.press(form, "Close")
    assert title(answer.card) == "Nothing was changed"


async def test_which_of_several_is_picked_in_place(here: TeamsWorld) -> None:
    kari = here.person()
    asked = (await kari.say("log call olsen: hello")).card
    answer = await kari.press(asked, "Anna Olsen")
    assert answer.calls == ()
    assert title(answer.card) == "✓  Logged #1: Phone call, Anna Olsen"


async def test_undo_and_restore_take_each_others_place(here: TeamsWorld) -> None:
    kari = here.person()
    card = (await kari.say("log call anna: hello")).card
    for _ in range(2):
        card = (await kari.press(card, "Undo")).card
        assert title(card).startswith("✓  Taken back: #1 is canceled")
        card = (await kari.press(card, "Restore")).card
        assert title(card) == "✓  Restored #1: Phone call, Anna Olsen"


async def test_an_entry_is_canceled_with_a_reason(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    entry = (await kari.say("show 1")).card
    opened = await kari.press(entry, "Cancel")
    assert opened.body["type"] == "application/vnd.microsoft.activity.message"
    assert title(opened.card) == "Cancel #1"
    answer = await kari.press(opened.card, "Cancel the entry", field_reason="typed twice")
    assert title(answer.card) == "✓  Canceled #1: Phone call, Anna Olsen"
    assert "typed twice" in words((await kari.say("show 1")).card)


async def test_older_and_newer(here: TeamsWorld) -> None:
    kari = here.person()
    for number in range(12):
        here.clock.move(minutes=1)
        await kari.say(f"log call anna: call number {number}")
    listed = (await kari.say("list anna")).card
    older = (await kari.press(listed, "Older")).card
    assert "call number 0" in words(older)
    assert "call number 11" not in words(older)
    assert "call number 11" in words((await kari.press(older, "Newer")).card)


async def test_a_card_of_an_entry_is_refreshed_for_its_viewer(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    entry = (await kari.say("show 1")).card
    assert entry["refresh"]["userIds"] == ["29:kari"]
    await here.person("maria").say("cancel 1 twice")
    fresh = await kari.refresh(entry)
    assert fresh.calls == ()
    assert "Canceled by Maria Manager" in words(fresh.card)
    assert "Restore" in labels(fresh.card)
    assert fresh.card["refresh"] == entry["refresh"]
    contact = (await kari.say("contact anna olsen")).card
    assert title((await kari.refresh(contact)).card) == "Anna Olsen (CT000011)"


async def test_a_press_that_comes_again_with_a_new_id_gets_the_same_answer(here: TeamsWorld) -> None:
    kari = here.person()
    form = (await kari.say("log: hello")).card
    first = await kari.press(form, "Log", **LOG)
    again = await kari.press(form, "Log", **LOG)
    assert first.body == again.body
    undone = await kari.press(first.card, "Undo")
    assert (await kari.press(first.card, "Undo")).body == undone.body
    restored = await kari.press(undone.card, "Restore")
    assert (await kari.press(undone.card, "Restore")).body == restored.body
    async with here.another_door() as other:
        assert (await other.person().press(form, "Log", **LOG)).body == first.body
        assert (await other.person().press(first.card, "Undo")).body == undone.body
        late = await other.person().press(undone.card, "Restore")
        assert "#1" in title(late.card)
    assert await here.entries() == [1]


async def test_a_press_belongs_to_who_presses(here: TeamsWorld) -> None:
    form = (await here.person().say("log: hello")).card
    await here.person().press(form, "Log", **LOG)
    here.clock.move(minutes=1)
    other = await here.person("mads").press(form, "Log", **LOG)
    assert title(other.card) == "✓  Logged #2: Phone call, Anna Olsen"


async def test_a_form_sent_three_times_at_once_logs_once(here: TeamsWorld) -> None:
    kari = here.person()
    form = (await kari.say("log: hello")).card
    answers = await asyncio.gather(*(kari.press(form, "Log", **LOG) for _ in range(3)))
    assert answers[0].body == answers[1].body == answers[2].body
    assert len(await here.entries()) == 1


async def test_a_button_serves_for_two_entries(here: TeamsWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "DOUBLE_CLICK_WITHIN", 0.0)
    kari = here.person()
    hello = (await kari.say("hello")).card
    for number in (1, 2):
        here.clock.move(minutes=1)
        form = (await kari.press(hello, "Log an interaction")).card
        answer = await kari.press(form, "Log", **LOG)
        assert title(answer.card) == f"✓  Logged #{number}: Phone call, Anna Olsen"


async def test_a_double_click_sends_one_message(here: TeamsWorld) -> None:
    kari = here.person()
    hello = (await kari.say("hello")).card
    before = len(here.standin.calls)
    await asyncio.gather(kari.press(hello, "Log an interaction"), kari.press(hello, "Log an interaction"))
    assert len(here.standin.calls) == before + 1


async def test_a_client_that_only_submits_gets_the_card_replaced(here: TeamsWorld) -> None:
    kari = here.person()
    logged = (await kari.say("log call anna: hello")).card
    answer = await kari.press(logged, "Undo", submit=True)
    (call,) = answer.calls
    assert (call.method, call.path) == ("PUT", ("a:kari", "activities", "card-1"))
    assert title(answer.card).startswith("✓  Taken back: #1 is canceled")
    form = await kari.press(logged, "Edit", submit=True)
    assert [call.method for call in form.calls] == ["POST"]
    wrong = await kari.press(form.card, "Save", submit=True, field_duration="a while")
    assert [call.method for call in wrong.calls] == ["PUT"]
    assert "“a while”" in words(wrong.card)
    closed = await kari.press(form.card, "Close", submit=True)
    assert title(closed.card) == "Nothing was changed"


async def test_a_request_that_is_too_long_for_a_button_is_kept(here: TeamsWorld) -> None:
    kari = here.person()
    note = "a very long note " * 200
    await kari.say(f"log call anna: {note}")
    asked = (await kari.say(f"log call anna: {note}")).card
    assert len(str(asked)) < 9000
    answer = await kari.press(asked, "Log again")
    assert title(answer.card) == "✓  Logged #2: Phone call, Anna Olsen"


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"request": "9what"},
        {"request": 7},
        {"request": "@gone"},
        {"request": "1show"},
        {"pick": "x"},
        {"form": 1},
        "1list",
        [],
    ],
    ids=str,
)
async def test_a_card_of_another_version_is_answered_so(here: TeamsWorld, data: object) -> None:
    await here.person().say("hello")
    action = {"type": "Action.Execute", "verb": "ask", "data": data}
    answer = await here.person().send(here.person().execute(action))
    assert answer.status == 200
    assert title(answer.card) == "⚠  This button no longer works"
    message = await here.person().send(here.person().activity("message", value=data if isinstance(data, dict) else {}))
    assert title(message.card) == "⚠  This button no longer works"
