"""What an Adaptive Card shows of a card, and what its actions carry."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.chat import codec
from adapters.chat.card import (
    Bar,
    Bullets,
    Button,
    ButtonRow,
    Card,
    Chart,
    Choice,
    Confirm,
    Element,
    Entries,
    EntryRow,
    Examples,
    Fact,
    Facts,
    Paragraph,
    Pick,
    Style,
    Table,
    Tone,
)
from adapters.chat.inline import Link, Moment, Person
from adapters.teams import limits
from adapters.teams.cards.card import card_content
from adapters.teams.cards.press import read_press
from adapters.teams.cards.text import size
from core.requests.entries import CancelEntries, LogInteraction, ShowEntry, Undo
from core.requests.setup import RemoveTemplate
from core.values import Status
from tests.standins.adaptive_cards import Json, actions, inputs, objects, problems, shown

AT = Moment(datetime(2026, 11, 19, 14, 5, tzinfo=UTC))
SHOW = Button("Show", ShowEntry(no=7), fresh=True)
ROW = EntryRow("#7", AT, "Anna Olsen", "Phone call: offer", "Kari · 20 min", "open", Status.OPEN, SHOW)
LOGGED = Card(
    ("Logged #7: Phone call, ", Person("Anna Olsen")),
    (Facts((Fact("Contact", ("Anna Olsen",)), Fact("Date", (AT,)))), Paragraph(("talked",))),
    (Button("Undo", Undo(change=3)), SHOW),
    Tone.DONE,
    time_zone="Europe/Oslo",
)


def made(*body: Element, buttons: tuple[Button, ...] = ()) -> Json:
    content = card_content(Card(("Title",), body, buttons), nonce="abc")
    assert problems(content, limits.CARD_BYTES) == []
    return content


def titles(content: Json) -> list[str]:
    return [action.get("title", "") for action in actions(content)]


def test_an_answer_says_what_happened_in_the_readers_time() -> None:
    content = card_content(LOGGED)

    assert problems(content) == []
    assert shown(content).splitlines() == [
        "✓  Logged #7: Phone call, Anna Olsen",
        "Contact",
        "Anna Olsen",
        "Date",
        "Thu 19 Nov 2026, 15:05",
        "talked",
    ]
    assert content["version"] == "1.5"
    assert content["lang"] == "en"
    assert content["fallbackText"].startswith("Logged #7: Phone call, Anna Olsen\nContact: Anna Olsen\n")
    assert "msteams" not in content


def test_a_button_carries_its_request_a_nonce_of_its_own_and_a_fallback_with_the_same() -> None:
    undo, show = card_content(LOGGED, nonce="abc")["actions"]

    assert (undo["type"], undo["verb"]) == ("Action.Execute", "ask")
    assert undo["data"] == {"request": codec.dump(Undo(change=3)), "nonce": "abc-0"}
    assert undo["fallback"] == {
        "type": "Action.Submit",
        "title": "Undo",
        "data": undo["data"],
        "associatedInputs": "none",
    }
    press = read_press(show["data"])
    assert (codec.load(press.request), press.fresh, press.key) == (ShowEntry(no=7), True, "abc-1")
    assert not read_press(undo["data"]).fresh


def test_styles_of_buttons() -> None:
    buttons = tuple(Button(style.value, ShowEntry(no=1), style) for style in Style)

    styles = [action.get("style") for action in made(buttons=buttons)["actions"]]

    assert styles == [None, "positive", "destructive"]


@pytest.mark.parametrize("count", [6, 7, 11, 12, 30])
def test_more_buttons_than_teams_shows_stand_behind_more(count: int) -> None:
    content = made(buttons=tuple(Button(f"B{index}", ShowEntry(no=index)) for index in range(count)))

    assert len(content["actions"]) == 6
    pressed = [title for title in titles(content) if title != "More"]
    assert pressed == [f"B{index}" for index in range(count)]


def test_an_entry_is_a_row_that_opens_it_with_its_status_in_words() -> None:
    canceled = replace(ROW, no="#8", status="canceled", status_kind=Status.CANCELED)
    content = made(Entries((ROW, canceled)))

    assert content["msteams"] == {"width": "Full"}
    rows = [part for part in content["body"] if part["type"] == "Container"]
    assert shown(rows[0]).splitlines() == [
        "#7 Anna Olsen",
        "open",
        "Phone call: offer",
        "Thu 19 Nov 2026, 14:05 · Kari · 20 min",
    ]
    assert rows[0]["selectAction"]["title"] == "Show #7"
    assert codec.load(read_press(rows[0]["selectAction"]["data"]).request) == ShowEntry(no=7)
    assert "canceled" in shown(rows[1])
    assert any(run.get("strikethrough") for run in objects(rows[1]))
    assert not any(run.get("strikethrough") for run in objects(rows[0]))


def test_few_choices_are_rows_that_are_pressed() -> None:
    choices = tuple(Choice(name, "Fjord AS", LogInteraction(contact=name)) for name in ("Anna", "Olga"))

    content = made(Pick(choices))

    pressed = [codec.load(read_press(action["data"]).request) for action in actions(content)]
    assert pressed == [LogInteraction(contact="Anna"), LogInteraction(contact="Olga")]
    assert inputs(content) == {}


def test_many_choices_are_a_field_that_is_searched() -> None:
    choices = tuple(Choice(f"C{index}", "", LogInteraction(contact=f"C{index}")) for index in range(11))

    content = made(Pick(choices))

    (field,) = inputs(content).values()
    (choose,) = actions(content)
    entered = {field["id"]: field["choices"][4]["value"]}
    press = read_press(choose["data"] | entered)
    assert codec.load(press.request) == LogInteraction(contact="C4")
    assert press.key.startswith("abc-")
    assert field["isRequired"] is True


def test_a_question_has_two_answers_and_no_asks_for_nothing() -> None:
    content = made(Confirm(Button("Remove", RemoveTemplate(code="X", confirmed=True), Style.DANGER), "Keep it"))

    yes, no = actions(content)
    assert codec.load(read_press(yes["data"]).request) == RemoveTemplate(code="X", confirmed=True)
    assert (no["verb"], no["title"], read_press(no["data"]).close) == ("close", "Keep it", True)


def test_a_table_aligns_numbers_and_gives_long_columns_room() -> None:
    rows = ((("CALL",), ("Phone call with a customer",), ("20.00",)), (("MAIL",), (), ("5.00",)))
    content = made(Table(("Code", "Description", "Cost"), rows, numeric=(2,)))

    (table,) = (part for part in content["body"] if part["type"] == "Table")
    widths = [column["width"] for column in table["columns"]]
    assert widths[1] > widths[2] > 0
    cell = table["rows"][1]["cells"][2]["items"][0]
    assert cell["horizontalAlignment"] == "right"
    assert table["rows"][2]["cells"][1]["items"] == []
    assert content["msteams"] == {"width": "Full"}


def test_words_in_a_wide_table_stay_whole() -> None:
    row = (("SHIPMENT",), ("e-mailed",), ("Thu 19 Nov 2026, 14:05",), ("no template",), ("contact CT000014",), ("x" * 80,))
    content = made(Table(("", "", "", "", "", ""), (row,)))
    (table,) = (part for part in content["body"] if part["type"] == "Table")
    assert [column["width"] for column in table["columns"]] == [14, 10, 13, 10, 11, 32]


def test_a_table_that_is_too_wide_becomes_paragraphs() -> None:
    names = ("Salesperson", "Number", "Duration", "Duration each", "Cost", "Last", "Last attempt", "Failed")
    row = (("Anna Olsen",), ("8",), ("3 h",), ("28 min",), ("1,300.00",), ("Thu 19 Nov 2026",), ("Thu 19 Nov 2026",), ("",))
    content = made(Table(names, (row,)))

    assert all(part["type"] != "Table" for part in content["body"])
    assert shown(content).splitlines()[1:] == [
        "Anna Olsen",
        "Number 8 · Duration 3 h · Duration each 28 min · Cost 1,300.00 · Last Thu 19 Nov 2026 · Last attempt Thu 19 Nov 2026",
    ]


def test_buttons_in_rows_say_what_they_are_for() -> None:
    content = made(ButtonRow((SHOW,), "#7"))

    assert [action["tooltip"] for action in actions(content)] == ["Show #7"]


def test_lists_and_examples() -> None:
    content = made(Bullets((("one",), ("two",))), Examples((("undo", "take it back"), ("help", ""))))

    assert shown(content).splitlines() == ["Title", "•", "one", "•", "two", "undo – take it back", "help"]


def test_a_link_opens_its_address_and_an_odd_one_is_text() -> None:
    content = made(Paragraph((Link("invoice", "https://example.test/1"), " and ", Link("other", "https://a b"))))

    assert [action["url"] for action in actions(content)] == ["https://example.test/1"]
    assert shown(content).splitlines()[1] == "invoice and other"


@pytest.mark.parametrize(
    "text",
    ["**bold** [x](https://evil.test)", "<at>Ola</at>", "- a\n- b", "{{DATE(2026-11-19T14:05:00Z)}}", "a_b_c * & <b>"],
)
def test_what_people_wrote_is_shown_as_it_is(text: str) -> None:
    content = made(Paragraph((text,)), Facts((Fact("Note", (text,)),)), Entries((replace(ROW, what=text),)))

    said = shown(content).replace("\u2060", "")
    assert said.count(text) >= 2
    assert not {"TextBlock", "FactSet"} & {part.get("type") for part in objects(content)}


def test_refresh_names_at_most_sixty_viewers() -> None:
    content = card_content(LOGGED, refresh_request="1show", viewers=[f"29:{index % 70}" for index in range(100)])

    assert problems(content) == []
    assert content["refresh"]["action"] == {"type": "Action.Execute", "verb": "refresh", "data": {"request": "1show"}}
    assert content["refresh"]["userIds"] == [f"29:{index}" for index in range(60)]
    assert "userIds" not in card_content(LOGGED, refresh_request="1show")["refresh"]


def test_what_is_too_large_is_left_out_and_said_so() -> None:
    rows = tuple(replace(ROW, no=f"#{index}", what="ø" * 500) for index in range(100))
    card = Card(("Log",), (Entries(rows), Confirm(SHOW, "No")), (Button("Older", ShowEntry(no=1)),))

    content = card_content(card, nonce="n")

    assert problems(content, limits.CARD_BYTES) == []
    said = shown(content)
    assert "#0 " in said
    assert "#99 " not in said
    assert said.splitlines()[-1] == "There is more than fits here. Ask for less to see the rest."
    assert {"Older", "No"} <= set(titles(content))
    assert size(content) > limits.CARD_BYTES * 0.9


def test_a_card_to_share_is_smaller() -> None:
    rows = tuple(replace(ROW, no=f"#{index}") for index in range(30))

    content = card_content(Card(("Log",), (Entries(rows),)), most=limits.SHARED_CARD_BYTES)

    assert problems(content, limits.SHARED_CARD_BYTES) == []
    assert "#0 " in shown(content)
    assert "There is more than fits here." in shown(content)


def test_a_long_table_shows_its_first_rows() -> None:
    rows = tuple((("æ" * 300,),) * 4 for _ in range(50))
    content = card_content(Card(("T",), (Table(tuple("abcd"), rows),)))

    assert problems(content, limits.CARD_BYTES) == []
    (table,) = (part for part in content["body"] if part["type"] == "Table")
    assert 5 < len(table["rows"]) < 50
    assert "There is more than fits here." in shown(content)


def test_long_requests_are_carried_once_or_by_what_carries_them() -> None:
    request = LogInteraction(note="x" * 3000)
    card = Card(("T",), (), (Button("Log", request),))

    (once,) = card_content(card)["actions"]
    (kept,) = card_content(card, carry=lambda _: "@k1")["actions"]

    assert "fallback" not in once
    assert codec.load(once["data"]["request"]) == request
    assert kept["data"] == {"request": "@k1"}
    assert "fallback" in kept


def test_ten_choices_with_a_long_note_fit_when_they_are_kept() -> None:
    choices = tuple(Choice(f"C{index}", "", LogInteraction(contact=f"C{index}", note="ø" * 4000)) for index in range(10))
    card = Card(("Which one?",), (Pick(choices),), (Button("Cancel", CancelEntries(nos=(1,))),))

    content = card_content(card, carry=lambda request: "@kept" if isinstance(request, LogInteraction) else codec.dump(request))

    assert [action["title"] for action in actions(content)] == [*(f"C{index}" for index in range(10)), "Cancel"]
    assert problems(content, limits.CARD_BYTES) == []


def test_a_chart_is_teams_own_with_a_drawn_one_for_others() -> None:
    bars = (Bar("Phone call", 12, "12"), Bar("{{DATE(x)}}", 0, "0"), Bar("Meeting", 6, "6"))
    across, along = (made(Chart("Interactions", bars, over_time))["body"][1] for over_time in (False, True))
    assert (across["type"], along["type"]) == ("Chart.HorizontalBar", "Chart.VerticalBar")
    assert [(point["x"], point["y"]) for point in across["data"]][0::2] == [("Phone call", 12), ("Meeting", 6)]
    assert shown(across["fallback"]).split("\n")[1] == "████████████████████ Phone call  12"
    assert shown(across["fallback"]).split("\n")[3] == "██████████ Meeting  6"
    assert len(made(Chart("Nothing", ()))["body"]) == 1
    many = made(Chart("Weeks", tuple(Bar(str(n), n, str(n)) for n in range(60)), over_time=True))["body"][1]
    assert [point["x"] for point in many["data"]] == [str(n) for n in range(30, 60)]
