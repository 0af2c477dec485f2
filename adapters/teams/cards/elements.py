"""The elements of a card, each as pieces of an Adaptive Card that are shown whole or left out."""

from collections.abc import Iterator
from typing import assert_never

from adapters.chat.card import (
    Bullets,
    ButtonRow,
    Card,
    Chart,
    Confirm,
    Element,
    Entries,
    EntryRow,
    Examples,
    Facts,
    Heading,
    Paragraph,
    Pick,
    Table,
)
from adapters.chat.formats import formats
from adapters.chat.inline import Text, join
from adapters.chat.plain import plain_text
from adapters.chat.wording import wording
from adapters.teams import limits
from adapters.teams.cards.actions import ASK, Actions
from adapters.teams.cards.charts import chart_pieces
from adapters.teams.cards.shell import left_out
from adapters.teams.cards.text import Json, block, is_blank, named, one_line, run, runs, units
from core.values import Status

_STATUS: dict[Status, Json] = {
    Status.OPEN: {"isSubtle": True},
    Status.CANCELED: {"color": "attention"},
    Status.DRAFT: {"color": "accent"},
    Status.DELIVERY_ERROR: {"color": "attention"},
    Status.DELIVERY_IN_PROGRESS: {"color": "accent"},
    Status.ATTEMPT_FAILED: {"color": "attention"},
}
_FACT_LABEL = "120px"
# About as many letters are in a line of a card.
_LINE = 64
_LONG_WORD = 12


class Elements:
    """Makes the elements of one card."""

    __slots__ = ("_actions", "_language", "_picks", "_ways")

    def __init__(self, card: Card, actions: Actions) -> None:
        self._actions = actions
        self._ways = formats(card.language, card.time_zone)
        self._language = card.language
        self._picks = 0

    def pieces(self, element: Element) -> Iterator[Json]:
        """The element, top to bottom; nothing where it has nothing to show."""
        match element:
            case Heading():
                if not is_blank(element.text):
                    yield block([run(one_line(element.text, limits.LABEL), weight="bolder")], spacing="large")
            case Paragraph():
                yield from self._paragraph(element)
            case Facts():
                yield from self._facts(element)
            case Entries():
                for index, row in enumerate(element.rows):
                    yield self._entry(row, separator=index > 0)
            case Table():
                yield from self._table(element)
            case Chart():
                yield from chart_pieces(element)
            case Bullets():
                for item in element.items:
                    yield from self._bullet(item)
            case Examples():
                for line, does in element.rows:
                    yield from self._example(line, does)
            case Pick():
                yield from self._pick(element)
            case ButtonRow():
                if element.buttons:
                    made = [
                        self._actions.button(button, about=one_line(element.about, limits.LABEL)) for button in element.buttons
                    ]
                    yield {"type": "ActionSet", "actions": self._actions.shown(made)}
            case Confirm():
                yes, no = self._actions.button(element.yes), self._actions.close(element.no_label)
                yield {"type": "ActionSet", "actions": [yes, no]}
            case _:
                assert_never(element)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Json]:
        style = {"isSubtle": True} if paragraph.subtle else {}
        if shown := runs(paragraph.text, self._ways, limits.PARAGRAPH, **style):
            yield block(shown)

    def _facts(self, facts: Facts) -> Iterator[Json]:
        # Not a FactSet: that reads its values as Markdown.
        for index, fact in enumerate(facts.rows):
            value = runs(fact.value, self._ways, limits.FACT)
            if not value:
                continue
            label = run(named(fact.label, limits.LABEL), isSubtle=True)
            yield _columns(
                _column(_FACT_LABEL, [block([label])]),
                _column("stretch", [block(value)]),
                spacing="small" if index else "default",
            )

    def _entry(self, row: EntryRow, *, separator: bool) -> Json:
        def shown(text: str) -> str:
            return one_line(text, limits.ROW_TEXT)

        gone = {"strikethrough": True} if row.status_kind is Status.CANCELED else {}
        no, contact = shown(row.no), named(row.contact, limits.ROW_TEXT)
        small = " · ".join(filter(None, (self._ways.show(row.at), shown(row.detail))))
        head = block([run(f"{no} ", weight="bolder", color="accent"), run(contact, weight="bolder")])
        status = run(named(row.status, limits.ROW_TEXT), size="small", **_STATUS[row.status_kind])
        beside = block([status], horizontalAlignment="right")
        lines = [_columns(_column("stretch", [head]), _column("auto", [beside]))]
        if not is_blank(row.what):
            lines.append(block([run(shown(row.what), **gone)], spacing="none"))
        lines.append(block([run(small, isSubtle=True, size="small")], spacing="none"))
        return {
            "type": "Container",
            "items": lines,
            "spacing": "medium",
            "separator": separator,
            "selectAction": self._actions.button(row.show, f"{row.show.label} {no}"),
        }

    def _table(self, table: Table) -> Iterator[Json]:
        columns = table.columns[: limits.TABLE_COLUMNS]
        if not columns:
            return
        right = [index in table.numeric for index in range(len(columns))]
        head = [self._cell((name,), right[index], weight="bolder") for index, name in enumerate(columns)]
        rows = [
            [self._cell(cell, right[index]) for index, cell in enumerate(row[: len(columns)])]
            for row in table.rows[: limits.TABLE_ROWS]
        ]
        shown = [head, *rows]
        if _is_wide(shown):
            yield from self._paragraphs(table)
        else:
            yield {
                "type": "Table",
                "columns": [{"width": width} for width in _widths(shown)],
                "rows": [{"type": "TableRow", "cells": cells} for cells in shown],
                "firstRowAsHeaders": True,
                "showGridLines": False,
            }
        if table.rows[limits.TABLE_ROWS :] or table.columns[limits.TABLE_COLUMNS :]:
            yield left_out(self._language)

    def _paragraphs(self, table: Table) -> Iterator[Json]:
        """The rows of a table that is too wide for a card: the first cell, and below it the others with their columns' names."""
        for row in table.rows[: limits.TABLE_ROWS]:
            first, *others = row[: limits.TABLE_COLUMNS]
            named_cells = (
                (f"{name} ", *cell) for name, cell in zip(table.columns[1:], others, strict=False) if self._shows(cell)
            )
            yield block(runs(first, self._ways, limits.CELL, weight="bolder") or [run("–")], spacing="medium")
            rest = runs(join(" · ", named_cells), self._ways, limits.PARAGRAPH, isSubtle=True, size="small")
            if rest:
                yield block(rest, spacing="none")

    def _shows(self, text: Text) -> bool:
        return not is_blank(plain_text(text, self._ways))

    def _cell(self, text: Text, right: bool, **style: str) -> Json:
        shown = runs(text, self._ways, limits.CELL, **style)
        layout = {"horizontalAlignment": "right"} if right else {}
        return {"type": "TableCell", "items": [block(shown, **layout)] if shown else []}

    def _bullet(self, item: Text) -> Iterator[Json]:
        if shown := runs(item, self._ways, limits.FACT):
            mark = block([run("•", isSubtle=True)])
            yield _columns(_column("auto", [mark]), _column("stretch", [block(shown)], spacing="small"), spacing="small")

    def _example(self, line: str, does: str) -> Iterator[Json]:
        if is_blank(line):
            return
        parts = [run(one_line(line, limits.FACT), fontType="monospace")]
        if not is_blank(does):
            parts.append(run(f" – {one_line(does, limits.FACT)}", isSubtle=True))
        yield block(parts, spacing="small")

    def _pick(self, pick: Pick) -> Iterator[Json]:
        if len(pick.choices) > limits.CHOICE_ROWS:
            yield from self._search(pick)
            return
        for index, choice in enumerate(pick.choices):
            lines = [block([run(named(choice.label, limits.CHOICE), weight="bolder", color="accent")])]
            if not is_blank(choice.detail):
                detail = run(one_line(choice.detail, limits.CHOICE), isSubtle=True, size="small")
                lines.append(block([detail], spacing="none"))
            yield {
                "type": "Container",
                "items": lines,
                "separator": index > 0,
                "spacing": "small",
                "selectAction": self._actions.ask(choice.label, choice.request),
            }

    def _search(self, pick: Pick) -> Iterator[Json]:
        """More choices than rows are good for: a field that narrows them down while typing."""
        self._picks += 1
        key = f"pick{self._picks}"
        titles = (" · ".join(filter(None, (choice.label, choice.detail))) for choice in pick.choices)
        choices = [
            {"title": named(text, limits.CHOICE), "value": self._actions.carry(choice.request)}
            for text, choice in zip(titles, pick.choices, strict=True)
        ]
        _ = wording(self._language).gettext
        yield {
            "type": "Input.ChoiceSet",
            "id": key,
            "label": _("Which one?"),
            "style": "filtered",
            "choices": choices,
            "isRequired": True,
            "errorMessage": _("Choose one."),
        }
        choose = self._actions.execute(ASK, _("Choose"), {"pick": key}, style="positive", inputs=True)
        yield {"type": "ActionSet", "actions": [choose]}


def _widths(rows: list[list[Json]]) -> list[int]:
    """How wide columns want to be, beside others: as their longest cell or, where a card is too narrow for that, so that words
    stay whole and longer cells wrap.
    """
    columns = [[_text(cell) for cell in column] for column in zip(*rows, strict=True)]
    whole = [max(map(_width, column)) for column in columns]
    if sum(whole) <= _LINE:
        return [width + 2 for width in whole]
    words = [max((_width(word) for text in column for word in text.split()), default=0) for column in columns]
    return [max(width // 2, word) + 2 for width, word in zip(whole, words, strict=True)]


def _is_wide(rows: list[list[Json]]) -> bool:
    """Whether words of neighbouring columns would run into each other; longer words than usual are broken anyway."""
    columns = ([word for cell in column for word in _text(cell).split()] for column in zip(*rows, strict=True))
    widths = [max((min(units(word), _LONG_WORD) for word in words), default=0) for words in columns]
    return sum(widths) + 2 * len(widths) > _LINE


def _text(cell: Json) -> str:
    return " ".join(part["text"] for item in cell["items"] for part in item["inlines"])


def _width(text: str) -> int:
    """Capitals are half as wide again as other letters."""
    return min(max(units(text) + sum(map(str.isupper, text)) // 2, 4), 30)


def _columns(*columns: Json, **layout: object) -> Json:
    return {"type": "ColumnSet", "columns": list(columns), **layout}


def _column(width: str, items: list[Json], **layout: str) -> Json:
    return {"type": "Column", "width": width, "items": items, **layout}
