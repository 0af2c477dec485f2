from datetime import date
from typing import Any

import pytest

from adapters.chat.grammar import Problem
from core.requests.entries import ListEntries
from core.values import Evaluation
from tests.adapters.chat.grammar.saying import refused, say

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("anna", {"contact": "anna"}),
        ("anna olsen", {"contact": "anna olsen"}),
        ('"Acme: Norge"', {"contact": "Acme: Norge"}),
        ("me", {"by": "me"}),
        ("today", {"since": TODAY, "until": TODAY}),
        ("yesterday", {"since": date(2026, 11, 18), "until": date(2026, 11, 18)}),
        ("tuesday", {"since": date(2026, 11, 17), "until": date(2026, 11, 17)}),
        ("this week", {"since": date(2026, 11, 16), "until": date(2026, 11, 22)}),
        ("last month", {"since": date(2026, 10, 1), "until": date(2026, 10, 31)}),
        ("i går", {"since": date(2026, 11, 18), "until": date(2026, 11, 18)}),
        ("me today", {"by": "me", "since": TODAY, "until": TODAY}),
        ("anna this week", {"contact": "anna", "since": date(2026, 11, 16), "until": date(2026, 11, 22)}),
        ("today anna", {"contact": "anna", "since": TODAY, "until": TODAY}),
        ('"today"', {"contact": "today"}),
        ('"me"', {"contact": "me"}),
        ("may", {"contact": "may"}),
        ("3M", {"contact": "3M"}),
        ("anna@acme.no", {"contact": "anna@acme.no"}),
        ("https://acme.no", {"contact": "https://acme.no"}),
        (
            "anna since:monday template:call canceled:all",
            {"contact": "anna", "since": date(2026, 11, 16), "template": "call", "canceled": None},
        ),
        ("since:last month", {"since": date(2026, 10, 1)}),
        ("until:last month", {"until": date(2026, 10, 31)}),
        ("since: 3 days ago anna", {"since": date(2026, 11, 16), "contact": "anna"}),
        ("since:1.10. until:31.10.", {"since": date(2026, 10, 1), "until": date(2026, 10, 31)}),
        ("since:monday until:friday", {"since": date(2026, 11, 16), "until": date(2026, 11, 20)}),
        ("until: friday since: tuesday", {"since": date(2026, 11, 17), "until": date(2026, 11, 20)}),
        ("since:monday until:tuesday", {"since": date(2026, 11, 16), "until": date(2026, 11, 17)}),
        ("since:2026-11-16 until:2026-11-13", {"since": date(2026, 11, 16), "until": date(2026, 11, 13)}),
        ("on:november", {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}),
        ("on:yesterday", {"since": date(2026, 11, 18), "until": date(2026, 11, 18)}),
        ("group:MEET", {"group": "MEET"}),
        ("by:JR", {"by": "JR"}),
        ("by:me", {"by": "me"}),
        ("by:<@U123>", {"by": "<@U123>"}),
        ('by:"Anna Olsen"', {"by": "Anna Olsen"}),
        ("eval:very positive", {"evaluation": Evaluation.VERY_POSITIVE}),
        ("eval:none", {"evaluation": Evaluation.NONE}),
        ("canceled:yes", {"canceled": True}),
        ("cancelled:yes", {"canceled": True}),
        ("canceled:no", {"canceled": False}),
        ("canceled: all anna", {"canceled": None, "contact": "anna"}),
        ("postponed:yes", {"postponed": True}),
        ("postponed:no", {"postponed": False}),
        ("failed: anna", {"failed": True, "contact": "anna"}),
        ("failed:", {"failed": True}),
        ("auto:yes", {"automatic": True}),
        ("auto:no", {"automatic": False}),
        ("document:sales_invoice", {"document_type": "sales_invoice"}),
        ("document-no:103045", {"document_no": "103045"}),
        ("segment:MAIL", {"segment": "MAIL"}),
        ("campaign:CP1", {"campaign": "CP1"}),
        ("company:acme", {"company": "acme"}),
        ("contact:anna", {"contact": "anna"}),
        ("contact:anna olsen", {"contact": "anna olsen"}),
        ("contact: anna", {"contact": "anna"}),
        ("no:1-500", {"no_from": 1, "no_to": 500}),
        # As cards write it.
        ("no:#1–#500", {"no_from": 1, "no_to": 500}),
        ("no:#1042", {"no_from": 1042, "no_to": 1042}),
        ("no:500-", {"no_from": 500}),
        ("no:-500", {"no_to": 500}),
        ('text:"big words"', {"text": "big words"}),
        ('text:"big words" anna', {"text": "big words", "contact": "anna"}),
        ("anna text:big words eval:+", {"contact": "anna", "text": "big words", "evaluation": Evaluation.POSITIVE}),
        ("text: big words me", {"text": "big words", "by": "me"}),
        ("company:Fjord & Sons AS today", {"company": "Fjord & Sons AS", "since": TODAY, "until": TODAY}),
        ("TEXT:offer", {"text": "offer"}),
    ],
)
def test_filters(text: str, values: dict[str, Any]) -> None:
    assert say(f"list {text}") == ListEntries(**values)


@pytest.mark.parametrize(
    ("text", "problem", "word", "suggestion"),
    [
        ("list sinze:monday", Problem.UNKNOWN_OPTION, "sinze:", "list since:monday"),
        ("list anna: talked", Problem.UNKNOWN_OPTION, "anna:", ""),
        ("list since:mondya", Problem.BAD_DATE, "mondya", "list since:monday"),
        ("list since:", Problem.MISSING_VALUE, "since:", ""),
        ("list contact:", Problem.MISSING_VALUE, "contact:", ""),
        ("list canceled:perhaps", Problem.UNKNOWN_VALUE, "perhaps", ""),
        ("list eval:nuetral", Problem.UNKNOWN_VALUE, "nuetral", "list eval:neutral"),
        ("list no:abc", Problem.BAD_NUMBERS, "abc", ""),
        ("list no:-", Problem.BAD_NUMBERS, "-", ""),
        ("list no:9-1", Problem.BAD_NUMBERS, "9-1", ""),
        ("list no:0", Problem.BAD_NUMBERS, "0", ""),
        ("list no:99999999999", Problem.OUT_OF_RANGE, "99999999999", ""),
        ("list today yesterday", Problem.REPEATED, "yesterday", ""),
        ("list by:me by:JR", Problem.REPEATED, "by:JR", ""),
    ],
)
def test_refusals(text: str, problem: Problem, word: str, suggestion: str) -> None:
    refusal = refused(text)
    assert (refusal.problem, refusal.word, refusal.suggestion, refusal.command) == (problem, word, suggestion, "list")


def test_the_filters_there_are() -> None:
    assert "since:" in refused("list sinze:monday").allowed
    assert refused("list canceled:perhaps").allowed == ("yes", "no", "all")
