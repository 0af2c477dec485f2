"""What Slack refuses in messages, modals and the App Home, after its reference of Block Kit."""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from tests.standins.block_kit_parts import Json, check_element, check_keys, check_option, check_text, length, live

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def message_problems(message: Json) -> list[str]:
    """What is wrong with the text and blocks of a message; empty when Slack takes it."""
    found = list(_characters(message, "message"))
    text = message.get("text")
    if not isinstance(text, str) or not text.strip():
        found.append("message: no text beside the blocks")
    else:
        if length(text) > 40_000:
            found.append("message: msg_too_long")
        found += live(text, "message text")
    blocks = message.get("blocks", [])
    found += _blocks(blocks, 50, input_allowed=False)
    if sum(1 for block in blocks if block.get("type") == "data_visualization") > 2:
        found.append("message: more than two charts")
    if text_total(blocks) > 12_000:
        found.append("message: msg_blocks_too_long")
    return found


def view_problems(view: Json) -> list[str]:
    """What is wrong with a modal or an App Home."""
    found = list(_characters(view, "view"))
    kind = view.get("type")
    keys = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
    if kind == "modal":
        keys |= {"title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"}
        found += check_text(view.get("title"), 24, "view title", plain=True)
        for button in ("submit", "close"):
            if button in view:
                found += check_text(view[button], 24, f"view {button}", plain=True)
        if "submit" not in view and any(block.get("type") == "input" for block in view.get("blocks", [])):
            found.append("view: inputs without a submit button")
    elif kind != "home":
        found.append(f"view: unknown type {kind!r}")
    found += [f"view: unknown key {key}" for key in view.keys() - keys]
    if length(view.get("private_metadata", "")) > 3000:
        found.append("view: private_metadata too long")
    if any(block.get("type") == "data_visualization" for block in view.get("blocks", [])):
        found.append("view: charts are for messages")
    if len(json.dumps(view, ensure_ascii=False).encode("utf-8", "replace")) > 250_000:
        found.append("view: view_too_large")
    return found + _blocks(view.get("blocks", []), 100, input_allowed=True)


def option_problems(options: list[Json]) -> list[str]:
    """What is wrong with the answer to an options request."""
    found = [problem for option in options for problem in check_option(option, "option")]
    return found + (["options: more than 100"] if len(options) > 100 else [])


def text_total(part: object) -> int:
    """All text that is shown."""
    if isinstance(part, dict):
        return sum(length(v) if k == "text" and isinstance(v, str) else text_total(v) for k, v in part.items())
    return sum(map(text_total, part)) if isinstance(part, list) else 0


def texts(part: object) -> Iterator[str]:
    """Every text that a person sees in the blocks, as it is written there."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(part, list):
        for item in part:
            yield from texts(item)


def _blocks(blocks: object, most: int, *, input_allowed: bool) -> list[str]:
    if not isinstance(blocks, list) or not blocks:
        return ["no blocks"]
    found = [f"more than {most} blocks"] if len(blocks) > most else []
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        found.append("a block_id twice")
    for index, block in enumerate(blocks):
        where = f"block {index}"
        check = _BLOCKS.get(block.get("type", ""))
        if check is None or (block["type"] == "input" and not input_allowed):
            found.append(f"{where}: unsupported type {block.get('type')!r}")
            continue
        if length(block.get("block_id", "")) > 255:
            found.append(f"{where}: block_id too long")
        found += check(block, f"{where} {block['type']}")
        if block["type"] != "data_visualization":  # the SDK does not know it yet
            found += _by_sdk(block, where)
    return found


def _by_sdk(block: Json, where: str) -> Iterable[str]:
    """What the SDK's own models say."""
    try:
        parsed = Block.parse(block)
        if parsed is None:
            yield f"{where}: unknown to the SDK"
        else:
            parsed.validate_json()
    except SlackObjectFormationError as error:
        yield f"{where}: {error}"


def _section(block: Json, where: str) -> Iterator[str]:
    yield from check_keys(block, "text fields accessory expand", "", where)
    if "text" not in block and not block.get("fields"):
        yield f"{where}: neither text nor fields"
    if "text" in block:
        yield from check_text(block["text"], 3000, where)
    if len(block.get("fields", ())) > 10:
        yield f"{where}: more than 10 fields"
    for field in block.get("fields", ()):
        yield from check_text(field, 2000, f"{where} field")
    if "accessory" in block:
        yield from check_element(block["accessory"], f"{where} accessory", in_input=False)


def _header(block: Json, where: str) -> Iterator[str]:
    yield from check_keys(block, "", "text", where)
    yield from check_text(block.get("text"), 150, where, plain=True)


def _context(block: Json, where: str) -> Iterator[str]:
    yield from check_keys(block, "", "elements", where)
    if not 1 <= len(block.get("elements", ())) <= 10:
        yield f"{where}: 1 to 10 elements"
    for element in block.get("elements", ()):
        yield from check_text(element, 3000, where)


def _actions(block: Json, where: str) -> Iterator[str]:
    yield from check_keys(block, "", "elements", where)
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 25:
        yield f"{where}: 1 to 25 elements"
    ids = [element.get("action_id") for element in elements]
    if len(ids) != len(set(ids)):
        yield f"{where}: an action_id twice"
    for element in elements:
        yield from check_element(element, where, in_input=False)


def _input(block: Json, where: str) -> Iterator[str]:
    yield from check_keys(block, "hint optional dispatch_action", "label element", where)
    yield from check_text(block.get("label"), 2000, f"{where} label", plain=True)
    if "hint" in block:
        yield from check_text(block["hint"], 2000, f"{where} hint", plain=True)
    yield from check_element(block.get("element", {}), where, in_input=True)


def _rich_text(block: Json, where: str) -> Iterator[str]:
    yield from check_keys(block, "", "elements", where)
    if not block.get("elements"):
        yield f"{where}: no elements"
    for element in block.get("elements", ()):
        yield from _rich_element(element, where)


def _rich_element(element: Json, where: str) -> Iterator[str]:
    kind = element.get("type")
    where = f"{where} {kind}"
    parts = element.get("elements") or []
    if not parts:
        yield f"{where}: no elements"
    if kind == "rich_text_list":
        yield from check_keys(element, "indent offset border", "style elements", where)
        for item in parts:
            if item.get("type") != "rich_text_section":
                yield f"{where}: a list holds sections only"
            yield from _rich_element(item, where)
    elif kind in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
        yield from check_keys(element, "border" if kind != "rich_text_section" else "", "elements", where)
        for part in parts:
            yield from _rich_part(part, where, only_text=kind == "rich_text_preformatted")
    else:
        yield f"{where}: unknown element"


def _rich_part(part: Json, where: str, *, only_text: bool) -> Iterator[str]:
    kind = part.get("type")
    if kind == "text":
        yield from check_keys(part, "style", "text", where)
    elif kind == "link":
        yield from check_keys(part, "style text unsafe", "url", where)
        if not re.fullmatch(r"https?://[^\s<>\"]{1,2990}", part.get("url", "")):
            yield f"{where}: url {part.get('url')!r}"
    elif kind == "emoji" and not only_text:
        yield from check_keys(part, "style unicode", "name", where)
    else:
        yield f"{where}: {kind!r} is never made of what somebody wrote"
    if part.get("text") == "":
        yield f"{where}: empty text"
    style = part.get("style", {"bold": True})
    if not style or any(key not in ("bold", "italic", "strike", "code") or value is not True for key, value in style.items()):
        yield f"{where}: style {style}"


def _data_visualization(block: Json, where: str) -> Iterator[str]:
    yield from check_keys(block, "", "title chart", where)
    yield from _label(block.get("title"), 50, f"{where} title")
    chart = block.get("chart", {})
    if chart.get("type") not in ("bar", "line", "area"):
        yield f"{where}: chart type {chart.get('type')!r}"
        return
    yield from check_keys(chart, "", "series axis_config", where)
    axis = chart.get("axis_config", {})
    yield from check_keys(axis, "x_label y_label", "categories", where)
    categories = axis.get("categories", [])
    if not 1 <= len(categories) <= 20 or len(categories) != len(set(categories)):
        yield f"{where}: 1 to 20 different categories"
    for label in categories:
        yield from _label(label, 20, f"{where} category")
    names = [series.get("name") for series in chart.get("series", [])]
    if not 1 <= len(names) <= 6 or len(names) != len(set(names)):
        yield f"{where}: 1 to 6 series with different names"
    for series in chart.get("series", []):
        yield from check_keys(series, "", "name data", where)
        yield from _label(series.get("name"), 20, f"{where} series")
        if [point.get("label") for point in series.get("data", [])] != categories:
            yield f"{where}: a point for each category, in their order"
        for point in series.get("data", []):
            yield from check_keys(point, "", "label value", where)
            if type(point.get("value")) not in (int, float) or not math.isfinite(point["value"]):
                yield f"{where}: value {point.get('value')!r}"


def _label(text: object, most: int, where: str) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{where}: empty"
    elif length(text) > most:
        yield f"{where}: {length(text)} characters, {most} allowed"


def _characters(part: object, where: str) -> Iterator[str]:
    """Characters that cannot be sent, or that Slack does not take."""
    if isinstance(part, str) and _UNWANTED.search(part):
        yield f"{where}: control character or half a surrogate"
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _characters(value, f"{where}.{key}")
    elif isinstance(part, list):
        for item in part:
            yield from _characters(item, where)


def _divider(block: Json, where: str) -> Iterator[str]:
    return check_keys(block, "", "", where)


_BLOCKS: dict[str, Callable[[Json, str], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "divider": _divider,
    "input": _input,
    "rich_text": _rich_text,
    "data_visualization": _data_visualization,
}
