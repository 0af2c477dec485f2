"""Where the bot may write without having been asked."""

from dataclasses import dataclass


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
