"""One chunk of lines, in one unit of work: adds what is new, writes what differs, and says which lines cannot go in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters.csvfiles.reader import BadLine
from core.contact import Contact
from core.document import Relation, Side
from core.salesperson import Salesperson
from core.template import InteractionGroup, InteractionTemplate
from core.values import ContactType
from core.work import Work


@dataclass(frozen=True, slots=True)
class Item:
    """What one line says: the fields of the columns that the file has."""

    line: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many lines were new, changed something, and were so already; and those that could not go in."""

    new: int
    changed: int
    same: int
    bad: tuple[BadLine, ...] = ()


def upsert_contacts(work: Work, items: Sequence[Item], *, salespeople: frozenset[str]) -> Outcome:
    """The companies of the persons among the items have to be there already. Only a clear no unblocks a contact."""
    nos = {no for item in items for no in (item.fields["no"], item.fields.get("company_no")) if no}
    stored = {contact.no: contact for contact in work.contacts.get_many(sorted(nos))}
    wanted: list[Contact] = []
    bad: list[BadLine] = []
    for item in items:
        before = stored.get(item.fields["no"])
        fields = {name: value for name, value in item.fields.items() if value is not None}
        contact = Contact(**fields) if before is None else replace(before, **fields)
        if contact.company_no == contact.no:
            contact = replace(contact, company_no="")
        wrong = list(_wrong(item.line, contact, before, stored, salespeople))
        bad.extend(wrong)
        if not wrong:
            wanted.append(contact)
    different = [contact for contact in wanted if stored.get(contact.no) != contact]
    work.contacts.upsert(different)
    new = sum(contact.no not in stored for contact in different)
    return Outcome(new, len(different) - new, len(wanted) - len(different), tuple(bad))


def _wrong(
    line: int, contact: Contact, before: Contact | None, stored: Mapping[str, Contact], salespeople: frozenset[str]
) -> list[BadLine]:
    bad = []
    if before is not None and before.type is not contact.type:
        bad.append(BadLine(line, "type", f"{contact.no} is in the log as a {before.type}, which cannot change"))
    if contact.company_no:
        company = stored.get(contact.company_no)
        if contact.type is ContactType.COMPANY:
            bad.append(BadLine(line, "company_no", "only a person belongs to a company"))
        elif company is None and (before is None or before.company_no != contact.company_no):
            bad.append(BadLine(line, "company_no", f"there is no company {contact.company_no}"))
        elif company is not None and company.type is not ContactType.COMPANY:
            bad.append(BadLine(line, "company_no", f"{contact.company_no} is a person, not a company"))
    changed = before is None or before.salesperson_code != contact.salesperson_code
    if contact.salesperson_code and changed and contact.salesperson_code not in salespeople:
        bad.append(BadLine(line, "salesperson", f"there is no salesperson {contact.salesperson_code}; import salespeople first"))
    return bad


def upsert_salespeople(work: Work, items: Sequence[Item]) -> Outcome:
    stored = {salesperson.code: salesperson for salesperson in work.salespeople.all()}
    wanted = [
        replace(stored[item.fields["code"]], **item.fields) if item.fields["code"] in stored else Salesperson(**item.fields)
        for item in items
    ]
    different = [salesperson for salesperson in wanted if stored.get(salesperson.code) != salesperson]
    work.salespeople.upsert(different)
    new = sum(salesperson.code not in stored for salesperson in different)
    return Outcome(new, len(different) - new, len(wanted) - len(different))


def upsert_templates(work: Work, items: Sequence[Item]) -> Outcome:
    groups = {group.code for group in work.groups.all()}
    for code in sorted({item.fields.get("group_code", "") for item in items} - groups - {""}):
        work.groups.add(InteractionGroup(code=code, description=code))
    stored = {template.code: template for template in work.templates.all()}
    wanted = [
        replace(stored[item.fields["code"]], **item.fields)
        if item.fields["code"] in stored
        else InteractionTemplate(**item.fields)
        for item in items
    ]
    different = [template for template in wanted if stored.get(template.code) != template]
    work.templates.upsert(different)
    new = sum(template.code not in stored for template in different)
    return Outcome(new, len(different) - new, len(wanted) - len(different))


def upsert_relations(work: Work, items: Sequence[Item]) -> Outcome:
    """A relation is to a contact that is there already."""
    wanted = [Relation(**item.fields) for item in items]
    there = {contact.no for contact in work.contacts.get_many(sorted({each.contact_no for each in wanted}))}
    bad = [
        BadLine(item.line, "contact_no", f"there is no contact {each.contact_no}; import contacts first")
        for item, each in zip(items, wanted, strict=True)
        if each.contact_no not in there
    ]
    good = [each for each in wanted if each.contact_no in there]
    stored = {
        (side, no): contact_no
        for side in Side
        for no, contact_no in work.documents.contacts_of(side, sorted(each.no for each in good if each.side is side)).items()
    }
    different = [each for each in good if stored.get((each.side, each.no)) != each.contact_no]
    work.documents.upsert_relations(different)
    new = sum((each.side, each.no) not in stored for each in different)
    return Outcome(new, len(different) - new, len(good) - len(different), tuple(bad))
