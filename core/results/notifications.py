"""What operations on notifications give back."""

from dataclasses import dataclass

from core.document import DocumentType
from core.notification import NotificationRule, NotificationSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRule:
    """A rule with the names of its contacts and salespeople."""

    rule: NotificationRule
    contacts: tuple[str, ...] = ()
    salespeople: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a recipient wants to be told of."""

    settings: NotificationSettings
    rules: tuple[NamedRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    """`salesperson_code` of the person is "" for one who is no salesperson. `channel` is None where there is none."""

    own: Wishes
    channel: Wishes | None
    salesperson_code: str
    may_change_channel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaved:
    """`settings` are the recipient's as they are now. `known`: there was such a rule already. `was_off`: it is on again."""

    named: NamedRule
    settings: NotificationSettings
    known: bool
    was_off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutable:
    """What can be muted of what somebody was told of: contacts as (no., name), and document types."""

    contacts: tuple[tuple[str, str], ...]
    document_types: tuple[DocumentType, ...]
