"""Help on the commands about segments."""

from adapters.chat.help_topic import Gettext, Topic


def segment_topics(_: Gettext) -> dict[str, Topic]:
    """By their English names."""
    return {
        "segments": Topic(
            _("lists of contacts, for mailings for instance"),
            ("segments", "segments logged"),
            "segments",
            ("segments logged",),
        ),
        "segment": Topic(
            _("make a segment, fill it, log it for all its contacts"),
            (
                "segment CODE",
                "segment create CODE [OPTION ...]: DESCRIPTION",
                "segment CODE add CONTACT",
                "segment CODE add CRITERION ...",
                "segment CODE remove CONTACT",
                "segment CODE reduce CRITERION ...",
                "segment CODE refine CRITERION ...",
                "segment CODE change [OPTION ...] [: DESCRIPTION]",
                "segment CODE change CONTACT [OPTION ...]",
                "segment CODE remove",
                "log TEMPLATE segment:CODE: NOTE",
                "segment CODE follow-up [CODE] [: DESCRIPTION]",
                "segment CODE cancel [REASON]",
                "segment CODE restore",
            ),
            "segment create MAILING: Spring mailing",
            (
                'segment {segment} add "{contact}"',
                "segment {segment} add city:Bergen before:last month",
                "segment {segment} reduce title:assistant",
                "segment {segment} refine type:person",
                "segment {segment} change template:{template} on:yesterday",
                "log {template} segment:{segment}: sent the new prices",
            ),
        ),
    }


def segment_options(_: Gettext) -> tuple[tuple[str, str], ...]:
    """The options and criteria of `segment`, each with what it does."""
    return (
        ("by:me, by:PERSON", _("criterion: whose contacts")),
        ("company:CONTACT, type:person", _("criterion: a company with its persons; persons or companies alone")),
        ("country:Norway, city:Bergen, lang:nb", _("criterion: where they are, what they speak")),
        ("title:buyer", _("criterion: words of the job title")),
        ("before:2026-01-01, before:last month", _("criterion: no interaction since then")),
        ("template:CODE, segment:CODE", _("criterion: there was such an interaction; is in that segment")),
        ("template:CODE, cost:2, 5m, on:yesterday", _("option: what is logged, instead of the template's values")),
        ('subject:"Prices", campaign:CODE, lang:nb', _("option: subject, campaign, language")),
        ("type:email ignore:yes", _("option: correspondence type, whatever the contact's is")),
        ("for:PERSON", _("option: another salesperson (managers)")),
    )
