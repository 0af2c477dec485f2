"""What a press on a card brings back: the action's data, and with a form's what was entered."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.chat.codec import Unreadable

# What the names of inputs begin with, by how their values are read. The rest of a name is the field's key.
FIELD = "field_"
CHOICE = "choice_"
SEARCH = "search_"
TOGGLE = "toggle_"

# A choice cannot have an empty value, nor can a switch that is off.
NOTHING = "-"
ON = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """`request` is what `carry` gave for it, "" when `close`: a question or a form is closed and nothing asked for.

    `fresh`: the answer is a message of its own, else it replaces the card. `nonce` is the same when Teams sends the press
    again, "" where the card had none. `values` are what was entered in a form, by field key; None for other presses.
    """

    request: str = ""
    close: bool = False
    fresh: bool = False
    nonce: str = ""
    values: dict[str, str] | None = None


def read_press(data: object) -> Press:
    """Reads the data of an Action.Execute or Action.Submit. Raises codec.Unreadable for what no card of ours carries."""
    if not isinstance(data, Mapping):
        raise Unreadable
    nonce = _text(data.get("nonce", ""))
    if data.get("close") is True:
        return Press(close=True, nonce=nonce)
    request = _text(data.get("request", ""))
    if "pick" in data:
        request = _text(data.get(_text(data["pick"]), ""))
    if not request:
        raise Unreadable
    values = _values(data) if data.get("form") is True else None
    return Press(request=request, fresh=data.get("fresh") is True, nonce=nonce, values=values)


def _values(data: Mapping[str, object]) -> dict[str, str]:
    values: dict[str, str] = {}
    searched: dict[str, str] = {}
    for name, entered in data.items():
        text = "" if entered is None else str(entered)
        if name.startswith(FIELD):
            values[name.removeprefix(FIELD)] = text
        elif name.startswith(CHOICE):
            values[name.removeprefix(CHOICE)] = "" if text == NOTHING else text
        elif name.startswith(TOGGLE):
            values[name.removeprefix(TOGGLE)] = ON if text == ON else ""
        elif name.startswith(SEARCH) and text.strip():
            searched[name.removeprefix(SEARCH)] = text.strip()
    # What was typed to search for was typed after what the picker shows.
    return values | searched


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable
    return value
