"""What is returned to an invoke, as Teams takes it."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from botbuilder.core import InvokeResponse

from adapters.teams.cards.shell import CONTENT_TYPE
from adapters.teams.cards.text import Json

_MESSAGE = "application/vnd.microsoft.activity.message"
_ERROR = "application/vnd.microsoft.error"
_FOUND = "application/vnd.microsoft.search.searchResponse"
_PREVIEW = "application/vnd.microsoft.card.thumbnail"


def response(body: Json) -> InvokeResponse:
    return InvokeResponse(status=int(HTTPStatus.OK), body=body)


def card(content: Json) -> Json:
    """The card takes the place of the one that was pressed, for who pressed it."""
    return {"statusCode": int(HTTPStatus.OK), "type": CONTENT_TYPE, "value": content}


def toast(text: str) -> Json:
    """The card stays, and the text is shown for a moment."""
    return {"statusCode": int(HTTPStatus.OK), "type": _MESSAGE, "value": text}


def error(status: HTTPStatus, code: str, text: str) -> Json:
    """The card stays as it is."""
    return {"statusCode": int(status), "type": _ERROR, "value": {"code": code, "message": text}}


def found(choices: Sequence[tuple[str, str]]) -> Json:
    """(value, title) of what a picker offers."""
    results = [{"value": value, "title": title} for value, title in choices]
    return {"statusCode": int(HTTPStatus.OK), "type": _FOUND, "value": {"results": results}}


def results(cards: Sequence[tuple[str, str, Json]]) -> Json:
    """(title, detail, card) of what the message extension found."""
    attachments = [
        {
            "contentType": CONTENT_TYPE,
            "content": content,
            "preview": {"contentType": _PREVIEW, "content": {"title": title, "text": detail}},
        }
        for title, detail, content in cards
    ]
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": attachments}}


def nothing_found(text: str) -> Json:
    """The message extension says why it shows nothing."""
    return {"composeExtension": {"type": "message", "text": text}}


def dialog(title: str, content: Json) -> Json:
    """A dialog with a card in it."""
    shown: dict[str, Any] = {
        "title": title,
        "height": "large",
        "width": "medium",
        "card": {"contentType": CONTENT_TYPE, "content": content},
    }
    return {"task": {"type": "continue", "value": shown}}


def done(text: str) -> Json:
    """The dialog closes with a line of text."""
    return {"task": {"type": "message", "value": text}}
