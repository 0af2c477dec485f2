"""Requests inside buttons, options and forms: the text itself, or where that is too long for Slack, the id of a kept copy."""

from collections.abc import Mapping
from datetime import datetime

from adapters.chat import codec
from adapters.chat.request import Request
from adapters.slack.text import UNWANTED, size
from core.storage import Storage
from core.work import Work

# No serialized request begins so.
_KEPT = "@"


class Carried:
    """Serialized requests for one message. Those too long for their place are collected in `missing` at first use; once `kept`
    knows their ids they are carried by id.
    """

    __slots__ = ("_kept", "missing")

    def __init__(self, kept: Mapping[str, str] | None = None) -> None:
        self._kept = kept or {}
        self.missing: list[str] = []

    def text(self, request: Request, limit: int) -> str | None:
        """What carries the request in at most `limit` characters; None when there is no kept copy (yet)."""
        text = codec.dump(request)
        if not text.isprintable():
            # What Slack takes no good care of, as in pasted phone numbers, stands within texts, and JSON can write it otherwise.
            text = UNWANTED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
        if size(text) <= limit:
            return text
        if text in self._kept:
            return _KEPT + self._kept[text]
        self.missing.append(text)
        return None


async def keep(storage: Storage, organization_id: int, texts: list[str], now: datetime) -> Carried:
    """Keeps the texts and returns what carries them."""

    def put(work: Work) -> dict[str, str]:
        return {text: work.saved_commands.put(text, now) for text in texts}

    return Carried(await storage.write(organization_id, put))


async def restore(storage: Storage, organization_id: int, text: str) -> Request:
    """The request that `text` carries. Raises codec.Unreadable, and NotFound when the kept copy is gone."""
    if text.startswith(_KEPT):
        text = await storage.read(organization_id, lambda work: work.saved_commands.get(text[len(_KEPT) :]))
    return codec.load(text)
