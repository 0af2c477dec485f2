"""A form as a card, and what comes back of it."""

from dataclasses import replace

import pytest

from adapters.chat import codec
from adapters.chat.form import Field, FieldKind, Form
from adapters.teams import limits
from adapters.teams.cards.form import form_content
from adapters.teams.cards.press import read_press
from core.requests.entries import EditEntry, LogInteraction
from tests.standins.adaptive_cards import Json, actions, inputs, objects, problems, shown

CONTACT = Field(
    key="contact",
    label="Contact",
    kind=FieldKind.CONTACT,
    value="CT000011",
    value_label="Anna Olsen · Fjord AS",
    required=True,
    hint="Name or no.",
)
TEMPLATE = Field(key="template", label="Template", kind=FieldKind.TEMPLATE, required=True)
NOTE = Field(key="note", label="Note", kind=FieldKind.LONG_TEXT, value="hi\nthere", max_length=4000)
ON = Field(key="on", label="Date", kind=FieldKind.DATE, value="2026-11-19")
AT = Field(key="at", label="Time", kind=FieldKind.TIME, value="14:05:00")
EVALUATION = Field(key="evaluation", label="Evaluation", kind=FieldKind.CHOICE, choices=(("positive", "Positive"),))
FAILED = Field(key="failed", label="Attempt failed", kind=FieldKind.TOGGLE)
FORM = Form(
    title="Log an interaction",
    submit="Log",
    cancel="Close",
    request=LogInteraction(nonce="n1"),
    fields=(CONTACT, TEMPLATE, NOTE, ON, AT, EVALUATION, FAILED),
)
TEMPLATES = (("CALL", "Phone call"), ("MEET", "Meeting"))


def made(form: Form = FORM, *, dialog: bool = False) -> Json:
    content = form_content(form, nonce="abc", templates=TEMPLATES, dialog=dialog)
    assert problems(content, limits.CARD_BYTES) == []
    return content


def submit(content: Json, **entered: str) -> dict[str, str]:
    """What comes back when the form is sent as it is, with what was entered beside."""
    values = {key: part["value"] for key, part in inputs(content).items() if "value" in part}
    submitted = read_press(content["actions"][0]["data"] | values | entered).values
    assert submitted is not None
    return submitted


def test_every_field_comes_back_as_it_was() -> None:
    assert submit(made()) == {
        "contact": "CT000011",
        "template": "",
        "note": "hi\nthere",
        "on": "2026-11-19",
        "at": "14:05",
        "evaluation": "",
        "failed": "",
    }


def test_what_is_entered_comes_back() -> None:
    values = submit(
        made(),
        choice_template="CALL",
        field_note="",
        field_on="2026-11-20",
        choice_evaluation="positive",
        toggle_failed="yes",
    )

    assert values["template"] == "CALL"
    assert values["note"] == ""
    assert values["on"] == "2026-11-20"
    assert values["evaluation"] == "positive"
    assert values["failed"] == "yes"


def test_the_request_is_carried_and_cancel_asks_for_nothing() -> None:
    log, close = made()["actions"]

    assert codec.load(read_press(log["data"]).request) == FORM.request
    assert log["style"] == "positive"
    assert "associatedInputs" not in log
    assert close["associatedInputs"] == "none"
    assert read_press(close["data"]).close


def test_a_contact_is_searched_while_typing_or_typed_where_that_is_not_there() -> None:
    content = made()
    picker, search = inputs(content)["choice_contact"], inputs(content)["search_contact"]

    assert picker["choices.data"] == {"type": "Data.Query", "dataset": "contacts"}
    assert picker["style"] == "filtered"
    assert picker["choices"] == [{"title": "Anna Olsen · Fjord AS", "value": "CT000011"}]
    assert picker["label"] == "Contact *"
    assert "isRequired" not in picker
    assert search["isVisible"] is False
    (toggle,) = (action for action in actions(content) if action["type"] == "Action.ToggleVisibility")
    assert toggle["targetElements"] == ["search_contact"]
    assert submit(content, search_contact=" olga ")["contact"] == "olga"
    assert submit(content, search_contact="  ")["contact"] == "CT000011"


def test_templates_that_are_known_are_offered_at_once() -> None:
    picker = inputs(made())["choice_template"]

    assert [choice["value"] for choice in picker["choices"]] == ["CALL", "MEET"]
    assert "choices.data" not in picker
    assert picker["isRequired"] is True
    assert picker["errorMessage"]
    searched = inputs(form_content(FORM))["choice_template"]
    assert searched["choices.data"]["dataset"] == "templates"


def test_a_template_begins_with_the_one_that_was_said() -> None:
    field = replace(TEMPLATE, value="MEET", value_label="Meeting")
    picker = inputs(made(replace(FORM, fields=(field,))))["choice_template"]

    assert picker["value"] == "MEET"
    assert [choice["value"] for choice in picker["choices"]] == ["MEET", "CALL"]


def test_a_choice_that_is_not_required_can_be_taken_away() -> None:
    (empty, positive) = inputs(made())["choice_evaluation"]["choices"]

    assert (empty["title"], positive["value"]) == ("–", "positive")
    chosen = replace(EVALUATION, value="positive", choices=(("", "none"), ("positive", "Positive")))
    content = made(replace(FORM, fields=(chosen,)))
    assert inputs(content)["choice_evaluation"]["value"] == "positive"
    assert submit(content, choice_evaluation="-") == {"evaluation": ""}


def test_kinds_of_inputs() -> None:
    kinds = {key: part["type"] for key, part in inputs(made()).items()}

    assert kinds == {
        "choice_contact": "Input.ChoiceSet",
        "search_contact": "Input.Text",
        "choice_template": "Input.ChoiceSet",
        "field_note": "Input.Text",
        "field_on": "Input.Date",
        "field_at": "Input.Time",
        "choice_evaluation": "Input.ChoiceSet",
        "toggle_failed": "Input.Toggle",
    }
    note = inputs(made())["field_note"]
    assert (note["isMultiline"], note["maxLength"]) == (True, 4000)


def test_errors_stand_below_their_fields_in_words() -> None:
    form = replace(FORM, errors={"template": "Which template?", "on": "That is no date", "for": "Nobody has that code"})

    lines = shown(made(form)).splitlines()

    assert lines[:2] == ["Log an interaction", "Nobody has that code"]
    body = made(form)["body"]
    after = body[[part.get("id") for part in body].index("choice_template") + 1]
    assert shown(after) == "Which template?"
    assert after["inlines"][0]["color"] == "attention"
    (beside,) = (part for part in body if part["type"] == "ColumnSet")
    assert shown(beside["columns"][0]) == "That is no date"


def test_short_fields_stand_side_by_side() -> None:
    (pair,) = (part for part in made()["body"] if part["type"] == "ColumnSet")

    assert list(inputs(pair)) == ["field_on", "field_at"]


def test_a_form_in_a_dialog_is_submitted_and_has_no_cancel_button() -> None:
    content = made(dialog=True)

    (log,) = content["actions"]
    assert log["type"] == "Action.Submit"
    assert "Log an interaction" not in shown(content)
    assert read_press(log["data"]).values is not None
    assert not any(part.get("type") == "Action.Execute" for part in objects(content))


def test_a_value_too_long_for_a_card_stays_what_it_is() -> None:
    long = replace(NOTE, value="ø" * 30_000)
    content = made(replace(FORM, request=EditEntry(no=1), fields=(long, ON)))

    assert "Note: too long to edit here. It is kept as it is." in shown(content)
    assert submit(content) == {"on": "2026-11-19"}


def test_many_long_values_never_make_a_card_too_large() -> None:
    fields = tuple(replace(NOTE, key=f"k{index}", value="😀" * 3000) for index in range(8))

    assert made(replace(FORM, fields=fields))["actions"]


@pytest.mark.parametrize("value", ["2026-02-30", "tomorrow", "", "12"])
def test_a_date_that_is_none_is_left_empty(value: str) -> None:
    assert "value" not in inputs(made(replace(FORM, fields=(replace(ON, value=value),))))["field_on"]


def test_what_is_there_already_can_be_sent_again() -> None:
    field = Field(key="reason", label="Reason", kind=FieldKind.TEXT, value="x" * 300, max_length=250)

    assert inputs(made(replace(FORM, fields=(field,))))["field_reason"]["maxLength"] == 300
