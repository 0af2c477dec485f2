import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal

from core.changes import differences, with_values
from core.entry import InteractionLogEntry
from tests.factories import WHOLE

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
NEW = replace(WHOLE, no=8)


def test_every_field_survives_json_in_both_directions() -> None:
    before, after = differences(OLD, NEW)
    assert set(after) == {field.name for field in fields(InteractionLogEntry)}
    assert with_values(NEW, json.loads(json.dumps(before))) == OLD
    assert with_values(OLD, json.loads(json.dumps(after))) == NEW


def test_only_what_differs() -> None:
    assert differences(OLD, replace(OLD, duration=10, cost=Decimal("0.00"))) == ({"duration": 0}, {"duration": 10})
