"""Forms of `notify`: a rule, and quiet hours."""

from dataclasses import replace

from adapters.chat.form import Field, Form
from adapters.chat.forms.fields import (
    choice_field,
    contact_field,
    cost_field,
    form,
    template_field,
    text_field,
    time_field,
)
from adapters.chat.notifying import in_place
from adapters.chat.reader import Reader
from adapters.chat.replies.rules import documents_in_words, request_of, weekday_name
from adapters.chat.vocabulary import Kind, vocabulary
from core.document_groups import ALL, GROUPS, types_of
from core.errors import InvalidValue, NotFound
from core.notification import Frequency
from core.operations.notifying import recipient_of, settings_of
from core.requests.notifications import SaveRule, SetQuietHours
from core.rights import authorize
from core.values import Weekday
from core.work import Work


def rule_form(work: Work, request: SaveRule, reader: Reader) -> Form:
    """A rule or mute with what was said, or as it is. Raises NotFound (rule), NotAllowed and NoChannel."""
    authorize(request, reader.actor)
    _ = reader.text
    request = in_place(request, reader)
    recipient = recipient_of(request.here, request.channel, reader.actor)
    said = request
    if request.rule:
        rule = work.notifications.get(request.rule)
        if rule.recipient != recipient:
            raise NotFound("rule", str(request.rule))
        said = request_of(rule)
    fields: list[Field] = [
        replace(
            choice_field("documents", said.documents or ALL, _documents(said.documents, reader), reader),
            hint=_("A single type by a line: {line}").format(line=reader.line("notify me sales quotes")),
        ),
        contact_field(work, "contact", said.contact, reader, required=False),
        replace(template_field(work, said.template, reader), required=False),
        text_field("by", said.by, reader, hint=_("Code or e-mail of a salesperson, or me")),
        replace(cost_field("above", said.above, reader), hint=_("Amounts above this alone")),
    ]
    if not request.mute:
        at = _("For daily and weekly")
        fields += [
            replace(choice_field("frequency", said.frequency, _frequencies(reader), reader), required=True),
            replace(time_field("at", said.at, reader), hint=at),
            replace(choice_field("weekday", said.weekday, _weekdays(reader), reader), hint=_("For weekly")),
        ]
    return form(_title(request, reader), _("Save"), request, tuple(fields), reader)


def quiet_form(work: Work, request: SetQuietHours, reader: Reader) -> Form:
    """Quiet hours as they are. Raises NotAllowed and NoChannel."""
    authorize(request, reader.actor)
    _ = reader.text
    request = in_place(request, reader)
    now = settings_of(work, recipient_of(request.here, request.channel, reader.actor))
    fields = (
        time_field("quiet_from", request.quiet_from or now.quiet_from, reader),
        time_field("quiet_until", request.quiet_until or now.quiet_until, reader),
    )
    intro = _("What comes up meanwhile is told when they are over. Empty both fields for none.")
    return form(_("Quiet hours"), _("Save"), request, fields, reader, intro)


def _title(request: SaveRule, reader: Reader) -> str:
    _ = reader.text
    if request.rule:
        return _("Change rule {no}").format(no=request.rule)
    if request.mute:
        return _("Mute")
    return _("Tell this channel") if request.here else _("Tell me")


def _documents(said: str, reader: Reader) -> tuple[tuple[str, str], ...]:
    """All, the groups, and what was said when it is neither; the single types are too many to choose from."""
    known = vocabulary(reader.language)
    choices = [(name, known.word(Kind.DOCUMENT_GROUP, name)) for name in (ALL, *GROUPS)]
    if said and said not in dict(choices):
        try:
            types = types_of(said)
        except ValueError:
            raise InvalidValue(field="documents", value=said, rule="unknown") from None
        choices.insert(0, (said, documents_in_words(types, reader)))
    return tuple(choices)


def _frequencies(reader: Reader) -> tuple[tuple[str, str], ...]:
    known = vocabulary(reader.language)
    return tuple((each.value, known.word(Kind.FREQUENCY, each)) for each in Frequency)


def _weekdays(reader: Reader) -> tuple[tuple[str, str], ...]:
    return tuple((day.value, weekday_name(day, reader)) for day in Weekday)
