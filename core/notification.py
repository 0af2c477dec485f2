"""Who is told of what, when: the rules of people and channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from core.document import DocumentType


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person (`person_id`), told in their own chat on the platform that they use, or a channel (the other three)."""

    person_id: int = 0
    platform: str = ""
    workspace: str = ""
    channel: str = ""

    @property
    def key(self) -> str:
        """The recipient as one text, unique within the organization; it names the recipient's lane."""
        return f"person/{self.person_id}" if self.person_id else f"channel/{self.platform}/{self.workspace}/{self.channel}"


class Frequency(StrEnum):
    AT_ONCE = "at once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationRule:
    """Tells, or with `mute` does not tell, a recipient of recorded documents that fit all conditions; empty ones ask for nothing.

    `id` is small, per organization, 0 until stored. `contact_nos` of companies include their persons. `above` is compared
    with the document's amount whatever the currency; a document without an amount does not fit. `at` and `weekday` (0 is
    Monday) say when, in the recipient's time zone, a daily or weekly one comes. A mute wins over all rules, the default included.
    """

    id: int = 0
    recipient: Recipient
    mute: bool = False
    document_types: tuple[DocumentType, ...] = ()
    template_codes: tuple[str, ...] = ()
    contact_nos: tuple[str, ...] = ()
    salesperson_codes: tuple[str, ...] = ()
    above: Decimal | None = None
    frequency: Frequency = Frequency.AT_ONCE
    at: time | None = None
    weekday: int = 0
    created_by: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationSettings:
    """How a recipient wants to be told. `off`: of nothing. Quiet hours are local; they may go over midnight; None: none.

    `own`: a person is told at once of the documents of contacts that they are the salesperson of, which is the default.
    `language` and `time_zone` are a channel's; "" for people, whose own count.
    """

    recipient: Recipient
    off: bool = False
    own: bool = True
    quiet_from: time | None = None
    quiet_until: time | None = None
    language: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """That a recipient is to be told of an entry at `due_at`, and by which rule (0: the default, as its salesperson)."""

    recipient: Recipient
    entry_no: int
    rule_id: int
    frequency: Frequency
    due_at: datetime


class Notifications(Protocol):
    """Who wants to be told of what."""

    def rules(self) -> Sequence[NotificationRule]:
        """All rules of the organization by id."""

    def rules_of(self, recipient: Recipient) -> Sequence[NotificationRule]:
        """By id."""

    def add(self, rule: NotificationRule) -> int:
        """Keeps a new rule and returns its id."""

    def update(self, rule: NotificationRule) -> None:
        """Raises NotFound."""

    def remove(self, rule_id: int) -> None:
        """Raises NotFound."""

    def get(self, rule_id: int) -> NotificationRule:
        """Raises NotFound."""

    def settings(self, recipients: Sequence[Recipient]) -> dict[Recipient, NotificationSettings]:
        """The settings of recipients that have some of their own."""

    def save_settings(self, settings: NotificationSettings) -> None:
        """Adds or replaces a recipient's."""
