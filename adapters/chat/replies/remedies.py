"""What to do after a refusal: the whole answer, with the nearest things that can be done as buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from adapters.chat.card import Button, Card, Choice, Confirm, Element, Examples, Paragraph, Pick, Style, Tone
from adapters.chat.forms.fields import contact_labels
from adapters.chat.reader import Reader, form_button, once
from adapters.chat.replies import contacts as contact_replies
from adapters.chat.replies.common import contact_detail
from adapters.chat.replies.people import no_access_tip
from adapters.chat.replies.refusals import message
from adapters.chat.replies.segment_contacts import omitted
from adapters.chat.replies.segments import follow_up_button
from adapters.chat.request import Help, Request
from adapters.chat.turn import Reply
from core.contact import Contact
from core.errors import (
    AlreadyExists,
    ChangedSince,
    ContactAmbiguous,
    ContactMissing,
    ContactNotFound,
    DuplicateContacts,
    FileMissing,
    InUse,
    InvalidValue,
    LooksLikeRepeat,
    NoAccess,
    NobodyToLog,
    NoChannel,
    NotAllowed,
    NotFound,
    PrivacyBlocked,
    ReferenceNotFound,
    Refusal,
    SalespersonMissing,
    SegmentCanceled,
    SegmentLogged,
    TemplateAmbiguous,
    TemplateMissing,
    TemplateNotFound,
)
from core.operations.resolving import told_apart
from core.reference import ReferenceKind
from core.requests.contacts import AddContact, FindContacts, ShowContact
from core.requests.documents import ListSkipped, SaveDocumentSetup, TryDocument
from core.requests.entries import EditEntry, ListEntries, LogAgain, LogInteraction, ShowEntry
from core.requests.notifications import SaveRule, ShowNotifications
from core.requests.outbox import ShowOutbox
from core.requests.privacy import EraseContact
from core.requests.references import ListReferences, RemoveReference, SaveReference, ShowReference
from core.requests.segments import (
    AddToSegment,
    ChangeSegmentLine,
    ListSegments,
    PreviewSegment,
    ReduceSegment,
    RemoveFromSegment,
    SaveSegment,
    ShowSegment,
)
from core.requests.setup import ListGroups, ListTemplates, ShowTemplate
from core.requests.statistics import ShowStatistics
from core.values import Role
from core.work import Work

_NamingTemplate = (
    SaveRule
    | EditEntry
    | ListEntries
    | ShowTemplate
    | SaveDocumentSetup
    | PreviewSegment
    | SaveSegment
    | ChangeSegmentLine
    | AddToSegment
    | ReduceSegment
    | ShowStatistics
)
_NamingContact = (
    SaveRule
    | LogInteraction
    | LogAgain
    | EditEntry
    | ListEntries
    | ShowContact
    | EraseContact
    | TryDocument
    | AddToSegment
    | RemoveFromSegment
    | ChangeSegmentLine
    | ShowStatistics
)


def remedy(work: Work, refusal: Refusal, request: Request | None, reader: Reader) -> Reply:
    """The answer to a refused request; `request` is None when there was none that could be read."""
    match refusal:
        case NoAccess() if refusal.member:
            tip = Paragraph(no_access_tip(reader.actor, reader, has_admin=work.people.has_admin()))
            return Reply(card=reader.card(message(refusal, reader), tip, tone=Tone.REFUSED), outcome="refused")
        case ContactAmbiguous() if request is not None:
            return _which_contact(work, refusal, request, reader)
        case ContactNotFound() if request is not None:
            return _no_contact(work, refusal, request, reader)
        case TemplateAmbiguous() if isinstance(request, LogInteraction):
            return _which_template(refusal, told_apart(work, request), reader)
        case TemplateAmbiguous() if isinstance(request, _NamingTemplate):
            return _which_template(refusal, request, reader)
        case ReferenceNotFound() if refusal.nearest and request is not None:
            return _which_reference(work, refusal, request, reader)
        case LooksLikeRepeat() if isinstance(request, LogInteraction | LogAgain):
            return _repeat(refusal, request, reader)
        case DuplicateContacts() if isinstance(request, AddContact):
            return contact_replies.duplicates(refusal.likely, dict(contact_labels(work, refusal.likely)), request, reader)
    # Without a file nothing was done; it is waited for.
    outcome = "asked" if isinstance(refusal, FileMissing) else "refused"
    return Reply(card=_card(refusal, request, reader), outcome=outcome)


def _card(refusal: Refusal, request: Request | None, reader: Reader) -> Card:
    body, buttons = _next(refusal, request, reader)
    return reader.card(message(refusal, reader), *body, buttons=tuple(buttons), tone=Tone.REFUSED)


def _next(refusal: Refusal, request: Request | None, reader: Reader) -> tuple[list[Element], list[Button]]:
    _ = reader.text
    show_templates = Button(_("Templates"), ListTemplates(), fresh=True)
    match refusal:
        case NoAccess():
            return [], []
        case NotAllowed(entry_no=no) | ChangedSince(entry_no=no) | LooksLikeRepeat(entry_no=no):
            if no and reader.actor.role is not Role.NONE:
                return [], [Button(_("Show"), ShowEntry(no=no), fresh=True)]
            return [], []
        case NotFound(kind="entry") if refusal.key:
            return [], [Button(_("Your last entries"), ListEntries(by="me"))]
        case NotFound(kind="template") | TemplateNotFound() | TemplateMissing():
            return [], [show_templates]
        case NotFound(kind="group") | InUse(kind="group") | AlreadyExists(kind="group"):
            return [], [show_templates if isinstance(refusal, InUse) else Button(_("Groups"), ListGroups(), fresh=True)]
        case NotFound(kind="segment"):
            return [], [Button(_("Segments"), ListSegments(), fresh=True)]
        case NotFound(kind="logged segment", key=no) | AlreadyExists(kind="segment", key=no):
            return [], [Button(_("Show"), ShowSegment(segment=no), fresh=True)]
        case SegmentLogged(segment_no=no):
            return [], [Button(_("Show"), ShowSegment(segment=no), fresh=True), follow_up_button(no, reader)]
        case SegmentCanceled(segment_no=no):
            return [], [Button(_("Show"), ShowSegment(segment=no), fresh=True)]
        case NobodyToLog(segment_no=no):
            add = form_button(_("Add contacts"), AddToSegment(segment=no), Style.PRIMARY)
            return [*omitted(refusal.omissions, reader)], [add]
        case ReferenceNotFound():
            label = _("Campaigns") if refusal.kind is ReferenceKind.CAMPAIGN else _("Opportunities")
            return [], [Button(label, ListReferences(kind=refusal.kind), fresh=True)]
        case NotFound(kind="rule"):
            return [], [Button(_("All that is told"), ShowNotifications())]
        case NotFound(kind="message"):
            return [], [Button(_("Outbox"), ShowOutbox(), fresh=True)]
        case NotFound(kind="skipped"):
            return [], [Button(_("Skipped documents"), ListSkipped(), fresh=True)]
        case NoChannel():
            tip = _("Say it in a channel of Slack or Teams that I am in. What you are told of yourself: {line}")
            return [Paragraph((tip.format(line=reader.line("notify me")),))], []
        case NotFound(kind="person"):
            tip = _("A person is an e-mail address, a salesperson code, a mention, or me.")
            return [Paragraph((tip,))], []
        case AlreadyExists(kind="template"):
            return [], [Button(_("Show"), ShowTemplate(template=refusal.key))]
        case ContactMissing():
            return [Examples(((reader.line("contacts anna"), _("looks for contacts")),))], [
                Button(_("Contacts"), FindContacts(), fresh=True)
            ]
        case PrivacyBlocked():
            return [], [Button(_("Show"), ShowContact(contact=refusal.contact.no), fresh=True)]
        case SalespersonMissing():
            return [Paragraph((_salesperson_tip(reader),))], []
        case InvalidValue() if refusal.allowed:
            return [Paragraph((_("It may be: {values}").format(values=", ".join(refusal.allowed)),))], []
    return [], [Button(_("Help"), Help(), fresh=True)] if request is None else []


def _salesperson_tip(reader: Reader) -> str:
    _ = reader.text
    if reader.actor.role >= Role.MANAGER:
        return _("Add {option} to say whose it is, or give your e-mail address to a salesperson.").format(
            option=reader.lines("for:CODE")
        )
    return _("Ask an admin to give your e-mail address to a salesperson.")


def _which_contact(work: Work, refusal: ContactAmbiguous, request: Request, reader: Reader) -> Reply:
    pick = Pick(tuple(_choices(work, refusal.likely, refusal.field, request, reader)))
    return Reply(card=reader.card(message(refusal, reader), pick, tone=Tone.ASK), outcome="asked")


def _no_contact(work: Work, refusal: ContactNotFound, request: Request, reader: Reader) -> Reply:
    _ = reader.text
    body: list[Element] = []
    if refusal.nearest:
        choices = _choices(work, refusal.nearest, refusal.field, request, reader)
        body = [Paragraph((_("Did you mean one of these?"),)), Pick(tuple(choices))]
    buttons = [
        form_button(_("Add contact"), AddContact(name=refusal.name or refusal.words.removeprefix("@"), email=refusal.email))
    ]
    if isinstance(request, LogInteraction):
        buttons.insert(0, form_button(_("Open the form"), told_apart(work, request), Style.PRIMARY))
    card = reader.card(message(refusal, reader), *body, buttons=tuple(buttons), tone=Tone.REFUSED)
    return Reply(card=card, outcome="asked" if refusal.nearest else "refused")


def _choices(work: Work, found: Sequence[Contact], field: str, request: Request, reader: Reader) -> Iterable[Choice]:
    """The same request with each contact's no. in the field that was not clear."""
    said = told_apart(work, request) if isinstance(request, LogInteraction) else request
    labels = dict(contact_labels(work, found))
    for index, contact in enumerate(found):
        chosen = once(_with_contact(said, field, contact.no), reader, f"-{index}")
        company = labels[contact.no].removeprefix(contact.name).removeprefix(" · ")
        yield Choice(contact.name, contact_detail(contact, company), chosen)


def _with_contact(request: Request, field: str, no: str) -> Request:
    """The request with a contact that is clear; one that names no contact of its own becomes a look at the contact."""
    if field == "company" and isinstance(request, ListEntries | ShowStatistics | AddContact | AddToSegment | ReduceSegment):
        return replace(request, company=no)
    if isinstance(request, _NamingContact):
        return replace(request, contact=no)
    return ShowContact(contact=no)


def _which_template(
    refusal: TemplateAmbiguous,
    request: LogInteraction | _NamingTemplate,
    reader: Reader,
) -> Reply:
    choices = tuple(
        Choice(
            reader.template(each.code, each.description),
            each.code,
            once(replace(request, template=each.code), reader, f"-{index}"),
        )
        for index, each in enumerate(refusal.likely)
    )
    return Reply(card=reader.card(message(refusal, reader), Pick(choices), tone=Tone.ASK), outcome="asked")


def _which_reference(work: Work, refusal: ReferenceNotFound, request: Request, reader: Reader) -> Reply:
    said = told_apart(work, request) if isinstance(request, LogInteraction) else request
    choices = tuple(
        Choice(each.description, each.code, once(_with_reference(said, refusal.kind, each.code), reader, f"-{index}"))
        for index, each in enumerate(refusal.nearest)
    )
    return Reply(card=reader.card(message(refusal, reader), Pick(choices), tone=Tone.ASK), outcome="asked")


def _with_reference(request: Request, kind: ReferenceKind, code: str) -> Request:
    """The request with a code that is there; one that names none of its own becomes a look at it."""
    if isinstance(request, SaveReference | RemoveReference):
        return replace(request, code=code)
    if isinstance(request, LogInteraction | EditEntry):
        return replace(request, campaign=code) if kind is ReferenceKind.CAMPAIGN else replace(request, opportunity=code)
    return ShowReference(kind=kind, code=code)


def _repeat(refusal: LooksLikeRepeat, request: LogInteraction | LogAgain, reader: Reader) -> Reply:
    _ = reader.text
    again = Button(_("Log again"), replace(request, repeat=True, nonce=request.nonce or reader.nonce))
    show = Button(_("Show #{no}").format(no=refusal.entry_no), ShowEntry(no=refusal.entry_no), fresh=True)
    card = reader.card(message(refusal, reader), Confirm(again, _("Leave it at one")), buttons=(show,), tone=Tone.ASK)
    return Reply(card=card, outcome="asked", entry_nos=(refusal.entry_no,))
