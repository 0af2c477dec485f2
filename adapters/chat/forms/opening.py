"""When a form is the answer, and that answer."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.chat.card import Bullets, Paragraph, Style, Tone
from adapters.chat.form import FieldKind, Form
from adapters.chat.forms import form_of
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.refusals import file_trouble
from adapters.chat.request import Request
from adapters.chat.turn import Reply
from adapters.chat.waiting import FILE
from core.errors import ContactMissing, FileRefused, Refusal, TemplateMissing, TemplateNotFound
from core.requests.contacts import AddContact
from core.requests.documents import SaveDocumentSetup
from core.requests.entries import CommentEntry, EditEntry, LogAgain, LogInteraction
from core.requests.notifications import SaveRule
from core.requests.references import SaveReference
from core.requests.segments import AddToSegment, ChangeSegmentLine, PreviewSegment, ReduceSegment, SaveSegment
from core.requests.setup import GrantRole, SaveGroup, SaveTemplate
from core.work import Work


def incomplete(request: Request) -> bool:
    """Whether a line named so little that a form has to ask for the rest."""
    match request:
        case LogInteraction():
            return not (request.words or request.template or request.contact)
        case LogAgain():
            return not request.contact
        case EditEntry():
            return request == EditEntry(no=request.no)
        case CommentEntry():
            return not request.text.strip()
        case AddContact():
            return not request.name.strip()
        case SaveTemplate(new=True):
            return not (request.code and request.description)
        case SaveTemplate():
            return request == SaveTemplate(code=request.code)
        case SaveGroup():
            return not (request.code and request.description)
        case GrantRole():
            return not request.person
        case SaveReference(new=True):
            return not (request.code and request.description)
        case SaveReference():
            return request == SaveReference(kind=request.kind, code=request.code)
        case SaveSegment(new=True):
            return not (request.code and request.description)
        case SaveSegment():
            return request == SaveSegment(code=request.code)
        case ChangeSegmentLine():
            return request == ChangeSegmentLine(segment=request.segment, contact=request.contact)
        case AddToSegment():
            return request == AddToSegment(segment=request.segment)
        case ReduceSegment():
            return request == ReduceSegment(segment=request.segment, keep=request.keep)
        case SaveRule():
            return request == SaveRule(rule=request.rule, here=request.here, channel=request.channel, mute=request.mute)
        case SaveDocumentSetup():
            return not request.template
    return False


def asks_by_form(refusal: Refusal, request: Request | None) -> bool:
    """Whether what a line left out is asked for by a form."""
    return isinstance(request, LogInteraction | LogAgain | PreviewSegment) and isinstance(
        refusal, ContactMissing | TemplateMissing | TemplateNotFound
    )


def open_form(form: Form, reader: Reader) -> Reply:
    """The form where the place can open one; in any case a card with a button that opens it."""
    intro = Paragraph((form.intro,)) if form.intro else None
    if isinstance(form.request, LogInteraction):
        refused = reader.file
        if form.request.file and not _has_file(form):
            form, refused = replace(form, request=replace(form.request, file="")), FileRefused("gone")
        if isinstance(refused, FileRefused):
            form = replace(form, errors={FILE: file_trouble(refused, reader)})
    button = form_button(reader.text("Open the form"), without_nonce(form.request), Style.PRIMARY)
    card = reader.card(form.title, intro, buttons=(button,), tone=Tone.ASK)
    return Reply(card=card, form=form if reader.place.forms else None, keeps_file=_has_file(form), outcome="asked")


def form_again(
    work: Work, request: Request, errors: Mapping[str, str], values: Mapping[str, str], reader: Reader
) -> Reply | None:
    """The form once more, with what was entered and what is wrong with it; None when no error belongs to a field of it."""
    form = form_of(work, request, reader)
    if form is None or not {field.key for field in form.fields} & set(errors):
        return None
    fields = tuple(
        replace(field, value=values.get(field.key, field.value), value_label="")
        if field.key in errors and field.kind is not FieldKind.FILE
        else field
        for field in form.fields
    )
    form = replace(form, intro="", fields=fields, errors=dict(errors))
    card = reader.card(form.title, Bullets(tuple((text,) for text in errors.values())), tone=Tone.REFUSED)
    return Reply(card=card, form=form, keeps_file=_has_file(form), outcome="refused")


def _has_file(form: Form) -> bool:
    return any(field.kind is FieldKind.FILE and field.value for field in form.fields)


def without_nonce(request: Request) -> Request:
    """Without the nonce of the form that is open: the button may be pressed for another entry."""
    return replace(request, nonce="") if isinstance(request, LogInteraction | LogAgain | CommentEntry | AddContact) else request
