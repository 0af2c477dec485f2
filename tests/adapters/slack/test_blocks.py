"""Cards as blocks: whatever is in a card, Slack takes it, and nothing that somebody wrote has a meaning to it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat.card import (
    Bar,
    Bullets,
    Button,
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
from adapters.chat.codec import dump, load
from adapters.chat.inline import Link, Moment, Person
from adapters.slack.blocks import fallback, to_blocks
from adapters.slack.carried import Carried
from adapters.slack.rows import columns
from core.requests.contacts import FindContacts, ShowContact
from core.requests.entries import LogInteraction, ShowEntry, Undo
from core.values import Status
from tests.adapters.slack.strategies import cards
from tests.standins.block_kit import message_problems, texts, view_problems

AT = Moment(datetime(2026, 11, 19, 14, 5, tzinfo=UTC))
INJECTION = "<!here> <@U1> <https://evil.test|bank> *b* _i_ ~s~ `c` :wave: &lt;"


def blocks_of(*body: Element, title: str = "Title", buttons: tuple[Button, ...] = (), **more: Any) -> list[dict[str, Any]]:
    card = Card((title,), body, buttons, **more)
    blocks = to_blocks(card, Carried())
    assert message_problems({"text": fallback(card), "blocks": blocks}) == []
    return blocks


def row(no: int = 1042, status: Status = Status.OPEN, what: str = "Telephone call: talked about the offer") -> EntryRow:
    show = Button("Show", ShowEntry(no=no), fresh=True)
    return EntryRow(f"#{no}", AT, "Anna Hansen", what, "John Roberts · 15 min", status.value, status, show)


@given(cards, st.booleans())
@settings(max_examples=150)
def test_any_card_is_a_message_that_slack_takes(card: Card, native_charts: bool) -> None:
    carried = Carried()
    blocks = to_blocks(card, carried, native_charts=native_charts)
    assert message_problems({"text": fallback(card), "blocks": blocks}) == []
    again = to_blocks(card, Carried({text: f"{number:024d}" for number, text in enumerate(carried.missing)}))
    assert message_problems({"text": fallback(card), "blocks": again}) == []


@given(cards)
@settings(max_examples=50)
def test_any_card_is_a_home_that_slack_takes(card: Card) -> None:
    assert view_problems({"type": "home", "blocks": to_blocks(card, Carried(), 100)}) == []


@pytest.mark.parametrize(
    "element",
    [
        Paragraph((INJECTION,)),
        Paragraph((INJECTION,), subtle=True),
        Facts((Fact(INJECTION, (INJECTION,)),)),
        Entries((EntryRow(INJECTION, AT, INJECTION, INJECTION, INJECTION, INJECTION, Status.CANCELED, row().show),)),
        Table((INJECTION,), (((INJECTION,),),)),
        Table((INJECTION, "b", "c"), (((INJECTION,), (INJECTION,), (INJECTION,)),)),
        Bullets(((INJECTION,),)),
        Examples(((INJECTION, INJECTION),)),
        Pick((Choice(INJECTION, INJECTION, ShowEntry(no=1)),)),
        Pick(tuple(Choice(INJECTION, INJECTION, ShowEntry(no=no)) for no in range(1, 12))),
        Confirm(Button(INJECTION, ShowEntry(no=1)), INJECTION),
        Paragraph((Person(INJECTION), Link(INJECTION, "https://example.test/"))),
    ],
)
@pytest.mark.parametrize("tone", Tone)
def test_what_people_wrote_is_never_mrkdwn(element: Element, tone: Tone) -> None:
    blocks = blocks_of(element, title=INJECTION, buttons=(Button(INJECTION, ShowEntry(no=1)),), tone=tone)
    for text in text_objects(blocks):
        assert text["type"] == "plain_text"
        assert text["emoji"] is False
    assert {part["type"] for part in rich_parts(blocks)} <= {"text", "link", "emoji"}


def test_the_text_beside_the_blocks_is_escaped() -> None:
    text = fallback(Card((INJECTION,)))
    assert "<" not in text
    assert text.startswith("&lt;!here&gt; &lt;@U1&gt;")
    assert "&amp;lt;" in text


def test_an_answer_to_a_change_has_its_sign_and_its_buttons() -> None:
    undo, delete = Button("Undo", Undo(change=7)), Button("Delete", ShowEntry(no=1), Style.DANGER, fresh=True)
    title, actions = blocks_of(title="Logged #1042", buttons=(undo, delete), tone=Tone.DONE)
    sign, _, words = title["elements"][0]["elements"]
    assert sign == {"type": "emoji", "name": "white_check_mark"}
    assert words == {"type": "text", "text": "Logged #1042", "style": {"bold": True}}
    first, second = actions["elements"]
    assert (first["text"]["text"], first["action_id"], load(first["value"])) == ("Undo", "ask:1", Undo(change=7))
    assert (second["action_id"], second["style"]) == ("new:2", "danger")


def test_an_entry_is_two_lines_and_a_button() -> None:
    heading, section, context = blocks_of(Entries((row(),)), title="The log")
    assert heading["type"] == "header"
    assert section["text"]["text"] == "#1042 · Anna Hansen\nTelephone call: talked about the offer"
    assert section["accessory"]["text"]["text"] == "Show"
    assert section["accessory"]["accessibility_label"] == "Show #1042"
    assert [each["text"] for each in context["elements"]] == ["open", "Thu 19 Nov 2026, 14:05 · John Roberts · 15 min"]


def test_a_status_that_is_not_the_usual_one_is_bold() -> None:
    context = blocks_of(Entries((row(status=Status.CANCELED),)))[2]
    assert context["elements"][0] == {"type": "mrkdwn", "text": "*canceled*"}


def test_times_are_the_readers() -> None:
    blocks = blocks_of(Paragraph(("At ", AT)), time_zone="Europe/Oslo")
    assert [part["text"] for part in rich_parts(blocks)] == ["At ", "Thu 19 Nov 2026, 15:05"]


def test_facts_are_lines_with_bold_labels() -> None:
    blocks = blocks_of(Facts((Fact("Contact", ("Anna",)), Fact("Cost", ("",)))))
    assert "".join(part["text"] for part in rich_parts(blocks)) == "Contact: Anna\nCost: –"
    assert [part["text"] for part in rich_parts(blocks) if part.get("style") == {"bold": True}] == ["Contact: ", "Cost: "]


def test_a_long_note_is_whole() -> None:
    note = "word " * 800
    assert "".join(part["text"] for part in rich_parts(blocks_of(Paragraph((note,))))) == note


def test_links_are_links_and_bad_addresses_only_their_label() -> None:
    blocks = blocks_of(Paragraph((Link("Invoice 7", "https://example.test/7"), Link("Not there", "https://a b/<x>"))))
    assert list(rich_parts(blocks)) == [
        {"type": "link", "url": "https://example.test/7", "text": "Invoice 7"},
        {"type": "text", "text": "Not there"},
    ]


def test_a_small_table_is_in_fixed_width_and_a_wide_one_is_lines() -> None:
    small = blocks_of(Table(("Code", "Cost"), ((("CALL",), ("5.00",)), (("日本",), ("1,250.00",))), numeric=(1,)))[1]
    assert small["elements"][0]["type"] == "rich_text_preformatted"
    assert "".join(part["text"] for part in rich_parts([small])) == "Code      Cost\nCALL      5.00\n日本  1,250.00"
    wide = blocks_of(Table(("A", "B", "C"), ((("x" * 40,), ("y" * 40,), ("z" * 40,)),)))[1]
    assert wide["elements"][0]["type"] == "rich_text_section"


def test_a_long_cell_goes_on_in_the_next_line() -> None:
    words = "again · list · show · postponed · contacts · templates"
    assert columns([["Commands", "rep"], [words, "yes"]], ()) == [
        ["Commands                              rep"],
        ["again · list · show · postponed ·     yes", "contacts · templates"],
    ]


def test_a_wide_table_of_numbers_says_what_they_are() -> None:
    (wide,) = blocks_of(Table(("Name", "Text", "Cost"), ((("x" * 40,), ("y" * 40,), ("5.00",)),), numeric=(2,)))[1:]
    assert "".join(part["text"] for part in wide["elements"][0]["elements"]) == f"{'x' * 40} · {'y' * 40} · Cost 5.00"


def test_a_chart_is_slack_s_own_where_that_is_asked_for_and_drawn_elsewhere() -> None:
    chart = Chart("Interactions", (Bar("Phone call", 12, "12"), Bar("<!here>", 0, "0"), Bar("Meeting", 6, "6")))
    card = Card(("Statistics",), (chart,))
    (own,) = to_blocks(card, Carried(), native_charts=True)[1:]
    assert (own["type"], own["title"], own["chart"]["type"]) == ("data_visualization", "Interactions", "bar")
    assert own["chart"]["series"][0]["data"][2] == {"label": "Meeting", "value": 6}
    assert own["chart"]["axis_config"] == {"categories": ["Phone call", "<!here>", "Meeting"]}
    _, drawn = to_blocks(card, Carried())[1:]
    assert "".join(part["text"] for part in rich_parts([drawn])).split("\n") == [
        "Phone call  12  ████████████████████",
        "<!here>      0",
        "Meeting      6  ██████████",
    ]


def test_a_chart_has_as_many_bars_as_slack_takes_each_with_a_label_of_its_own() -> None:
    bars = tuple(Bar(f"A description that is rather long {n}", n, str(n)) for n in range(40))
    for over_time, first in ((False, 0), (True, 20)):
        card = Card(("Statistics",), (Chart("t" * 80, bars, over_time),) * 3)
        blocks = to_blocks(card, Carried(), native_charts=True)
        assert message_problems({"text": fallback(card), "blocks": blocks}) == []
        own = [block for block in blocks if block["type"] == "data_visualization"]
        assert [len(block["chart"]["axis_config"]["categories"]) for block in own] == [20, 20]
        assert own[0]["chart"]["series"][0]["data"][0]["value"] == first


def test_a_link_in_a_wide_table_is_a_link() -> None:
    cells = (("7",), (Link("Invoice 7", "https://example.test/7"),), ("y" * 40,), ())
    line = rich_parts(blocks_of(Table(("No.", "Document", "Party", "More"), (cells, ((), (), (), ()))))[1:])
    assert [part["text"] for part in line] == ["7", " · ", "Invoice 7", " · ", "y" * 40]
    assert line[2]["url"] == "https://example.test/7"


def test_what_does_not_fit_is_left_out_and_said() -> None:
    rows = tuple(row(no) for no in range(1, 41))
    blocks = blocks_of(Entries(rows), buttons=(Button("Older", FindContacts(words="a")),))
    assert len(blocks) <= 50
    assert blocks[-1]["elements"][0]["text"]["text"] == "Older"
    assert blocks[-2]["elements"][0]["text"].startswith("There is more than fits here")


def test_few_choices_are_rows_with_buttons_and_many_a_menu() -> None:
    few = blocks_of(Pick(tuple(Choice(f"Anna {n}", "Oslo", ShowContact(contact=f"CT{n}")) for n in range(10))))[1:]
    assert [block["accessory"]["text"]["text"] for block in few] == ["Choose"] * 10
    assert few[3]["text"]["text"] == "Anna 3\nOslo"
    assert load(few[3]["accessory"]["value"]) == ShowContact(contact="CT3")
    (menu,) = blocks_of(Pick(tuple(Choice(f"Anna {n}", "Oslo", ShowContact(contact=f"CT{n}")) for n in range(120))))[1:]
    assert menu["elements"][0]["type"] == "static_select"
    assert len(menu["elements"][0]["options"]) == 100


def test_a_question_has_two_buttons() -> None:
    yes, no = blocks_of(Confirm(Button("Log again", ShowEntry(no=1), Style.PRIMARY), "No"))[1]["elements"]
    assert (yes["text"]["text"], yes["action_id"]) == ("Log again", "ask:1")
    assert (no["text"]["text"], no["action_id"], "value" in no) == ("No", "close:2", False)


def test_a_request_too_long_for_a_button_is_carried_by_the_id_of_a_kept_copy() -> None:
    long = LogInteraction(note="n" * 4000, repeat=True)
    card = Card(("Again?",), buttons=(Button("Log again", long),))
    carried = Carried()
    assert to_blocks(card, carried)[1:] == []
    assert carried.missing == [dump(long)]
    (actions,) = to_blocks(card, Carried({dump(long): "0123"}))[1:]
    assert actions["elements"][0]["value"] == "@0123"


def test_a_title_too_long_for_a_header_is_cut_only_where_slack_would_refuse_it() -> None:
    (title,) = blocks_of(title="x" * 400)
    assert list(texts([title])) == ["x" * 400]


def text_objects(part: object) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        own = [part] if part.get("type") in ("plain_text", "mrkdwn") else []
        return own + [each for value in part.values() for each in text_objects(value)]
    return [each for item in part for each in text_objects(item)] if isinstance(part, list) else []


def rich_parts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for block in blocks:
        if (block["type"] == "rich_text" and block is not blocks[0]) or len(blocks) == 1:
            for element in block["elements"]:
                for part in element["elements"]:
                    parts.extend(part["elements"] if part["type"] == "rich_text_section" else [part])
    return parts
