"""The options of each command, for its help."""

from adapters.chat.help_topic import Gettext
from adapters.chat.keeping_help import keeping_options
from adapters.chat.segment_help import segment_options
from adapters.chat.statistics_help import breakdown_lines, reference_lines


def option_lines(command: str, _: Gettext, line: Gettext) -> tuple[tuple[str, str], ...]:
    """The options of a command, each with what it does."""
    shared = (
        (line("15m, 1h, 1h30"), _("duration")),
        (line("in, out"), _("who was called or written to: they reached us, or we them")),
        (line("++, +, o, -, --"), _("how it went, from very positive to very negative")),
        (line("on:yesterday, at:14:30"), _("when it was, if not now")),
        (line("cost:250"), _("cost")),
        (line("failed"), _("the attempt failed: nobody was reached")),
        (line("initiated:us, initiated:them"), _("who began it")),
        (line("via:+4722334455"), _("the number or address used")),
        (line("type:email"), _("correspondence type: hard copy, email or fax")),
        (line("lang:nb"), _("language")),
        (line('subject:"Offer 17"'), _("subject")),
        (line("opp:NO, campaign:CODE"), _("opportunity, campaign")),
        (line('follow:2w "send offer"'), _("follow-up, by when and what")),
        (line("for:PERSON"), _("another salesperson (managers)")),
    )
    left_out = (
        (line("canceled:yes, canceled:all"), _("canceled ones alone, or too")),
        (line("postponed:yes, failed:yes, auto:no"), _("drafts, failed attempts, recorded by hand")),
    )
    filters = (
        (line("since:monday, until:2026-11-19, on:today"), _("when")),
        (line("template:CODE, group:CODE"), _("what kind")),
        (line("by:me, by:PERSON"), _("whose")),
        (line("eval:positive"), _("how it went")),
        (line("company:CONTACT, contact:CONTACT"), _("all of a contact's company; one contact, with its persons")),
        (line("no:1-500"), _("numbers")),
        (line("document:invoice, document-no:103045, auto:yes"), _("what was recorded from documents")),
        (line('text:"offer"'), _("words in the note")),
    )
    match command:
        case "log":
            every = (line("segment:CODE"), _("for every contact of a segment, after a preview"))
            return (*shared, (line("postpone"), _("keep as a draft")), every)
        case "segment":
            return segment_options(_, line)
        case "stats":
            return (*breakdown_lines(_, line), *filters)
        case "campaign" | "opportunity":
            return reference_lines(command, _, line)
        case "edit":
            return (
                *shared,
                (line("failed:no"), _("somebody was reached after all")),
                (line("contact:CONTACT, template:CODE"), _("another contact, another template")),
            )
        case "list":
            return (*filters, *left_out)
        case "notify":
            return (
                (line("invoices, credit memos, quotes, orders, sales"), _("which documents; any type can be named")),
                (line("template:CODE, contact:CONTACT, by:PERSON"), _("of what kind, of whom (a company's persons too), whose")),
                (line("above:1000"), _("with a higher amount")),
                (line("at once, hourly, daily at 8:00, weekly on monday"), _("when")),
                (line("quiet:20:00-7:00"), _("hours in which nothing is told")),
                (line("here"), _("the channel in place of yourself (managers)")),
                (line("own off, own on"), _("whether you are told without a rule as the salesperson")),
            )
        case "template":
            return (
                (line("group:CODE"), _("group")),
                (line("cost:50"), _("cost")),
                (line("15m, 1h"), _("duration")),
                (line("in, out, initiated:us"), _("information flow, who begins it")),
                (line("type:email, ignore:yes"), _("correspondence type; whether the contact's is ignored")),
                (line("lang:nb"), _("language")),
            )
        case "setup documents":
            return (
                (line("TYPE"), _("sales invoice, purchase order, service contract ...; without a side a sales document")),
                (line("EVENT"), _("created, released, posted, printed, e-mailed, archived, all; left out, the usual ones")),
            )
        case "skipped" | "replay":
            return ((line("REASON"), _("no template, no contact, privacy blocked, event not recorded")),)
    return keeping_options(command, _, line)
