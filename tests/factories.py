"""Values with sensible defaults, for tests."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from core.contact import Contact
from core.entry import InteractionLogEntry
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage
from core.person import Identity, Profile
from core.salesperson import Salesperson
from core.template import InteractionGroup, InteractionTemplate
from core.values import ContactType, CorrespondenceType, DeliveryStatus, Evaluation, InformationFlow, InitiatedBy

NOW = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)
ANNA = Identity("slack", "T1", "U1")
_NEWS = re.compile(r"channel (.*) in nowhere cannot be written to any more")

# An entry in which every field has a value of its own.
WHOLE = InteractionLogEntry(
    contact_no="CT000012",
    company_no="CT000001",
    at=datetime(2026, 11, 19, 15, 5, 0, 123456, tzinfo=timezone(timedelta(hours=1))),
    created_at=NOW,
    created_by=7,
    template_code="CALL",
    description="Æ \U0001f600 'quoted'",
    note="line\nline " + "x" * 3980,
    subject="Subject %_\\",
    group_code="PHONE",
    salesperson_code="JR",
    contact_via="+47 22 33 44 55",
    information_flow=InformationFlow.OUTBOUND,
    initiated_by=InitiatedBy.THEM,
    correspondence_type=CorrespondenceType.FAX,
    language_code="nb",
    cost=Decimal("1234567890123.45678"),
    duration=90,
    attempt_failed=True,
    evaluation=Evaluation.VERY_NEGATIVE,
    campaign_no="C1",
    campaign_target=True,
    campaign_response=True,
    opportunity_no="O1",
    segment_no="S1",
    document_type="sales_invoice",
    document_no="103045",
    follow_up_on=date(2026, 12, 3),
    follow_up_text="send offer",
    canceled=True,
    canceled_at=NOW,
    canceled_by=3,
    cancel_reason="twice",
    postponed=True,
    delivery_status=DeliveryStatus.ERROR,
)


def contact(no: str = "CT000012", name: str = "Anna Hansen", **fields: Any) -> Contact:
    """A person, unless `type` says otherwise."""
    return Contact(**{"no": no, "name": name, "type": ContactType.PERSON} | fields)


def company(no: str = "CT000001", name: str = "Fjord AS", **fields: Any) -> Contact:
    return contact(no, name, **{"type": ContactType.COMPANY} | fields)


def template(code: str = "CALL", description: str = "Telephone call", **fields: Any) -> InteractionTemplate:
    return InteractionTemplate(**{"code": code, "description": description} | fields)


def group(code: str = "PHONE", description: str = "Telephone conversations") -> InteractionGroup:
    return InteractionGroup(code=code, description=description)


def salesperson(code: str = "JR", name: str = "John Roberts", **fields: Any) -> Salesperson:
    return Salesperson(**{"code": code, "name": name, "email": "john@example.test"} | fields)


def profile(name: str = "Anna Rep", email: str = "anna@example.test", **fields: Any) -> Profile:
    return Profile(**{"name": name, "email": email, "time_zone": "Europe/Oslo"} | fields)


def entry(contact_no: str = "CT000012", **fields: Any) -> InteractionLogEntry:
    """An entry of `contact_no`, who belongs to no company unless `company_no` names one."""
    values: dict[str, Any] = {
        "contact_no": contact_no,
        "company_no": contact_no,
        "at": NOW,
        "created_at": NOW,
        "created_by": 1,
        "template_code": "CALL",
        "description": "Talked about the offer",
    }
    return InteractionLogEntry(**values | fields)


def news(text: str, recipient: Recipient, now: datetime = NOW, **fields: Any) -> OutboxMessage:
    """A message whose card has a title of its own, with `text` in it."""
    payload = {"platform": "nowhere", "channel": text, "reason": "gone"}
    values: dict[str, Any] = {"kind": MessageKind.STOPPED, "created_at": now, "due_at": now, "payload": payload}
    return OutboxMessage(recipient=recipient, **values | fields)


def news_in(title: str) -> str:
    """The text of `news` with this title, any other title as it is."""
    found = _NEWS.fullmatch(title)
    return found[1] if found else title
