"""Requests about who is told of recorded documents.

With `here` they are about the channel that they are said in, whose id on the platform is `channel` ("" where there is none), else
about the person. The platform and workspace are those of the account that asks.
"""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from core.notification import Frequency
from core.values import Weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowNotifications:
    """`notify`: what the person is told of, and the channel, if it is asked for in one; `notify 3`: one rule of theirs."""

    rule: int = 0
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRule:
    """`notify me ...`, `notify here ...` and, with `mute`, `notify mute ...`; with `rule` the rule with that id becomes this one.

    `documents` are names of document types and of their groups (core.document_groups), separated by spaces. `template`, `contact`
    and `by` are words of a TEMPLATE, a CONTACT and a PERSON. Quiet hours that were said along are kept in the settings.
    """

    rule: int = 0
    here: bool = False
    channel: str = ""
    mute: bool = False
    documents: str = ""
    template: str = ""
    contact: str = ""
    by: str = ""
    above: Decimal | None = None
    frequency: Frequency = Frequency.AT_ONCE
    at: time | None = None
    weekday: Weekday = Weekday.MONDAY
    quiet_from: time | None = None
    quiet_until: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRule:
    """`notify remove RULE`."""

    rule: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuietHours:
    """`notify quiet 20:00-7:00`, `notify quiet off` with both None."""

    here: bool = False
    channel: str = ""
    quiet_from: time | None = None
    quiet_until: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchNotifications:
    """`notify on`, `notify off`; with `own` only what a person is told of as a salesperson, without a rule."""

    on: bool
    own: bool = False
    here: bool = False
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhatToMute:
    """*Mute this* on a card about entries: what of them is to be muted."""

    nos: tuple[int, ...]
    here: bool = False
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChannelLanguage:
    """`notify here language LANG`: the channel is written to in this language; with "" in the language and with the times of
    whoever asks.
    """

    channel: str = ""
    language: str = ""


NotificationRequest = (
    ShowNotifications | SaveRule | RemoveRule | SetQuietHours | SwitchNotifications | AskWhatToMute | SetChannelLanguage
)
