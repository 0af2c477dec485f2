"""From a request about contacts to its answer."""

from adapters.chat.reader import Reader
from adapters.chat.replies import contacts
from adapters.chat.turn import Reply
from core.operations.contacts import add_contact, find_contacts, show_contact
from core.requests.contacts import AddContact, ContactRequest, FindContacts, ShowContact
from core.values import Role
from core.work import Work

WRITING = (AddContact,)
SHAREABLE = (ShowContact,)


def contacted(work: Work, request: ContactRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    match request:
        case FindContacts():
            return contacts.found(find_contacts(work, request, actor, now), request, reader)
        case ShowContact():
            return contacts.contact(show_contact(work, request, actor, now), request, reader)
        case AddContact():
            added = add_contact(work, request, actor, now)
            company = work.contacts.get(added.company_no).name if added.company_no else ""
            salesperson = next((each.name for each in work.salespeople.all() if each.code == added.salesperson_code), "")
            begins = reader.actor.role is Role.ADMIN and not work.templates.all()
            return contacts.added(added, company, salesperson, reader, begins=begins)
