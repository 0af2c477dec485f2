"""What a press on a card brings back: the action's data, and with a form's what was entered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

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

    `fresh`: the answer is a message of its own, else it replaces the card. `key` is the same when Teams sends the press
    again, and another one for a form that was corrected; "" where the card had no nonce. `values` are what was entered in a
    form, by field key, "" for what was left empty; None for other presses.
    """

    request: str = ""
    close: bool = False
    fresh: bool = False
    key: str = ""
    values: dict[str, str] | None = None


def read_press(data: object) -> Press:
    """Reads the data of an Action.Execute or Action.Submit. Raises codec.Unreadable for what no card of ours carries."""
    if not isinstance(data, Mapping):
        raise Unreadable
    nonce = _text(data.get("nonce", ""))
    if data.get("close") is True:
        return Press(close=True, key=nonce)
    request = _text(data.get("request", ""))
    if "pick" in data:
        request = _text(data.get(_text(data["pick"]), ""))
        nonce = _key(nonce, request)
    if not request:
        raise Unreadable
    values = _values(data, data["form"]) if "form" in data else None
    if values is not None:
        nonce = _key(nonce, values)
    return Press(request=request, fresh=data.get("fresh") is True, key=nonce, values=values)


def _values(data: Mapping[str, object], keys: object) -> dict[str, str]:
    """What was entered; `keys` are those of the fields that were shown, as some clients leave out what is empty."""
    if not isinstance(keys, list):
        raise Unreadable
    return {_text(key): _value(data, _text(key)) for key in keys}


def _value(data: Mapping[str, object], key: str) -> str:
    def entered(prefix: str) -> str:
        value = data.get(prefix + key)
        return "" if value is None else str(value)

    if TOGGLE + key in data:
        return ON if entered(TOGGLE) == ON else ""
    # What was typed to search for was typed after what the picker shows.
    if search := entered(SEARCH).strip():
        return search
    choice = entered(CHOICE)
    return entered(FIELD) if choice in ("", NOTHING) else choice


def _key(nonce: str, entered: object) -> str:
    if not nonce:
        return ""
    digest = blake2b(json.dumps(entered, sort_keys=True).encode(), digest_size=12).hexdigest()
    return f"{nonce}/{digest}"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable
    return value
