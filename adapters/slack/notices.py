"""The few answers that Slack's side gives by itself, before or instead of the conversation."""

from adapters.chat.card import Card, Paragraph, Tone
from adapters.chat.wording import wording
from adapters.slack.blocks import fallback, to_blocks
from adapters.slack.carried import Carried
from adapters.slack.text import Json


def not_connected(language: str) -> Card:
    _ = wording(language).gettext
    return _refusal(
        language,
        _("This workspace is not connected"),
        _("Aftercall belongs to another workspace here. Ask an admin of Aftercall to connect this one."),
    )


def no_profile(language: str) -> Card:
    _ = wording(language).gettext
    return _refusal(language, _("Slack did not say who you are"), _("Nothing was changed. Try again in a minute."))


def too_old(language: str) -> Card:
    _ = wording(language).gettext
    return _refusal(
        language, _("This button no longer works"), _("It is too old or from another version. Type the command again.")
    )


def unchanged(language: str) -> Card:
    _ = wording(language).gettext
    return Card((_("Nothing was changed"),), language=language)


def working(language: str) -> str:
    return wording(language).gettext("Working on it…")


def no_file(language: str) -> Card:
    _ = wording(language).gettext
    return _refusal(language, _("The file could not be sent"), _("Ask for it again in a minute."))


def message(card: Card) -> Json:
    """A notice as a message."""
    return {"text": fallback(card), "blocks": to_blocks(card, Carried())}


def _refusal(language: str, title: str, detail: str) -> Card:
    return Card((title,), (Paragraph((detail,)),), tone=Tone.REFUSED, language=language)
