"""The form that asks until when a follow-up is put off."""

from dataclasses import replace
from datetime import timedelta

from adapters.chat.form import Form
from adapters.chat.forms.fields import date_field, form
from adapters.chat.reader import Reader
from adapters.chat.replies.common import number
from core.operations.changing import entry_row
from core.requests.follow_ups import SnoozeFollowUp
from core.rights import authorize_entry
from core.work import Work


def snooze_form(work: Work, request: SnoozeFollowUp, reader: Reader) -> Form:
    """Raises NotFound and NotAllowed."""
    _ = reader.text
    row = entry_row(work, request.no)
    authorize_entry(request, reader.actor, row.entry)
    tomorrow = reader.today + timedelta(days=1)
    day = replace(date_field("until", request.until or tomorrow, reader), required=True)
    heading = _("Follow up {no} on").format(no=number(request.no))
    return form(heading, _("Save"), request, (day,), reader, row.entry.follow_up_text)
