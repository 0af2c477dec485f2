"""Erasing a contact: asked first, then said."""

from adapters.chat.card import Button, Confirm, Element, Fact, Facts, Paragraph, Style, Tone
from adapters.chat.inline import Person, fill
from adapters.chat.reader import Reader
from adapters.chat.turn import Reply
from core.privacy import ContactErasure, Erasure
from core.requests.privacy import EraseContact


def erasure(value: ContactErasure, reader: Reader) -> Reply:
    """Asks with what would go; once it is done, says so without naming the contact."""
    return _done(value, reader) if value.confirmed else _asked(value, reader)


def _asked(value: ContactErasure, reader: Reader) -> Reply:
    _ = reader.text
    if value.erasure is Erasure.REMOVE:
        what = _("The contact goes with all of this. It cannot be taken back.")
    else:
        what = _("The entries stay without anything that tells of the contact; the rest goes. It cannot be taken back.")
    persons = Paragraph((_("The company's persons stay."),)) if value.held.persons else None
    yes = Button(_("Erase"), EraseContact(contact=value.contact.no, confirmed=True), Style.DANGER)
    card = reader.card(
        fill(_("Erase {contact} ({no})?"), contact=Person(value.contact.name), no=value.contact.no),
        _counts(value, reader),
        Paragraph((what,)),
        persons,
        _mentions(value, reader),
        Confirm(yes, _("Keep it")),
        tone=Tone.ASK,
    )
    return Reply(card=card, outcome="asked")


def _done(value: ContactErasure, reader: Reader) -> Reply:
    _ = reader.text
    kept = None
    if value.kept_as:
        kept = Paragraph((_("What is counted stays under the nameless contact {no}.").format(no=value.kept_as),))
    chat = Paragraph((_("What was said in chat stays there. Delete it where it names the contact."),), subtle=True)
    card = reader.card(_("The contact is erased"), _counts(value, reader), kept, _mentions(value, reader), chat, tone=Tone.DONE)
    return Reply(card=card)


def _counts(value: ContactErasure, reader: Reader) -> Element | None:
    _ = reader.text
    held = value.held
    counts = [
        (_("Entries"), held.entries),
        (_("Comments"), held.comments),
        (_("Documents"), held.documents),
        (_("Skipped documents"), held.skipped),
        (_("Customers and vendors"), held.relations),
        (_("Segments"), held.segments),
        (_("Notification rules"), held.rules),
    ]
    facts = tuple(Fact(label, (str(count),)) for label, count in counts if count)
    return Facts(facts) if facts else None


def _mentions(value: ContactErasure, reader: Reader) -> Element | None:
    if not value.held.mentions:
        return None
    numbers = ", ".join(f"#{no}" for no in value.held.mentions)
    text = reader.text("Entries of others have the name in their text. Look through them: {numbers}")
    return Paragraph((text.format(numbers=numbers),))
