"""What leads a new organization to its first interaction."""

from collections.abc import Callable

from adapters.chat.card import Button, Card, Fact, Facts, Paragraph, Style, Table, Tone
from adapters.chat.inline import Text, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.request import Help
from adapters.chat.turn import Reply
from core.requests.contacts import AddContact
from core.requests.entries import LogInteraction
from core.requests.setup import ListPeople, SaveTemplate, SetUpUsualTemplates, ShowFirstSteps
from core.results.setup import FirstSteps, UsualTemplates

_IMPORT = "python -m bot import contacts contacts.csv"


def usual_names(_: Callable[[str], str]) -> dict[str, str]:
    """What the usual templates and their groups are called, by code."""
    return {
        "CALL": _("Phone call"),
        "SUPPORT": _("Support call"),
        "MEETING": _("Meeting"),
        "VISIT": _("Visit at the customer's"),
        "DEMO": _("Product demonstration"),
        "EMAIL": _("E-mail"),
        "LETTER": _("Letter"),
        "QUOTE": _("Quote sent"),
        "COMPLAINT": _("Complaint"),
        "PHONE": _("Phone calls"),
        "MEETINGS": _("Meetings and visits"),
        "WRITTEN": _("Letters and e-mails"),
        "SALES": _("Quotes and orders"),
    }


def first_steps(value: FirstSteps, reader: Reader) -> Reply:
    """The three steps; the answer to a button on the card takes its place or comes below, and can be asked for anew."""
    return Reply(card=steps_card(value, reader), again=ShowFirstSteps())


def steps_card(value: FirstSteps, reader: Reader, title: Text | None = None) -> Card:
    """The steps with a button for each that is not done. `title` in place of the usual one tells what was just done."""
    _ = reader.text
    if value.done:
        return reader.card(
            title or (_("All is set up: your team can log"),),
            _steps(value, reader),
            buttons=(
                form_button(_("Log an interaction"), LogInteraction(), Style.PRIMARY),
                Button(_("Help"), Help(), fresh=True),
            ),
            tone=Tone.DONE,
        )
    buttons: list[Button] = []
    if not value.contacts:
        buttons.append(form_button(_("Add contact"), AddContact(), _style(buttons)))
    if not value.templates:
        buttons.append(Button(_("Choose templates"), SetUpUsualTemplates(), _style(buttons)))
    if not value.reps:
        buttons.append(Button(_("Invite reps"), ListPeople(), _style(buttons), fresh=True))
    buttons.append(Button(_("What is left?"), ShowFirstSteps()))
    again = Paragraph((_("These steps again, at any time: {line}").format(line=reader.line("start")),), subtle=True)
    return reader.card(
        title or (_("Three steps, and your team can log"),),
        _steps(value, reader),
        again,
        buttons=tuple(buttons),
        tone=Tone.DONE if title else Tone.PLAIN,
    )


def _style(before: list[Button]) -> Style:
    """The first button is what to do next."""
    return Style.DEFAULT if before else Style.PRIMARY


def _steps(value: FirstSteps, reader: Reader) -> Facts:
    _ = reader.text
    done: Text = (reader.pgettext("state", "Done"),)
    contacts = fill(_("Add them here, or import a CSV file on the server: {line}"), line=_IMPORT)
    templates: Text = (
        _("An interaction is based on a template: a call, a visit, an e-mail. Take the usual ones, or make your own."),
    )
    reps: Text = (
        _("Whoever has the e-mail address of a salesperson is a rep. Give somebody a role and a salesperson code here."),
    )
    if value.everybody:
        reps = (_("Everybody in the workspace is a rep: they only have to write to me."),)
    return Facts(
        (
            Fact(_("1. Contacts"), done if value.contacts else contacts),
            Fact(_("2. Templates"), done if value.templates else templates),
            Fact(_("3. Reps"), done if value.reps else reps),
        )
    )


def usual_templates(value: UsualTemplates, reader: Reader) -> Reply:
    """The usual templates, to be added in one press."""
    _ = reader.text
    table = Table(
        (_("Code"), _("Description"), _("Duration")),
        tuple(
            ((each.code,), (reader.template(each.code, each.description),), (reader.ways.duration(each.unit_duration),))
            for each in value.templates
        ),
        numeric=(2,),
    )
    tip = Paragraph((_("They can be changed, and others added, at any time."),), subtle=True)
    card = reader.card(
        _("The usual templates"),
        table,
        tip,
        buttons=(
            Button(_("Add these"), SetUpUsualTemplates(confirmed=True), Style.PRIMARY),
            form_button(_("New template"), SaveTemplate(new=True)),
            Button(_("Back"), ShowFirstSteps()),
        ),
    )
    return Reply(card=card, outcome="asked")


def templates_added(value: UsualTemplates, steps: FirstSteps, reader: Reader) -> Reply:
    """What was added, and the steps that are left."""
    n = len(value.templates)
    title = reader.count("There is {count} template now", "There are {count} templates now", n).format(count=n)
    return Reply(card=steps_card(steps, reader, (title,)), again=ShowFirstSteps())
