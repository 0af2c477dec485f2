"""Interaction group (5063) and interaction template (5064)."""

from dataclasses import dataclass
from decimal import Decimal

from core.values import CorrespondenceType, InformationFlow, InitiatedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionGroup:
    """`code` is upper case, up to 10 characters."""

    code: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionTemplate:
    """`unit_cost` in LCY, `unit_duration` in minutes."""

    code: str
    description: str
    group_code: str = ""
    unit_cost: Decimal = Decimal(0)
    unit_duration: int = 0
    information_flow: InformationFlow = InformationFlow.NONE
    initiated_by: InitiatedBy = InitiatedBy.NONE
    correspondence_type: CorrespondenceType = CorrespondenceType.NONE
    ignore_contact_correspondence_type: bool = False
    language_code: str = ""
    campaign_no: str = ""
    campaign_target: bool = False
    campaign_response: bool = False
