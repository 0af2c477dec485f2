"""Forms about how business documents are recorded."""

from adapters.chat.form import Field, FieldKind, Form
from adapters.chat.forms.fields import contact_field, form, template_field, toggle_field
from adapters.chat.reader import Reader
from adapters.chat.replies.document_facts import capital, event_word, events_words, type_word
from core.document import DocumentEventKind
from core.documents import USUAL_EVENTS
from core.operations.document_setup import chosen_events
from core.requests.documents import SaveDocumentSetup, TryDocument
from core.rights import authorize
from core.work import Work


def setup_form(work: Work, request: SaveDocumentSetup, reader: Reader) -> Form:
    """The template of a document type, and a switch for each event; the usual ones are on when none was said."""
    authorize(request, reader.actor)
    usual = USUAL_EVENTS[request.document_type]
    chosen = chosen_events(request) or usual
    switches = [
        toggle_field(event.value, event in chosen, reader, capital(event_word(event, reader))) for event in DocumentEventKind
    ]
    _ = reader.text
    intro = _("Which events record it? With none, the usual ones: {events}.").format(events=events_words(usual, reader))
    fields = (template_field(work, request.template, reader), *switches)
    return form(type_word(request.document_type, reader), _("Save"), request, fields, reader, intro)


def trial_form(work: Work, request: TryDocument, reader: Reader) -> Form:
    """A sample event to try the rules with."""
    authorize(request, reader.actor)
    _ = reader.text
    events = tuple((event.value, capital(event_word(event, reader))) for event in DocumentEventKind)
    fields = (
        Field(key="event", label=_("Event"), kind=FieldKind.CHOICE, value=request.event or "", choices=events),
        contact_field(work, "contact", request.contact, reader, required=False),
        Field(
            key="party_no",
            label=_("Customer or vendor no."),
            kind=FieldKind.TEXT,
            value=request.party_no,
            max_length=20,
            hint=_("Counts where no contact is chosen"),
        ),
    )
    return form(_("Try a document"), _("Try it"), request, fields, reader, type_word(request.document_type, reader))
