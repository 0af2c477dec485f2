"""Who says what: how a line is read, and who speaks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.chat.answering import WRITING
from adapters.chat.formats import zone
from adapters.chat.grammar import Reading, parse
from adapters.chat.request import Request
from adapters.chat.turn import Turn, UnknownIdentity
from core.errors import Refusal
from core.person import Actor, Identity
from core.work import Work

# How long what a platform said of a person is believed: who leaves a company loses access within a day.
PROFILE_LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Voice:
    """What reading a line depends on beside the line: the language and the time zone of who said it."""

    language: str
    time_zone: str

    def reading(self, now: datetime) -> Reading:
        return Reading(now.astimezone(zone(self.time_zone)), self.language)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a turn means when `voice` said it: a request, or the refusal of a line."""

    voice: Voice
    request: Request | Refusal

    @property
    def writes(self) -> bool:
        return isinstance(self.request, WRITING)


def hear(turn: Turn, voice: Voice) -> Heard:
    """Reads a line; a request from a button or form means itself."""
    if not isinstance(turn.said, str):
        return Heard(voice, turn.said)
    try:
        return Heard(voice, parse(turn.said, voice.reading(turn.now)))
    except Refusal as refusal:
        return Heard(voice, refusal)


def known_actor(work: Work, identity: Identity, now: datetime, default: Voice) -> Actor:
    """Who acts; the time zone of `default` counts where theirs is unknown. Raises UnknownIdentity for an account that was never
    seen or whose profile is stale.
    """
    actor = work.people.actor(identity)
    if actor is None or (actor.checked_at is not None and now - actor.checked_at > PROFILE_LIFETIME):
        raise UnknownIdentity
    return actor if actor.time_zone else replace(actor, time_zone=default.time_zone)
