"""Contacts: searching, one with what belongs to it, a new one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from core import checks
from core.contact import Contact
from core.errors import DuplicateContacts, InvalidValue, NotFound
from core.filters import EntryFilter
from core.folding import words as words_of
from core.mention import without_mentions
from core.operations import resolving
from core.person import Actor
from core.requests.contacts import AddContact, FindContacts, ShowContact
from core.results.contacts import ContactDetails, FoundContacts
from core.rights import authorize
from core.salesperson import Salesperson
from core.text import one_line
from core.values import ContactType
from core.work import Work

# Letters that leave too much to choose from for the order of names to help.
_LITTLE = 2
_ENTRIES_LOOKED_AT = 50


def find_contacts(work: Work, request: FindContacts, actor: Actor, now: datetime, limit: int = 10) -> FoundContacts:
    """Up to `limit` contacts, likeliest first; without words the first by name. Raises MentionUnknown."""
    authorize(request, actor)
    words = one_line(request.words)
    found = _found(work, words, limit)
    if found.contacts or found.nearest or not words:
        return found
    return replace(found, nearest=tuple(work.contacts.like(without_mentions(words), limit)))


def _found(work: Work, words: str, limit: int) -> FoundContacts:
    found = work.contacts.search(words, limit + 1)
    if found or not words:
        return FoundContacts(contacts=tuple(found[:limit]), more=len(found) > limit)
    # Numbers and addresses as people write them, mentions, and names with a typo.
    matches = resolving.find_contact(work, words, limit + 1)
    return FoundContacts(contacts=matches.likely[:limit], more=len(matches.likely) > limit, nearest=matches.nearest)


def suggest_contacts(work: Work, words: str, actor: Actor, now: datetime, limit: int) -> Sequence[Contact]:
    """Contacts for a picker: while next to nothing is typed, those come first that the person logged with lately."""
    authorize(FindContacts(), actor)
    wanted = one_line(words)
    lately = contacts_lately(work, wanted, actor, limit) if len(wanted) <= _LITTLE else []
    if len(lately) == limit:
        return lately
    found = _found(work, wanted, limit)
    others = found.contacts or (() if lately else found.nearest)
    return list({each.no: each for each in (*lately, *others)}.values())[:limit]


def contacts_lately(work: Work, words: str, actor: Actor, limit: int) -> list[Contact]:
    """The contacts that the person logged with lately, last first, of whose name every given word begins a word. Segments, which
    name many at once, and contacts that may not be logged do not count.
    """
    authorize(FindContacts(), actor)
    recent = work.entries.recent_by(actor.person_id, _ENTRIES_LOOKED_AT)
    nos = dict.fromkeys(entry.contact_no for entry in recent if not entry.canceled and not entry.segment_no)
    contacts = {each.no: each for each in work.contacts.get_many(tuple(nos)) if not each.privacy_blocked}
    wanted = words_of(words)
    fitting = (contacts[no] for no in nos if no in contacts and _begins(words_of(contacts[no].name), wanted))
    return list(islice(fitting, limit))


def _begins(name: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in name) for each in wanted)


def show_contact(work: Work, request: ShowContact, actor: Actor, now: datetime) -> ContactDetails:
    """Raises ContactMissing, ContactNotFound, ContactAmbiguous."""
    authorize(request, actor)
    contact = resolving.contact(work, request.contact)
    company = contact.type is ContactType.COMPANY
    log = EntryFilter(company_no=contact.no, postponed=False) if company else EntryFilter(contact_no=contact.no, postponed=False)
    return ContactDetails(
        contact=contact,
        company=work.contacts.get(contact.company_no) if contact.company_no and not company else None,
        persons=tuple(work.contacts.persons(contact.no, 10)) if company else (),
        salesperson=_salesperson(work, contact.salesperson_code),
        last=tuple(work.entries.page(log, 5)),
    )


def add_contact(work: Work, request: AddContact, actor: Actor, now: datetime) -> Contact:
    """Adds a contact with the next number. Salesperson is the person's own, else the company's; the language is the company's.

    The company of a company counts for nothing. Raises InvalidValue; for the company what the resolving of contacts raises,
    with the field company; DuplicateContacts, unless `duplicate`, when there is a similar contact.
    """
    authorize(request, actor)
    name = checks.line("name", request.name, required=True)
    email = checks.email("email", request.email)
    phone = checks.line("phone", request.phone, 30)
    job_title = checks.line("job_title", request.job_title)
    company = _company(work, request)
    if not request.duplicate:
        similar = work.contacts.similar(name, email, [phone] if phone else [])
        if similar:
            raise DuplicateContacts(tuple(similar))
    contact = Contact(
        no=work.contacts.new_no(),
        type=request.type,
        name=name,
        company_no=company.no if company else "",
        email=email,
        phone=phone,
        language_code=company.language_code if company else "",
        salesperson_code=actor.salesperson_code or (company.salesperson_code if company else ""),
        job_title=job_title,
    )
    work.contacts.add(contact)
    return contact


def _company(work: Work, request: AddContact) -> Contact | None:
    if request.type is ContactType.COMPANY or not one_line(request.company):
        return None
    company = resolving.contact(work, request.company, "company")
    if company.type is not ContactType.COMPANY:
        raise InvalidValue(field="company", value=company.name, rule="not_a_company")
    return company


def _salesperson(work: Work, code: str) -> Salesperson | None:
    try:
        return work.salespeople.get(code) if code else None
    except NotFound:
        return None
