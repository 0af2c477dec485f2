"""A form in the console: its fields are asked for one after the other."""

from collections.abc import Awaitable, Callable, Sequence

from adapters.chat.form import Field, FieldKind, Form
from adapters.chat.wording import wording
from adapters.console.question import begins_with_command, yes_or_no
from adapters.console.screen import Dropped, Screen
from adapters.console.text import one_line

# How many of what matches are offered at once.
SHOWN = 10
_PICKERS = (FieldKind.CONTACT, FieldKind.TEMPLATE, FieldKind.CHOICE)

# (kind of picker, words) -> (value, label) of what matches, the likeliest first.
Suggest = Callable[[FieldKind, str], Awaitable[Sequence[tuple[str, str]]]]


class Dialog:
    """Asks for what a form needs. An empty line keeps what is there."""

    def __init__(self, screen: Screen, suggest: Suggest, language: str) -> None:
        self._screen = screen
        self._suggest = suggest
        self._language = language

    async def fill(self, form: Form, known: dict[str, str]) -> dict[str, str]:
        """The values of all fields, those of `known` among them; fields with an error are asked again. Raises Dropped."""
        values = {field.key: field.value for field in form.fields} | known
        if form.errors:
            for key, error in form.errors.items():
                label = next((field.label for field in form.fields if field.key == key), "")
                self._screen.say(error if not label or error.startswith(label) else f"{label}: {error}")
        else:
            self._screen.say(": ".join(filter(None, (form.title, form.intro))))
        asked = _to_ask(form)
        if not form.errors and 1 < len(asked) == len(form.fields):
            _ = wording(self._language).gettext
            self._screen.hint(_("An empty line leaves a field as it is."))
        for field in asked:
            values[field.key] = await self._ask(field, values[field.key])
        return values

    async def _ask(self, field: Field, value: str) -> str:
        shown = field.value_label if value and value == field.value and field.value_label else self._label(field, value)
        offered: Sequence[tuple[str, str]] = field.choices
        if offered:
            self._screen.choices([label for _, label in offered])
        while True:
            line = await self._screen.read(one_line(f"{field.label} [{shown}]" if shown else field.label))
            if line is None:
                raise Dropped(None)
            line = line.strip()
            if not line and (value or not field.required):
                return value
            if field.kind not in _PICKERS:
                if entered := self._entered(field, line):
                    return entered
                continue
            offered, picked = await self._pick(field, line, offered)
            if picked is not None:
                return picked

    async def _pick(
        self, field: Field, line: str, offered: Sequence[tuple[str, str]]
    ) -> tuple[Sequence[tuple[str, str]], str | None]:
        """The value that the line picks, or what it is to be picked from."""
        _ = wording(self._language).gettext
        if offered and line.isascii() and line.isdigit() and len(line) < 4 and 1 <= int(line) <= len(offered):
            return offered, offered[int(line) - 1][0]
        if field.kind is FieldKind.CHOICE:
            found = [choice for choice in field.choices if line and choice[1].casefold().startswith(line.casefold())]
            matches: Sequence[tuple[str, str]] = found if line else field.choices
        else:
            matches = await self._suggest(field.kind, line)
        same = [match for match in matches if line.casefold() in (match[0].casefold(), match[1].casefold())]
        if len(same) == 1 or (line and len(matches) == 1):
            return matches, (same or matches)[0][0]
        if not matches:
            if begins_with_command(line, self._language):
                raise Dropped(line)
            self._screen.say(_("Nothing matches. Try other words, or an empty line to see what there is."))
            return offered, None
        self._screen.say(_("Which one? Say its number, or more words."))
        # A template is named by its code, a contact's no. nobody knows.
        codes = field.kind is FieldKind.TEMPLATE
        self._screen.choices([f"{value}: {label}" if codes else label for value, label in matches[:SHOWN]])
        return matches[:SHOWN], None

    def _entered(self, field: Field, line: str) -> str:
        """What a line means in a field that is no picker; "" when it has to be asked again."""
        _ = wording(self._language).gettext
        if not line:
            self._screen.say(_("This is needed."))
            return ""
        if field.kind is FieldKind.TOGGLE:
            word = yes_or_no(line, self._language)
            if not word:
                self._screen.say(_("Say yes or no."))
            return word
        return line

    def _label(self, field: Field, value: str) -> str:
        return next((label for key, label in field.choices if key == value), value)


def _to_ask(form: Form) -> list[Field]:
    """The fields with an error; else, of a form with a note, the required ones that are empty or guessed, and the note, as the
    rest is said in one line when it is wanted; else all.
    """
    if wrong := [field for field in form.fields if field.key in form.errors]:
        return wrong
    if not any(field.kind is FieldKind.LONG_TEXT for field in form.fields):
        return list(form.fields)
    return [
        field
        for field in form.fields
        if (field.required and (field.guessed or not field.value)) or field.kind is FieldKind.LONG_TEXT
    ]
