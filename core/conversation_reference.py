"""Where the bot may write without having been asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.person import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationReference:
    """A person's own chat with the bot, or a channel or group chat that the bot was added to.

    `service_url` is where the platform takes messages for it. A person's own chat has the person's account in `user_id` (as in
    Identity) and in `address` what the platform calls that person in messages; both are "" elsewhere. `space` is what a channel
    belongs to and goes with, "" for none.
    """

    platform: str
    workspace: str
    conversation_id: str
    service_url: str
    user_id: str = ""
    address: str = ""
    space: str = ""


class ConversationReferences(Protocol):
    """Where the bot may write without having been asked."""

    def keep(self, reference: ConversationReference) -> bool:
        """Keeps the reference in place of an older one of the same conversation; whether the conversation is new."""

    def get(self, platform: str, workspace: str, conversation_id: str) -> ConversationReference | None:
        """The conversation, if it is kept."""

    def of_person(self, identity: Identity) -> ConversationReference | None:
        """The person's own chat with the bot."""

    def addresses(self, platform: str, workspace: str, limit: int) -> Sequence[str]:
        """The addresses of people who have a chat with the bot."""

    def drop(self, platform: str, workspace: str, conversation_id: str) -> None:
        """Forgets a conversation, if it is kept."""

    def drop_space(self, platform: str, workspace: str, space: str) -> None:
        """Forgets all conversations that belong to the space."""
