"""Help on the commands about the audit and about deleting."""

from adapters.chat.help_topic import Gettext, Topic
from core.values import Role


def keeping_topics(_: Gettext, line: Gettext) -> dict[str, Topic]:
    """By their English names."""
    return {
        "audit": Topic(
            _("who changed what is set up, deleted or exported"),
            (line("audit [since:DAY] [until:DAY] [by:PERSON] [about:WORDS]"), line("audit export [FILTER ...]")),
            line("audit"),
            (line("audit since:monday"), line("audit by:me about:template"), line("audit export since:last month")),
            role=Role.ADMIN,
        ),
        "delete-canceled": Topic(
            _("delete canceled entries for good"),
            (line("delete-canceled [FILTER ...]"),),
            line("delete-canceled"),
            (line("delete-canceled until:last month"), line("delete-canceled template:{template} no:1-500")),
            role=Role.ADMIN,
        ),
    }


def keeping_options(command: str, _: Gettext, line: Gettext) -> tuple[tuple[str, str], ...]:
    """The filters of a command, each with what it does; none for a command of others."""
    match command:
        case "audit":
            return (
                (line("since:monday, until:2026-11-19, on:today"), _("when")),
                (line("by:me, by:PERSON"), _("whose")),
                (line("about:template, about:CODE"), _("words in what was done, or to what")),
            )
        case "delete-canceled":
            return (
                (line("no:1-500"), _("numbers")),
                (line("contact:CONTACT, company:CONTACT"), _("whom")),
                (line("since:monday, until:2026-11-19, on:today"), _("when it took place")),
                (line("template:CODE, group:CODE, campaign:CODE"), _("what kind")),
                (line("by:me, by:PERSON"), _("whose")),
            )
    return ()
