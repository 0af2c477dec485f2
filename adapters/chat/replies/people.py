"""Who the reader is, and what others may do."""

from adapters.chat.card import Examples, Fact, Facts, Paragraph, Style, Table, Tone
from adapters.chat.inline import Person, Text, fill
from adapters.chat.reader import Reader, form_button
from adapters.chat.turn import Reply
from adapters.chat.wording import languages
from adapters.chat.words import language_name, role_word
from core import person
from core.person import Actor
from core.requests.setup import ConnectWorkspace, GrantRole
from core.results.setup import Me, People
from core.values import Role


def me(value: Me, reader: Reader) -> Reply:
    """What is known of the reader and used for every answer."""
    _ = reader.text
    actor = value.actor
    salesperson: Text = (_("none: no salesperson, or more than one, has your e-mail address"),)
    if value.salesperson:
        salesperson = fill("{name} ({code})", name=Person(value.salesperson.name), code=value.salesperson.code)
    facts = Facts(
        (
            Fact(_("E-mail"), (actor.email or _("unknown"),)),
            Fact(_("Role"), (role_word(actor.role, _),)),
            Fact(_("Salesperson"), salesperson),
            Fact(_("Language"), (language_name(actor.language or reader.language, _),)),
            Fact(_("Time zone"), (actor.time_zone,)),
            Fact(_("Now"), (reader.ways.moment(reader.now),)),
        )
    )
    tip = Paragraph(no_access_tip(actor, reader, has_admin=value.has_admin)) if actor.role is Role.NONE else None
    return Reply(card=reader.card(fill(_("You are {name}"), name=Person(actor.name or actor.email)), facts, tip))


def no_access_tip(actor: Actor, reader: Reader, *, has_admin: bool) -> Text:
    """How somebody without a role gets one; a guest never does. Where there is no admin yet, who runs the program makes one."""
    if not actor.member:
        return (reader.text("Guests have no access here."),)
    email = actor.email or reader.lines("you@example.com")
    if not has_admin:
        message = reader.text(
            "Nobody is an admin yet. Whoever runs Aftercall makes the first: {command} on the server, or the setting {setting}."
        )
        return fill(message, command=f"python -m bot grant {email} admin", setting="ADMIN_EMAILS")
    line = reader.line("grant {email} rep", email=email)
    return fill(reader.text("Ask an admin to type: {line}"), line=line)


def language_set(value: Me, reader: Reader) -> Reply:
    """`reader` reads in the new language already."""
    _ = reader.text
    code = value.actor.language
    untranslated = None
    if code not in languages():
        tip = _("Answers are still in English: this language is not translated yet. Dates and numbers are understood in it.")
        untranslated = Paragraph((tip,))
    heading = fill(_("Your language is {language}"), language=language_name(code, _))
    return Reply(card=reader.card(heading, untranslated, tone=Tone.DONE))


def people(value: People, reader: Reader) -> Reply:
    _ = reader.text
    table = Table(
        (_("Name"), _("E-mail"), _("Role")),
        tuple(((Person(each.name or each.email),), (each.email,), (role_word(role, _),)) for each, role in value.people),
    )
    tip = Paragraph((_("A person appears here after the first message to the bot."),), subtle=True)
    examples = Examples(((reader.line("grant anna@example.com manager"), _("gives a role: rep, manager or admin")),))
    button = form_button(_("Give a role"), GrantRole(), Style.PRIMARY)
    return Reply(card=reader.card(_("People"), table, tip, examples, buttons=(button,)))


def granted(value: person.Person, role: Role, wanted: Role, reader: Reader) -> Reply:
    """`role` is the one that counts from now on, which may be another than the one that was `wanted`."""
    _ = reader.text
    name = Person(value.name or value.email)
    why = None
    if role is not wanted:
        reason = _("ADMIN_EMAILS has the address, so the role stays.") if role is Role.ADMIN else _("Guests can have no role.")
        why = Paragraph((reason,))
    if role is Role.NONE:
        heading = fill(_("{name} has no role any more") if wanted is role else _("{name} has no role"), name=name)
    else:
        heading = fill(_("{name} has the role {role} now"), name=name, role=role_word(role, _))
    facts = Facts((Fact(_("E-mail"), (value.email,)),)) if value.email else None
    return Reply(card=reader.card(heading, facts, why, tone=Tone.DONE))


def connected(request: ConnectWorkspace, reader: Reader, *, new: bool) -> Reply:
    """`new`: it was not before."""
    _ = reader.text
    message = _("{workspace} is connected") if new else _("{workspace} was connected already")
    more = _("Its people can write to me now. What they may do is as for everybody: {line} shows it.")
    body = Paragraph((more.format(line=reader.line("people")),), subtle=True)
    return Reply(card=reader.card(fill(message, workspace=request.workspace), body, tone=Tone.DONE))
