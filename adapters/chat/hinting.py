"""What a person is shown once: a line below the answer at the moment when it helps."""

from dataclasses import replace

from adapters.chat.card import Paragraph
from adapters.chat.grammar import Misunderstood
from adapters.chat.help import example_names
from adapters.chat.reader import Reader
from adapters.chat.request import Request
from adapters.chat.turn import Reply
from core.errors import Refusal
from core.person import Actor
from core.requests.entries import ListEntries, LogInteraction
from core.values import Hint, Role
from core.work import Work


def hint_for(request: Request | Refusal, actor: Actor, *, typed: bool) -> Hint:
    """The hint that belongs below the answer to this; NONE where there is none, or the person was shown it. `typed`: it was
    a line, no button.
    """
    hint = Hint.NONE
    if isinstance(request, LogInteraction):
        hint = Hint.LOG
    elif typed and isinstance(request, ListEntries):
        hint = Hint.LIST
    elif isinstance(request, Misunderstood):
        hint = Hint.FORM
    return Hint.NONE if actor.role is Role.NONE or hint & actor.hints else hint


def hinted(work: Work, reply: Reply, hint: Hint, reader: Reader) -> Reply:
    """The reply with the hint, unless the person was shown it meanwhile. It is noted in this transaction, which has to write."""
    if not hint or not work.people.show_hint(reader.actor.person_id, hint):
        return reply
    line = Paragraph((_text(work, hint, reader),), subtle=True)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, line)))


def _text(work: Work, hint: Hint, reader: Reader) -> str:
    _ = reader.text
    match hint:
        case Hint.LIST:
            mine, week = reader.line("list me"), reader.line("list this week")
            return _("Tip: {mine} shows yours alone, {week} those of this week.").format(mine=mine, week=week)
        case Hint.FORM:
            return _("Tip: {line} alone opens a form that asks for everything.").format(line=reader.line("log"))
    line = reader.lines
    words = example_names(work, reader).put_in(line("log {template} {contact} on:yesterday 15m: sent the offer"))
    return _("Tip: one line is enough, with the day and the duration too: {line}").format(line=reader.typed(words))
