"""`help`: what can be said, with examples that work as they stand on what is in the database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rapidfuzz import process

from adapters.chat.card import Bullets, Button, Card, Element, Examples, Paragraph, Style
from adapters.chat.help_options import option_lines
from adapters.chat.help_topic import Gettext, Topic
from adapters.chat.help_topics import overview_groups, topics
from adapters.chat.reader import Reader, form_button
from adapters.chat.replies.people import no_access_tip
from adapters.chat.replies.refusals import short
from adapters.chat.replies.rights import rights
from adapters.chat.request import Help
from adapters.chat.turn import Reply
from adapters.chat.vocabulary import Kind, vocabulary
from core.filters import EntryFilter
from core.operations.drafts import list_drafts
from core.requests.entries import ListDrafts, LogInteraction
from core.values import ContactType, Role
from core.work import Work

# Names with anything else in them may have to be quoted; an example with a plain name is easier to learn from.
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_LIKENESS = 60
# Commands for which there has to be a draft or an attachment, and the one whose example is of use where there is none.
_INSTEAD = {"finish": "postponed", "drop": "postponed", "open": "attach"}
_LOOKED_THROUGH = 20


@dataclass(frozen=True, slots=True)
class Names:
    """What the examples name: a template and a contact that exist, the number of an entry of the reader's, an e-mail address;
    the numbers of a draft of the reader's and of an entry with an attachment, 0 for none; a segment that is not logged yet.
    """

    template: str
    contact: str
    group: str
    email: str
    segment: str
    no: int = 1
    draft: int = 0
    attached: int = 0

    @classmethod
    def usual(cls, line: Gettext) -> "Names":
        """For where nothing is known yet; `line` is gettext of lines to type."""
        return cls(
            template=line("call"),
            contact=line("Anna Olsen"),
            group=line("sales"),
            email=line("anna@example.com"),
            segment=line("mailing"),
        )

    def put_in(self, line: str) -> str:
        return line.format(
            template=self.template,
            contact=self.contact,
            no=self.no,
            draft=self.draft or self.no,
            group=self.group,
            email=self.email,
            first=self.first,
            segment=self.segment,
        )

    def of(self, command: str) -> "Names | None":
        """Those that examples of the command work with; None where there is nothing to name."""
        if command == "open":
            return replace(self, no=self.attached) if self.attached else None
        return self if self.draft or command not in _INSTEAD else None

    @property
    def first(self) -> str:
        """The word by which the contact is searched."""
        return self.contact.split()[0].lower()


def help_reply(work: Work, request: Help, reader: Reader) -> Reply:
    """The overview, or one command. A topic that is none gets the nearest ones."""
    words = vocabulary(reader.language)
    topic = words.find(Kind.COMMAND, request.topic) or request.topic.strip().lower()
    known = topics(reader.text, reader.lines)
    if topic in ("", "hello"):
        return Reply(card=_overview(work, reader))
    if words.find(Kind.HELP, request.topic):
        return Reply(card=rights(reader))
    names = example_names(work, reader)
    if topic == "open" and reader.actor.role is not Role.NONE:
        names = _with_attachment(work, names, reader)
    if topic in known:
        return Reply(card=_topic(topic, known, names, reader))
    commands = {name: words.word(Kind.COMMAND, name) for name in known}
    near = [name for _, _, name in process.extract(topic, commands, limit=3, score_cutoff=_LIKENESS)]
    return Reply(card=_unknown(topic, near, reader))


def example_names(work: Work, reader: Reader) -> Names:
    """Names from the database; general ones for whoever may not see it, and for what is not there yet."""
    if reader.actor.role is Role.NONE:
        return Names.usual(reader.lines)
    templates, groups = work.templates.all(), work.groups.all()
    usual = Names.usual(reader.lines)
    template = next((t.code for t in templates if t.code.isalnum() and not t.code[0].isdigit()), usual.template)
    if any(each.code.lower() == usual.template for each in templates):
        template = usual.template
    plain = [c for c in work.contacts.search("", 20) if _PLAIN_NAME.fullmatch(c.name)]
    contact = next((c.name for c in sorted(plain, key=lambda c: c.type is not ContactType.PERSON)), usual.contact)
    own = EntryFilter(by_person=reader.actor.person_id, by_salesperson=reader.actor.salesperson_code)
    recent = work.entries.page(own, 1) or work.entries.page(EntryFilter(), 1)
    segments = [row.segment.no for row in work.segments.page(10) if not row.segment.logged_no]
    segment = segments[0].lower() if segments else usual.segment
    drafts = list_drafts(work, ListDrafts(), reader.actor, reader.now).rows
    return Names(
        template=template.lower(),
        contact=contact,
        no=recent[0].entry.no if recent else 1,
        draft=drafts[0].entry.no if drafts else 0,
        group=groups[0].code.lower() if groups else usual.group,
        email=reader.actor.email or usual.email,
        segment=segment,
    )


def _with_attachment(work: Work, names: Names, reader: Reader) -> Names:
    """The names with an entry that has an attachment, where there is one among the newest of the reader, else of all."""
    own = EntryFilter(by_person=reader.actor.person_id, by_salesperson=reader.actor.salesperson_code)
    for wanted in (own, EntryFilter()):
        nos = [row.entry.no for row in work.entries.page(wanted, _LOOKED_THROUGH)]
        if nos and work.attachments.of_entries(nos):
            return replace(names, attached=next(no for no in nos if work.attachments.of_entry(no)))
    return names


def _overview(work: Work, reader: Reader) -> Card:
    _ = reader.text
    if reader.actor.role is Role.NONE:
        tip = no_access_tip(reader.actor, reader, has_admin=work.people.has_admin())
        return reader.card(
            _("I keep the log of what your company talks about with its contacts."),
            Paragraph((*((_("You have no access yet."), " ") if reader.actor.member else ()), *tip)),
            Examples(((reader.line("whoami"), _("what I know of you")),)),
        )
    names = _with_attachment(work, example_names(work, reader), reader)
    known = topics(_, reader.lines)
    body: list[Element] = []
    for heading, commands in overview_groups(_):
        shown = [(known[command], names.of(command)) for command in commands if known[command].role <= reader.actor.role]
        rows = tuple((reader.typed(fit.put_in(topic.example)), topic.does) for topic, fit in shown if fit is not None)
        if rows:
            body.append(Paragraph((heading,), subtle=True))
            body.append(Examples(rows))
    more = Paragraph((_("More on each: {line}").format(line=reader.line("help log")),), subtle=True)
    log = form_button(_("Log an interaction"), LogInteraction(), Style.PRIMARY)
    return reader.card(_("What you can say"), *body, more, buttons=(log,))


def _topic(command: str, known: Mapping[str, Topic], names: Names, reader: Reader) -> Card:
    _ = reader.text
    topic = known[command]
    usage = Bullets(tuple((reader.typed(line),) for line in topic.usage))
    fit = names.of(command)
    lines = (topic.example, *topic.more) if fit else (known[_INSTEAD[command]].example,)
    examples = Examples(tuple((reader.typed((fit or names).put_in(line)), "") for line in lines))
    options = option_lines(command, _, reader.lines)
    listed: tuple[Element, ...] = ()
    if options:
        listed = Paragraph((_("Options"),), subtle=True), Bullets(tuple((f"{option}: {does}",) for option, does in options))
    whom = {Role.ADMIN: _("For admins."), Role.MANAGER: _("For managers.")}.get(topic.role)
    who = Paragraph((whom,), subtle=True) if whom else None
    return reader.card(
        f"{vocabulary(reader.language).word(Kind.COMMAND, command)}: {topic.does}",
        usage,
        Paragraph((_("For example"),), subtle=True),
        examples,
        *listed,
        who,
        buttons=(Button(_("All commands"), Help(), fresh=True),),
    )


def _unknown(topic: str, near: list[str], reader: Reader) -> Card:
    _ = reader.text
    words = vocabulary(reader.language)
    buttons = [
        Button(_("Help: {command}").format(command=words.word(Kind.COMMAND, name)), Help(topic=name), fresh=True) for name in near
    ]
    body = Paragraph((_("Did you mean one of these?"),)) if near else None
    heading = _("There is no command “{word}”").format(word=short(topic))
    return reader.card(heading, body, buttons=(*buttons, Button(_("All commands"), Help(), fresh=True)))
