"""One turn within one unit of work: who speaks, what was meant, the answer, kept so that a repeat gets the same."""

from dataclasses import replace
from hashlib import blake2b
from secrets import token_hex

from adapters.chat.answering import SHAREABLE, answer
from adapters.chat.card import Bullets, Element, Paragraph, Pick
from adapters.chat.card_codec import dump_reply, load_reply
from adapters.chat.codec import Unreadable, load
from adapters.chat.everyone import for_everyone
from adapters.chat.forms import form_of
from adapters.chat.forms.fill import fill
from adapters.chat.forms.opening import asks_by_form, form_again, incomplete, open_form
from adapters.chat.grammar import Misunderstood
from adapters.chat.hearing import Heard, Voice, hear, known_actor
from adapters.chat.help import help_reply
from adapters.chat.hinting import hint_for, hinted
from adapters.chat.inline import Person
from adapters.chat.inline import fill as fill_text
from adapters.chat.reader import Reader, reader_for
from adapters.chat.replies.misunderstood import misunderstood
from adapters.chat.replies.refusals import message
from adapters.chat.replies.remedies import remedy
from adapters.chat.request import NAMES, Help, OpenForm, Request, Share
from adapters.chat.template_names import TemplateNames
from adapters.chat.turn import Reply, Turn
from adapters.chat.waiting import waiting, without_gone
from core.errors import ContactAmbiguous, LooksLikeRepeat, NoAccess, Refusal, TemplateAmbiguous
from core.operations.first_steps import lead_first_admin, may_lead
from core.requests.setup import ShowFirstSteps
from core.values import Hint, Role
from core.work import Work

_NONCE = "nonce"
# After these the same is offered once more, with one part chosen.
_CHOICES = (ContactAmbiguous, TemplateAmbiguous, LooksLikeRepeat)
_NAME_OF = {kind: name for name, kind in NAMES.items()}


class Writes(Exception):
    """What was taken for a request that reads is one that writes."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self.heard = heard


class Refused(Exception):
    """A refusal on its way out of the unit of work, so that nothing of it is kept."""

    def __init__(self, refusal: Refusal, request: Request | None, reader: Reader, voice: Voice) -> None:
        super().__init__()
        self.refusal = refusal
        self.request = request
        self.reader = reader
        self.voice = voice

    @property
    def hint(self) -> Hint:
        """What the person is shown with the reason, NONE for nothing."""
        return hint_for(self.refusal, self.reader.actor, typed=True)


def take_turn(
    work: Work,
    turn: Turn,
    heard: Heard,
    nonce: str,
    default: Voice,
    *,
    writing: bool,
    seen: bool,
    names: TemplateNames,
    public_url: str = "",
) -> tuple[Reply, Voice]:
    """The answer, and with which voice the person speaks. `default` counts for what is not known of people. `seen`: the turn may
    have been answered before. `public_url` is the server's address, "" where it has none.

    Raises UnknownIdentity, Refused and, unless `writing`, Writes.
    """
    actor = known_actor(work, turn.identity, turn.now, default)
    reader = reader_for(
        actor,
        turn.place,
        turn.now,
        nonce,
        default.language,
        file=turn.file,
        template_names=names.of(work, turn.organization_id, turn.now),
        default_time_zone=default.time_zone,
        public_url=public_url,
    )
    voice = Voice(actor.language or default.language, actor.time_zone)
    if heard.voice != voice:
        heard = hear(turn, voice)
    request = heard.request
    if isinstance(request, Refusal):
        refusal = NoAccess(email=actor.email) if actor.role is Role.NONE else request
        raise Refused(refusal, None, reader, voice)
    # Where no message can be sent, the first steps are shown at the start (Conversation.welcome).
    leads = may_lead(actor) and turn.identity.platform != "console"
    keeps = isinstance(request, OpenForm) and turn.file is not None
    if not writing and (heard.writes or leads or keeps or hint_for(request, actor, typed=isinstance(turn.said, str))):
        raise Writes(heard)
    try:
        reply = _reply(work, turn, request, reader, writing=writing, seen=seen)
    except Refusal as refusal:
        raise Refused(refusal, request, reader, voice) from refusal
    if leads and isinstance(request, ShowFirstSteps):
        work.people.show_hint(actor.person_id, Hint.FIRST_STEPS)
    elif leads:
        lead_first_admin(work, actor, turn.now)
    return reply, voice


def _reply(work: Work, turn: Turn, request: Request, reader: Reader, *, writing: bool, seen: bool) -> Reply:
    match request:
        case Help():
            return _named(help_reply(work, request, reader), request)
        case Share():
            return _named(_shared(work, request, reader), request)
        case OpenForm():
            completed = waiting(work, load(request.request), reader)
            form = form_of(work, completed, reader)
            if form is None:
                raise Unreadable
            return _named(open_form(form, reader), completed)
    if turn.values is not None:
        filled = _filled(work, turn, request, reader)
        if isinstance(filled, Reply):
            return _named(filled, request)
        request = filled
    elif incomplete(request) and (form := form_of(work, waiting(work, request, reader), reader)) is not None:
        return _named(open_form(form, reader), request)
    if isinstance(request, Help | Share | OpenForm):
        raise Unreadable
    if not writing:
        return _named(answer(work, request, reader), request)
    source, key = _inbox_key(turn, request, reader)
    # Buttons and forms are pressed twice more easily than lines are said twice.
    kept = work.inbox.reply(source, key) if key and (seen or source == _NONCE) else None
    if kept is not None:
        return _again(kept, request, reader)
    try:
        reply = _named(answer(work, request, reader), request)
    except Refusal:
        # An earlier delivery of the same turn may have been done, and what it did be the reason of the refusal.
        kept = work.inbox.reply(source, key) if key else None
        if kept is None:
            raise
        return _again(kept, request, reader)
    if reply.outcome == "done":
        reply = hinted(work, reply, hint_for(request, reader.actor, typed=isinstance(turn.said, str)), reader)
    if key:
        work.inbox.keep(source, key, dump_reply(_without_file(reply, reader)), turn.now)
    return reply


def _without_file(reply: Reply, reader: Reader) -> Reply:
    """The reply as a repeat gets it."""
    if reply.file is None and reply.enclosed is None:
        return reply
    line = Paragraph((reader.text("The file was sent before. Ask for it again to get it once more."),), subtle=True)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, line)), file=None, enclosed=None)


def _again(kept: str, request: Request, reader: Reader) -> Reply:
    """The answer that was kept. One that another version of this program kept may not be readable; it was given all the same."""
    try:
        return load_reply(kept)
    except Unreadable:
        return _named(Reply(card=reader.card(reader.text("That was done already")), replay=True), request)


def name_of(request: Request) -> str:
    """The name of a request for the log and the metrics."""
    return _NAME_OF[type(request)]


def _named(reply: Reply, request: Request) -> Reply:
    return replace(reply, command=name_of(request))


def _inbox_key(turn: Turn, request: Request, reader: Reader) -> tuple[str, str]:
    """A nonce belongs to who presses: another person's press is a request of its own."""
    nonce = getattr(request, "nonce", "")
    return (_NONCE, f"{reader.actor.person_id}:{nonce}") if nonce else (turn.source, turn.key)


def _filled(work: Work, turn: Turn, request: Request, reader: Reader) -> Request | Reply:
    """The request with what was entered, or the form again when something of that cannot be read."""
    form = form_of(work, request, reader)
    values = turn.values or {}
    if form is None:
        return request
    filled, refused = fill(form, values, reader)
    if not refused:
        return filled
    errors = {key: message(refusal, reader) for key, refusal in refused.items()}
    return form_again(work, waiting(work, filled, reader), errors, values, reader) or request


def _shared(work: Work, request: Share, reader: Reader) -> Reply:
    """What was asked for, as everyone may see it: without what only the person who asked can press."""
    inner = load(request.request)
    if not isinstance(inner, SHAREABLE):
        raise Unreadable
    reader = for_everyone(work, reader)
    reply = answer(work, inner, reader)
    by = Paragraph(fill_text(reader.text("Shared by {person}"), person=Person(reader.actor.name)), subtle=True)
    body = tuple(_public(element) for element in reply.card.body)
    return replace(reply, card=replace(reply.card, body=(*body, by), buttons=()), shared=True)


def _public(element: Element) -> Element:
    if isinstance(element, Pick):
        return Bullets(tuple((" · ".join(filter(None, (c.label, c.detail))),) for c in element.choices))
    return element


def word_refusal(work: Work, turn: Turn, refused: Refused) -> Reply:
    """The answer to a turn that was refused. It writes where the refusal has a hint."""
    reply = hinted(work, _worded(work, turn, refused), refused.hint, refused.reader)
    return reply if refused.request is None else _named(reply, refused.request)


def _worded(work: Work, turn: Turn, refused: Refused) -> Reply:
    """A form that asks for what is missing, a choice, or the reason."""
    refusal, request, reader = refused.refusal, refused.request, refused.reader
    if isinstance(refusal, Misunderstood):
        return misunderstood(refusal, refused.voice.reading(turn.now), reader)
    try:
        if turn.values is not None and request is not None and refusal.field:
            filled = _filled(work, turn, request, reader)
            errors = {refusal.field: _error(refusal, reader)}
            again = None
            if not isinstance(filled, Reply):
                carrying = without_gone(work, waiting(work, filled, reader), reader)
                again = form_again(work, carrying, errors, turn.values, reader)
            if again is not None:
                return again
        if turn.values is None and request is not None and asks_by_form(refusal, request):
            form = form_of(work, waiting(work, request, reader), reader)
            if form is not None:
                return open_form(form, reader)
        if turn.values is not None and request is not None:
            filled = _filled(work, turn, request, reader)
            request = request if isinstance(filled, Reply) else filled
        if request is not None and isinstance(refusal, _CHOICES):
            carrying = waiting(work, request, reader)
            return replace(remedy(work, refusal, carrying, reader), keeps_file=carrying != request)
        return remedy(work, refusal, request, reader)
    except Refusal as worse:
        return remedy(work, worse, None, reader)


def _error(refusal: Refusal, reader: Reader) -> str:
    """A refusal as the text at a field."""
    text = message(refusal, reader)
    if isinstance(refusal, ContactAmbiguous):
        return f"{text}: " + ", ".join(f"{each.name} ({each.no})" for each in refusal.likely)
    return text


def nonce_of(turn: Turn) -> str:
    """What makes the offers of this turn's answer be taken once; a turn that comes again makes the same."""
    if not turn.key:
        return token_hex(8)
    return blake2b(f"{turn.source}\0{turn.key}".encode(), digest_size=9).hexdigest()
