"""What forms are made of: fields that several share, and the labels of what pickers hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from adapters.chat.form import Field, FieldKind, Form
from adapters.chat.reader import Reader
from adapters.chat.request import Request
from adapters.chat.words import EVALUATIONS, correspondence_word, evaluation_word, field_word, flow_word, initiated_word
from core.contact import Contact
from core.operations.resolving import find_contact
from core.values import CorrespondenceType, Evaluation, InformationFlow, InitiatedBy
from core.work import Work

NOTE_LENGTH = 4000


def form(title: str, submit: str, request: Request, fields: tuple[Field, ...], reader: Reader, intro: str = "") -> Form:
    """A form for this reader."""
    return Form(
        title=title.strip(),
        submit=submit,
        cancel=reader.text("Close"),
        request=request,
        fields=fields,
        intro=intro,
        language=reader.language,
        time_zone=reader.actor.time_zone,
    )


def contact_label(work: Work, contact: Contact) -> str:
    """Anna Olsen · Fjord AS: what a picker shows for a contact."""
    return contact_labels(work, [contact])[0][1]


def contact_labels(work: Work, contacts: Sequence[Contact]) -> list[tuple[str, str]]:
    """(no., label) of many contacts, their companies looked up at once."""
    companies = {each.no: each.name for each in work.contacts.get_many(sorted({c.company_no for c in contacts if c.company_no}))}
    return [(c.no, " · ".join(filter(None, (c.name, companies.get(c.company_no, ""))))) for c in contacts]


def contact_field(
    work: Work, key: str, words: str, reader: Reader, *, required: bool = True, likely: Sequence[Contact] = ()
) -> Field:
    """A contact picker that holds the contact which the words mean, if they mean one; `likely` ones are offered at once."""
    value = label = ""
    if words:
        found = find_contact(work, words)
        contact = found.exact or (found.likely[0] if len(found.likely) == 1 else None)
        if contact:
            value, label = contact.no, contact_label(work, contact)
    return Field(
        key=key,
        label=field_word(key, reader.text),
        kind=FieldKind.CONTACT,
        value=value,
        value_label=label,
        choices=tuple(contact_labels(work, likely)),
        required=required,
        hint=reader.text("Name, company, phone, e-mail or no."),
    )


def template_field(work: Work, code: str, reader: Reader, *, guessed: bool = False) -> Field:
    """A template picker that holds the template with this code, if there is one."""
    template = work.templates.find(code) if code else None
    return Field(
        key="template",
        label=reader.text("Template"),
        kind=FieldKind.TEMPLATE,
        value=template.code if template else "",
        value_label=reader.template(template.code, template.description) if template else "",
        required=True,
        guessed=guessed,
    )


def text_field(
    key: str, value: str | None, reader: Reader, *, length: int = 100, required: bool = False, hint: str = ""
) -> Field:
    return Field(
        key=key,
        label=field_word(key, reader.text),
        kind=FieldKind.TEXT,
        value=value or "",
        required=required,
        max_length=length,
        hint=hint,
    )


def long_text_field(key: str, value: str | None, reader: Reader, *, required: bool = False, hint: str = "") -> Field:
    field = text_field(key, value, reader, length=NOTE_LENGTH, required=required, hint=hint)
    return replace(field, kind=FieldKind.LONG_TEXT)


def date_field(key: str, value: date | None, reader: Reader) -> Field:
    label = field_word(key, reader.text)
    if value is None:
        return Field(key=key, label=label, kind=FieldKind.DATE)
    return Field(key=key, label=label, kind=FieldKind.DATE, value=value.isoformat(), value_label=reader.ways.day(value))


def time_field(key: str, value: time | None, reader: Reader) -> Field:
    label = field_word(key, reader.text)
    if value is None:
        return Field(key=key, label=label, kind=FieldKind.TIME)
    return Field(key=key, label=label, kind=FieldKind.TIME, value=f"{value:%H:%M}", value_label=reader.ways.clock(value))


def toggle_field(key: str, value: bool | None, reader: Reader, label: str = "") -> Field:
    return Field(key=key, label=label or field_word(key, reader.text), kind=FieldKind.TOGGLE, value="yes" if value else "")


def duration_field(key: str, minutes: int | None, reader: Reader) -> Field:
    """A duration as it is typed: minutes alone, or 1h30m."""
    hint = reader.text("15m, 1h or 1h30")
    return text_field(key, f"{minutes}m" if minutes else "", reader, length=20, hint=hint)


def cost_field(key: str, amount: Decimal | None, reader: Reader) -> Field:
    return text_field(key, reader.ways.entered(amount) if amount else "", reader, length=20)


def evaluation_field(value: Evaluation | None, reader: Reader) -> Field:
    choices = tuple((each.value, evaluation_word(each, reader.text)) for each in EVALUATIONS)
    return choice_field("evaluation", value, choices, reader)


def flow_field(value: InformationFlow | None, reader: Reader) -> Field:
    choices = tuple((each.value, flow_word(each, reader.text)) for each in InformationFlow if each.value)
    return choice_field("information_flow", value, choices, reader)


def initiated_field(value: InitiatedBy | None, reader: Reader) -> Field:
    choices = tuple((each.value, initiated_word(each, reader.text)) for each in InitiatedBy if each.value)
    return choice_field("initiated_by", value, choices, reader)


def correspondence_field(value: CorrespondenceType | None, reader: Reader) -> Field:
    choices = tuple((each.value, correspondence_word(each, reader.text)) for each in CorrespondenceType if each.value)
    return choice_field("correspondence_type", value, choices, reader)


def choice_field(key: str, value: str | None, choices: tuple[tuple[str, str], ...], reader: Reader) -> Field:
    label = field_word(key, reader.text)
    return Field(key=key, label=label, kind=FieldKind.CHOICE, value=value or "", choices=choices)
