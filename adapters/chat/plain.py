"""A card as plain text: for notifications, for screen readers, and wherever nothing else can be shown."""

from adapters.chat.card import (
    Bullets,
    ButtonRow,
    Card,
    Chart,
    Confirm,
    Element,
    Entries,
    Examples,
    Facts,
    Heading,
    Paragraph,
    Pick,
    Table,
)
from adapters.chat.formats import Formats, formats
from adapters.chat.inline import Link, Moment, Person, Text


def plain(card: Card) -> str:
    """The whole card, a line for each row, buttons left out."""
    ways = formats(card.language, card.time_zone)
    lines = [plain_text(card.title, ways)]
    for element in card.body:
        lines.extend(_lines(element, ways))
    return "\n".join(lines)


def plain_text(text: Text, ways: Formats) -> str:
    """One text of a card; a link shows its address after its label."""
    parts = []
    for part in text:
        if isinstance(part, str):
            parts.append(part)
        elif isinstance(part, Moment):
            parts.append(ways.show(part))
        elif isinstance(part, Person):
            parts.append(part.name)
        elif isinstance(part, Link):
            parts.append(f"{part.label} ({part.url})")
    return "".join(parts)


def _lines(element: Element, ways: Formats) -> list[str]:
    match element:
        case Heading():
            return [element.text]
        case Paragraph():
            return [plain_text(element.text, ways)]
        case Facts():
            return [f"{fact.label}: {plain_text(fact.value, ways)}" for fact in element.rows]
        case Entries():
            return [
                " · ".join(filter(None, (row.no, ways.show(row.at), row.contact, row.what, row.detail, row.status)))
                for row in element.rows
            ]
        case Table():
            rows = [" | ".join(plain_text(cell, ways) for cell in row) for row in element.rows]
            return [" | ".join(element.columns), *rows]
        case Chart():
            return [element.title, *(f"{bar.label}: {bar.shown}" for bar in element.bars)]
        case Bullets():
            return [f"- {plain_text(item, ways)}" for item in element.items]
        case Examples():
            return [f"{line} — {does}" if does else line for line, does in element.rows]
        case Pick():
            return [
                f"{number}. {choice.label}" + (f" ({choice.detail})" if choice.detail else "")
                for number, choice in enumerate(element.choices, 1)
            ]
        case ButtonRow() | Confirm():
            return []
