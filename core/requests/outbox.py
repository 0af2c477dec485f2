"""Requests about messages that could not be sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOutbox:
    """`outbox`, or with a number `outbox NO`: one message."""

    message: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    """`outbox send NO [NO ...]`; with no numbers all of them."""

    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMessages:
    """`outbox drop NO [NO ...]`; with no numbers it is asked about all that there are."""

    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSending:
    """Lets a recipient be written to again whose conversation was gone; the fields are those of Recipient."""

    person_id: int = 0
    platform: str = ""
    workspace: str = ""
    channel: str = ""


OutboxRequest = ShowOutbox | SendAgain | DropMessages | ResumeSending
