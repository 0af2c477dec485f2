"""Requests inside cards: the text itself or, of a long one, the id of a kept copy, and where to share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.chat import codec
from adapters.chat.request import Request
from core.storage import Storage
from core.work import Work

# No serialized request begins so.
_KEPT = "@"
_TO = ">"
_LONGEST = 500
# Storage takes no such character, so nobody can have asked for this.
_NOWHERE = "\x00"


class Carried:
    """Serialized requests for one card. Those that are too long are collected in `missing` at first use; once `kept` knows their
    ids they are carried by id. `share_to` is the conversation that the card is an answer to, where it is shown elsewhere: each
    request carries it along, so that *Share here* shares there.
    """

    __slots__ = ("_kept", "_share_to", "missing")

    def __init__(self, share_to: str = "", kept: Mapping[str, str] | None = None) -> None:
        self._share_to = share_to
        self._kept = kept or {}
        self.missing: list[str] = []

    def __call__(self, request: Request) -> str:
        text, to = codec.dump(request), self._to
        if len(text) > _LONGEST and _NOWHERE not in text:
            if text in self._kept:
                return f"{to}{_KEPT}{self._kept[text]}"
            self.missing.append(text)
        return to + text

    def whole(self, request: Request) -> str:
        """The text itself, however long: it is carried once, and is still asked for when kept copies are gone."""
        return self._to + codec.dump(request)

    @property
    def _to(self) -> str:
        return f"{_TO}{self._share_to}\n" if self._share_to else ""


async def keep(storage: Storage, organization_id: int, share_to: str, texts: list[str], now: datetime) -> Carried:
    """Keeps the texts and returns what carries them."""

    def put(work: Work) -> dict[str, str]:
        return {text: work.saved_commands.put(text, now) for text in texts}

    return Carried(share_to, await storage.write(organization_id, put))


@dataclass(frozen=True, slots=True)
class Restored:
    """A request that a card carried, and the conversation that the card was an answer to, "" where it was shown there."""

    request: Request
    share_to: str = ""


async def restore(storage: Storage, organization_id: int, text: str) -> Restored:
    """What `text` carries. Raises codec.Unreadable, and NotFound when the kept copy is gone."""
    share_to = ""
    if text.startswith(_TO):
        share_to, _, text = text[len(_TO) :].partition("\n")
    if text.startswith(_KEPT):
        text = await storage.read(organization_id, lambda work: work.saved_commands.get(text[len(_KEPT) :]))
    return Restored(codec.load(text), share_to)
