"""Requests about templates, groups and people."""

from dataclasses import dataclass
from decimal import Decimal

from core.values import CorrespondenceType, InformationFlow, InitiatedBy, Role, WizardAction


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTemplates:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpUsualTemplates:
    """Adds the usual templates to an organization that has none; without `confirmed`, shows them."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowTemplate:
    """`template CODE`; `template` is the words of a TEMPLATE."""

    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTemplate:
    """`template create CODE: DESCRIPTION` with `new`, else `template CODE change ...`; None leaves a field as it is."""

    code: str = ""
    new: bool = False
    description: str | None = None
    group: str | None = None
    unit_cost: Decimal | None = None
    unit_duration: int | None = None
    information_flow: InformationFlow | None = None
    initiated_by: InitiatedBy | None = None
    correspondence_type: CorrespondenceType | None = None
    ignore_contact_correspondence_type: bool | None = None
    language: str | None = None
    campaign: str | None = None
    campaign_target: bool | None = None
    campaign_response: bool | None = None
    wizard_action: WizardAction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveTemplate:
    code: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroups:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveGroup:
    """`group create CODE: DESCRIPTION` with `new`, else `group CODE: DESCRIPTION`."""

    code: str = ""
    new: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveGroup:
    code: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage:
    """`language LANG`: a code (nb) or a name (norsk, Norwegian)."""

    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeople:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFirstSteps:
    """`start`: what a new organization needs before its reps can log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectWorkspace:
    """`connect PLATFORM ID`: a further workspace or tenant belongs to the organization from then on."""

    platform: str
    workspace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole:
    """`grant PERSON ROLE`; without a person, a form asks. `salesperson` is the code of a new salesperson with the person's name
    and e-mail address, "" for none.
    """

    person: str = ""
    role: Role = Role.REP
    salesperson: str = ""


FirstStepsRequest = ShowFirstSteps | SetUpUsualTemplates
SetupRequest = (
    ListTemplates
    | ShowTemplate
    | SaveTemplate
    | RemoveTemplate
    | ListGroups
    | SaveGroup
    | RemoveGroup
    | WhoAmI
    | SetLanguage
    | ListPeople
    | ConnectWorkspace
    | GrantRole
)
