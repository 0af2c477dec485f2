"""What the delivering of messages asks of a platform."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from adapters.chat.card import Card
from core.operations.outbox import NOT_INSTALLED
from core.person import Identity, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a recipient is written to. `service_url` and `space` as in ConversationReference, "" where the platform has none."""

    organization_id: int
    platform: str
    workspace: str
    conversation: str
    service_url: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """The message that came of a card, and the conversation that it is in, as the platform names them."""

    conversation: str
    message: str


@dataclass(frozen=True, slots=True)
class Pace:
    """The least time between two messages to one conversation, between two to one workspace, and between two messages of one
    workspace that are made anew.
    """

    conversation: timedelta
    workspace: timedelta
    updates: timedelta


class NotPosted(Exception):
    """Base of what can go wrong. `reason` is the platform's word for it, without anything that somebody wrote."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(NotPosted):
    """Nothing was posted; the same may be tried after `seconds`. `everywhere`: and nothing like it in the workspace before."""

    def __init__(self, reason: str, seconds: float, *, everywhere: bool) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.everywhere = everywhere


class Uncertain(NotPosted):
    """Nobody knows whether it was posted, or whether it would be another time."""


class Refused(NotPosted):
    """The platform does not take this message, and will not another time."""


class Gone(NotPosted):
    """The conversation, or the message that should be made anew, is no more, or is closed to the bot."""


class NotInstalled(NotPosted):
    """The workspace has no installation of the bot: nothing is posted there until it is installed again."""

    def __init__(self) -> None:
        super().__init__(NOT_INSTALLED)


class Poster(Protocol):
    """Posts cards to one platform. Whoever calls keeps to `pace`. With `direct` an account serves as the conversation with its
    person, else only a kept conversation reference does.
    """

    @property
    def pace(self) -> Pace: ...
    @property
    def direct(self) -> bool: ...

    async def post(self, address: Address, card: Card) -> Posted:
        """Raises NotPosted."""

    async def update(self, address: Address, message: str, card: Card) -> None:
        """Puts the card in place of a message. Raises NotPosted."""

    async def account(self, organization_id: int, email: str) -> tuple[Identity, Profile] | None:
        """The account with this e-mail address in a workspace of the organization; None when there is none, or the platform
        cannot tell. Raises NotPosted.
        """
