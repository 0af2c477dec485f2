"""What the Teams app says of itself before anybody talks to it, in each language: names, and the commands that it offers."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.chat.help import Names
from adapters.chat.help_topics import topics
from adapters.chat.vocabulary import Kind, vocabulary
from adapters.chat.wording import lines, wording

# Those that Teams offers while one types to the bot, and the further ones that later versions of the manifest have room for.
OFFERED = ("log", "again", "undo", "list", "show", "contacts", "contact", "templates", "postponed", "help")
OFFERED_LATER = (*OFFERED[:-1], "followups", "stats", "help")


@dataclass(frozen=True, slots=True)
class Offer:
    """A command as Teams shows it. `hint` stands in an empty field of a search."""

    title: str
    description: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ManifestWords:
    """All texts of the manifest in one language."""

    full_name: str
    short: str
    full: str
    commands: Sequence[Offer]
    contacts: Offer
    entries: Offer
    log_message: Offer


def manifest_words(language: str, offered: Sequence[str] = OFFERED) -> ManifestWords:
    """The title of a command is what Teams puts into the message."""
    _ = wording(language).gettext
    return ManifestWords(
        full_name=_("Aftercall: customer interactions"),
        short=_("Keep your customer interactions: calls, meetings, e-mails"),
        full=_(
            "Come out of a call, type one line, and the interaction is in the log. Aftercall keeps a sales team's customer "
            "interactions where the team talks anyway: log calls, meetings and e-mails, look up contacts and what was agreed "
            "with them, share an entry with the team, and log a message without leaving the chat. Type {help} to begin."
        ).format(help=vocabulary(language).word(Kind.COMMAND, "help")),
        commands=_commands(language, offered),
        contacts=Offer(_("Contacts"), _("Find a contact and share it"), _("Name, company, phone, e-mail or no.")),
        entries=Offer(_("Interactions"), _("Find an interaction and share it"), _("Contact, number or words of the note")),
        log_message=Offer(_("Log this message"), _("Put this message into the interaction log")),
    )


def _commands(language: str, offered: Sequence[str]) -> tuple[Offer, ...]:
    """Each with what help says of it, and an example where it takes more than its name."""
    words, line = vocabulary(language), lines(language)
    known, names = topics(wording(language).gettext, line), Names.usual(line)
    found = []
    for command in offered:
        title, topic = words.word(Kind.COMMAND, command), known[command]
        does, example = topic.does[0].upper() + topic.does[1:], names.put_in(topic.example)
        found.append(Offer(title, does if example == title else f"{does}: {example}"))
    return tuple(found)
