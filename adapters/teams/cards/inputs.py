"""A field of a form as an input, with its error below it."""

from collections.abc import Iterator
from datetime import date, time

from adapters.chat.form import Field, FieldKind
from adapters.chat.wording import wording
from adapters.teams import limits
from adapters.teams.cards.press import CHOICE, FIELD, NOTHING, ON, SEARCH, TOGGLE
from adapters.teams.cards.text import Json, block, cut, is_blank, literal, named, one_line, run, sendable

CONTACTS = "contacts"
TEMPLATES = "templates"


class Inputs:
    """Makes the inputs of one form. `choices` and `value` are how many choices and how long a value may be."""

    __slots__ = ("_choices", "_text", "_value")

    def __init__(self, language: str, choices: int, value: int) -> None:
        self._text = wording(language).gettext
        self._choices = choices
        self._value = value

    def parts(self, field: Field, error: str) -> Iterator[Json]:
        """The field, top to bottom; `error` is "" where there is none."""
        match field.kind:
            case FieldKind.TEXT | FieldKind.LONG_TEXT:
                yield self._text_input(field)
            case FieldKind.CHOICE:
                yield self._choice(field, "compact")
            case FieldKind.CONTACT:
                yield from self._searched(field, CONTACTS)
            case FieldKind.TEMPLATE:
                yield from [self._choice(field, "filtered")] if field.choices else self._searched(field, TEMPLATES)
            case FieldKind.DATE:
                yield self._input("Input.Date", FIELD, field, **_value(_day(field.value)))
            case FieldKind.TIME:
                yield self._input("Input.Time", FIELD, field, **_value(_clock(field.value)))
            case FieldKind.TOGGLE:
                value = ON if field.value == ON else NOTHING
                label = literal(self._label(field))
                shown: Json = {"type": "Input.Toggle", "id": TOGGLE + field.key, "title": label, "wrap": True}
                yield {**shown, "value": value, "valueOn": ON, "valueOff": NOTHING}
        if field.kind in (FieldKind.DATE, FieldKind.TIME, FieldKind.TOGGLE) and not is_blank(field.hint):
            yield block([run(one_line(field.hint, limits.LABEL), isSubtle=True, size="small")], spacing="none")
        if not is_blank(error):
            yield problem(error)

    def _text_input(self, field: Field) -> Json:
        more: Json = {"isMultiline": True} if field.kind is FieldKind.LONG_TEXT else {}
        if field.max_length:
            more["maxLength"] = field.max_length
        return self._input("Input.Text", FIELD, field, **more, **_value(cut(sendable(field.value), self._value)))

    def _choice(self, field: Field, style: str, **more: object) -> Json:
        titles = {field.value: field.value_label or field.value} if field.value else {}
        titles = {**titles, **{value: label for value, label in field.choices if value not in titles}}
        offered = {
            sendable(value) or NOTHING: named(label, limits.CHOICE) for value, label in list(titles.items())[: self._choices]
        }
        chosen = _value(sendable(field.value) if field.value else NOTHING if NOTHING in offered else "")
        choices = [{"title": label, "value": value} for value, label in offered.items()]
        return self._input("Input.ChoiceSet", CHOICE, field, style=style, choices=choices, **chosen, **more)

    def _searched(self, field: Field, dataset: str) -> Iterator[Json]:
        """A picker that asks us while one types, and for clients that do not ask, a way to type what to look for."""
        query = {"type": "Data.Query", "dataset": dataset}
        picker = self._choice(field, "filtered", **{"choices.data": query})
        # Either of the two may be filled, so that neither can be required.
        if picker.pop("isRequired", False):
            del picker["errorMessage"]
            picker["label"] += " *"
        yield picker
        _ = self._text
        search = SEARCH + field.key
        toggle = {"type": "Action.ToggleVisibility", "targetElements": [search]}
        yield block([run(_("Not in the list? Type it instead"), size="small", selectAction=toggle)], spacing="none")
        hint = _("Name, number, e-mail or phone") if dataset == CONTACTS else _("Code or description")
        yield {"type": "Input.Text", "id": search, "placeholder": hint, "isVisible": False, "spacing": "small"}

    def _input(self, kind: str, prefix: str, field: Field, **more: object) -> Json:
        made: Json = {"type": kind, "id": prefix + field.key, "label": self._label(field), **more}
        if kind in ("Input.Text", "Input.ChoiceSet") and not is_blank(field.hint):
            made["placeholder"] = one_line(field.hint, limits.LABEL)
        if field.required:
            made["isRequired"] = True
            made["errorMessage"] = self._text("This is needed.")
        return made

    def _label(self, field: Field) -> str:
        return field.key if is_blank(field.label) else one_line(field.label, limits.LABEL)


def problem(text: str) -> Json:
    """An error in words."""
    return block([run(one_line(text, limits.PROBLEM), color="attention", size="small", weight="bolder")], spacing="none")


def _value(text: str) -> Json:
    return {"value": text} if text else {}


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _clock(text: str) -> str:
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        return ""
