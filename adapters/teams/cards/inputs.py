"""A field of a form as an input, with its error below it."""

from collections.abc import Iterator, Sequence
from datetime import date, time

from adapters.chat.form import Field, FieldKind
from adapters.chat.wording import wording
from adapters.teams import limits
from adapters.teams.cards.press import CHOICE, FIELD, NOTHING, ON, SEARCH, TOGGLE
from adapters.teams.cards.text import Json, block, is_blank, literal, named, one_line, run, sendable, units

# What a picker asks for while one types.
DATASETS = {FieldKind.CONTACT: "contacts", FieldKind.TEMPLATE: "templates"}


class Inputs:
    """Makes the inputs of one form. `longest` is how long a value may be to be edited, `most` how many choices are offered;
    `templates` are the (code, description) that template fields offer.
    """

    __slots__ = ("_longest", "_most", "_templates", "text")

    def __init__(self, language: str, longest: int, most: int, templates: Sequence[tuple[str, str]]) -> None:
        self.text = wording(language).gettext
        self._longest = longest
        self._most = most
        self._templates = tuple(templates)

    def is_kept(self, field: Field) -> bool:
        """Whether the field's value is too long to be edited in a card and stays what it is."""
        return field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT) and units(field.value) > self._longest

    def parts(self, field: Field, error: str) -> Iterator[Json]:
        """The field, top to bottom; `error` is "" where there is none."""
        if self.is_kept(field):
            text = self.text("{field}: too long to edit here. It is kept as it is.").format(field=self._label(field))
            yield block([run(text, isSubtle=True)])
        else:
            yield from self._inputs(field)
        if not is_blank(error):
            yield problem(error)

    def _inputs(self, field: Field) -> Iterator[Json]:
        match field.kind:
            case FieldKind.TEXT | FieldKind.LONG_TEXT:
                yield self._text_input(field)
            case FieldKind.CHOICE:
                yield self._choice(field, field.choices, style="compact")
            case FieldKind.CONTACT:
                yield from self._searched(field)
            case FieldKind.TEMPLATE:
                known = (*field.choices, *self._templates)
                yield from [self._choice(field, known, style="filtered")] if known else self._searched(field)
            case FieldKind.DATE:
                yield self._input("Input.Date", FIELD, field, **_value(_day(field.value)))
            case FieldKind.TIME:
                yield self._input("Input.Time", FIELD, field, **_value(_clock(field.value)))
            case FieldKind.TOGGLE:
                yield {
                    "type": "Input.Toggle",
                    "id": TOGGLE + field.key,
                    "title": literal(self._label(field)),
                    "wrap": True,
                    "spacing": "medium",
                    "value": ON if field.value == ON else NOTHING,
                    "valueOn": ON,
                    "valueOff": NOTHING,
                }
            case FieldKind.FILE:
                # A card has no input for files; the one that came with the message is named.
                if field.value:
                    name = one_line(field.value_label, limits.LABEL)
                    yield block([run(self.text("Attached: {name}").format(name=name))], spacing="medium")
        if field.kind in (FieldKind.DATE, FieldKind.TIME, FieldKind.TOGGLE, FieldKind.FILE) and not is_blank(field.hint):
            yield block([run(one_line(field.hint, limits.LABEL), isSubtle=True, size="small")], spacing="none")

    def _text_input(self, field: Field) -> Json:
        more: Json = {"isMultiline": True} if field.kind is FieldKind.LONG_TEXT else {}
        if field.max_length:
            # What is there already can be sent again.
            more["maxLength"] = max(field.max_length, units(field.value))
        return self._input("Input.Text", FIELD, field, **more, **_value(sendable(field.value)))

    def _choice(self, field: Field, choices: Sequence[tuple[str, str]], **more: object) -> Json:
        offered = dict(choices)
        if field.value:
            offered = {field.value: field.value_label or field.value} | offered
        elif not field.required and offered:
            # A choice once made cannot be taken away, so there has to be one that means none.
            offered = {"": "–"} | offered
        shown = {sendable(value) or NOTHING: named(label, limits.CHOICE) for value, label in offered.items()}
        titles = [{"title": label, "value": value} for value, label in list(shown.items())[: self._most]]
        chosen = sendable(field.value) or (NOTHING if NOTHING in shown else "")
        return self._input("Input.ChoiceSet", CHOICE, field, choices=titles, **_value(chosen), **more)

    def _searched(self, field: Field) -> Iterator[Json]:
        """A picker that asks us while one types, and for clients that do not ask, a way to type what to look for."""
        query = {"type": "Data.Query", "dataset": DATASETS[field.kind]}
        picker = self._choice(field, field.choices, style="filtered", **{"choices.data": query})
        # Either of the two may be filled, so that neither can be required.
        if picker.pop("isRequired", False):
            del picker["errorMessage"]
            picker["label"] += " *"
        picker.setdefault("placeholder", self.text("Type to search"))
        yield picker
        search = SEARCH + field.key
        toggle = {"type": "Action.ToggleVisibility", "targetElements": [search]}
        link = run(self.text("Not in the list? Type it here instead"), size="small", selectAction=toggle)
        yield block([link], spacing="none")
        hint = field.hint if not is_blank(field.hint) else self._label(field)
        yield {
            "type": "Input.Text",
            "id": search,
            "label": self._label(field),
            "placeholder": one_line(hint, limits.LABEL),
            "isVisible": False,
            "spacing": "small",
        }

    def _input(self, kind: str, prefix: str, field: Field, **more: object) -> Json:
        made: Json = {"type": kind, "id": prefix + field.key, "label": self._label(field), "spacing": "medium", **more}
        if kind in ("Input.Text", "Input.ChoiceSet") and not is_blank(field.hint):
            made["placeholder"] = one_line(field.hint, limits.LABEL)
        if field.required:
            made["isRequired"] = True
            made["errorMessage"] = self.text("This is needed.")
        return made

    def _label(self, field: Field) -> str:
        return field.key if is_blank(field.label) else one_line(field.label, limits.LABEL)


def is_short(field: Field) -> bool:
    """Whether two such fields stand side by side."""
    if field.kind is FieldKind.TEXT:
        return 0 < field.max_length <= limits.SHORT and units(field.value) <= limits.SHORT
    return field.kind in (FieldKind.CHOICE, FieldKind.DATE, FieldKind.TIME)


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
        return f"{time.fromisoformat(text):%H:%M}"
    except ValueError:
        return ""
