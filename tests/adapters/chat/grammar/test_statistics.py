"""`stats`, and the commands about campaigns and opportunities."""

from datetime import date
from typing import Any

import pytest

from adapters.chat.grammar import Problem
from core.reference import ReferenceKind, ReferenceStatus
from core.requests.references import ListReferences, RemoveReference, SaveReference, ShowReference
from core.requests.statistics import ShowStatistics
from core.statistics import Breakdown
from core.values import Evaluation
from tests.adapters.chat.grammar.saying import refused, say


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("me", {"by": "me"}),
        ("team", {"team": True}),
        ("anna olsen", {"contact": "anna olsen"}),
        ("KH", {"contact": "KH"}),
        ("kari@example.test", {"contact": "kari@example.test"}),
        ("by week", {"breakdown": Breakdown.WEEK}),
        ("by:week", {"breakdown": Breakdown.WEEK}),
        ("by: week", {"breakdown": Breakdown.WEEK}),
        ("me by evaluation", {"by": "me", "breakdown": Breakdown.EVALUATION}),
        ("by template me", {"by": "me", "breakdown": Breakdown.TEMPLATE}),
        ("by:KH by salesperson", {"by": "KH", "breakdown": Breakdown.SALESPERSON}),
        (
            "team by group since:2026-01-01 until:yesterday",
            {"team": True, "breakdown": Breakdown.GROUP, "since": date(2026, 1, 1), "until": date(2026, 11, 18)},
        ),
        ("last month", {"since": date(2026, 10, 1), "until": date(2026, 10, 31)}),
        ("me template:call eval:very positive", {"by": "me", "template": "call", "evaluation": Evaluation.VERY_POSITIVE}),
        ('"team"', {"contact": "team"}),
        ("me idle:60d", {"by": "me", "idle_since": date(2026, 9, 20)}),
        ("idle:60", {"idle_since": date(2026, 9, 20)}),
        ("idle: 60 days team", {"team": True, "idle_since": date(2026, 9, 20)}),
        ("idle:2w", {"idle_since": date(2026, 11, 5)}),
        ("idle:3 months me", {"by": "me", "idle_since": date(2026, 8, 19)}),
        ("idle:2026-09-01 fjord as", {"contact": "fjord as", "idle_since": date(2026, 9, 1)}),
    ],
)
def test_stats(text: str, values: dict[str, Any]) -> None:
    assert say(f"stats {text}") == ShowStatistics(**values)
    assert say(f"statistics {text}") == ShowStatistics(**values)


@pytest.mark.parametrize(
    ("language", "line", "values"),
    [
        ("nb", "statistikk meg per uke", {"by": "me", "breakdown": Breakdown.WEEK}),
        ("nb", "statistikk av:KH per:uke", {"by": "KH", "breakdown": Breakdown.WEEK}),
        ("nb", "statistikk av uke", {"breakdown": Breakdown.WEEK}),
        ("nb", "statistikk Per", {"contact": "Per"}),
        ("sv", "statistik per olsson per mall", {"contact": "per olsson", "breakdown": Breakdown.TEMPLATE}),
        ("da", "statistik efter sælger", {"breakdown": Breakdown.SALESPERSON}),
        ("fi", "tilastot erittely viikko", {"breakdown": Breakdown.WEEK}),
        ("nl", "statistiek van den Berg per week", {"contact": "van den Berg", "breakdown": Breakdown.WEEK}),
        ("nl", "statistiek by week", {"breakdown": Breakdown.WEEK}),
    ],
)
def test_the_word_before_a_breakdown_is_each_languages_own(language: str, line: str, values: dict[str, Any]) -> None:
    assert say(line, language) == ShowStatistics(**values)


@pytest.mark.parametrize(
    ("text", "problem", "word"),
    [
        ("by", Problem.MISSING_VALUE, ""),
        ("by wek", Problem.UNKNOWN_VALUE, "wek"),
        ("me canceled:all", Problem.UNKNOWN_OPTION, "canceled:"),
        ("postponed:yes", Problem.UNKNOWN_OPTION, "postponed:"),
        ("team me", Problem.UNEXPECTED, "team"),
        ("team anna", Problem.UNEXPECTED, "team"),
        ("idle:", Problem.MISSING_VALUE, "idle:"),
        ("idle:soon", Problem.BAD_DATE, "soon"),
        ("idle:2030-01-01", Problem.IN_FUTURE, "2030-01-01"),
        ("since:mondey", Problem.BAD_DATE, "mondey"),
    ],
)
def test_what_stats_refuses(text: str, problem: Problem, word: str) -> None:
    refusal = refused(f"stats {text}")
    assert (refusal.problem, refusal.word) == (problem, word)
    if word == "wek":
        assert refusal.suggestion == "stats by week"


@pytest.mark.parametrize("text", ["me idle:60d by week", "idle:60d template:call", "idle:60d failed:"])
def test_of_idle_contacts_nothing_else_can_be_asked(text: str) -> None:
    assert refused(f"stats {text}").problem is Problem.UNEXPECTED


@pytest.mark.parametrize(
    ("one", "many", "kind", "status"),
    [
        ("campaign", "campaigns", ReferenceKind.CAMPAIGN, ReferenceStatus.CLOSED),
        ("opportunity", "opportunities", ReferenceKind.OPPORTUNITY, ReferenceStatus.WON),
    ],
)
def test_references(one: str, many: str, kind: ReferenceKind, status: ReferenceStatus) -> None:
    assert say(many) == say(one) == ListReferences(kind=kind)
    assert say(f"{one} spring") == ShowReference(kind=kind, code="spring")
    assert say(f"{one} create") == SaveReference(kind=kind, new=True)
    created = SaveReference(kind=kind, code="SPRING", new=True, description="Spring mailing")
    assert say(f"{one} create SPRING: Spring mailing") == created
    assert say(f"{one} create SPRING status:{status}: Spring mailing") == SaveReference(
        kind=kind, code="SPRING", new=True, description="Spring mailing", status=status
    )
    for text in (f"{one} spring change status: {status}", f"{one} spring status:{status}"):
        assert say(text) == SaveReference(kind=kind, code="spring", status=status)
    assert say(f"{one} spring: new words") == SaveReference(kind=kind, code="spring", description="new words")
    assert say(f"{one} spring remove") == RemoveReference(kind=kind, code="spring")
    assert refused(f"{one} spring change status:gone").problem is Problem.UNKNOWN_VALUE
    assert refused(f"{one} spring change status:").problem is Problem.MISSING_VALUE
    assert refused(f"{one} two words remove").problem is Problem.UNEXPECTED
    assert refused(f"{many} spring").problem is Problem.UNEXPECTED
