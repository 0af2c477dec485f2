"""What each command does, how it is said, and examples of it."""

from adapters.chat.help_topic import Gettext, Topic
from adapters.chat.keeping_help import keeping_options, keeping_topics
from adapters.chat.segment_help import segment_options, segment_topics
from adapters.chat.statistics_help import breakdown_lines, reference_lines, statistics_topics
from core.values import Role


def overview_groups(_: Gettext) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The commands of the overview under their headings."""
    return (
        (_("Log"), ("log", "again", "undo")),
        (
            _("Look up"),
            ("list", "show", "open", "export", "contacts", "contact", "templates", "groups", "postponed", "followups", "stats"),
        ),
        (_("Change"), ("edit", "comment", "evaluate", "cancel", "restore", "attach", "finish", "drop")),
        (_("Set up"), ("add contact", "template", "group", "people", "grant", "connect", "outbox", "audit", "delete-canceled")),
        (_("Campaigns"), ("campaigns", "campaign", "opportunities", "opportunity")),
        (_("Segments"), ("segments", "segment")),
        (_("Documents"), ("setup documents", "skipped", "replay")),
        (_("You"), ("notify", "whoami", "language")),
    )


def topics(_: Gettext) -> dict[str, Topic]:
    """Every command by its English name."""
    return {**_entries(_), **_set_up(_), **_documents(_), **segment_topics(_), **statistics_topics(_), **keeping_topics(_)}


def _entries(_: Gettext) -> dict[str, Topic]:
    return {
        "log": Topic(
            _("log an interaction"),
            ("log", "log TEMPLATE CONTACT: NOTE [OPTION ...]"),
            "log {template} {contact}: sent the offer 15m",
            (
                'log {template} {contact} on:yesterday at:14:30 + follow:2w "send offer": wants a price by Friday',
                "log {template} {contact} postpone: ask about the contract",
            ),
        ),
        "again": Topic(_("your last interaction once more, for another contact"), ("again CONTACT",), "again {contact}"),
        "undo": Topic(_("take your last change to the log back"), ("undo",), "undo"),
        "list": Topic(
            _("the interaction log, newest first"),
            ("list [CONTACT] [FILTER ...]",),
            "list {contact}",
            (
                "list me",
                "list today",
                "list this week",
                "list me since:monday canceled:all",
                "list template:{template} eval:positive",
            ),
        ),
        "export": Topic(
            _("the interaction log as a file"),
            ("export [CONTACT] [FILTER ...] [csv|xlsx]",),
            "export this week",
            ("export {contact} csv", "export since:monday template:{template} xlsx", "export canceled:all csv"),
            role=Role.MANAGER,
        ),
        "show": Topic(_("one entry, whole"), ("show NO",), "show #{no}"),
        "edit": Topic(
            _("change an entry"),
            ("edit NO [OPTION ...] [: NOTE]",),
            "edit #{no} 30m",
            ("edit #{no}: sent the offer and the drawings", 'edit #{no} contact:"{contact}" on:yesterday'),
        ),
        "attach": Topic(
            _("keep a file with an entry; the file comes in the same direct message"), ("attach NO",), "attach #{no}"
        ),
        "open": Topic(_("get an entry's attachment"), ("open NO",), "open #{no}"),
        "cancel": Topic(
            _("mark entries canceled"), ("cancel NO [NO ...] [REASON]",), "cancel #{no} wrong contact", ("cancel #{no}",)
        ),
        "restore": Topic(_("take the mark back"), ("restore NO [NO ...]",), "restore #{no}"),
        "evaluate": Topic(
            _("say how it went"),
            ("evaluate NO VALUE",),
            "evaluate #{no} positive",
            ("evaluate #{no} very positive", "evaluate #{no} none"),
        ),
        "comment": Topic(_("add a comment"), ("comment NO TEXT",), "comment #{no} they have called back"),
        "postponed": Topic(_("your drafts"), ("postponed",), "postponed"),
        "followups": Topic(
            _("what is to be followed up; managers see others' too"),
            ("followups [PERSON]", "followups done NO [NO ...]", "followups snooze NO [DAY]"),
            "followups",
            ("followups me",),
        ),
        "finish": Topic(_("put a draft into the log"), ("finish NO",), "finish #{draft}"),
        "drop": Topic(_("discard a draft"), ("drop NO",), "drop #{draft}"),
    }


def _set_up(_: Gettext) -> dict[str, Topic]:
    return {
        "help": Topic(
            _("what can be said, and who may say it"),
            ("help [COMMAND]", "help rights"),
            "help log",
            ("help rights",),
            role=Role.NONE,
        ),
        "contacts": Topic(_("look for contacts"), ("contacts WORDS",), "contacts {first}"),
        "contact": Topic(
            _("one contact, with its last entries; for admins also to erase it"),
            ("contact CONTACT", "contact CONTACT erase"),
            "contact {contact}",
            ("contact {contact} erase",),
        ),
        "add contact": Topic(
            _("add a contact"),
            ("add contact", "add contact NAME [company:CONTACT] [email:ADDRESS] [phone:NUMBER] [title:TEXT] [type:company]"),
            "add contact",
            ("add contact Kari Berg email:kari.berg@example.com phone:22334455", "add contact Nordlys AS type:company"),
        ),
        "templates": Topic(_("the interaction templates"), ("templates",), "templates"),
        "template": Topic(
            _("look a template up, and for admins add, change or remove one"),
            (
                "template CODE",
                "template create CODE [OPTION ...]: DESCRIPTION",
                "template CODE change [OPTION ...] [: DESCRIPTION]",
                "template CODE remove",
                "template CODE language LANG [: DESCRIPTION]",
                "template CODE language LANG remove",
                "template CODE attach [LANG]",
                "template CODE open [LANG]",
            ),
            "template {template}",
            (
                "template create SHOWROOM cost:50 1h: Visit to the showroom",
                "template {template} change 20m",
                "template {template} language nb: Telefonsamtale",
                "template {template} remove",
            ),
        ),
        "groups": Topic(_("the interaction groups"), ("groups",), "groups"),
        "group": Topic(
            _("add, change or remove a group"),
            ("group create CODE: DESCRIPTION", "group CODE: DESCRIPTION", "group CODE remove"),
            "group create VISITS: Visits",
            ("group {group}: Sales talks",),
            role=Role.ADMIN,
        ),
        "people": Topic(_("who may do what"), ("people",), "people", role=Role.ADMIN),
        "grant": Topic(
            _("give somebody a role"),
            ("grant PERSON ROLE",),
            "grant {email} manager",
            ("grant anna@example.com rep", "grant anna@example.com none"),
            role=Role.ADMIN,
        ),
        "connect": Topic(
            _("let the people of a further Slack workspace or Teams tenant in"),
            ("connect slack WORKSPACE", "connect teams TENANT"),
            "connect teams 72f988bf-86f1-41af-91ab-2d7cd011db47",
            ("connect slack T024BE7LH",),
            role=Role.ADMIN,
        ),
        "outbox": Topic(
            _("messages that could not be sent: send them again, or drop them"),
            ("outbox", "outbox NO", "outbox send NO [NO ...]", "outbox send all", "outbox drop NO [NO ...]", "outbox drop all"),
            "outbox",
            ("outbox send all", "outbox drop all"),
            role=Role.ADMIN,
        ),
        "notify": Topic(
            _("who is told of recorded documents, and when"),
            (
                "notify",
                "notify me [TYPE ...] [OPTION ...] [at once|hourly|daily at TIME|weekly on DAY at TIME]",
                "notify here ...",
                "notify mute [TYPE ...] [OPTION ...]",
                "notify remove RULE",
                "notify quiet 20:00-7:00",
                "notify on, notify off",
            ),
            "notify me invoices above:1000",
            (
                "notify me all daily at 8:00",
                'notify me credit memos contact:"{contact}" at once',
                "notify here quotes, orders weekly on monday at 8:00",
                "notify mute sales quotes",
                "notify quiet off",
                "notify own off",
            ),
        ),
        "whoami": Topic(_("what is known of you"), ("whoami",), "whoami", role=Role.NONE),
        "language": Topic(_("choose your language"), ("language LANG",), "language en", ("language norsk",), role=Role.NONE),
    }


def _documents(_: Gettext) -> dict[str, Topic]:
    return {
        "setup documents": Topic(
            _("which template records which business documents, on which events"),
            (
                "setup documents",
                "setup documents usual",
                "setup documents TYPE",
                "setup documents TYPE TEMPLATE [EVENT ...]",
                "setup documents TYPE off",
            ),
            "setup documents",
            (
                "setup documents usual",
                "setup documents sales invoice {template} posted emailed",
                "setup documents purchase order {template}",
                "setup documents sales invoice",
                "setup documents purchase order off",
            ),
            role=Role.ADMIN,
        ),
        "skipped": Topic(
            _("documents that were not recorded, and why"),
            ("skipped [REASON]",),
            "skipped",
            ("skipped no contact", "skipped no template"),
            role=Role.MANAGER,
        ),
        "replay": Topic(
            _("record skipped documents after mending the cause"),
            ("replay NO [NO ...]", "replay all [REASON]"),
            "replay all",
            ("replay all no contact",),
            role=Role.MANAGER,
        ),
    }


def option_lines(command: str, _: Gettext) -> tuple[tuple[str, str], ...]:
    """The options of a command, each with what it does."""
    shared = (
        ("15m, 1h, 1h30", _("duration")),
        ("in, out", _("who was called or written to: they reached us, or we them")),
        ("++, +, o, -, --", _("how it went, from very positive to very negative")),
        ("on:yesterday, at:14:30", _("when it was, if not now")),
        ("cost:250", _("cost")),
        ("failed", _("the attempt failed: nobody was reached")),
        ("initiated:us, initiated:them", _("who began it")),
        ("via:+4722334455", _("the number or address used")),
        ("type:email", _("correspondence type: hard copy, email or fax")),
        ("lang:nb", _("language")),
        ('subject:"Offer 17"', _("subject")),
        ("opp:NO, campaign:CODE", _("opportunity, campaign")),
        ('follow:2w "send offer"', _("follow-up, by when and what")),
        ("for:PERSON", _("another salesperson (managers)")),
    )
    filters = (
        ("since:monday, until:2026-11-19, on:today", _("when")),
        ("template:CODE, group:CODE", _("what kind")),
        ("by:me, by:PERSON", _("whose")),
        ("eval:positive", _("how it went")),
        ("canceled:yes, canceled:all", _("canceled ones alone, or too")),
        ("postponed:yes, failed:yes, auto:no", _("drafts, failed attempts, recorded by hand")),
        ("company:CONTACT, contact:CONTACT", _("all of a contact's company; one contact, with its persons")),
        ("no:1-500", _("numbers")),
        ("document:invoice, document-no:103045, auto:yes", _("what was recorded from documents")),
        ('text:"offer"', _("words in the note")),
    )
    match command:
        case "log":
            every = ("segment:CODE", _("for every contact of a segment, after a preview"))
            return (*shared, ("postpone", _("keep as a draft")), every)
        case "segment":
            return segment_options(_)
        case "stats":
            counted = [(option, does) for option, does in filters if "canceled" not in option and "postponed" not in option]
            return (*breakdown_lines(_), *counted)
        case "campaign" | "opportunity":
            return reference_lines(command, _)
        case "edit":
            return (
                *shared,
                ("failed:no", _("somebody was reached after all")),
                ("contact:CONTACT, template:CODE", _("another contact, another template")),
            )
        case "list":
            return filters
        case "notify":
            return (
                ("invoices, credit memos, quotes, orders, sales", _("which documents; any type can be named")),
                ("template:CODE, contact:CONTACT, by:PERSON", _("of what kind, of whom (a company's persons too), whose")),
                ("above:1000", _("with a higher amount")),
                ("at once, hourly, daily at 8:00, weekly on monday", _("when")),
                ("quiet:20:00-7:00", _("hours in which nothing is told")),
                ("here", _("the channel in place of yourself (managers)")),
                ("own off, own on", _("whether you are told without a rule as the salesperson")),
            )
        case "template":
            return (
                ("group:CODE", _("group")),
                ("cost:50", _("cost")),
                ("15m, 1h", _("duration")),
                ("in, out, initiated:us", _("information flow, who begins it")),
                ("type:email, ignore:yes", _("correspondence type; whether the contact's is ignored")),
                ("lang:nb", _("language")),
            )
        case "setup documents":
            return (
                ("TYPE", _("sales invoice, purchase order, service contract ...; without a side a sales document")),
                ("EVENT", _("created, released, posted, printed, e-mailed, archived, all; left out, the usual ones")),
            )
        case "skipped" | "replay":
            return (("REASON", _("no template, no contact, privacy blocked, event not recorded")),)
    return keeping_options(command, _)
