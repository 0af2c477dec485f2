"""Checks an Adaptive Card as Teams would: schema, limits, and that nothing that people wrote is obeyed."""

import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from tests.standins.adaptive_card_1_5 import SCHEMA

Json = dict[str, Any]

_VALIDATOR = Draft202012Validator(SCHEMA)
_MARKDOWN = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
_FUNCTION = re.compile(r"\{\{(DATE|TIME)\(", re.IGNORECASE)
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ADDRESS = re.compile(r"(?<!\\)(https?(?=://)|www(?=\.)|@)", re.IGNORECASE)


def problems(card: Json, limit: int = 100_000) -> list[str]:
    """What is wrong with the card, in words; empty when nothing is. `limit` is in bytes of UTF-16."""
    found = [f"{error.json_path}: {error.message[:200]}" for error in _VALIDATOR.iter_errors(card)]
    size = len(json.dumps(card, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))
    if size > limit:
        found.append(f"{size} bytes are more than {limit}")
    found.extend(_actions(card))
    found.extend(_ids(card))
    found.extend(_tables(card))
    found.extend(_texts(card))
    return found


def objects(part: object) -> Iterator[Json]:
    """All objects within a part of a card, what actions carry left out."""
    if isinstance(part, list):
        for item in part:
            yield from objects(item)
    elif isinstance(part, dict):
        yield part
        for key, value in part.items():
            if key != "data":
                yield from objects(value)


def actions(card: Json) -> Iterator[Json]:
    """All actions of a card that can be pressed, the fallbacks left out."""
    fallbacks = [id(part["fallback"]) for part in objects(card) if "fallback" in part]
    for part in objects(card):
        if str(part.get("type", "")).startswith("Action.") and id(part) not in fallbacks:
            yield part


def inputs(card: Json) -> dict[str, Json]:
    """The inputs of a card by id."""
    return {part["id"]: part for part in objects(card) if str(part.get("type", "")).startswith("Input.")}


def shown(part: object) -> str:
    """What a part of a card shows, a line for each block."""
    lines = ("".join(run["text"] for run in block["inlines"]) for block in objects(part) if block.get("type") == "RichTextBlock")
    return "\n".join(lines)


def _actions(card: Json) -> Iterator[str]:
    for part in objects(card):
        if len(part.get("actions", ())) > 6:
            yield f"{len(part['actions'])} actions in one place"
    for action in actions(card):
        fallback = action.get("fallback", action)
        if any(fallback.get(key) != action.get(key) for key in ("title", "data", "associatedInputs")):
            yield "a fallback that says something else"
    nonces = [action["data"]["nonce"] for action in actions(card) if "nonce" in action.get("data", {})]
    if len(nonces) != len(set(nonces)):
        yield "two actions with one nonce"


def _ids(card: Json) -> Iterator[str]:
    ids = [part["id"] for part in objects(card) if "id" in part]
    if len(ids) != len(set(ids)):
        yield f"ids that are there twice: {ids}"
    for part in objects(card):
        if part.get("type") == "Action.ToggleVisibility" and not set(part["targetElements"]) <= set(ids):
            yield f"toggles what is not there: {part['targetElements']}"
        if part.get("type") == "Input.ChoiceSet":
            values = [choice["value"] for choice in part["choices"]]
            if part.get("value", values[0] if values else "") not in values and values:
                yield f"{part['id']} begins with a choice that is not offered"


def _tables(card: Json) -> Iterator[str]:
    for part in objects(card):
        if part.get("type") == "Table" and any(len(row["cells"]) > len(part["columns"]) for row in part["rows"]):
            yield "a row with more cells than the table has columns"


def _texts(card: Json) -> Iterator[str]:
    for part in objects(card):
        kind = str(part.get("type", ""))
        literal = [part.get(key, "") for key in ("text", "label", "placeholder")]
        literal += [part["x"]] if "x" in part else []
        literal += [part.get("title", "")] if kind != "Input.Toggle" else []
        for text in literal:
            if _FUNCTION.search(text) or _STEERING.search(text):
                yield f"{kind} is not shown as it is written: {text!r}"
        markdown = [part.get("errorMessage", ""), part.get("fallbackText", "")]
        markdown += [part["title"]] if kind == "Input.Toggle" else []
        for text in markdown:
            if marks := _markdown(text):
                yield f"{kind} is read as Markdown ({marks}): {text!r}"


def _markdown(text: str) -> str:
    """What Markdown would make of the text beyond paragraphs."""
    tokens = [child for token in _MARKDOWN.parse(text) for child in (token, *(token.children or ()))]
    plain = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak", "text_special"}
    other = {token.type for token in tokens} - plain
    if _ADDRESS.search(text):
        other.add("address")
    return ", ".join(sorted(other))
