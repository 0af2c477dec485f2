"""Help on the commands about segments."""

from adapters.chat.help_topic import Gettext, Topic


def segment_topics(_: Gettext, line: Gettext) -> dict[str, Topic]:
    """By their English names."""
    return {
        "segments": Topic(
            _("lists of contacts, for mailings for instance"),
            (line("segments"), line("segments logged")),
            line("segments"),
            (line("segments logged"),),
        ),
        "segment": Topic(
            _("make a segment, fill it, log it for all its contacts"),
            (
                line("segment CODE"),
                line("segment create CODE [OPTION ...]: DESCRIPTION"),
                line("segment CODE add CONTACT"),
                line("segment CODE add CRITERION ..."),
                line("segment CODE remove CONTACT"),
                line("segment CODE reduce CRITERION ..."),
                line("segment CODE refine CRITERION ..."),
                line("segment CODE change [OPTION ...] [: DESCRIPTION]"),
                line("segment CODE change CONTACT [OPTION ...]"),
                line("segment CODE remove"),
                line("log TEMPLATE segment:CODE: NOTE"),
                line("segment CODE follow-up [CODE] [: DESCRIPTION]"),
                line("segment CODE cancel [REASON]"),
                line("segment CODE restore"),
            ),
            line("segment create MAILING: Spring mailing"),
            (
                line('segment {segment} add "{contact}"'),
                line("segment {segment} add city:Bergen before:last month"),
                line("segment {segment} reduce title:assistant"),
                line("segment {segment} refine type:person"),
                line("segment {segment} change template:{template} on:yesterday"),
                line("log {template} segment:{segment}: sent the new prices"),
            ),
        ),
    }


def segment_options(_: Gettext, line: Gettext) -> tuple[tuple[str, str], ...]:
    """The options and criteria of `segment`, each with what it does."""
    return (
        (line("by:me, by:PERSON"), _("criterion: whose contacts")),
        (line("company:CONTACT, type:person"), _("criterion: a company with its persons; persons or companies alone")),
        (line("country:Norway, city:Bergen, lang:nb"), _("criterion: where they are, what they speak")),
        (line("title:buyer"), _("criterion: words of the job title")),
        (line("before:2026-01-01, before:last month"), _("criterion: no interaction since then")),
        (line("template:CODE, segment:CODE"), _("criterion: there was such an interaction; is in that segment")),
        (line("template:CODE, cost:2, 5m, on:yesterday"), _("option: what is logged, instead of the template's values")),
        (line('subject:"Prices", campaign:CODE, lang:nb'), _("option: subject, campaign, language")),
        (line("type:email ignore:yes"), _("option: correspondence type, whatever the contact's is")),
        (line("for:PERSON"), _("option: another salesperson (managers)")),
    )
