"""What operations on messages that could not be sent give back."""

from dataclasses import dataclass

from core.notification import Recipient
from core.outbox import OutboxMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentMessage:
    """`name` is the recipient's, "" for a channel."""

    message: OutboxMessage
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedRecipient:
    """Who is not written to any more, until that is resumed. `name` as in UnsentMessage."""

    recipient: Recipient
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxContents:
    """The newest messages that could not be sent, of `total`, and who cannot be written to."""

    messages: tuple[UnsentMessage, ...]
    total: int
    stopped: tuple[StoppedRecipient, ...]
