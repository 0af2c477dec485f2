"""A message that somebody wants in the log, as the request whose form opens filled with it."""

from dataclasses import dataclass
from datetime import datetime

from adapters.chat.formats import zone
from adapters.chat.forms.fields import NOTE_LENGTH
from adapters.chat.hearing import Voice, known_actor
from core.person import Identity
from core.requests.entries import LogInteraction
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a message says, and when (aware) it was written if that is known. `email` is the author's, "" where nobody else wrote
    it or the platform does not tell.
    """

    text: str
    email: str
    at: datetime | None


def quoted(work: Work, quote: Quote, identity: Identity, now: datetime, default: Voice) -> LogInteraction:
    """The message as note, its author as contact if it is the e-mail address of just one, and its day and time as the person who
    logs it has them; `default` as in `known_actor`. Raises UnknownIdentity.
    """
    actor = known_actor(work, identity, now, default)
    at = min(quote.at, now).astimezone(zone(actor.time_zone)) if quote.at else None
    text = quote.text.strip()
    return LogInteraction(
        contact=_contact(work, quote.email.strip().lower()),
        note=text if len(text) <= NOTE_LENGTH else text[: NOTE_LENGTH - 1] + "…",
        on=at.date() if at else None,
        at=at.time().replace(second=0, microsecond=0) if at else None,
    )


def _contact(work: Work, email: str) -> str:
    """The no. of the one contact with this e-mail address, else ""."""
    if "@" not in email:
        return ""
    same = [each.no for each in work.contacts.find(email).likely if each.email.strip().lower() == email]
    return same[0] if len(same) == 1 else ""
