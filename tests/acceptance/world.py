"""A small company to talk about: the same for every door of the conversation."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from core.access import AccessPolicy
from core.document import DocumentEvent, DocumentEventKind, DocumentType
from core.operations.documents import record_documents
from core.person import Profile
from core.storage import Storage
from core.values import InformationFlow, InitiatedBy, Role
from core.work import Work
from tests.factories import NOW, company, contact, group, salesperson, template

ACCESS = AccessPolicy(admin_emails=frozenset({"ada@example.test"}))
# Who speaks in the cases; the name is also the user id on every platform.
PROFILES = {
    "kari": Profile(name="Kari Haugen", email="kari@example.test", time_zone="Europe/Oslo"),
    "mads": Profile(name="Mads Juhl", email="mads@example.test", time_zone="Europe/Oslo"),
    "maria": Profile(name="Maria Manager", email="maria@example.test", time_zone="Europe/Oslo"),
    "ada": Profile(name="Ada Admin", email="ada@example.test", time_zone="Europe/Oslo"),
    "nobody": Profile(name="Ned Nobody", email="ned@example.test", time_zone="Europe/Oslo"),
}


def _skipped(no: str, **party: Any) -> DocumentEvent:
    return DocumentEvent(
        document_type=DocumentType.SALES_INVOICE,
        document_no=no,
        event=DocumentEventKind.POSTED,
        occurred_at=NOW - timedelta(hours=1),
        description=f"Invoice {no}",
        amount=Decimal("1250.00"),
        currency="EUR",
        url=f"https://erp.example.test/invoices/{no}",
        **party,
    )


# No template records them; besides, the second has a customer whom nobody knows, the third a contact who is blocked.
SKIPPED = (
    _skipped("103045", contact_no="CT000011"),
    _skipped("103046", bill_to_customer_no="10000"),
    _skipped("103047", contact_no="CT000014"),
)


def fill(work: Work) -> None:
    """Two reps, a manager, two companies with three persons, three templates. No entries, and three skipped documents."""
    work.salespeople.upsert(
        [
            salesperson("KH", "Kari Haugen", email="kari@example.test"),
            salesperson("MJ", "Mads Juhl", email="mads@example.test"),
        ]
    )
    work.groups.add(group("PHONE", "Phone calls"))
    work.templates.upsert(
        [
            template(
                "CALL",
                "Phone call",
                group_code="PHONE",
                unit_cost=Decimal(20),
                unit_duration=15,
                information_flow=InformationFlow.OUTBOUND,
                initiated_by=InitiatedBy.US,
            ),
            template("MEETING", "Meeting", unit_duration=60),
            template("COMPLAINT", "Complaint"),
        ]
    )
    work.contacts.upsert(
        [
            company("CT000001", "Fjord AS", city="Bergen", salesperson_code="KH"),
            company("CT000002", "Van den Berg Bloemen B.V.", city="Aalsmeer", salesperson_code="MJ"),
            contact("CT000011", "Anna Olsen", company_no="CT000001", city="Bergen", salesperson_code="KH"),
            contact("CT000012", "Olga Olsen", company_no="CT000001", city="Oslo", salesperson_code="KH"),
            contact("CT000013", "Joost van den Berg", company_no="CT000002", salesperson_code="MJ"),
            contact("CT000014", "Petra Blocked", privacy_blocked=True, salesperson_code="MJ"),
            contact("CT000015", "Sam Single"),
        ]
    )
    record_documents(work, SKIPPED, NOW, tell=False)
    maria = work.people.ensure("maria@example.test", "Maria Manager")
    work.people.update(type(maria)(id=maria.id, name=maria.name, email=maria.email, role=Role.MANAGER))


async def build(storage: Storage) -> None:
    """Fills organization 1. The database has to be open with `ACCESS`."""
    await storage.write(1, fill)
