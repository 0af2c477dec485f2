"""Forms as modals, and what comes back from them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from slack_sdk.models.views import View

from adapters.chat.form import Field, FieldKind, Form
from adapters.slack.carried import Carried
from adapters.slack.inbound import Origin, Surface, pack, submitted
from adapters.slack.modal import card_view, entered, errors_at_fields, form_view, loading_view, options
from adapters.slack.notices import unchanged
from core.requests.entries import LogInteraction
from tests.adapters.slack.strategies import forms
from tests.standins.block_kit import option_problems, view_problems


def form(*fields: Field, **more: Any) -> Form:
    values: dict[str, Any] = {"title": "Log an interaction", "submit": "Log", "cancel": "Close", "request": LogInteraction()}
    return Form(**values | {"fields": fields} | more)


def field(kind: FieldKind, key: str = "x", **more: Any) -> Field:
    return Field(**{"key": key, "label": "Label", "kind": kind} | more)


def view_of(*fields: Field, **more: Any) -> dict[str, Any]:
    view = form_view(form(*fields, **more), "meta")
    assert view_problems(view) == []
    View(**view).validate_json()
    return view


def element_of(one: Field) -> dict[str, Any]:
    element: dict[str, Any] = view_of(one)["blocks"][0]["element"]
    return element


@given(forms())
@settings(max_examples=100)
def test_any_form_is_a_modal_that_slack_takes(any_form: Form) -> None:
    assert view_problems(form_view(any_form, "")) == []


@pytest.mark.parametrize("view", [loading_view("en"), card_view(unchanged("en"), Carried())])
def test_the_other_modals_are_taken_too(view: dict[str, Any]) -> None:
    assert view_problems(view) == []


def test_a_form_has_its_title_buttons_and_metadata() -> None:
    view = view_of(field(FieldKind.TEXT, required=True, hint="Say it"), intro="#7: Telephone call")
    assert (view["title"]["text"], view["submit"]["text"], view["close"]["text"]) == ("Log an interaction", "Log", "Close")
    assert view["private_metadata"] == "meta"
    intro, block = view["blocks"]
    assert intro["elements"][0]["text"] == "#7: Telephone call"
    assert (block["block_id"], block["optional"], block["hint"]["text"]) == ("x", False, "Say it")


def test_pickers_search_and_show_what_is_chosen() -> None:
    contact = element_of(field(FieldKind.CONTACT, value="CT000012", value_label="Anna Hansen · Fjord AS"))
    assert (contact["type"], contact["action_id"], contact["min_query_length"]) == ("external_select", "contact", 0)
    assert contact["initial_option"]["text"]["text"] == "Anna Hansen · Fjord AS"
    template = element_of(field(FieldKind.TEMPLATE))
    assert (template["action_id"], template["min_query_length"], "initial_option" in template) == ("template", 0, False)


def test_dates_times_texts_and_toggles_start_with_their_values() -> None:
    assert element_of(field(FieldKind.DATE, value="2026-11-19"))["initial_date"] == "2026-11-19"
    assert element_of(field(FieldKind.TIME, value="14:05:00"))["initial_time"] == "14:05"
    text = element_of(field(FieldKind.TEXT, value="15m", max_length=20))
    assert (text["initial_value"], text["max_length"], "multiline" in text) == ("15m", 20, False)
    assert element_of(field(FieldKind.LONG_TEXT, value="a\nb"))["initial_value"] == "a\nb"
    assert element_of(field(FieldKind.TOGGLE, value="yes"))["initial_options"]
    assert "initial_options" not in element_of(field(FieldKind.TOGGLE))


def test_a_choice_that_may_be_empty_can_be_taken_back() -> None:
    select = element_of(field(FieldKind.CHOICE, value="in", choices=(("in", "Inbound"), ("out", "Outbound"))))
    assert [option["text"]["text"] for option in select["options"]] == ["–", "Inbound", "Outbound"]
    assert select["initial_option"]["text"]["text"] == "Inbound"
    none = select["options"][0]
    assert entered(state(x={"type": "static_select", "selected_option": none})) == {"x": ""}


def test_a_text_too_long_for_a_field_is_kept_and_not_offered() -> None:
    view = view_of(field(FieldKind.LONG_TEXT, key="note", value="n" * 3500, max_length=4000), field(FieldKind.DATE, key="on"))
    note, on = view["blocks"]
    assert (note["type"], on["block_id"]) == ("context", "on")
    assert "too long to edit here" in note["elements"][0]["text"]


def test_errors_show_above_their_fields_when_a_form_opens_with_them() -> None:
    view = view_of(field(FieldKind.CONTACT, key="contact"), errors={"contact": "Who?", "salesperson": "No salesperson."})
    assert [block["type"] for block in view["blocks"]] == ["section", "section", "input"]
    assert view["blocks"][1]["text"]["text"] == "⚠️ Who?"


def test_errors_go_to_the_fields_that_are_open() -> None:
    open_view = state(contact={"type": "external_select", "selected_option": None})
    wrong = form(field(FieldKind.CONTACT, key="contact"), errors={"contact": "Who?"})
    assert errors_at_fields(wrong, open_view) == {"contact": "Who?"}
    elsewhere = form(field(FieldKind.CONTACT, key="contact"), errors={"salesperson": "No salesperson."})
    assert errors_at_fields(elsewhere, open_view) is None


def test_what_was_entered() -> None:
    chosen = {"text": {"type": "plain_text", "text": "Anna"}, "value": "=CT000012"}
    view = state(
        contact={"type": "external_select", "selected_option": chosen},
        template={"type": "external_select", "selected_option": None},
        note={"type": "plain_text_input", "value": "talked\nabout it"},
        subject={"type": "plain_text_input", "value": None},
        on={"type": "datepicker", "selected_date": "2026-11-19"},
        at={"type": "timepicker", "selected_time": None},
        failed={"type": "checkboxes", "selected_options": [chosen]},
        postpone={"type": "checkboxes", "selected_options": []},
    )
    assert entered(view) == {
        "contact": "CT000012",
        "template": "",
        "note": "talked\nabout it",
        "subject": "",
        "on": "2026-11-19",
        "at": "",
        "failed": "yes",
        "postpone": "",
    }


def test_options_are_cut_and_at_most_a_hundred() -> None:
    found = [(f"CT{number}", "x" * 200) for number in range(150)]
    made = options(found)
    assert len(made) == 100
    assert option_problems(made) == []


def test_where_a_form_was_opened_comes_back_with_it() -> None:
    opened = Origin(
        team="T1",
        user="U1",
        surface=Surface.HOME,
        channel="C1",
        thread="1.2",
        response_url="https://x/y",
        replace=True,
        lasting=True,
    )
    entered_note = state(note={"type": "plain_text_input", "value": "a"})
    view = {"id": "V1", "private_metadata": pack(opened, '1log{"note":"a"}'), **entered_note}
    body = {"team": {"id": "T1"}, "user": {"id": "U1"}, "view": view}
    back = submitted(body)
    assert back.request == '1log{"note":"a"}'
    assert back.values == {"note": "a"}
    assert back.origin == replace(opened, view="V1")
    corrected = {**view, **state(note={"type": "plain_text_input", "value": "b"})}
    assert submitted(body).key == back.key
    assert submitted({**body, "view": corrected}).key != back.key


def state(**elements: dict[str, Any]) -> dict[str, Any]:
    return {"state": {"values": {key: {"entered": element} for key, element in elements.items()}}}
