"""Help on the commands about the audit and about deleting."""

from adapters.chat.help_topic import Gettext, Topic
from core.values import Role


def keeping_topics(_: Gettext) -> dict[str, Topic]:
    """By their English names."""
    return {
        "audit": Topic(
            _("who changed what is set up, deleted or exported"),
            ("audit [since:DAY] [until:DAY] [by:PERSON] [about:WORDS]", "audit export [FILTER ...]"),
            "audit",
            ("audit since:monday", "audit by:me about:template", "audit export since:last month"),
            role=Role.ADMIN,
        ),
        "delete-canceled": Topic(
            _("delete canceled entries for good"),
            ("delete-canceled [FILTER ...]",),
            "delete-canceled",
            ("delete-canceled until:last month", "delete-canceled template:{template} no:1-500"),
            role=Role.ADMIN,
        ),
    }


def keeping_options(command: str, _: Gettext) -> tuple[tuple[str, str], ...]:
    """The filters of a command, each with what it does; none for a command of others."""
    match command:
        case "audit":
            return (
                ("since:monday, until:2026-11-19, on:today", _("when")),
                ("by:me, by:PERSON", _("whose")),
                ("about:template, about:CODE", _("words in what was done, or to what")),
            )
        case "delete-canceled":
            return (
                ("no:1-500", _("numbers")),
                ("contact:CONTACT, company:CONTACT", _("whom")),
                ("since:monday, until:2026-11-19, on:today", _("when it took place")),
                ("template:CODE, group:CODE, campaign:CODE", _("what kind")),
                ("by:me, by:PERSON", _("whose")),
            )
    return ()
