"""The closed sets of values in the reader's words."""

from collections.abc import Callable

from core.languages import LANGUAGES
from core.reference import ReferenceStatus
from core.values import (
    ChangeKind,
    ContactType,
    CorrespondenceType,
    Evaluation,
    InformationFlow,
    InitiatedBy,
    Role,
    Status,
    WizardAction,
)

Gettext = Callable[[str], str]

EVALUATIONS = (
    Evaluation.VERY_POSITIVE,
    Evaluation.POSITIVE,
    Evaluation.NEUTRAL,
    Evaluation.NEGATIVE,
    Evaluation.VERY_NEGATIVE,
)


def status_word(status: Status, _: Gettext) -> str:
    match status:
        case Status.CANCELED:
            return _("canceled")
        case Status.DRAFT:
            return _("draft")
        case Status.DELIVERY_ERROR:
            return _("delivery error")
        case Status.DELIVERY_IN_PROGRESS:
            return _("delivery in progress")
        case Status.ATTEMPT_FAILED:
            return _("attempt failed")
        case Status.OPEN:
            return _("open")


def evaluation_word(evaluation: Evaluation, _: Gettext) -> str:
    match evaluation:
        case Evaluation.NONE:
            return _("none")
        case Evaluation.VERY_POSITIVE:
            return _("very positive")
        case Evaluation.POSITIVE:
            return _("positive")
        case Evaluation.NEUTRAL:
            return _("neutral")
        case Evaluation.NEGATIVE:
            return _("negative")
        case Evaluation.VERY_NEGATIVE:
            return _("very negative")


def role_word(role: Role, _: Gettext) -> str:
    match role:
        case Role.NONE:
            return _("no role")
        case Role.REP:
            return _("rep")
        case Role.MANAGER:
            return _("manager")
        case Role.ADMIN:
            return _("admin")


def flow_word(flow: InformationFlow, _: Gettext) -> str:
    match flow:
        case InformationFlow.NONE:
            return ""
        case InformationFlow.OUTBOUND:
            return _("outbound")
        case InformationFlow.INBOUND:
            return _("inbound")


def initiated_word(by: InitiatedBy, _: Gettext) -> str:
    match by:
        case InitiatedBy.NONE:
            return ""
        case InitiatedBy.US:
            return _("us")
        case InitiatedBy.THEM:
            return _("them")


def correspondence_word(kind: CorrespondenceType, _: Gettext) -> str:
    match kind:
        case CorrespondenceType.NONE:
            return ""
        case CorrespondenceType.HARD_COPY:
            return _("hard copy")
        case CorrespondenceType.EMAIL:
            return _("e-mail")
        case CorrespondenceType.FAX:
            return _("fax")


def contact_type_word(kind: ContactType, _: Gettext) -> str:
    match kind:
        case ContactType.COMPANY:
            return _("company")
        case ContactType.PERSON:
            return _("person")


def change_word(kind: ChangeKind, _: Gettext) -> str:
    """What was done, as a row of the history begins."""
    match kind:
        case ChangeKind.CREATED:
            return _("Logged")
        case ChangeKind.EDITED:
            return _("Edited")
        case ChangeKind.CANCELED:
            return _("Canceled")
        case ChangeKind.RESTORED:
            return _("Restored")
        case ChangeKind.EVALUATED:
            return _("Evaluated")
        case ChangeKind.COMMENTED:
            return _("Commented")
        case ChangeKind.ATTACHED:
            return _("File attached")
        case ChangeKind.FINISHED:
            return _("Finished")
        case ChangeKind.DROPPED:
            return _("Dropped")
        case ChangeKind.FOLLOWED_UP:
            return _("Followed up")
        case ChangeKind.DOCUMENT:
            return _("Document")


def wizard_word(action: WizardAction, _: Gettext) -> str:
    match action:
        case WizardAction.NONE:
            return ""
        case WizardAction.OPEN:
            return _("open the attachment")
        case WizardAction.IMPORT:
            return _("import an attachment")
        case WizardAction.MERGE:
            return _("merge the attachment")


def reference_status_word(status: ReferenceStatus, _: Gettext) -> str:
    match status:
        case ReferenceStatus.PLANNED:
            return _("planned")
        case ReferenceStatus.ACTIVE:
            return _("active")
        case ReferenceStatus.CLOSED:
            return _("closed")
        case ReferenceStatus.OPEN:
            return _("open")
        case ReferenceStatus.WON:
            return _("won")
        case ReferenceStatus.LOST:
            return _("lost")


def language_name(code: str, _: Gettext) -> str:
    """The name of a language; the code itself when it is none of the product's."""
    names = dict(
        zip(
            LANGUAGES,
            (_("English"), _("Norwegian (Bokmål)"), _("Danish"), _("Swedish"), _("Finnish"), _("Dutch")),
            strict=True,
        )
    )
    return names.get(code, code)


def field_word(name: str, _: Gettext) -> str:
    """The label of a field of an entry, a contact or a template, by its name in the domain; the name where it has none."""
    names = {
        "contact": _("Contact"),
        "contact_no": _("Contact"),
        "template": _("Template"),
        "template_code": _("Template"),
        "note": _("Note"),
        "description": _("Description"),
        "subject": _("Subject"),
        "on": _("Date"),
        "at": _("Time"),
        "duration": _("Duration"),
        "cost": _("Cost"),
        "salesperson": _("Salesperson"),
        "salesperson_code": _("Salesperson"),
        "wizard_action": _("Wizard action"),
        "information_flow": _("Information flow"),
        "initiated_by": _("Initiated by"),
        "evaluation": _("Evaluation"),
        "failed": _("Attempt failed"),
        "attempt_failed": _("Attempt failed"),
        "via": _("Via"),
        "contact_via": _("Via"),
        "opportunity": _("Opportunity"),
        "opportunity_no": _("Opportunity"),
        "campaign": _("Campaign"),
        "campaign_no": _("Campaign"),
        "campaign_target": _("Target of the campaign"),
        "campaign_response": _("Response to the campaign"),
        "correspondence_type": _("Correspondence type"),
        "language": _("Language"),
        "language_code": _("Language"),
        "follow_up_on": _("Follow up on"),
        "follow_up_text": _("Follow-up"),
        "postponed": _("Draft"),
        "text": _("Text"),
        "name": _("Name"),
        "type": _("Type"),
        "company": _("Company"),
        "company_no": _("Company"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "job_title": _("Job title"),
        "code": _("Code"),
        "group": _("Group"),
        "group_code": _("Group"),
        "unit_cost": _("Cost"),
        "unit_duration": _("Duration"),
        "ignore_contact_correspondence_type": _("Ignore the contact's correspondence type"),
        "reason": _("Reason"),
        "person": _("Person"),
        "role": _("Role"),
        "no": _("Number"),
        "status": _("Status"),
        "since": _("Since"),
        "until": _("Until"),
        "by": _("By"),
        "segment": _("Segment"),
        "other": _("In the segment"),
        "country": _("Country"),
        "city": _("City"),
        "before": _("Before"),
        "criteria": _("A contact or a criterion"),
        "words": _("Contact"),
        "time_zone": _("Time zone"),
        "documents": _("Documents"),
        "above": _("Above"),
        "frequency": _("When"),
        "weekday": _("Weekday"),
        "rule": _("Rules"),
        "quiet_from": _("Quiet from"),
        "quiet_until": _("Quiet until"),
    }
    return names.get(name, name)
