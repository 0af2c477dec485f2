"""What is sent of a group of messages, as things stand when it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime

from adapters.chat.card import Card
from adapters.chat.delivering.addresses import address_of, address_of_copy, without_thread
from adapters.chat.delivering.means import Means
from adapters.chat.posting import Address, Gone
from adapters.chat.reader import reader_for
from adapters.chat.replies.shown import shown
from adapters.chat.telling import deleted_card, notice, renewed
from adapters.chat.template_names import names_of_templates
from adapters.chat.turn import Place
from core.bursts import Group
from core.errors import NoAccess, NotAllowed, NotFound
from core.notification import Recipient
from core.operations.copies import COPIES_FOR
from core.operations.listing import show_entry
from core.operations.notifying import settings_of
from core.outbox import MessageKind, PostedCopy
from core.person import Actor
from core.requests.entries import ShowEntry
from core.values import Role
from core.work import Work


@dataclass(frozen=True, slots=True)
class Rendered:
    """A card and where it goes; with `copy` it takes the place of that message."""

    address: Address
    card: Card
    copy: PostedCopy | None = None


def render(work: Work, means: Means, organization_id: int, group: Group, now: datetime) -> Rendered | None:
    """None when there is nothing to show any more, or nowhere to make it anew. Raises NoAccount, SwitchedOff, Gone."""
    first = group[0]
    if first.kind is not MessageKind.UPDATE:
        # Where it goes is looked up first: it may turn out that it goes nowhere.
        address = address_of(work, means, organization_id, first.recipient)
        card = notice(work, first.recipient, group, now, means.language, means.time_zone)
        return None if card is None else Rendered(address, card)
    copies = work.outbox.copies((first.entry_no,), now - COPIES_FOR)
    copy = next((each for each in copies if each.id == first.copy_id), None)
    if copy is None:
        return None
    card = card_of_copy(work, means, copy, now)
    try:
        return None if card is None else Rendered(address_of_copy(work, means, organization_id, copy), card, copy)
    except Gone:
        return None


def card_of_copy(work: Work, means: Means, copy: PostedCopy, now: datetime) -> Card | None:
    """What a posted message should show now; None when it should be left as it is."""
    if copy.kind is MessageKind.SHOWN:
        return _shown(work, means, copy, now)
    return renewed(work, copy, now, means.language, means.time_zone)


def _shown(work: Work, means: Means, copy: PostedCopy, now: datetime) -> Card | None:
    """The entry, as `show` answers; for a channel, whose readers differ in what they may do, without buttons."""
    actor = _reader(work, means, copy.recipient)
    if actor is None:
        return None
    reader = reader_for(actor, Place(forms=False), now, f"copy{copy.id}", means.language)
    reader = replace(reader, template_names=names_of_templates(work))
    request = ShowEntry(no=copy.entry_no)
    try:
        card = shown(show_entry(work, request, actor, now), request, reader).card
    except NotFound:
        return deleted_card(reader, copy.entry_no)
    except (NoAccess, NotAllowed):
        return None
    return card if copy.recipient.person_id else replace(card, buttons=())


def _reader(work: Work, means: Means, recipient: Recipient) -> Actor | None:
    if recipient.person_id:
        return next(iter(work.people.readers((recipient.person_id,))), None)
    # A thread is read by whom the channel is read by.
    settings = settings_of(work, replace(recipient, channel=without_thread(recipient.channel)))
    language, time_zone = settings.language, settings.time_zone or means.time_zone
    return Actor(person_id=0, name="", email="", role=Role.REP, language=language, time_zone=time_zone)
