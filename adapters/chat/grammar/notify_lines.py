"""What has to be typed for a request of `notify`: lines that are read as the same request again."""

from datetime import time

from adapters.chat.grammar.notify import Notify
from adapters.chat.grammar.notify_rule import weekday_word
from adapters.chat.vocabulary import Kind, Vocabulary, vocabulary
from core.document_groups import ALL
from core.notification import Frequency
from core.requests.notifications import (
    RemoveRule,
    SaveRule,
    SetChannelLanguage,
    SetQuietHours,
    ShowNotifications,
    SwitchNotifications,
)

_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))


def notify_line(request: Notify, language: str) -> str:
    """The line, in the words of a language; of a rule without its id, of a channel's request without the channel."""
    known = vocabulary(language)
    return " ".join((known.word(Kind.COMMAND, "notify"), *_words(request, known, language)))


def _words(request: Notify, known: Vocabulary, language: str) -> list[str]:
    def action(name: str) -> str:
        return known.word(Kind.NOTIFY, name)

    match request:
        case SetChannelLanguage():
            return [action("here"), action("language"), request.language]
        case ShowNotifications():
            return [str(request.rule)] if request.rule else []
        case RemoveRule():
            return [action("remove"), str(request.rule)]
        case SwitchNotifications():
            whose = [action("here")] if request.here else [action("own")] if request.own else []
            return [*whose, action("on" if request.on else "off")]
        case SetQuietHours():
            whose = [action("here")] if request.here else []
            hours = _span(request.quiet_from, request.quiet_until) or action("off")
            return [*whose, action("quiet"), hours]
        case SaveRule():
            whose = [action("here")] if request.here else [known.word(Kind.PERSON, "me")]
            return [*whose, *([action("mute")] if request.mute else []), *_rule(request, known, language)]


def _rule(request: SaveRule, known: Vocabulary, language: str) -> list[str]:
    def option(key: str, value: str) -> str:
        return f"{known.word(Kind.NOTIFY_OPTION, key)}:{_quoted(value)}"

    timed = request.frequency in (Frequency.DAILY, Frequency.WEEKLY)
    names = request.documents.split()
    # Names that are no names of ours are nothing that can be said.
    words = [_document(name, known) for name in names]
    if request.template:
        words.append(option("template", request.template))
    if request.contact:
        words.append(option("contact", request.contact))
    if request.by:
        words.append(option("by", known.word(Kind.PERSON, "me") if request.by == "me" else request.by))
    if request.above is not None:
        words.append(f"{known.word(Kind.NOTIFY_OPTION, 'above')}:{request.above.normalize():f}")
    if span := _span(request.quiet_from, request.quiet_until):
        words.append(f"{known.word(Kind.NOTIFY_OPTION, 'quiet')}:{span}")
    if not request.mute and (request.frequency is not Frequency.AT_ONCE or names == [ALL]):
        words.append(known.word(Kind.FREQUENCY, request.frequency))
    if timed and request.frequency is Frequency.WEEKLY:
        words += [known.word(Kind.LINK, "on"), weekday_word(request.weekday, language)]
    if timed and request.at is not None:
        words += [known.word(Kind.LINK, "at"), _clock(request.at)]
    return words


def _document(name: str, known: Vocabulary) -> str:
    kind = Kind.DOCUMENT_GROUP if name in known.shown[Kind.DOCUMENT_GROUP] else Kind.DOCUMENT_TYPE
    return known.word(kind, name)


def _span(begin: time | None, end: time | None) -> str:
    return "" if begin is None or end is None else f"{_clock(begin)}-{_clock(end)}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def _quoted(text: str) -> str:
    if text.isalnum():
        return text
    opener, closer = next((pair for pair in _QUOTES if not set(pair) & set(text)), _QUOTES[0])
    inside = text if opener != '"' else text.replace('"', "")
    return f"{opener}{inside}{closer}"
