"""The few answers that Teams' side gives by itself, before or instead of the conversation."""

from adapters.chat.card import Button, Card, Examples, Paragraph, Style, Tone
from adapters.chat.reader import form_button
from adapters.chat.request import Help
from adapters.chat.wording import lines, wording
from core.requests.entries import LogInteraction


def welcome(language: str, command: str) -> Card:
    """What to type first. `command` is how a line is begun there."""
    _, line = wording(language).gettext, lines(language)
    examples = Examples(
        (
            (command + line("log call anna: sent the offer 15m"), _("logs a call with the contact Anna")),
            (command + line("list me"), _("shows what you logged")),
            (command + line("help"), _("tells what else can be said")),
        )
    )
    buttons: tuple[Button, ...] = (Button(_("Help"), Help(), fresh=True),)
    if not command:
        buttons = (form_button(_("Log an interaction"), LogInteraction(), Style.PRIMARY), *buttons)
    return Card((_("I keep the log of what you talk about with your contacts"),), (examples,), buttons, language=language)


def not_connected(language: str, tenant: str) -> Card:
    _ = wording(language).gettext
    return _refusal(
        language,
        _("This organization is not connected"),
        _("Aftercall belongs to another Teams tenant here. To connect this one, an admin of Aftercall types there:"),
        lines(language)("connect teams {tenant}").format(tenant=tenant),
    )


def no_profile(language: str) -> Card:
    _ = wording(language).gettext
    detail = _("Nothing was changed. Write to me in a chat of our own first, or try again in a minute.")
    return _refusal(language, _("Teams did not say who you are"), detail)


def too_old(language: str) -> Card:
    _ = wording(language).gettext
    detail = _("It is too old or from another version. Type the command again.")
    return _refusal(language, _("This button no longer works"), detail)


def unchanged(language: str) -> Card:
    _ = wording(language).gettext
    return Card((_("Nothing was changed"),), language=language)


def nothing_found(language: str) -> Card:
    return Card((wording(language).gettext("Nothing matches"),), language=language)


def working(language: str) -> str:
    return wording(language).gettext("Working on it…")


def answered_below(language: str) -> str:
    return wording(language).gettext("The answer is below.")


def answered_in_chat(language: str) -> str:
    return wording(language).gettext("I answered you in our own chat.")


def cannot_write(language: str) -> str:
    _ = wording(language).gettext
    return _("I cannot write to you. Add me as an app of your own (Apps, Aftercall, Add) or unblock me, then ask again.")


def not_sent(language: str) -> str:
    return wording(language).gettext("The answer could not be sent. Ask again in a minute.")


def not_for_you(language: str) -> str:
    return wording(language).gettext("There is nothing here that you may see or do.")


def consent(language: str) -> str:
    return wording(language).gettext("Shall I put this file into your OneDrive?")


def no_files(language: str) -> str:
    _ = wording(language).gettext
    return _("Teams takes no files from apps in this cloud. Whoever runs Aftercall can give you the file.")


def file_declined(language: str) -> str:
    return wording(language).gettext("The file was not sent, and is not kept.")


def file_gone(language: str) -> str:
    return wording(language).gettext("This file is no longer kept. Ask for it again.")


def file_not_sent(language: str) -> str:
    return wording(language).gettext("The file could not be put there. Press Allow again in a minute, or ask for it anew.")


def shared(language: str) -> str:
    return wording(language).gettext("Shared.")


def not_shared(language: str) -> str:
    _ = wording(language).gettext
    return _("It could not be shared there. You and I have to be members of the conversation.")


def _refusal(language: str, title: str, detail: str, line: str = "") -> Card:
    examples = (Examples(((line, ""),)),) if line else ()
    return Card((title,), (Paragraph((detail,)), *examples), tone=Tone.REFUSED, language=language)
