"""What concerns a person now, of what other operations tell one by one."""

from datetime import datetime, timedelta

from core.filters import EntryFilter
from core.moments import day_end, day_start, zone
from core.operations.drafts import list_drafts
from core.operations.follow_ups import list_follow_ups
from core.operations.listing import list_entries
from core.overview import Overview
from core.person import Actor
from core.requests.entries import ListDrafts, ListEntries
from core.requests.follow_ups import ListFollowUps
from core.requests.overview import ShowOverview
from core.rights import authorize
from core.work import Work

SHOWN = 5


def show_overview(work: Work, request: ShowOverview, actor: Actor, now: datetime) -> Overview:
    """Of each the first few; the person's own, whoever asks."""
    authorize(request, actor)
    today = now.astimezone(zone(actor)).date()
    due = [each for each in list_follow_ups(work, ListFollowUps(), actor, now).rows if each[0].due_on <= today]
    drafts = list_drafts(work, ListDrafts(), actor, now).rows
    monday = today - timedelta(days=today.weekday())

    def of_day(number: int) -> EntryFilter:
        day = monday + timedelta(days=number)
        return EntryFilter(
            by_person=actor.person_id,
            by_salesperson=actor.salesperson_code,
            since=day_start(day, actor),
            until=day_end(day, actor),
        )

    return Overview(
        due=tuple(due[:SHOWN]),
        more_due=len(due) > SHOWN,
        drafts=drafts[:SHOWN],
        more_drafts=len(drafts) > SHOWN,
        latest=list_entries(work, ListEntries(by="me"), actor, now).rows[:SHOWN],
        week=tuple((monday + timedelta(days=number), work.statistics.total(of_day(number))) for number in range(7)),
    )
