"""What each command does, how it is said, and examples of it."""

from adapters.chat.help_topic import Gettext, Topic
from adapters.chat.keeping_help import keeping_topics
from adapters.chat.segment_help import segment_topics
from adapters.chat.statistics_help import statistics_topics
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
        (
            _("Set up"),
            ("start", "add contact", "template", "group", "people", "grant", "connect", "outbox", "audit", "delete-canceled"),
        ),
        (_("Campaigns"), ("campaigns", "campaign", "opportunities", "opportunity")),
        (_("Segments"), ("segments", "segment")),
        (_("Documents"), ("setup documents", "skipped", "replay")),
        (_("You"), ("notify", "whoami", "language")),
    )


def topics(_: Gettext, line: Gettext) -> dict[str, Topic]:
    """Every command by its English name; `line` is gettext of lines to type."""
    return {
        **_entries(_, line),
        **_set_up(_, line),
        **_documents(_, line),
        **segment_topics(_, line),
        **statistics_topics(_, line),
        **keeping_topics(_, line),
    }


def _entries(_: Gettext, line: Gettext) -> dict[str, Topic]:
    return {
        "log": Topic(
            _("log an interaction"),
            (line("log"), line("log TEMPLATE CONTACT: NOTE [OPTION ...]")),
            line("log {template} {contact}: sent the offer 15m"),
            (
                line('log {template} {contact} on:yesterday at:14:30 + follow:2w "send offer": wants a price by Friday'),
                line("log {template} {contact} postpone: ask about the contract"),
            ),
        ),
        "again": Topic(
            _("your last interaction once more, for another contact"), (line("again CONTACT"),), line("again {contact}")
        ),
        "undo": Topic(_("take your last change to the log back"), (line("undo"),), line("undo")),
        "list": Topic(
            _("the interaction log, newest first"),
            (line("list [CONTACT] [FILTER ...]"),),
            line("list {contact}"),
            (
                line("list me"),
                line("list today"),
                line("list this week"),
                line("list me since:monday canceled:all"),
                line("list template:{template} eval:positive"),
            ),
        ),
        "export": Topic(
            _("the interaction log as a file"),
            (line("export [CONTACT] [FILTER ...] [csv|xlsx]"),),
            line("export this week"),
            (line("export {contact} csv"), line("export since:monday template:{template} xlsx"), line("export canceled:all csv")),
            role=Role.MANAGER,
        ),
        "show": Topic(_("one entry, whole"), (line("show NO"),), line("show #{no}")),
        "edit": Topic(
            _("change an entry"),
            (line("edit NO [OPTION ...] [: NOTE]"),),
            line("edit #{no} 30m"),
            (line("edit #{no}: sent the offer and the drawings"), line('edit #{no} contact:"{contact}" on:yesterday')),
        ),
        "attach": Topic(
            _("keep a file with an entry; the file comes in the same direct message"), (line("attach NO"),), line("attach #{no}")
        ),
        "open": Topic(_("get an entry's attachment"), (line("open NO"),), line("open #{no}")),
        "cancel": Topic(
            _("mark entries canceled"),
            (line("cancel NO [NO ...] [REASON]"),),
            line("cancel #{no} wrong contact"),
            (line("cancel #{no}"),),
        ),
        "restore": Topic(_("take the mark back"), (line("restore NO [NO ...]"),), line("restore #{no}")),
        "evaluate": Topic(
            _("say how it went"),
            (line("evaluate NO VALUE"),),
            line("evaluate #{no} positive"),
            (line("evaluate #{no} very positive"), line("evaluate #{no} none")),
        ),
        "comment": Topic(_("add a comment"), (line("comment NO TEXT"),), line("comment #{no} they have called back")),
        "postponed": Topic(_("your drafts"), (line("postponed"),), line("postponed")),
        "followups": Topic(
            _("what is to be followed up; managers see others' too"),
            (line("followups [PERSON]"), line("followups done NO [NO ...]"), line("followups snooze NO [DAY]")),
            line("followups"),
            (line("followups me"),),
        ),
        "finish": Topic(_("put a draft into the log"), (line("finish NO"),), line("finish #{draft}")),
        "drop": Topic(_("discard a draft"), (line("drop NO"),), line("drop #{draft}")),
    }


def _set_up(_: Gettext, line: Gettext) -> dict[str, Topic]:
    return {
        "help": Topic(
            _("what can be said, and who may say it"),
            (line("help [COMMAND]"), line("help rights")),
            line("help log"),
            (line("help rights"),),
            role=Role.NONE,
        ),
        "contacts": Topic(_("look for contacts"), (line("contacts WORDS"),), line("contacts {first}")),
        "contact": Topic(
            _("one contact, with its last entries; for admins also to erase it"),
            (line("contact CONTACT"), line("contact CONTACT erase")),
            line("contact {contact}"),
            (line("contact {contact} erase"),),
        ),
        "add contact": Topic(
            _("add a contact"),
            (
                line("add contact"),
                line("add contact NAME [company:CONTACT] [email:ADDRESS] [phone:NUMBER] [title:TEXT] [type:company]"),
            ),
            line("add contact"),
            (
                line("add contact Kari Berg email:kari.berg@example.com phone:22334455"),
                line("add contact Nordlys AS type:company"),
            ),
        ),
        "templates": Topic(_("the interaction templates"), (line("templates"),), line("templates")),
        "template": Topic(
            _("look a template up, and for admins add, change or remove one"),
            (
                line("template CODE"),
                line("template create CODE [OPTION ...]: DESCRIPTION"),
                line("template CODE change [OPTION ...] [: DESCRIPTION]"),
                line("template CODE remove"),
                line("template CODE language LANG [: DESCRIPTION]"),
                line("template CODE language LANG remove"),
                line("template CODE attach [LANG]"),
                line("template CODE open [LANG]"),
            ),
            line("template {template}"),
            (
                line("template create SHOWROOM cost:50 1h: Visit to the showroom"),
                line("template {template} change 20m"),
                line("template {template} language nb: Telefonsamtale"),
                line("template {template} remove"),
            ),
        ),
        "groups": Topic(_("the interaction groups"), (line("groups"),), line("groups")),
        "group": Topic(
            _("add, change or remove a group"),
            (line("group create CODE: DESCRIPTION"), line("group CODE: DESCRIPTION"), line("group CODE remove")),
            line("group create VISITS: Visits"),
            (line("group {group}: Sales talks"),),
            role=Role.ADMIN,
        ),
        "start": Topic(_("the first steps: contacts, templates, reps"), (line("start"),), line("start"), role=Role.ADMIN),
        "people": Topic(_("who may do what"), (line("people"),), line("people"), role=Role.ADMIN),
        "grant": Topic(
            _("give somebody a role"),
            (line("grant PERSON ROLE"),),
            line("grant {email} manager"),
            (line("grant anna@example.com rep"), line("grant anna@example.com none")),
            role=Role.ADMIN,
        ),
        "connect": Topic(
            _("let the people of a further Slack workspace or Teams tenant in"),
            (line("connect slack WORKSPACE"), line("connect teams TENANT")),
            line("connect teams 72f988bf-86f1-41af-91ab-2d7cd011db47"),
            (line("connect slack T024BE7LH"),),
            role=Role.ADMIN,
        ),
        "outbox": Topic(
            _("messages that could not be sent: send them again, or drop them"),
            (
                line("outbox"),
                line("outbox NO"),
                line("outbox send NO [NO ...]"),
                line("outbox send all"),
                line("outbox drop NO [NO ...]"),
                line("outbox drop all"),
            ),
            line("outbox"),
            (line("outbox send all"), line("outbox drop all")),
            role=Role.ADMIN,
        ),
        "notify": Topic(
            _("who is told of recorded documents, and when"),
            (
                line("notify"),
                line("notify me [TYPE ...] [OPTION ...] [at once|hourly|daily at TIME|weekly on DAY at TIME]"),
                line("notify here ..."),
                line("notify here language LANG"),
                line("notify mute [TYPE ...] [OPTION ...]"),
                line("notify remove RULE"),
                line("notify quiet 20:00-7:00"),
                line("notify on, notify off"),
            ),
            line("notify me invoices above:1000"),
            (
                line("notify me all daily at 8:00"),
                line('notify me credit memos contact:"{contact}" at once'),
                line("notify here quotes, orders weekly on monday at 8:00"),
                line("notify here language norsk"),
                line("notify mute sales quotes"),
                line("notify quiet off"),
                line("notify own off"),
            ),
        ),
        "whoami": Topic(_("what is known of you"), (line("whoami"),), line("whoami"), role=Role.NONE),
        "language": Topic(
            _("choose your language"), (line("language LANG"),), line("language en"), (line("language norsk"),), role=Role.NONE
        ),
    }


def _documents(_: Gettext, line: Gettext) -> dict[str, Topic]:
    return {
        "setup documents": Topic(
            _("which template records which business documents, on which events"),
            (
                line("setup documents"),
                line("setup documents usual"),
                line("setup documents TYPE"),
                line("setup documents TYPE TEMPLATE [EVENT ...]"),
                line("setup documents TYPE off"),
            ),
            line("setup documents"),
            (
                line("setup documents usual"),
                line("setup documents sales invoice {template} posted emailed"),
                line("setup documents purchase order {template}"),
                line("setup documents sales invoice"),
                line("setup documents purchase order off"),
            ),
            role=Role.ADMIN,
        ),
        "skipped": Topic(
            _("documents that were not recorded, and why"),
            (line("skipped [REASON]"),),
            line("skipped"),
            (line("skipped no contact"), line("skipped no template")),
            role=Role.MANAGER,
        ),
        "replay": Topic(
            _("record skipped documents after mending the cause"),
            (line("replay NO [NO ...]"), line("replay all [REASON]")),
            line("replay all"),
            (line("replay all no contact"),),
            role=Role.MANAGER,
        ),
    }
