"""Forms as modals: the view, and what was entered in it."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from adapters.chat.card import Card
from adapters.chat.form import Field, FieldKind, Form
from adapters.chat.wording import wording
from adapters.slack import limits
from adapters.slack.blocks import context, to_blocks
from adapters.slack.carried import Carried
from adapters.slack.text import Json, clean, cut, one_line, plain_text, size

CALLBACK = "form"
# A select has no empty value, and an answer may be one; so the value of every option begins with this.
_VALUE = "="
_ENTERED = "entered"
FILE_INPUT = "file_input"
# Typing into these fields asks for options; their action id tells what is looked for.
PICKERS = {FieldKind.CONTACT: "contact", FieldKind.TEMPLATE: "template"}


def form_view(form: Form, metadata: str) -> Json:
    """The modal of a form. `metadata` is what its submission brings back."""
    blocks = [context(form.intro)] if form.intro else []
    fields = [(field, _input(field, form.language)) for field in form.fields]
    shown = {field.key for field, block in fields if block["type"] == "input"}
    blocks += [_problem(message) for key, message in form.errors.items() if key not in shown]
    for field, block in fields:
        if field.key in form.errors and field.key in shown:
            blocks.append(_problem(form.errors[field.key]))
        blocks.append(block)
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(one_line(form.title), limits.VIEW_TITLE),
        "submit": plain_text(one_line(form.submit), limits.VIEW_BUTTON),
        "close": plain_text(one_line(form.cancel), limits.VIEW_BUTTON),
        "private_metadata": metadata,
        "blocks": blocks[: limits.VIEW_BLOCKS],
    }


def card_view(card: Card, carried: Carried, metadata: str = "") -> Json:
    """A modal that shows a card, for where there is no message to answer with."""
    _ = wording(card.language).gettext
    return {
        "type": "modal",
        "title": plain_text("Aftercall", limits.VIEW_TITLE),
        "close": plain_text(_("Close"), limits.VIEW_BUTTON),
        "private_metadata": metadata,
        "blocks": to_blocks(card, carried, limits.VIEW_BLOCKS),
    }


def loading_view(language: str) -> Json:
    """What is seen until a form is ready."""
    _ = wording(language).gettext
    return {
        "type": "modal",
        "title": plain_text("Aftercall", limits.VIEW_TITLE),
        "close": plain_text(_("Close"), limits.VIEW_BUTTON),
        "blocks": [context(_("One moment …"))],
    }


def home_view(card: Card, carried: Carried) -> Json:
    """The App Home."""
    return {"type": "home", "blocks": to_blocks(card, carried, limits.VIEW_BLOCKS)}


def entered(view: Mapping[str, Any]) -> dict[str, str]:
    """What a submitted view holds, by field key: "" for what was left empty, "yes" for a ticked box; files are left out."""
    return {key: _value(element) for key, element in _elements(view) if element["type"] != FILE_INPUT}


def put_in(view: Mapping[str, Any]) -> list[Any]:
    """The files that were put into a submitted view, as Slack tells of them."""
    return [file for _, element in _elements(view) if element["type"] == FILE_INPUT for file in element.get("files") or ()]


def _elements(view: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((key, element) for key, block in view["state"]["values"].items() for element in block.values())


def errors_at_fields(form: Form, view: Mapping[str, Any]) -> dict[str, str] | None:
    """The errors as Slack shows them at the fields of the open view; None when one of them has no field there."""
    if not form.errors or not form.errors.keys() <= view["state"]["values"].keys():
        return None
    return {key: cut(one_line(message), limits.INPUT_HINT) or "–" for key, message in form.errors.items()}


def options(found: list[tuple[str, str]]) -> list[Json]:
    """What a picker offers."""
    return [_option(value, label) for value, label in found if _fits(value)][: limits.OPTIONS]


def _input(field: Field, language: str) -> Json:
    """The field; what is too long for a field of Slack's is not offered for editing and stays as it is."""
    if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT) and size(field.value) > _longest(field):
        _ = wording(language).gettext
        message = _("{field}: too long to edit here. It is kept as it is.").format(field=one_line(field.label))
        return context(message)
    block: Json = {
        "type": "input",
        "block_id": field.key,
        "label": plain_text(one_line(field.label), limits.INPUT_LABEL),
        "optional": not field.required or field.kind is FieldKind.TOGGLE,
        "element": _element(field, language),
    }
    if field.kind is FieldKind.FILE and field.value:
        _ = wording(language).gettext
        attached = _("{name} is attached already; another file takes its place.").format(name=one_line(field.value_label))
        block["hint"] = plain_text(attached, limits.INPUT_HINT)
    elif field.hint:
        block["hint"] = plain_text(one_line(field.hint), limits.INPUT_HINT)
    return block


def _element(field: Field, language: str) -> Json:
    _ = wording(language).gettext
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            made: Json = {"type": "plain_text_input", "action_id": _ENTERED, "max_length": _longest(field)}
            if field.kind is FieldKind.LONG_TEXT:
                made["multiline"] = True
            value = clean(field.value) if field.kind is FieldKind.LONG_TEXT else one_line(field.value)
            return made | ({"initial_value": value} if value else {})
        case FieldKind.DATE:
            made = {"type": "datepicker", "action_id": _ENTERED}
            return made | ({"initial_date": date.fromisoformat(field.value).isoformat()} if field.value else {})
        case FieldKind.TIME:
            made = {"type": "timepicker", "action_id": _ENTERED}
            return made | ({"initial_time": f"{time.fromisoformat(field.value):%H:%M}"} if field.value else {})
        case FieldKind.TOGGLE:
            yes = _option("yes", _("Yes"))
            made = {"type": "checkboxes", "action_id": _ENTERED, "options": [yes]}
            return made | ({"initial_options": [yes]} if field.value else {})
        case FieldKind.CONTACT | FieldKind.TEMPLATE:
            made = {
                "type": "external_select",
                "action_id": PICKERS[field.kind],
                "placeholder": plain_text(_("Type to search"), limits.PLACEHOLDER),
                # Before a letter is typed the templates are offered, which are few, and the contacts that were used lately.
                "min_query_length": 0,
            }
            known = field.value and _fits(field.value)
            return made | ({"initial_option": _option(field.value, field.value_label or field.value)} if known else {})
        case FieldKind.CHOICE:
            return _select(field, "–")
        case FieldKind.FILE:
            return {"type": FILE_INPUT, "action_id": _ENTERED, "max_files": 1}


def _select(field: Field, none: str) -> Json:
    choices = [(value, label) for value, label in field.choices if _fits(value)]
    if not field.required and all(value for value, _ in choices):
        # A choice once made in Slack cannot be taken away, so there has to be one that means none.
        choices.insert(0, ("", none))
    offered = [_option(value, label) for value, label in choices][: limits.OPTIONS] or [_option("", none)]
    initial = [option for option in offered if option["value"] == _VALUE + field.value]
    made = {"type": "static_select", "action_id": _ENTERED, "options": offered}
    return made | ({"initial_option": initial[0]} if initial and field.value else {})


def _value(element: Mapping[str, Any]) -> str:
    match element["type"]:
        case "plain_text_input":
            return clean(element.get("value") or "")
        case "datepicker":
            return element.get("selected_date") or ""
        case "timepicker":
            return element.get("selected_time") or ""
        case "checkboxes":
            return "yes" if element.get("selected_options") else ""
        case _:
            chosen = element.get("selected_option")
            return chosen["value"].removeprefix(_VALUE) if chosen else ""


def _longest(field: Field) -> int:
    return min(field.max_length or limits.INPUT_VALUE, limits.INPUT_VALUE)


def _fits(value: str) -> bool:
    return size(value) <= limits.OPTION_VALUE - len(_VALUE) and clean(value) == value


def _option(value: str, label: str) -> Json:
    return {"text": plain_text(one_line(label), limits.OPTION_TEXT), "value": _VALUE + value}


def _problem(message: str) -> Json:
    return {"type": "section", "text": plain_text(f"⚠️ {one_line(message)}", limits.SECTION_TEXT)}
