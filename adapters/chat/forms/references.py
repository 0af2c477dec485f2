"""The form of a campaign or an opportunity."""

from adapters.chat.form import Field, Form
from adapters.chat.forms.fields import choice_field, form, text_field
from adapters.chat.reader import Reader
from adapters.chat.words import reference_status_word
from core.operations.references import CODE_LIMIT, show_reference
from core.reference import STATUSES, ReferenceKind
from core.requests.references import SaveReference, ShowReference
from core.rights import authorize
from core.work import Work


def reference_form(work: Work, request: SaveReference, reader: Reader) -> Form:
    """A new one, or one as it is with what was said in place. Raises ReferenceNotFound."""
    authorize(request, reader.actor)
    _ = reader.text
    kind = request.kind
    is_campaign = kind is ReferenceKind.CAMPAIGN
    description, status = request.description or "", request.status or STATUSES[kind][0]
    heading = _("New campaign") if is_campaign else _("New opportunity")
    code: tuple[Field, ...] = ()
    if request.new:
        code = (text_field("code", request.code, reader, length=CODE_LIMIT, required=True),)
    else:
        now = show_reference(work, ShowReference(kind=kind, code=request.code), reader.actor, reader.now).reference
        heading = _("Change {code}").format(code=now.code)
        description, status = request.description or now.description, request.status or now.status
    choices = tuple((each.value, reference_status_word(each, _)) for each in STATUSES[kind])
    fields = (
        *code,
        text_field("description", description, reader, required=True),
        choice_field("status", status, choices, reader),
    )
    return form(heading, _("Save"), request, fields, reader)
