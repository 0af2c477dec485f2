"""Interaction group (5063), interaction template (5064) and its languages (5103)."""

from dataclasses import dataclass
from decimal import Decimal

from core.attachment import Attachment
from core.values import CorrespondenceType, InformationFlow, InitiatedBy, WizardAction


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionGroup:
    """`code` is upper case, up to 10 characters."""

    code: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionTemplate:
    """`unit_cost` in LCY, `unit_duration` in minutes.

    `languages` are the codes of its languages, in their order. Where it has any, `language_code` is one of them: the default.
    """

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
    wizard_action: WizardAction = WizardAction.NONE
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLanguage:
    """What a template has in one language. `language_code` is "" where the template has no language."""

    template_code: str
    language_code: str
    description: str = ""
    attachment: Attachment | None = None
