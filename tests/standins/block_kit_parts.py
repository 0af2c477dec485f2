"""Text objects and interactive elements of Block Kit: what Slack refuses in them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]

_MRKDWN_FORM = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"&(?!amp;|lt;|gt;)")


def length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_keys(part: Json, allowed: str, required: str, where: str) -> Iterator[str]:
    for key in part.keys() - {"type", "block_id", *allowed.split(), *required.split()}:
        yield f"{where}: unknown key {key}"
    for key in required.split():
        if key not in part:
            yield f"{where}: {key} is missing"


def check_text(text: object, most: int, where: str, *, plain: bool = False) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{where}: no text object"
        return
    shown = text.get("text")
    if not isinstance(shown, str) or not shown.strip():
        yield f"{where}: empty text"
        return
    if length(shown) > most:
        yield f"{where}: {length(shown)} characters, {most} allowed"
    if plain and text["type"] != "plain_text":
        yield f"{where}: has to be plain_text"
    yield from check_keys(text, "emoji" if text["type"] == "plain_text" else "verbatim", "text", where)
    if text["type"] == "mrkdwn":
        yield from live(shown, where)


def live(mrkdwn: str, where: str) -> Iterator[str]:
    """Mentions and links, which the bot never makes this way, and what is not escaped."""
    if _MRKDWN_FORM.search(mrkdwn) or "<" in mrkdwn or ">" in mrkdwn or _ESCAPED.search(mrkdwn):
        yield f"{where}: not escaped"


def check_element(element: Json, where: str, *, in_input: bool) -> Iterator[str]:
    kind = element.get("type", "")
    allowed = {"plain_text_input", "file_input", "checkboxes", "datepicker", "timepicker", "static_select", "external_select"}
    if kind not in (allowed if in_input else {"button", *allowed} - {"plain_text_input", "file_input"}):
        yield f"{where}: {kind!r} not allowed here"
        return
    if not 1 <= length(element.get("action_id", "")) <= 255:
        yield f"{where}: action_id of 1 to 255 characters"
    where = f"{where} {kind}"
    if "placeholder" in element:
        yield from check_text(element["placeholder"], 150, f"{where} placeholder", plain=True)
    yield from _ELEMENTS[kind](element, where)


def _button(element: Json, where: str) -> Iterator[str]:
    yield from check_keys(element, "value style url confirm accessibility_label", "text action_id", where)
    yield from check_text(element.get("text"), 75, where, plain=True)
    if "value" in element and not 1 <= length(element["value"]) <= 2000:
        yield f"{where}: value of {length(element['value'])}"
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"{where}: style {element['style']!r}"
    if length(element.get("accessibility_label", "")) > 75:
        yield f"{where}: accessibility_label too long"


def check_option(option: Json, where: str) -> Iterator[str]:
    yield from check_keys(option, "description url", "text value", where)
    yield from check_text(option.get("text"), 75, where, plain=True)
    if not 1 <= length(option.get("value", "")) <= 150:
        yield f"{where}: value of {length(option.get('value', ''))}"
    if "description" in option:
        yield from check_text(option["description"], 75, f"{where} description", plain=True)


def _select(element: Json, where: str) -> Iterator[str]:
    yield from check_keys(element, "placeholder initial_option confirm focus_on_load", "action_id options", where)
    options = element.get("options", [])
    if not 1 <= len(options) <= 100:
        yield f"{where}: 1 to 100 options"
    for option in options:
        yield from check_option(option, where)
    if "initial_option" in element and element["initial_option"] not in options:
        yield f"{where}: initial_option is none of the options"


def _external_select(element: Json, where: str) -> Iterator[str]:
    yield from check_keys(element, "placeholder initial_option min_query_length confirm focus_on_load", "action_id", where)
    if "initial_option" in element:
        yield from check_option(element["initial_option"], where)


def _checkboxes(element: Json, where: str) -> Iterator[str]:
    yield from check_keys(element, "initial_options confirm focus_on_load", "action_id options", where)
    options = element.get("options", [])
    if not 1 <= len(options) <= 10:
        yield f"{where}: 1 to 10 options"
    for option in options:
        yield from check_option(option, where)
    chosen = element.get("initial_options", options)
    if not chosen or any(option not in options for option in chosen):
        yield f"{where}: initial_options are none of the options"


def _picker(key: str, pattern: str) -> Callable[[Json, str], Iterator[str]]:
    def check(element: Json, where: str) -> Iterator[str]:
        yield from check_keys(element, f"{key} placeholder confirm focus_on_load", "action_id", where)
        if key in element and not re.fullmatch(pattern, element[key]):
            yield f"{where}: {key} {element[key]!r}"

    return check


def _text_input(element: Json, where: str) -> Iterator[str]:
    allowed = "placeholder initial_value multiline min_length max_length dispatch_action_config focus_on_load"
    yield from check_keys(element, allowed, "action_id", where)
    most = element.get("max_length", 3000)
    if not 1 <= most <= 3000:
        yield f"{where}: max_length {most}"
    if length(element.get("initial_value", "")) > most:
        yield f"{where}: initial_value longer than max_length"


def _file_input(element: Json, where: str) -> Iterator[str]:
    yield from check_keys(element, "filetypes max_files", "action_id", where)
    if not 1 <= element.get("max_files", 10) <= 10:
        yield f"{where}: max_files {element['max_files']}"


_ELEMENTS: dict[str, Callable[[Json, str], Iterator[str]]] = {
    "button": _button,
    "static_select": _select,
    "external_select": _external_select,
    "checkboxes": _checkboxes,
    "datepicker": _picker("initial_date", r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    "timepicker": _picker("initial_time", r"([01]\d|2[0-3]):[0-5]\d"),
    "plain_text_input": _text_input,
    "file_input": _file_input,
}
