"""What a person reads in a message or view."""

from tests.standins.block_kit import texts
from tests.standins.block_kit_parts import Json


def title(message: Json) -> str:
    """The first line."""
    return "".join(texts(message["blocks"][0])).strip()


def words(message: Json) -> str:
    """All text, a line for each text object or paragraph."""
    return "\n".join(
        "".join(texts(block)) if block["type"] == "rich_text" else "\n".join(texts(block)) for block in message["blocks"]
    )
