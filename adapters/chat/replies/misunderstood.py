"""What of a line could not be understood, where, and what it should have been."""

from adapters.chat.card import Button, Element, Examples, Paragraph, Style, Tone
from adapters.chat.grammar import Misunderstood, Problem, Reading, parse
from adapters.chat.help_topics import topics
from adapters.chat.reader import Reader, once
from adapters.chat.replies.refusals import short
from adapters.chat.request import Help, Request
from adapters.chat.turn import Reply
from adapters.chat.vocabulary import Kind, vocabulary
from core.errors import Refusal

_AROUND = 60
_ALLOWED_SHOWN = 15
_LABEL = 60
_FORM_HELPS = (Problem.MISSING_VALUE, Problem.MISSING_NUMBER, Problem.UNEXPECTED)


def misunderstood(refusal: Misunderstood, reading: Reading, reader: Reader) -> Reply:
    """The reason, the line with the place marked →so←, and the nearest line that works, which a button does."""
    _ = reader.text
    body: list[Element] = []
    # Where the whole line is what was not understood, the title has said it.
    if refusal.text.strip() not in ("", refusal.word):
        body.append(Paragraph((marked(refusal),)))
    if refusal.problem in _FORM_HELPS and refusal.command in (known := topics(_, reader.lines)):
        body.append(Paragraph((_("Say it like this:"),)))
        body.append(Examples(tuple((reader.typed(form), "") for form in known[refusal.command].usage)))
    if refusal.allowed:
        body.append(Paragraph((_("It may be: {values}").format(values=_some(refusal.allowed)),)))
    buttons: list[Button] = []
    nearest = _request(refusal.suggestion, reading)
    if nearest is not None:
        body.append(Paragraph((_("Did you mean this?"),)))
        body.append(Examples(((reader.typed(refusal.suggestion.strip()), ""),)))
        if len(refusal.suggestion) <= _LABEL:
            buttons.append(Button(refusal.suggestion.strip(), once(nearest, reader), Style.PRIMARY))
    said = vocabulary(reader.language).word(Kind.COMMAND, refusal.command) if refusal.command else ""
    label = _("Help: {command}").format(command=said) if said else _("Help")
    buttons.append(Button(label, Help(topic=refusal.command), fresh=True))
    card = reader.card(message(refusal, reader), *body, buttons=tuple(buttons), tone=Tone.REFUSED)
    return Reply(card=card, command=refusal.command, outcome="refused")


def marked(refusal: Misunderstood) -> str:
    """The line with the place that could not be read between arrows, the far ends left out."""
    before, after = refusal.text[: refusal.start], refusal.text[refusal.end :]
    word = refusal.text[refusal.start : refusal.end]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    if len(word) > _AROUND:
        word = word[:_AROUND] + "…"
    if not word:
        # Something is missing here.
        word, before = "…", f"{before.rstrip()} "
    return f"{before}→{word}←{after}".strip()


def message(refusal: Misunderstood, reader: Reader) -> str:
    """The reason, in one line."""
    _ = reader.text
    texts = {
        Problem.UNKNOWN_COMMAND: _("I do not know “{word}”") if refusal.word else _("What would you like to do?"),
        Problem.UNKNOWN_OPTION: _("“{word}” is no option here"),
        Problem.UNKNOWN_VALUE: _("“{word}” is not known here"),
        Problem.MISSING_VALUE: _("Something is missing at the end")
        if refusal.end >= len(refusal.text)
        else _("Something is missing after “{word}”"),
        Problem.MISSING_NUMBER: _("Which one? Its number is missing"),
        Problem.BAD_NUMBER: _("“{word}” is no number here; write 1042 or #1042"),
        Problem.BAD_NUMBERS: _("“{word}” is no range of entry numbers; write 1-500, 500- or 1042"),
        Problem.BAD_AMOUNT: _("“{word}” is no amount; write 250 or 99.50"),
        Problem.BAD_DATE: _("“{word}” is no date; write yesterday, monday or 2026-11-19"),
        Problem.BAD_TIME: _("“{word}” is no time of day; write 14:30"),
        Problem.BAD_DURATION: _("“{word}” is no duration; write 15m, 1h or 1h30"),
        Problem.BAD_SPAN: _("“{word}” are no hours; write 20:00-7:00"),
        Problem.BAD_RULE: _("“{word}” is no number of a rule; write 3"),
        Problem.OUT_OF_RANGE: _("“{word}” is too much; at most {limit}"),
        Problem.IN_FUTURE: _("“{word}” is in the future: an interaction is of today or before"),
        Problem.IN_PAST: _("“{word}” is in the past: a follow-up is today or later"),
        Problem.TOO_MANY_MINUTES: _("“{word}” is too long: at most {limit} minutes"),
        Problem.TOO_LONG: _("That is too long: at most {limit} characters"),
        Problem.REPEATED: _("“{word}” was said before, and differently"),
        Problem.UNEXPECTED: _("“{word}” does not belong there"),
    }
    return texts[refusal.problem].format(word=short(refusal.word), limit=reader.ways.number(refusal.limit))


def _some(values: tuple[str, ...]) -> str:
    shown = ", ".join(values[:_ALLOWED_SHOWN])
    return f"{shown}, …" if len(values) > _ALLOWED_SHOWN else shown


def _request(line: str, reading: Reading) -> Request | None:
    if not line.strip():
        return None
    try:
        return parse(line, reading)
    except Refusal:
        return None
