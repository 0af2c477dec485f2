import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from core.changes import differences, with_values
from core.entry import InteractionLogEntry
from core.values import CorrespondenceType, DeliveryStatus, Evaluation, InformationFlow, InitiatedBy

THEN, NOW = datetime(2026, 11, 19, 8, tzinfo=UTC), datetime(2026, 11, 20, 12, 0, 0, 7, tzinfo=UTC)
OLD = InteractionLogEntry(
    no=7,
    contact_no="A",
    company_no="A",
    at=THEN,
    created_at=THEN,
    created_by=1,
    template_code="PHONE",
    description="talked",
)
NEW = InteractionLogEntry(
    no=8,
    contact_no="B",
    company_no="C",
    at=NOW,
    created_at=NOW,
    created_by=2,
    template_code="MEETING",
    description="met",
    note="met\ntwice",
    subject="subject",
    group_code="MEET",
    salesperson_code="JR",
    contact_via="+47 22 33 44 55",
    information_flow=InformationFlow.INBOUND,
    initiated_by=InitiatedBy.THEM,
    correspondence_type=CorrespondenceType.HARD_COPY,
    language_code="nb",
    cost=Decimal("12.50"),
    duration=45,
    attempt_failed=True,
    evaluation=Evaluation.VERY_NEGATIVE,
    campaign_no="C1",
    campaign_target=True,
    campaign_response=True,
    opportunity_no="O1",
    segment_no="S1",
    document_type="sales_invoice",
    document_no="103",
    follow_up_on=date(2026, 12, 1),
    follow_up_text="send offer",
    canceled=True,
    canceled_at=NOW,
    canceled_by=3,
    cancel_reason="wrong",
    postponed=True,
    delivery_status=DeliveryStatus.ERROR,
)


def test_every_field_survives_json_in_both_directions() -> None:
    before, after = differences(OLD, NEW)
    assert set(after) == {field.name for field in fields(InteractionLogEntry)}
    assert with_values(NEW, json.loads(json.dumps(before))) == OLD
    assert with_values(OLD, json.loads(json.dumps(after))) == NEW


def test_only_what_differs() -> None:
    assert differences(OLD, replace(OLD, duration=10, cost=Decimal("0.00"))) == ({"duration": 0}, {"duration": 10})
