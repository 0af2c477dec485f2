"""Help on statistics, campaigns and opportunities."""

from adapters.chat.help_topic import Gettext, Topic
from core.values import Role


def statistics_topics(_: Gettext) -> dict[str, Topic]:
    """By their English names."""
    return {
        "stats": Topic(
            _("how many interactions, and contacts without any"),
            (
                "stats [CONTACT | me | PERSON | team] [by BREAKDOWN] [FILTER ...]",
                "stats [me | PERSON | team] idle:60d",
            ),
            "stats me",
            (
                "stats me by template since:2026-01-01",
                "stats {contact} by salesperson",
                "stats team by salesperson since:last month",
                "stats me idle:60d",
            ),
        ),
        "campaigns": Topic(_("the campaigns, with targets, responses and rate"), ("campaigns",), "campaigns"),
        "campaign": Topic(
            _("look a campaign up, and for admins add, change or remove one"),
            (
                "campaign CODE",
                "campaign create CODE [status:STATUS]: DESCRIPTION",
                "campaign CODE change [status:STATUS] [: DESCRIPTION]",
                "campaign CODE remove",
            ),
            "campaign create SPRING: Spring mailing",
            ("campaign spring change status:closed",),
            role=Role.ADMIN,
        ),
        "opportunities": Topic(_("the opportunities"), ("opportunities",), "opportunities"),
        "opportunity": Topic(
            _("look an opportunity up, and for admins add, change or remove one"),
            (
                "opportunity CODE",
                "opportunity create CODE [status:STATUS]: DESCRIPTION",
                "opportunity CODE change [status:STATUS] [: DESCRIPTION]",
                "opportunity CODE remove",
            ),
            "opportunity create OP17: Delivery to the harbour",
            ("opportunity op17 change status:won",),
            role=Role.ADMIN,
        ),
    }


def breakdown_lines(_: Gettext) -> tuple[tuple[str, str], ...]:
    """What `stats` takes besides the filters of `list`."""
    words = "template, group, salesperson, week, evaluation, contact, segment, campaign"
    return (
        (f"by {words}", _("the parts that are shown")),
        ("idle:60d, idle:3 months", _("contacts without an interaction for so long")),
    )


def reference_lines(command: str, _: Gettext) -> tuple[tuple[str, str], ...]:
    """The options of `campaign` and `opportunity`."""
    statuses = "active, planned, closed" if command == "campaign" else "open, won, lost"
    return ((f"status: {statuses}", _("how it stands")),)
