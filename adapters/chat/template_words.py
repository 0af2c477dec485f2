"""The words of `template` that are no options."""

from collections.abc import Callable

from adapters.chat.document_words import Words


def actions(pgettext: Callable[[str, str], str]) -> Words:
    """What is done with a template's languages and attachments."""
    return {
        "language": (pgettext("command", "language"),),
        "attach": (pgettext("command", "attach"),),
        "open": (pgettext("command", "open"),),
    }


def wizard_actions(pgettext: Callable[[str, str], str]) -> Words:
    return {
        "open": (pgettext("command", "open"),),
        "import": (pgettext("value", "import"),),
        "merge": (pgettext("value", "merge"),),
        "none": (pgettext("value", "none"),),
    }
