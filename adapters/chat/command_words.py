"""The words for commands, and for what they do."""

from collections.abc import Callable

from adapters.chat.document_words import Words


def commands(pgettext: Callable[[str, str], str]) -> Words:
    """The words that lines begin with."""
    return {
        "help": (pgettext("command", "help"),),
        "hello": (pgettext("command", "hello"), pgettext("command", "hi")),
        "log": (pgettext("command", "log"),),
        "again": (pgettext("command", "again"),),
        "undo": (pgettext("command", "undo"),),
        "list": (pgettext("command", "list"),),
        "export": (pgettext("command", "export"),),
        "show": (pgettext("command", "show"),),
        "cancel": (pgettext("command", "cancel"), pgettext("command", "void")),
        "restore": (pgettext("command", "restore"),),
        "evaluate": (pgettext("command", "evaluate"), pgettext("command", "rate")),
        "comment": (pgettext("command", "comment"),),
        "attach": (pgettext("command", "attach"),),
        "open": (pgettext("command", "open"),),
        "edit": (pgettext("command", "edit"), pgettext("command", "change")),
        "postponed": (pgettext("command", "postponed"), pgettext("command", "drafts")),
        "followups": (pgettext("command", "followups"), pgettext("command", "follow-ups")),
        "finish": (pgettext("command", "finish"),),
        "drop": (pgettext("command", "drop"),),
        "contacts": (pgettext("command", "contacts"), pgettext("command", "search"), pgettext("command", "find")),
        "contact": (pgettext("command", "contact"),),
        "add contact": (pgettext("command", "add contact"), pgettext("command", "new contact")),
        "templates": (pgettext("command", "templates"),),
        "template": (pgettext("command", "template"),),
        "segments": (pgettext("command", "segments"),),
        "segment": (pgettext("command", "segment"),),
        "stats": (pgettext("command", "stats"), pgettext("command", "statistics")),
        "campaigns": (pgettext("command", "campaigns"),),
        "campaign": (pgettext("command", "campaign"),),
        "opportunities": (pgettext("command", "opportunities"),),
        "opportunity": (pgettext("command", "opportunity"),),
        "groups": (pgettext("command", "groups"),),
        "group": (pgettext("command", "group"),),
        "whoami": (pgettext("command", "whoami"),),
        "language": (pgettext("command", "language"),),
        "people": (pgettext("command", "people"),),
        "grant": (pgettext("command", "grant"),),
        "connect": (pgettext("command", "connect"),),
        "start": (pgettext("command", "start"), pgettext("command", "first steps")),
        "setup documents": (
            pgettext("command", "setup documents"),
            pgettext("command", "setup document"),
            pgettext("command", "setup"),
        ),
        "skipped": (pgettext("command", "skipped"),),
        "replay": (pgettext("command", "replay"),),
        "outbox": (pgettext("command", "outbox"),),
        "audit": (pgettext("command", "audit"),),
        "delete-canceled": (pgettext("command", "delete-canceled"), pgettext("command", "delete-cancelled")),
        "notify": (pgettext("command", "notify"), pgettext("command", "notifications")),
    }


def actions(pgettext: Callable[[str, str], str]) -> Words:
    """What is done to a template or a group."""
    return {
        "create": (pgettext("command", "create"),),
        "change": (pgettext("command", "change"), pgettext("command", "edit")),
        "remove": (pgettext("command", "remove"),),
    }
