"""From the days and times of a person's own zone to points in time."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from core.errors import InvalidValue
from core.person import Actor

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(9999, 1, 1)


def zone(actor: Actor) -> tzinfo:
    """The person's time zone; UTC for a name that the time zone database does not have."""
    return zone_named(actor.time_zone)


def zone_named(name: str) -> tzinfo:
    """The time zone with this IANA name; UTC for one that the time zone database does not have."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return UTC


def moment(on: date | None, at: time | None, actor: Actor, now: datetime, base: datetime) -> datetime:
    """The point in time, in UTC, of a day and a time of day, either of which is that of `base` when it is not said.

    A time that the clocks skip counts as if they had not been put forward yet, and of one that comes twice the first is meant.
    Raises InvalidValue: more than a day ahead of `now` (in_future), or before 1900 (not_a_date).
    """
    if on is None and at is None:
        return base
    here = zone(actor)
    local = base.astimezone(here)
    day = local.date() if on is None else on
    if day > now.astimezone(here).date() + timedelta(days=2):
        raise InvalidValue(field="on", value=day.isoformat(), rule="in_future")
    if day < _FIRST_DAY:
        raise InvalidValue(field="on", value=day.isoformat(), rule="not_a_date")
    clock = local.time() if at is None else at
    result = datetime.combine(day, clock, tzinfo=here).astimezone(UTC)
    if result > now + timedelta(days=1):
        raise InvalidValue(field="on" if at is None else "at", value=f"{day.isoformat()} {clock:%H:%M}", rule="in_future")
    return result


def day_start(day: date, actor: Actor) -> datetime:
    """When the day begins for the person, in UTC."""
    return datetime.combine(min(max(day, _FIRST_DAY), _LAST_DAY), time(), tzinfo=zone(actor)).astimezone(UTC)


def day_end(day: date, actor: Actor) -> datetime:
    """When the day after it begins for the person, in UTC."""
    return day_start(min(day, _LAST_DAY) + timedelta(days=1), actor)
