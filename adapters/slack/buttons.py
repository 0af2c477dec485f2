"""Buttons and choices. What each of them asks for travels in its value; its action id says what becomes of the answer."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from adapters.chat.card import Button, Confirm, EntryRow, Pick, Style
from adapters.chat.inline import Link
from adapters.chat.wording import wording
from adapters.slack import limits, rich
from adapters.slack.carried import Carried
from adapters.slack.text import Json, one_line, plain_text

# So many choices are shown with all they have to say, each with a button; more become a menu.
_CHOICES_SHOWN = 10


class Press(StrEnum):
    """What an action id begins with."""

    REPLACE = "ask"
    FRESH = "new"
    CLOSE = "close"
    # Opens an address and asks for nothing.
    LINK = "link"


class Buttons:
    """Makes the interactive elements of one card, each with an action id of its own."""

    def __init__(self, carried: Carried, language: str) -> None:
        self._carried = carried
        self._wording = wording(language)
        self._count = 0

    def actions(self, buttons: Sequence[Button], links: Sequence[Link] = (), *, about: str = "") -> list[Json]:
        """A block of buttons, `about` what; none when there are no buttons."""
        made = [button for button in map(self._button, buttons[: limits.ACTION_ELEMENTS]) if button]
        for button in made if about else ():
            _name(button, button["text"]["text"], one_line(about))
        made += [button for button in map(self._link, links) if button]
        return [{"type": "actions", "elements": made[: limits.ACTION_ELEMENTS]}] if made else []

    def confirm(self, question: Confirm) -> list[Json]:
        """Two buttons, the second of which only takes the question away."""
        yes = self._button(question.yes)
        no = {
            "type": "button",
            "text": plain_text(one_line(question.no_label), limits.BUTTON_TEXT),
            "action_id": self._action_id(Press.CLOSE),
        }
        return [{"type": "actions", "elements": [yes, no] if yes else [no]}]

    def pick(self, question: Pick) -> Iterator[list[Json]]:
        """A row with a button for each choice, or one menu when there are many."""
        _ = self._wording.gettext
        if len(question.choices) > _CHOICES_SHOWN:
            menu = self._menu(question)
            if menu:
                yield [{"type": "actions", "elements": [menu]}]
            return
        for choice in question.choices:
            button = self._button(Button(_("Choose"), choice.request))
            text = "\n".join(filter(None, (one_line(choice.label), one_line(choice.detail))))
            if button:
                _name(button, _("Choose"), one_line(choice.label))
                yield [{"type": "section", "text": plain_text(text, limits.SECTION_TEXT // 10), "accessory": button}]

    def show(self, row: EntryRow) -> Json | None:
        """The button at the end of an entry's row; a screen reader says which entry."""
        button = self._button(row.show)
        if button:
            _name(button, one_line(row.show.label), row.no)
        return button

    def _button(self, button: Button) -> Json | None:
        value = self._carried.text(button.request, limits.BUTTON_VALUE)
        if value is None:
            return None
        made = {
            "type": "button",
            "text": plain_text(one_line(button.label), limits.BUTTON_TEXT),
            "action_id": self._action_id(Press.FRESH if button.fresh else Press.REPLACE),
            "value": value,
        }
        if button.style is not Style.DEFAULT:
            made["style"] = button.style.value
        return made

    def _link(self, link: Link) -> Json | None:
        """A button that opens an address; Slack tells of the press too."""
        if not rich.is_accepted(link.url):
            return None
        label = plain_text(one_line(link.label), limits.BUTTON_TEXT)
        return {"type": "button", "text": label, "url": link.url, "action_id": self._action_id(Press.LINK)}

    def _menu(self, question: Pick) -> Json | None:
        _ = self._wording.gettext
        options = []
        for choice in question.choices[: limits.OPTIONS]:
            value = self._carried.text(choice.request, limits.OPTION_VALUE)
            if value is None:
                continue
            option = {"text": plain_text(one_line(choice.label), limits.OPTION_TEXT), "value": value}
            if choice.detail:
                option["description"] = plain_text(one_line(choice.detail), limits.OPTION_DESCRIPTION)
            options.append(option)
        if not options:
            return None
        return {
            "type": "static_select",
            "action_id": self._action_id(Press.REPLACE),
            "placeholder": plain_text(_("Choose one"), limits.PLACEHOLDER),
            "options": options,
        }

    def _action_id(self, press: Press) -> str:
        self._count += 1
        return f"{press}:{self._count}"


def _name(button: Json, label: str, what: str) -> None:
    """Has a screen reader say what the button is for, where several read the same."""
    button["accessibility_label"] = plain_text(f"{label} {what}", limits.BUTTON_TEXT)["text"]
