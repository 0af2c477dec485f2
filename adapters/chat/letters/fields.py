"""What merge fields are filled with."""

from adapters.chat.formats import formats
from adapters.chat.vocabulary import base_language
from adapters.chat.wording import languages
from core.contact import Contact
from core.entry import InteractionLogEntry
from core.errors import NotFound
from core.salesperson import Salesperson
from core.work import Work


def merge_fields(work: Work, entry: InteractionLogEntry, language: str, time_zone: str) -> dict[str, str]:
    """The merge fields by name; "" for what is not known. Dates are written as the entry's language has them, else as `language`
    does.
    """
    contact = work.contacts.get(entry.contact_no)
    company = _contact(work, entry.company_no)
    salesperson = _salesperson(work, entry.salesperson_code)
    wanted = base_language(entry.language_code or language)
    ways = formats(wanted if wanted in languages() else language, time_zone)
    return {
        "contact_no": contact.no,
        "contact_name": contact.name,
        "contact_job_title": contact.job_title,
        "contact_address": contact.address,
        "contact_postal_code": contact.postal_code,
        "contact_city": contact.city,
        "contact_country": contact.country,
        "contact_email": contact.email,
        "contact_phone": contact.phone or contact.mobile,
        "company_name": company.name if company else "",
        "salesperson_code": entry.salesperson_code,
        "salesperson_name": salesperson.name if salesperson else "",
        "salesperson_email": salesperson.email if salesperson else "",
        "salesperson_phone": salesperson.phone if salesperson else "",
        "interaction_no": str(entry.no),
        "interaction_date": ways.moment(entry.at),
        "interaction_description": entry.description,
        "interaction_subject": entry.subject,
        "interaction_note": entry.note or entry.description,
    }


def _contact(work: Work, no: str) -> Contact | None:
    try:
        return work.contacts.get(no) if no else None
    except NotFound:
        return None


def _salesperson(work: Work, code: str) -> Salesperson | None:
    try:
        return work.salespeople.get(code) if code else None
    except NotFound:  # a contact may name a salesperson who is not there yet
        return None
