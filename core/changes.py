"""What a change did to an entry, as JSON values, and back."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from core.entry import InteractionLogEntry
from core.values import CorrespondenceType, DeliveryStatus, Evaluation, InformationFlow, InitiatedBy

# Fields that are no text, number or boolean.
_READERS: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "at": datetime.fromisoformat,
        "created_at": datetime.fromisoformat,
        "canceled_at": datetime.fromisoformat,
        "follow_up_on": date.fromisoformat,
        "cost": Decimal,
        "information_flow": InformationFlow,
        "initiated_by": InitiatedBy,
        "correspondence_type": CorrespondenceType,
        "evaluation": Evaluation,
        "delivery_status": DeliveryStatus,
    }
)


def differences(old: InteractionLogEntry, new: InteractionLogEntry) -> tuple[dict[str, object], dict[str, object]]:
    """The fields that differ, as they were and as they are."""
    names = [field.name for field in fields(old) if getattr(old, field.name) != getattr(new, field.name)]
    return {name: _plain(getattr(old, name)) for name in names}, {name: _plain(getattr(new, name)) for name in names}


def with_values(entry: InteractionLogEntry, values: Mapping[str, object]) -> InteractionLogEntry:
    """The entry with values that `differences` gave."""
    read: dict[str, Any] = {
        name: _READERS[name](value) if name in _READERS and value is not None else value for name, value in values.items()
    }
    return replace(entry, **read)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
