from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.chat.grammar import Problem, complete
from adapters.chat.request import Request
from core.requests.entries import LogInteraction
from core.requests.segments import (
    AddToSegment,
    CancelLoggedSegment,
    ChangeSegmentLine,
    FollowUpSegment,
    ListLoggedSegments,
    ListSegments,
    PreviewSegment,
    ReduceSegment,
    RemoveFromSegment,
    RemoveSegment,
    RestoreLoggedSegment,
    SaveSegment,
    ShowSegment,
)
from core.values import ContactType, CorrespondenceType, Evaluation
from tests.adapters.chat.grammar.saying import refused, say


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("segments", ListSegments()),
        ("segment", ListSegments()),
        ("segments logged", ListLoggedSegments()),
        ("segment mail", ShowSegment(segment="mail")),
        ('segment "add"', ShowSegment(segment="add")),
        ("segment create", SaveSegment(new=True)),
        ("segment create mail", SaveSegment(code="mail", new=True)),
        ("segment create MAIL: Spring: all", SaveSegment(code="MAIL", new=True, description="Spring: all")),
        (
            'segment create mail template:letter cost:2,50 5m lang:nb type:email ignore:yes campaign:c1 subject:"Prices": Spring',
            SaveSegment(
                code="mail",
                new=True,
                description="Spring",
                template="letter",
                unit_cost=Decimal("2.50"),
                unit_duration=5,
                language="nb",
                correspondence_type=CorrespondenceType.EMAIL,
                ignore_contact_correspondence_type=True,
                campaign="c1",
                subject="Prices",
            ),
        ),
        ("segment mail: Autumn", SaveSegment(code="mail", description="Autumn")),
        ("segment mail change", SaveSegment(code="mail")),
        ("segment mail change on:yesterday", SaveSegment(code="mail", on=date(2026, 11, 18))),
        ("segment mail change template:none for:me", SaveSegment(code="mail", template="", salesperson="me")),
        ("segment mail change: Autumn", SaveSegment(code="mail", description="Autumn")),
        ("segment mail change anna olsen", ChangeSegmentLine(segment="mail", contact="anna olsen")),
        (
            "segment mail change anna olsen 30m cost:0 lang:da",
            ChangeSegmentLine(segment="mail", contact="anna olsen", unit_duration=30, unit_cost=Decimal(0), language="da"),
        ),
        ("segment mail remove", RemoveSegment(code="mail")),
        ("segment mail delete", RemoveSegment(code="mail")),
        ("segment mail remove anna olsen", RemoveFromSegment(segment="mail", contact="anna olsen")),
        ("segment mail add", AddToSegment(segment="mail")),
        ("segment mail add anna olsen", AddToSegment(segment="mail", contact="anna olsen")),
        ("segment mail add by:me", AddToSegment(segment="mail", by="me")),
        (
            "segment mail add company:Van den Berg country:Norway city:Mo i Rana lang:nb title:chief buyer type:person",
            AddToSegment(
                segment="mail",
                company="Van den Berg",
                country="Norway",
                city="Mo i Rana",
                language="nb",
                job_title="chief buyer",
                type=ContactType.PERSON,
            ),
        ),
        ("segment mail add before:2026-01-01", AddToSegment(segment="mail", before=date(2026, 1, 1))),
        ("segment mail add before: last month", AddToSegment(segment="mail", before=date(2026, 10, 1))),
        ("segment mail add before:60d", AddToSegment(segment="mail", before=date(2026, 9, 20))),
        ('segment mail add template:"Phone call" segment:old', AddToSegment(segment="mail", template="Phone call", other="old")),
        ("segment mail reduce", ReduceSegment(segment="mail")),
        ("segment mail reduce by:KH", ReduceSegment(segment="mail", by="KH")),
        ("segment mail refine by:KH", ReduceSegment(segment="mail", by="KH", keep=True)),
        ("segment mail follow-up", FollowUpSegment(segment="mail")),
        ("segment mail follow up", FollowUpSegment(segment="mail")),
        ("segment mail follow-up calls: Call them", FollowUpSegment(segment="mail", code="calls", description="Call them")),
        ("segment mail cancel", CancelLoggedSegment(segment="mail")),
        ("segment mail cancel never sent: sorry", CancelLoggedSegment(segment="mail", reason="never sent: sorry")),
        ('segment mail cancel "never sent"', CancelLoggedSegment(segment="mail", reason="never sent")),
        ("segment mail restore", RestoreLoggedSegment(segment="mail")),
        ("log call segment:mail", PreviewSegment(segment="mail", template="call")),
        ("log segment:mail: new prices", PreviewSegment(segment="mail", note="new prices")),
        (
            "log phone call segment:mail 5m ++ on:yesterday: new prices",
            PreviewSegment(
                segment="mail",
                template="phone call",
                note="new prices",
                duration=5,
                evaluation=Evaluation.VERY_POSITIVE,
                on=date(2026, 11, 18),
            ),
        ),
        ("log call: new prices segment:mail", PreviewSegment(segment="mail", template="call", note="new prices")),
        ('log call anna: talked of "segment:mail"', LogInteraction(words=("call", "anna"), note='talked of "segment:mail"')),
        ("log call anna: the segment: retail", LogInteraction(words=("call", "anna"), note="the segment: retail")),
    ],
)
def test_what_is_said_of_segments(line: str, request_: Request) -> None:
    assert say(line) == request_


@pytest.mark.parametrize(
    ("line", "problem", "word", "more"),
    [
        ("segments all", Problem.UNKNOWN_VALUE, "all", {"allowed": ("logged",)}),
        ("segments logged today", Problem.UNEXPECTED, "today", {}),
        ("segment mail ad anna", Problem.UNKNOWN_VALUE, "ad", {"suggestion": "segment mail add anna"}),
        ("segment mail create", Problem.UNKNOWN_VALUE, "create", {}),
        ("segment create two words: x", Problem.UNEXPECTED, "words", {}),
        ("segment mail add contry:Norway", Problem.UNKNOWN_OPTION, "contry:", {"suggestion": "segment mail add country:Norway"}),
        ("segment mail add anna by:me", Problem.UNEXPECTED, "anna", {}),
        ("segment mail add by:me by:KH", Problem.REPEATED, "by:KH", {}),
        ("segment mail add country:", Problem.MISSING_VALUE, "country:", {}),
        ("segment mail add before:mondey", Problem.BAD_DATE, "mondey", {"suggestion": "segment mail add before:monday"}),
        ("segment mail add before:monday anna", Problem.UNEXPECTED, "anna", {}),
        ("segment mail add type:firm", Problem.UNKNOWN_VALUE, "firm", {"allowed": ("company", "person")}),
        ("segment mail reduce anna", Problem.UNEXPECTED, "anna", {}),
        ("segment mail remove anna: x", Problem.UNEXPECTED, "x", {}),
        ("segment mail change anna: x", Problem.UNEXPECTED, "x", {}),
        ("segment mail change anna on:yesterday", Problem.UNEXPECTED, "on:yesterday", {}),
        ("segment mail change on:tomorrow", Problem.IN_FUTURE, "tomorrow", {}),
        ("segment mail follow-up two words", Problem.UNEXPECTED, "words", {}),
        ("segment mail restore now", Problem.UNEXPECTED, "now", {}),
        ("log call segment:mail postpone: x", Problem.UNEXPECTED, "postpone", {}),
        ("log call segment:", Problem.MISSING_VALUE, "segment:", {}),
    ],
)
def test_what_cannot_be_read(line: str, problem: Problem, word: str, more: dict[str, Any]) -> None:
    refusal = refused(line)
    assert (refusal.problem, refusal.word) == (problem, word)
    assert {name: getattr(refusal, name) for name in more} == more


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seg", ["segments", "segment"]),
        ("segments l", ["logged"]),
        ("segment mail ref", ["refine"]),
        ("segment mail add cou", ["country:"]),
        ("log call seg", ["segment:"]),
        ("segment mail add type:p", ["type:person"]),
    ],
)
def test_completion(text: str, expected: list[str]) -> None:
    assert complete(text, "en") == expected
