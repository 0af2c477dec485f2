"""What a message of Slack's says, without its markup: for a note, where nothing may become a mention or a link again."""

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.chat.grammar.mentions import mark, read_mentions, unmarked
from adapters.chat.grammar.slack_text import plain

Message = Mapping[str, Any]


def said(message: Message) -> str:
    """The text of a message, people in it marked as mentions.

    What people write comes as rich text too ("Rich text block" in Slack's reference), which needs no guessing what a * means.
    """
    blocks = message.get("blocks") or ()
    if blocks and all(block.get("type") == "rich_text" for block in blocks):
        return "\n".join(filter(None, map(_block, blocks)))
    return plain(message.get("text") or "")


def mentioned(text: str) -> list[str]:
    """The accounts that a text of `said` mentions, each once, in order."""
    words = (mention.word for mention in read_mentions(text).mentions)
    return list(dict.fromkeys(word.removeprefix("<@").removesuffix(">") for word in words))


def named(text: str, names: Mapping[str, str]) -> str:
    """The text as it reads, with the names of the accounts that are known."""
    for user, name in names.items():
        text = text.replace(mark(user), mark(user, name))
    return read_mentions(text).text


def _block(block: Message) -> str:
    return "\n".join(_part(part) for part in block.get("elements") or ()).strip("\n")


def _part(part: Message) -> str:
    """A paragraph, quotation or code; or a list, a line each."""
    elements = part.get("elements") or ()
    if part.get("type") == "rich_text_list":
        indent = "  " * int(part.get("indent") or 0)
        return "\n".join(f"{indent}- {_inline(item.get('elements') or ())}" for item in elements)
    return _inline(elements).strip("\n")


def _inline(elements: Iterable[Message]) -> str:
    return "".join(map(_element, elements))


def _element(element: Message) -> str:
    match element.get("type"):
        case "user":
            return mark(str(element.get("user_id") or "?"))
        case "link":
            url, label = unmarked(str(element.get("url") or "")), unmarked(str(element.get("text") or ""))
            return url if not label or label in url else f"{label} ({url})"
        case "emoji":
            return _emoji(element)
        case "channel":
            return f"#{element.get('channel_id')}"
        case "usergroup":
            return f"@{element.get('usergroup_id')}"
        case "broadcast":
            return f"@{element.get('range')}"
        case "date":
            return unmarked(str(element.get("fallback") or ""))
        case _:
            return unmarked(str(element.get("text") or ""))


def _emoji(element: Message) -> str:
    """The character; the name of one that a workspace made itself."""
    try:
        return "".join(chr(int(code, 16)) for code in str(element["unicode"]).split("-"))
    except (KeyError, ValueError, OverflowError):
        return f":{element.get('name')}:"
