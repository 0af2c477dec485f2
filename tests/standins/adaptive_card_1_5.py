"""The JSON schema of Adaptive Cards 1.5, of what cards here may hold.

Made from the published schema of version 1.5: the same names, kinds and values, nothing else let in. Beside it stand the
additions of Teams that are used: `msteams`, `choices.data`, and two charts, which other clients replace by their `fallback`.
Elements whose text is read as Markdown (TextBlock, FactSet) are left out on purpose.
"""

from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string", "minLength": 1}
_BOOL: Json = {"type": "boolean"}
_SPACING: Json = {"enum": ["default", "none", "small", "medium", "large", "extraLarge", "padding"]}
_ALIGNMENT: Json = {"enum": ["left", "center", "right"]}
_COLOR: Json = {"enum": ["default", "dark", "light", "accent", "good", "warning", "attention"]}
_SIZE: Json = {"enum": ["default", "small", "medium", "large", "extraLarge"]}
_WEIGHT: Json = {"enum": ["default", "lighter", "bolder"]}
_STYLE: Json = {"enum": ["default", "emphasis", "good", "attention", "warning", "accent"]}
_DATA: Json = {"type": "object"}
_INPUTS: Json = {"enum": ["auto", "none"]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Json:
    return {"type": "array", "items": _ref(name)}


def _object(kind: str, required: str, **properties: Json) -> Json:
    """An object with a type and nothing but these properties; `required` are names separated by spaces."""
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, **properties},
        "required": ["type", *required.split()],
        "additionalProperties": False,
    }


def _any(*names: str) -> Json:
    """One of the definitions, told apart by type, so that an error names what is wrong in the one that is meant."""
    known = {"properties": {"type": {"enum": list(names)}}, "required": ["type"]}
    choose = [{"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": _ref(name)} for name in names]
    return {"type": "object", "allOf": [known, *choose]}


_ELEMENT: Json = {"spacing": _SPACING, "separator": _BOOL, "isVisible": _BOOL, "id": _TEXT}
_INPUT: Json = {**_ELEMENT, "label": _TEXT, "isRequired": _BOOL, "errorMessage": _TEXT}
_ACTION: Json = {
    "title": _TEXT,
    "tooltip": _TEXT,
    "style": {"enum": ["default", "positive", "destructive"]},
    "fallback": _ref("Action.Submit"),
    "mode": {"enum": ["primary", "secondary"]},
}
_CHART: Json = {
    "title": _TEXT,
    "data": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {"x": _TEXT, "y": {"type": "number", "minimum": 0}},
            "required": ["x", "y"],
            "additionalProperties": False,
        },
    },
    "fallback": _ref("Container"),
    **_ELEMENT,
}
_CARD: Json = {
    "body": _list("Element"),
    "actions": _list("Action"),
    "version": {"const": "1.5"},
    "$schema": {"const": "http://adaptivecards.io/schemas/adaptive-card.json"},
    "lang": {"type": "string", "pattern": "^[a-z]{2}$"},
    "fallbackText": _TEXT,
    "refresh": {
        "type": "object",
        "properties": {
            "action": _ref("Action.Execute"),
            "userIds": {"type": "array", "items": _TEXT, "maxItems": 60, "minItems": 1},
        },
        "required": ["action"],
        "additionalProperties": False,
    },
    "msteams": {"type": "object", "properties": {"width": {"const": "Full"}}, "additionalProperties": False},
}

SCHEMA: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "allOf": [_ref("AdaptiveCard"), {"required": ["version", "$schema", "body", "fallbackText"]}],
    "$defs": {
        "AdaptiveCard": _object("AdaptiveCard", "", **_CARD),
        "Element": _any(
            "RichTextBlock",
            "Container",
            "ColumnSet",
            "Table",
            "ActionSet",
            "Chart.HorizontalBar",
            "Chart.VerticalBar",
            "Input.Text",
            "Input.Date",
            "Input.Time",
            "Input.Toggle",
            "Input.ChoiceSet",
        ),
        "Action": _any("Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility"),
        "SelectAction": _any("Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ToggleVisibility"),
        "Action.Execute": _object("Action.Execute", "verb data", verb=_TEXT, data=_DATA, associatedInputs=_INPUTS, **_ACTION),
        "Action.Submit": _object("Action.Submit", "data", data=_DATA, associatedInputs=_INPUTS, **_ACTION),
        "Action.OpenUrl": _object("Action.OpenUrl", "url", url={"type": "string", "pattern": "^https?://"}, **_ACTION),
        "Action.ShowCard": _object("Action.ShowCard", "card title", card=_ref("AdaptiveCard"), **_ACTION),
        "Action.ToggleVisibility": _object(
            "Action.ToggleVisibility", "targetElements", targetElements={"type": "array", "items": _TEXT}, **_ACTION
        ),
        "RichTextBlock": _object(
            "RichTextBlock",
            "inlines",
            inlines={"type": "array", "items": _ref("TextRun"), "minItems": 1},
            horizontalAlignment=_ALIGNMENT,
            **_ELEMENT,
        ),
        "TextRun": _object(
            "TextRun",
            "text",
            text=_TEXT,
            color=_COLOR,
            size=_SIZE,
            weight=_WEIGHT,
            isSubtle=_BOOL,
            italic=_BOOL,
            strikethrough=_BOOL,
            underline=_BOOL,
            highlight=_BOOL,
            fontType={"enum": ["default", "monospace"]},
            selectAction=_ref("SelectAction"),
        ),
        "Container": _object(
            "Container", "items", items=_list("Element"), style=_STYLE, selectAction=_ref("SelectAction"), **_ELEMENT
        ),
        "ColumnSet": _object(
            "ColumnSet", "columns", columns=_list("Column"), style=_STYLE, selectAction=_ref("SelectAction"), **_ELEMENT
        ),
        "Column": _object(
            "Column",
            "items",
            items=_list("Element"),
            width={"anyOf": [{"enum": ["auto", "stretch"]}, {"type": "string", "pattern": "^[0-9]+px$"}, {"type": "number"}]},
            verticalContentAlignment={"enum": ["top", "center", "bottom"]},
            spacing=_SPACING,
            separator=_BOOL,
        ),
        "Table": _object(
            "Table",
            "columns rows",
            columns={
                "type": "array",
                "minItems": 1,
                "items": {"type": "object", "properties": {"width": {"type": "number"}}, "additionalProperties": False},
            },
            rows=_list("TableRow"),
            firstRowAsHeaders=_BOOL,
            showGridLines=_BOOL,
            gridStyle=_STYLE,
            **_ELEMENT,
        ),
        "TableRow": _object("TableRow", "cells", cells=_list("TableCell"), style=_STYLE),
        "TableCell": _object("TableCell", "items", items=_list("Element"), style=_STYLE),
        "Chart.HorizontalBar": _object("Chart.HorizontalBar", "title data fallback", **_CHART),
        "Chart.VerticalBar": _object("Chart.VerticalBar", "title data fallback", **_CHART),
        "ActionSet": _object("ActionSet", "actions", actions=_list("Action"), **_ELEMENT),
        "Input.Text": _object(
            "Input.Text",
            "id",
            value=_TEXT,
            placeholder=_TEXT,
            isMultiline=_BOOL,
            maxLength={"type": "integer", "minimum": 1},
            **_INPUT,
        ),
        "Input.Date": _object("Input.Date", "id", value={"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}, **_INPUT),
        "Input.Time": _object("Input.Time", "id", value={"type": "string", "pattern": r"^\d\d:\d\d$"}, **_INPUT),
        "Input.Toggle": _object(
            "Input.Toggle", "id title", title=_TEXT, value=_TEXT, valueOn=_TEXT, valueOff=_TEXT, wrap=_BOOL, **_INPUT
        ),
        "Input.ChoiceSet": _object(
            "Input.ChoiceSet",
            "id choices",
            choices={
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"title": _TEXT, "value": _TEXT},
                    "required": ["title", "value"],
                    "additionalProperties": False,
                },
            },
            style={"enum": ["compact", "filtered"]},
            value=_TEXT,
            placeholder=_TEXT,
            **{
                "choices.data": {
                    "type": "object",
                    "properties": {"type": {"const": "Data.Query"}, "dataset": _TEXT},
                    "required": ["type", "dataset"],
                    "additionalProperties": False,
                }
            },
            **_INPUT,
        ),
    },
}
