"""Contacts: what a search found, one contact, and a new one."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.chat.card import Button, Choice, Element, Fact, Facts, Paragraph, Pick, Style, Tone
from adapters.chat.codec import dump
from adapters.chat.inline import Person, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.common import contact_detail, entries
from adapters.chat.request import Share
from adapters.chat.turn import Reply
from adapters.chat.words import contact_type_word, correspondence_word, language_name
from core.contact import Contact
from core.requests.contacts import AddContact, FindContacts, ShowContact
from core.requests.entries import ListEntries, LogInteraction
from core.requests.setup import ShowFirstSteps
from core.results.contacts import ContactDetails, FoundContacts
from core.values import ContactType


def found(value: FoundContacts, request: FindContacts, reader: Reader) -> Reply:
    """Contacts to choose from; the nearest names when nothing matches."""
    _ = reader.text
    if value.contacts:
        more = Paragraph((_("There are more. Add a word to narrow it down."),), subtle=True) if value.more else None
        heading = fill(_("Contacts matching “{words}”"), words=request.words) if request.words else (_("Contacts"),)
        return Reply(card=reader.card(heading, choose(value.contacts), more))
    add = form_button(_("Add contact"), AddContact(name=request.words), Style.PRIMARY)
    heading = fill(_("No contact matches “{words}”"), words=request.words) if request.words else (_("No contacts yet"),)
    near = (Paragraph((_("Did you mean one of these?"),)), choose(value.nearest)) if value.nearest else ()
    return Reply(card=reader.card(heading, *near, buttons=(add,)))


def choose(contacts: tuple[Contact, ...]) -> Pick:
    """A picker that shows the chosen contact."""
    return Pick(tuple(Choice(c.name, contact_detail(c), ShowContact(contact=c.no)) for c in contacts))


def contact(value: ContactDetails, request: ShowContact, reader: Reader) -> Reply:
    """One contact: details, persons, last entries."""
    _ = reader.text
    who = value.contact
    company = value.company.name if value.company else who.company_no
    lines = [
        (_("Type"), contact_type_word(who.type, _)),
        (_("Company"), company if who.type is ContactType.PERSON else ""),
        (_("Job title"), who.job_title),
        (_("E-mail"), who.email),
        (_("Phone"), ", ".join(filter(None, (who.phone, who.mobile)))),
        (_("Address"), ", ".join(filter(None, (who.address, f"{who.postal_code} {who.city}".strip(), who.country)))),
        (_("Salesperson"), value.salesperson.name if value.salesperson else who.salesperson_code),
        (_("Language"), language_name(who.language_code.lower(), _)),
        (_("Correspondence type"), correspondence_word(who.correspondence_type, _)),
        (_("External id"), who.external_id),
    ]
    facts = Facts(tuple(Fact(label, (text,)) for label, text in lines if text))
    body: list[Element | None] = [facts, _notice(who, reader)]
    if value.persons:
        body += [Paragraph((_("Persons"),), subtle=True), choose(value.persons)]
    heading = _("Last entries") if value.last else _("Nothing was logged yet.")
    body += [Paragraph((heading,), subtle=True), entries(value.last, reader)]
    log = None
    if not who.privacy_blocked:
        log = form_button(_("Log"), LogInteraction(contact=who.no), Style.PRIMARY)
    whole = Button(_("Whole log"), ListEntries(contact=who.no), fresh=True) if value.last else None
    share = Button(_("Share here"), Share(request=dump(request)), fresh=True) if reader.place.shared else None
    return Reply(
        card=reader.card((Person(who.name), f" ({who.no})"), *body, buttons=(log, whole, share)),
        again=ShowContact(contact=who.no),
        entry_nos=tuple(row.entry.no for row in value.last),
    )


def _notice(who: Contact, reader: Reader) -> Paragraph | None:
    _ = reader.text
    if who.privacy_blocked:
        return Paragraph((_("Privacy blocked: nothing may be logged for this contact."),))
    if who.exclude_from_segment:
        return Paragraph((_("Excluded from segments."),), subtle=True)
    return None


def added(value: Contact, company: str, salesperson: str, reader: Reader, *, begins: bool = False) -> Reply:
    """A new contact; `company` and `salesperson` are the names of its own or "". `begins`: nothing can be logged yet."""
    _ = reader.text
    lines = [
        (_("Type"), contact_type_word(value.type, _)),
        (_("Company"), company),
        (_("Job title"), value.job_title),
        (_("E-mail"), value.email),
        (_("Phone"), value.phone),
        (_("Salesperson"), salesperson or value.salesperson_code),
    ]
    card = reader.card(
        fill(_("Added {contact} as {no}"), contact=Person(value.name), no=value.no),
        Facts(tuple(Fact(label, (text,)) for label, text in lines if text)),
        buttons=(
            Button(_("What is left?"), ShowFirstSteps(), Style.PRIMARY, fresh=True)
            if begins
            else form_button(_("Log"), LogInteraction(contact=value.no), Style.PRIMARY),
            Button(_("Show"), ShowContact(contact=value.no), fresh=True),
        ),
        tone=Tone.DONE,
    )
    return Reply(card=card)


def duplicates(likely: tuple[Contact, ...], names: Mapping[str, str], request: AddContact, reader: Reader) -> Reply:
    """Asks whether to add a contact although these look the same. `names` are theirs with their companies', by no."""
    _ = reader.text
    anyway = replace(request, duplicate=True, nonce=request.nonce or reader.nonce)
    choices = tuple(
        Choice(names[each.no], " · ".join(filter(None, (each.no, each.email, each.phone))), ShowContact(contact=each.no))
        for each in likely
    )
    body: tuple[Element, ...] = (Paragraph((_("Is it one of these?"),)), Pick(choices))
    buttons = [Button(_("Add anyway"), anyway, Style.PRIMARY)]
    if len(choices) == 1:
        only = choices[0]
        body = (Paragraph((Person(only.label), f" · {only.detail}")),)
        buttons = [Button(_("Use this one"), only.request, Style.PRIMARY), Button(_("Add anyway"), anyway)]
    heading = fill(_("“{name}” looks like a contact that is there already"), name=request.name)
    return Reply(card=reader.card(heading, *body, buttons=tuple(buttons), tone=Tone.ASK), outcome="asked")
