"""Help on statistics, campaigns and opportunities."""

from adapters.chat.help_topic import Gettext, Topic
from core.values import Role


def statistics_topics(_: Gettext, line: Gettext) -> dict[str, Topic]:
    """By their English names."""
    return {
        "stats": Topic(
            _("how many interactions, and contacts without any"),
            (
                line("stats [CONTACT | me | PERSON | team] [by BREAKDOWN] [FILTER ...]"),
                line("stats [me | PERSON | team] idle:60d"),
            ),
            line("stats me"),
            (
                line("stats me by template since:2026-01-01"),
                line("stats {contact} by salesperson"),
                line("stats team by salesperson since:last month"),
                line("stats me idle:60d"),
            ),
        ),
        "campaigns": Topic(_("the campaigns, with targets, responses and rate"), (line("campaigns"),), line("campaigns")),
        "campaign": Topic(
            _("look a campaign up, and for admins add, change or remove one"),
            (
                line("campaign CODE"),
                line("campaign create CODE [status:STATUS]: DESCRIPTION"),
                line("campaign CODE change [status:STATUS] [: DESCRIPTION]"),
                line("campaign CODE remove"),
            ),
            line("campaign create SPRING: Spring mailing"),
            (line("campaign spring change status:closed"),),
            role=Role.ADMIN,
        ),
        "opportunities": Topic(_("the opportunities"), (line("opportunities"),), line("opportunities")),
        "opportunity": Topic(
            _("look an opportunity up, and for admins add, change or remove one"),
            (
                line("opportunity CODE"),
                line("opportunity create CODE [status:STATUS]: DESCRIPTION"),
                line("opportunity CODE change [status:STATUS] [: DESCRIPTION]"),
                line("opportunity CODE remove"),
            ),
            line("opportunity create OP17: Delivery to the harbour"),
            (line("opportunity op17 change status:won"),),
            role=Role.ADMIN,
        ),
    }


def breakdown_lines(_: Gettext, line: Gettext) -> tuple[tuple[str, str], ...]:
    """What `stats` takes besides the filters of `list`."""
    return (
        (line("by template, group, salesperson, week, evaluation, contact, segment, campaign"), _("the parts that are shown")),
        (line("idle:60d, idle:3 months"), _("contacts without an interaction for so long")),
    )


def reference_lines(command: str, _: Gettext, line: Gettext) -> tuple[tuple[str, str], ...]:
    """The options of `campaign` and `opportunity`."""
    statuses = line("status: active, planned, closed") if command == "campaign" else line("status: open, won, lost")
    return ((statuses, _("how it stands")),)
