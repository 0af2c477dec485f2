"""Who hears of what, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import DocumentEvent, DocumentEventKind, DocumentType
from core.notification import Frequency, NotificationRule, NotificationSettings, Recipient, Telling
from core.notifications import Audience, due_at
from tests.factories import NOW, entry

KARI, MADS, STRANGER = Recipient(person_id=1), Recipient(person_id=2), Recipient(person_id=9)
CHANNEL = Recipient(platform="slack", workspace="T1", channel="C1")
OSLO = ZoneInfo("Europe/Oslo")
# Of Fjord AS, whose salesperson is Kari.
ENTRY = entry("CT000011", no=7, company_no="CT000001", salesperson_code="KH", template_code="INVOICE")
EVENT = DocumentEvent(
    document_type=DocumentType.SALES_INVOICE,
    document_no="103045",
    event=DocumentEventKind.POSTED,
    occurred_at=NOW,
    amount=Decimal("1250.00"),
)


def rule(recipient: Recipient, no: int = 1, **fields: Any) -> NotificationRule:
    return NotificationRule(id=no, recipient=recipient, **fields)


def heard(
    *rules: NotificationRule,
    settings: tuple[NotificationSettings, ...] = (),
    event: DocumentEvent = EVENT,
    salespeople: dict[str, int] | None = None,
    **changed: Any,
) -> list[Telling]:
    audience = Audience(
        rules=rules,
        settings={each.recipient: each for each in settings},
        salespeople={"KH": 1} if salespeople is None else salespeople,
        zones={KARI: OSLO, MADS: OSLO, CHANNEL: OSLO},
        now=NOW,
    )
    return audience.tellings(replace(ENTRY, **changed), event)


def who(*tellings: Telling) -> list[tuple[Recipient, int]]:
    return [(each.recipient, each.rule_id) for each in tellings]


def test_the_salesperson_hears_at_once_by_default() -> None:
    assert heard() == [Telling(recipient=KARI, entry_no=7, rule_id=0, frequency=Frequency.AT_ONCE, due_at=NOW)]


# What is asked for: a rule of Mads, what differs in what was recorded, and whether he hears.
CONDITIONS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({}, {}, True),
    ({"document_types": (DocumentType.SALES_INVOICE, DocumentType.SALES_QUOTE)}, {}, True),
    ({"document_types": (DocumentType.SALES_QUOTE,)}, {}, False),
    ({"template_codes": ("INVOICE",)}, {}, True),
    ({"template_codes": ("CALL",)}, {}, False),
    ({"contact_nos": ("CT000011",)}, {}, True),
    # A rule about a company is about its persons, and not the other way round.
    ({"contact_nos": ("CT000001",)}, {}, True),
    ({"contact_nos": ("CT000001",)}, {"contact_no": "CT000001"}, True),
    ({"contact_nos": ("CT000011",)}, {"contact_no": "CT000001"}, False),
    ({"contact_nos": ("CT000002", "CT000012")}, {}, False),
    ({"salesperson_codes": ("KH", "MJ")}, {}, True),
    ({"salesperson_codes": ("MJ",)}, {}, False),
    ({"salesperson_codes": ("MJ",)}, {"salesperson_code": ""}, False),
    ({"above": Decimal(1000)}, {}, True),
    ({"above": Decimal("1249.99")}, {}, True),
    ({"above": Decimal(1250)}, {}, False),
    ({"above": Decimal(0)}, {"amount": None}, False),
    ({"document_types": (DocumentType.SALES_INVOICE,), "above": Decimal(2000)}, {}, False),
    ({"document_types": (DocumentType.SALES_QUOTE,), "contact_nos": ("CT000011",)}, {}, False),
]


@pytest.mark.parametrize(("conditions", "changed", "hears"), CONDITIONS)
def test_a_rule_fits_when_all_its_conditions_do(conditions: dict[str, Any], changed: dict[str, Any], hears: bool) -> None:
    event = replace(EVENT, amount=changed.pop("amount")) if "amount" in changed else EVENT
    told = who(*heard(rule(MADS, **conditions), event=event, salespeople={}, **changed))
    assert told == ([(MADS, 1)] if hears else [])
    # The same conditions mute what a rule without any tells.
    muted = who(*heard(rule(MADS, 1, mute=True, **conditions), rule(MADS, 2), event=event, salespeople={}, **changed))
    assert muted == ([] if hears else [(MADS, 2)])


# The rules and settings, and who hears by which rule.
CASES: list[tuple[str, list[NotificationRule], list[NotificationSettings], list[tuple[Recipient, int]]]] = [
    ("the default", [], [], [(KARI, 0)]),
    ("the default and others' rules", [rule(MADS, 3), rule(CHANNEL, 4)], [], [(KARI, 0), (MADS, 3), (CHANNEL, 4)]),
    ("once, by the default when a rule is as soon", [rule(KARI, 1)], [], [(KARI, 0)]),
    ("once, by the lowest of rules that are as soon", [rule(MADS, 5), rule(MADS, 2)], [], [(KARI, 0), (MADS, 2)]),
    ("once, by the soonest", [rule(MADS, 1, frequency=Frequency.DAILY), rule(MADS, 2)], [], [(KARI, 0), (MADS, 2)]),
    ("a digest beside the default", [rule(KARI, 1, frequency=Frequency.HOURLY)], [], [(KARI, 0)]),
    (
        "a digest in place of the default",
        [rule(KARI, 1, frequency=Frequency.HOURLY)],
        [NotificationSettings(recipient=KARI, own=False)],
        [(KARI, 1)],
    ),
    ("no default", [], [NotificationSettings(recipient=KARI, own=False)], []),
    ("off", [rule(KARI, 1)], [NotificationSettings(recipient=KARI, off=True)], []),
    ("a channel off", [rule(CHANNEL, 1)], [NotificationSettings(recipient=CHANNEL, off=True)], [(KARI, 0)]),
    ("a mute wins over the default", [rule(KARI, 1, mute=True)], [], []),
    ("a mute wins over rules before and after", [rule(MADS, 1), rule(MADS, 2, mute=True), rule(MADS, 3)], [], [(KARI, 0)]),
    ("a mute is the recipient's own", [rule(MADS, 1, mute=True), rule(CHANNEL, 2)], [], [(KARI, 0), (CHANNEL, 2)]),
    ("a mute of something else", [rule(KARI, 1, mute=True, contact_nos=("CT000099",))], [], [(KARI, 0)]),
    ("somebody who may not be told", [rule(STRANGER, 1)], [], [(KARI, 0)]),
]


@pytest.mark.parametrize(("_name", "rules", "settings", "expected"), CASES, ids=[case[0] for case in CASES])
def test_who_hears(
    _name: str, rules: list[NotificationRule], settings: list[NotificationSettings], expected: list[tuple[Recipient, int]]
) -> None:
    assert who(*heard(*rules, settings=tuple(settings))) == expected


def test_nobody_hears_where_the_salesperson_may_not_be_told() -> None:
    assert heard(salespeople={}) == []
    assert heard(salespeople={"KH": 9}) == []
    assert heard(salesperson_code="") == []


def test_the_soonest_rule_is_found_after_quiet_hours() -> None:
    """At 15:05 in Oslo, quiet until 20:00: hourly and at once are equally soon, daily at 19:00 too."""
    settings = NotificationSettings(recipient=MADS, quiet_from=time(15), quiet_until=time(20))
    rules = [rule(MADS, 1, frequency=Frequency.DAILY, at=time(19)), rule(MADS, 2, frequency=Frequency.HOURLY), rule(MADS, 3)]
    (telling,) = heard(*rules, settings=(settings,), salespeople={})
    assert telling == Telling(
        recipient=MADS,
        entry_no=7,
        rule_id=1,
        frequency=Frequency.DAILY,
        due_at=datetime(2026, 11, 19, 20, tzinfo=OSLO),
    )


def due(zone: str, now: str, quiet: tuple[int, int] | None = None, **fields: Any) -> str:
    """When a rule tells, in local time; `now` is local or has an offset."""
    here = ZoneInfo(zone)
    at = datetime.fromisoformat(now)
    settings = None
    if quiet:
        settings = NotificationSettings(recipient=KARI, quiet_from=time(quiet[0]), quiet_until=time(quiet[1]))
    found = due_at(rule(KARI, **fields), settings, here, at if at.tzinfo else at.replace(tzinfo=here))
    assert found.utcoffset() == timedelta(0)
    return found.astimezone(here).isoformat(timespec="minutes")


HOURLY, DAILY, WEEKLY = ({"frequency": each} for each in (Frequency.HOURLY, Frequency.DAILY, Frequency.WEEKLY))


@pytest.mark.parametrize(
    ("zone", "now", "quiet", "fields", "expected"),
    [
        ("Europe/Oslo", "2026-11-19T15:05", None, {}, "2026-11-19T15:05+01:00"),
        ("Europe/Oslo", "2026-11-19T15:05", (20, 7), {}, "2026-11-19T15:05+01:00"),
        ("Europe/Oslo", "2026-11-19T20:00", (20, 7), {}, "2026-11-20T07:00+01:00"),
        ("Europe/Oslo", "2026-11-20T06:59", (20, 7), {}, "2026-11-20T07:00+01:00"),
        ("Europe/Oslo", "2026-11-20T07:00", (20, 7), {}, "2026-11-20T07:00+01:00"),
        ("Europe/Oslo", "2026-11-19T12:30", (12, 13), {}, "2026-11-19T13:00+01:00"),
        ("Europe/Oslo", "2026-11-19T15:05", None, HOURLY, "2026-11-19T16:00+01:00"),
        ("Europe/Oslo", "2026-11-19T15:00", None, HOURLY, "2026-11-19T16:00+01:00"),
        ("Asia/Kathmandu", "2026-11-19T15:05", None, HOURLY, "2026-11-19T16:00+05:45"),
        ("Europe/Oslo", "2026-11-19T21:05", (20, 7), HOURLY, "2026-11-20T07:00+01:00"),
        ("Europe/Oslo", "2026-11-19T15:05", None, DAILY, "2026-11-20T08:00+01:00"),
        ("Europe/Oslo", "2026-11-19T07:59", None, DAILY, "2026-11-19T08:00+01:00"),
        ("Europe/Oslo", "2026-11-19T08:00", None, DAILY, "2026-11-20T08:00+01:00"),
        ("Europe/Oslo", "2026-11-19T15:05", None, {**DAILY, "at": time(16, 30)}, "2026-11-19T16:30+01:00"),
        # A Thursday.
        ("Europe/Oslo", "2026-11-19T15:05", None, {**WEEKLY, "weekday": 3}, "2026-11-26T08:00+01:00"),
        ("Europe/Oslo", "2026-11-19T15:05", None, {**WEEKLY, "weekday": 3, "at": time(16)}, "2026-11-19T16:00+01:00"),
        ("Europe/Oslo", "2026-11-19T15:05", None, WEEKLY, "2026-11-23T08:00+01:00"),
        # 02:30 does not exist on 29 March 2026, and exists twice on 25 October.
        ("Europe/Oslo", "2026-03-28T12:00", None, {**DAILY, "at": time(2, 30)}, "2026-03-29T03:30+02:00"),
        ("Europe/Oslo", "2026-10-24T12:00", None, {**DAILY, "at": time(2, 30)}, "2026-10-25T02:30+02:00"),
        ("Europe/Oslo", "2026-10-25T02:30+02:00", None, {**DAILY, "at": time(2, 30)}, "2026-10-26T02:30+01:00"),
        ("Europe/Oslo", "2026-10-25T02:10+01:00", None, {**DAILY, "at": time(2, 30)}, "2026-10-26T02:30+01:00"),
        ("Europe/Oslo", "2026-10-25T02:10+01:00", (22, 3), {}, "2026-10-25T03:00+01:00"),
        # Half an hour is put back at 2:00.
        ("Australia/Lord_Howe", "2026-04-05T01:45+11:00", None, HOURLY, "2026-04-05T01:30+10:30"),
        ("Australia/Lord_Howe", "2026-04-05T01:30+10:30", None, HOURLY, "2026-04-05T02:00+10:30"),
        # A day that the island had none of.
        ("Pacific/Apia", "2011-12-29T12:00", None, {**WEEKLY, "weekday": 4}, "2011-12-31T08:00+14:00"),
    ],
)
def test_when(zone: str, now: str, quiet: tuple[int, int] | None, fields: dict[str, Any], expected: str) -> None:
    assert due(zone, now, quiet, **fields) == expected


ZONES = st.sampled_from(["Europe/Oslo", "America/New_York", "Australia/Lord_Howe"]).map(ZoneInfo)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
# Around the changes of the clocks, where it matters.
CHANGES = st.builds(
    lambda day, minutes: datetime(day[0], day[1], day[2], tzinfo=UTC) + timedelta(minutes=minutes),
    st.sampled_from([(2026, 3, 28), (2026, 10, 24), (2026, 3, 7), (2026, 10, 31), (2026, 4, 4), (2026, 10, 3)]),
    st.integers(0, 3 * 24 * 60),
)


@given(ZONES, st.one_of(MOMENTS, CHANGES), TIMES, st.integers(0, 6), st.sampled_from(Frequency))
def test_a_digest_is_never_skipped_and_never_comes_twice(
    zone: ZoneInfo, now: datetime, at: time, weekday: int, frequency: Frequency
) -> None:
    asked = rule(KARI, frequency=frequency, at=at, weekday=weekday)
    found = due_at(asked, None, zone, now)
    if frequency is Frequency.AT_ONCE:
        assert found == now
        return
    assert found > now
    # All that is recorded before it is due is in the same one: between now and then there is no other.
    assert due_at(asked, None, zone, found - timedelta(microseconds=1)) == found
    assert due_at(asked, None, zone, now + (found - now) / 3) == found
    after = due_at(asked, None, zone, found)
    local, next_local = found.astimezone(zone), after.astimezone(zone)
    if frequency is Frequency.HOURLY:
        assert found - now <= timedelta(hours=1)
        return
    days = 1 if frequency is Frequency.DAILY else 7
    assert next_local.date() - local.date() == timedelta(days=days)
    assert found - now <= timedelta(days=days, hours=1)
    if frequency is Frequency.WEEKLY:
        assert local.weekday() == weekday
    exists = (
        local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0)
        .astimezone(UTC)
        .astimezone(zone)
        .time()
        .replace(fold=0)
        == at
    )
    # Where the clocks skip it, it comes as much later as they are put forward.
    assert local.time().replace(fold=0) == at if exists else timedelta(0) < _later(local, at) <= timedelta(hours=1)
    assert local.fold == 0


def _later(local: datetime, at: time) -> timedelta:
    day = date(2000, 1, 1)
    return datetime.combine(day, local.time()) - datetime.combine(day, at)


@given(ZONES, st.one_of(MOMENTS, CHANGES), TIMES, TIMES, st.sampled_from(Frequency))
def test_nothing_comes_in_quiet_hours(zone: ZoneInfo, now: datetime, begin: time, end: time, frequency: Frequency) -> None:
    settings = NotificationSettings(recipient=KARI, quiet_from=begin, quiet_until=end)
    asked = rule(KARI, frequency=frequency, at=time(12))
    loud = due_at(asked, None, zone, now)
    found = due_at(asked, settings, zone, now)
    clock = found.astimezone(zone).time().replace(fold=0)
    assert found >= loud
    assert not (begin <= clock < end if begin < end else begin > end and (clock >= begin or clock < end))
    # Where the clocks skip the only minute that is not quiet, it is the next day's.
    assert found - loud <= timedelta(hours=49)
    if begin == end:
        assert found == loud
