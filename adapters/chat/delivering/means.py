"""What delivering works with."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from adapters.chat.posting import Poster
from core.outbox import Lanes, MessageKind
from core.storage import Storage


class Observer(Protocol):
    """Is told what became of messages; `platform` is "" where it came to none."""

    def sent(self, platform: str, kind: MessageKind, messages: int, seconds: float) -> None:
        """One message in chat for so many of the outbox, `seconds` after the first was due."""

    def failed(self, platform: str, kind: MessageKind, messages: int, reason: str, *, dead: bool) -> None:
        """An attempt that came to nothing; `dead`: it was the last."""

    def stopped(self, platform: str, reason: str) -> None:
        """A lane is left alone until it is resumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """`posters` by platform. `worker` is the worker's name (see Lanes), `lease` how long a lane is held without a sign of life.

    `clock` gives an aware time. `organization_of` gives the organization of (platform, workspace), None for one that is not
    connected. `language` and `time_zone` count where a recipient's are unknown. Once `stop` is set nothing new is begun.
    """

    storage: Storage
    lanes: Lanes
    posters: Mapping[str, Poster]
    organization_of: Callable[[str, str], Awaitable[int | None]]
    observer: Observer
    clock: Callable[[], datetime]
    worker: str
    lease: timedelta
    stop: asyncio.Event
    language: str = "en"
    time_zone: str = "UTC"
