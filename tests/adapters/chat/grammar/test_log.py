from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.chat.grammar import Problem
from core.requests.entries import LogAgain, LogInteraction
from core.values import CorrespondenceType, Evaluation, InformationFlow, InitiatedBy
from tests.adapters.chat.grammar.saying import refused, say


def log(*words: str, note: str = "", **values: Any) -> LogInteraction:
    return LogInteraction(words=words, note=note, **values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("log", log()),
        ("log:", log()),
        ("LOG Call Anna", log("Call", "Anna")),
        ("log: talked", log(note="talked")),
        ("log call anna: talked", log("call", "anna", note="talked")),
        ("log call anna:talked", log("call", "anna", note="talked")),
        ("log call anna:\ntalked\n\nlong", log("call", "anna", note="talked\n\nlong")),
        ('log "phone call" "Anna: Olsen": hi', log("phone call", "Anna: Olsen", note="hi")),
        ("log call O'Brien: hi", log("call", "O'Brien", note="hi")),
        ("log call D’Angelo: he’s 'in'", log("call", "D’Angelo", note="he’s 'in'")),
        ("log call anna@acme.no: hi", log("call", "anna@acme.no", note="hi")),
        ("log call +47 22 33 44 55: hi", log("call", "+47", "22", "33", "44", "55", note="hi")),
        ("log call CT000012: hi", log("call", "CT000012", note="hi")),
        ("log call <@U123>: hi", log("call", "<@U123>", note="hi")),
    ],
)
def test_words_and_note(text: str, expected: LogInteraction) -> None:
    assert say(text) == expected


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("15m", {"duration": 15}),
        ("1h", {"duration": 60}),
        ("1h30", {"duration": 90}),
        ("1h 30m", {"duration": 90}),
        ("90min", {"duration": 90}),
        ("1.5h", {"duration": 90}),
        ("2 timer", {"duration": 120}),
        ("in", {"information_flow": InformationFlow.INBOUND}),
        ("OUT", {"information_flow": InformationFlow.OUTBOUND}),
        ("failed", {"failed": True}),
        ("postpone", {"postpone": True}),
        ("++", {"evaluation": Evaluation.VERY_POSITIVE}),
        ("+", {"evaluation": Evaluation.POSITIVE}),
        ("o", {"evaluation": Evaluation.NEUTRAL}),
        ("-", {"evaluation": Evaluation.NEGATIVE}),
        ("--", {"evaluation": Evaluation.VERY_NEGATIVE}),
        ("—", {"evaluation": Evaluation.VERY_NEGATIVE}),
        ("cost:250", {"cost": Decimal(250)}),
        ("cost:250.50", {"cost": Decimal("250.50")}),
        ("Cost:250,5", {"cost": Decimal("250.5")}),
        ("cost: 250", {"cost": Decimal(250)}),
        ("on:yesterday", {"on": date(2026, 11, 18)}),
        ("on:2026-11-19", {"on": date(2026, 11, 19)}),
        ("on: tuesday", {"on": date(2026, 11, 17)}),
        ("on:last tuesday", {"on": date(2026, 11, 17)}),
        ('on:"last tuesday"', {"on": date(2026, 11, 17)}),
        ("on: 3 days ago", {"on": date(2026, 11, 16)}),
        ("on:19. november", {"on": date(2026, 11, 19)}),
        ("on:i går", {"on": date(2026, 11, 18)}),
        ("at:14:30", {"at": time(14, 30)}),
        ("at: 14.30", {"at": time(14, 30)}),
        ("at:2 pm", {"at": time(14)}),
        ("eval:positive", {"evaluation": Evaluation.POSITIVE}),
        ("eval:very positive", {"evaluation": Evaluation.VERY_POSITIVE}),
        ("eval:very-negative", {"evaluation": Evaluation.VERY_NEGATIVE}),
        ('eval:"very positive"', {"evaluation": Evaluation.VERY_POSITIVE}),
        ("eval:none", {"evaluation": Evaluation.NONE}),
        ("eval:++", {"evaluation": Evaluation.VERY_POSITIVE}),
        ("initiated:us", {"initiated_by": InitiatedBy.US}),
        ("initiated:THEM", {"initiated_by": InitiatedBy.THEM}),
        ("via:+4722334455", {"via": "+4722334455"}),
        ('via:"+47 22 33"', {"via": "+47 22 33"}),
        ("opp:OP10", {"opportunity": "OP10"}),
        ("campaign:CP1", {"campaign": "CP1"}),
        ("type:email", {"correspondence_type": CorrespondenceType.EMAIL}),
        ("type:e-mail", {"correspondence_type": CorrespondenceType.EMAIL}),
        ("type:hard copy", {"correspondence_type": CorrespondenceType.HARD_COPY}),
        ("lang:nb", {"language": "nb"}),
        ('subject:"Offer: 20%"', {"subject": "Offer: 20%"}),
        ("for:JR", {"salesperson": "JR"}),
        ("for:ME", {"salesperson": "me"}),
        ("for:<@U123>", {"salesperson": "<@U123>"}),
        ("follow:2w", {"follow_up_on": date(2026, 12, 3)}),
        ('follow:2w "send offer"', {"follow_up_on": date(2026, 12, 3), "follow_up_text": "send offer"}),
        ("follow:next week", {"follow_up_on": date(2026, 11, 23)}),
        ('follow: 1.2. "call"', {"follow_up_on": date(2027, 2, 1), "follow_up_text": "call"}),
    ],
)
def test_options_before_the_note(option: str, values: dict[str, Any]) -> None:
    assert say(f"log call anna {option}: talked") == log("call", "anna", note="talked", **values)
    assert say(f"log call {option} opp:OP10 anna: talked") == log(
        "call", "anna", note="talked", **{"opportunity": "OP10", **values}
    )
    assert say(f"log call anna {option}") == log("call", "anna", **values)


def test_many_options() -> None:
    assert say('log call anna 15m in ++ on: tuesday at:14:30 cost:250 postpone follow:2w "send offer": went well') == log(
        "call",
        "anna",
        note="went well",
        duration=15,
        information_flow=InformationFlow.INBOUND,
        evaluation=Evaluation.VERY_POSITIVE,
        on=date(2026, 11, 17),
        at=time(14, 30),
        cost=Decimal(250),
        postpone=True,
        follow_up_on=date(2026, 12, 3),
        follow_up_text="send offer",
    )


@pytest.mark.parametrize(
    "quoted", ['"15m"', "“in”", "«failed»", "'postpone'", '"++"', '"cost:250"', '"on:"', '"at:14:30"', '"1h 30m"']
)
def test_what_is_quoted_is_no_option(quoted: str) -> None:
    assert say(f"log call {quoted}: talked") == log("call", quoted[1:-1], note="talked")
    assert say(f"log call anna: said {quoted}") == log("call", "anna", note=f"said {quoted}")


@pytest.mark.parametrize(
    "note",
    [
        "asked to postpone",
        "delivery failed",
        "call back in 15m",
        "price: 20% off",
        "call back in 1h 30m",
        "ring tilbake om 15m",
        "ring efter 1t",
        "soitetaan noin 15m",
        "bel terug binnen 15m",
        "wait until\u00a015m",
        "it takes ~ 15m",
        "estimate: 15m",
        "2 x 15m",
        "went in",
        "she is out",
        "very positive",
        "++",
        "cost: 250",
        "on: tuesday",
        "cost:250 was too much",
        "on:tuesday we meet",
        '"talked 15m"',
        'he said "cost:250"',
        "15m late again",
        "see https://acme.no/x",
        "unknown:250",
        "call back 15m.",
        "delay:",
        "met for lunch\n\nin 15m",
    ],
)
def test_note(note: str) -> None:
    assert say(f"log call anna: {note}") == log("call", "anna", note=note)


@pytest.mark.parametrize(
    ("note", "left", "trailing", "values"),
    [
        ("talked 15m", "talked", "15m", {"duration": 15}),
        ("talked, 15m", "talked,", "15m", {"duration": 15}),
        ("x 15m", "x", "15m", {"duration": 15}),
        ("talked 1h 30m", "talked", "1h 30m", {"duration": 90}),
        ("15m", "", "15m", {"duration": 15}),
        ("what is it for\n15m", "what is it for", "15m", {"duration": 15}),
        ("talked cost:250", "talked", "cost:250", {"cost": Decimal(250)}),
        ("talked cost:250 15m", "talked", "cost:250 15m", {"cost": Decimal(250), "duration": 15}),
        ("talked 15m  cost:250 ", "talked", "15m  cost:250", {"duration": 15, "cost": Decimal(250)}),
        ("talked on:last tuesday", "talked", "on:last tuesday", {"on": date(2026, 11, 17)}),
        ("talked at:2 pm", "talked", "at:2 pm", {"at": time(14)}),
        ("talked eval:very positive", "talked", "eval:very positive", {"evaluation": Evaluation.VERY_POSITIVE}),
        ('talked subject:"big deal"', "talked", 'subject:"big deal"', {"subject": "big deal"}),
        ("call back in 15m cost:250", "call back in 15m", "cost:250", {"cost": Decimal(250)}),
        ("a: b: c cost:1", "a: b: c", "cost:1", {"cost": Decimal(1)}),
        ("10m 20m", "10m", "20m", {"duration": 20}),
        (
            'talked\nlong follow:2w "send offer"',
            "talked\nlong",
            'follow:2w "send offer"',
            {"follow_up_on": date(2026, 12, 3), "follow_up_text": "send offer"},
        ),
    ],
)
def test_options_at_the_end_of_the_note(note: str, left: str, trailing: str, values: dict[str, Any]) -> None:
    assert say(f"log call anna: {note}") == log(
        "call", "anna", note=left, trailing=trailing, trailing_options=tuple(values), **values
    )


def test_options_on_both_sides_of_the_colon() -> None:
    both = log(
        "call",
        "anna",
        note="talked",
        duration=15,
        information_flow=InformationFlow.OUTBOUND,
        cost=Decimal(250),
        trailing="cost:250 15m",
        # Putting the text back in the note must not take away the duration that stands before the colon too.
        trailing_options=("cost",),
    )
    assert say("log call anna 15m out: talked cost:250 15m") == both
    assert say("log call anna 15m: waited 20m") == log("call", "anna", note="waited 20m", duration=15)
    assert refused("log call anna cost:100: paid cost:250").problem is Problem.REPEATED


@pytest.mark.parametrize(
    ("text", "problem", "word", "suggestion"),
    [
        ("log call anna on:yesterdya: x", Problem.BAD_DATE, "yesterdya", "log call anna on:yesterday: x"),
        ("log call anna: x on:yesterdya", Problem.BAD_DATE, "yesterdya", "log call anna: x on:yesterday"),
        ("log call anna on:31.2.: x", Problem.BAD_DATE, "31.2.", ""),
        ("log call anna on:last week: x", Problem.BAD_DATE, "last week", ""),
        ("log call anna on:tomorrow: x", Problem.IN_FUTURE, "tomorrow", ""),
        ("log call anna on:next monday: x", Problem.IN_FUTURE, "next monday", ""),
        ("log call anna follow:last monday: x", Problem.IN_PAST, "last monday", ""),
        ("log call anna follow:yesterday: x", Problem.IN_PAST, "yesterday", ""),
        ("log call anna at:25:00: x", Problem.BAD_TIME, "25:00", ""),
        ("log call anna: talked at:home", Problem.BAD_TIME, "home", ""),
        ("log call anna 14:30: x", Problem.UNKNOWN_OPTION, "14:30", "log call anna at:14:30: x"),
        ("log call anna eval:postive: x", Problem.UNKNOWN_VALUE, "postive", "log call anna eval:positive: x"),
        ("log call anna initiated:him: x", Problem.UNKNOWN_VALUE, "him", ""),
        ("log call anna type:fx: x", Problem.UNKNOWN_VALUE, "fx", "log call anna type:fax: x"),
        ("log call anna cost:abc: x", Problem.BAD_AMOUNT, "abc", ""),
        ("log call anna cost:-5: x", Problem.BAD_AMOUNT, "-5", ""),
        ("log call anna cost:1.250: x", Problem.BAD_AMOUNT, "1.250", ""),
        ("log call anna cost:1234567890: x", Problem.OUT_OF_RANGE, "1234567890", ""),
        ("log call anna 10081m: x", Problem.TOO_MANY_MINUTES, "10081m", ""),
        ("log call anna 169 hours: x", Problem.TOO_MANY_MINUTES, "169 hours", ""),
        ("log call anna in out: x", Problem.REPEATED, "out", ""),
        ("log call anna 15m 20m: x", Problem.REPEATED, "20m", ""),
        ("log call anna cost:1 cost:2: x", Problem.REPEATED, "cost:2", ""),
        ("log call anna cost:: x", Problem.MISSING_VALUE, "cost:", ""),
        ("log call anna on:", Problem.MISSING_VALUE, "on:", ""),
    ],
)
def test_refusals(text: str, problem: Problem, word: str, suggestion: str) -> None:
    refusal = refused(text)
    assert (refusal.problem, refusal.word, refusal.suggestion) == (problem, word, suggestion)
    assert refusal.command == "log"


@pytest.mark.parametrize(("language", "nearest"), [("sv", "måndag"), ("nb", "mandag"), ("da", "mandag")])
def test_a_slip_is_mended_in_the_readers_language(language: str, nearest: str) -> None:
    assert refused("list since:mondag", language=language).suggestion == f"list since:{nearest}"


def test_values_are_named_in_the_refusal() -> None:
    assert refused("log call anna initiated:him: x").allowed == ("us", "them", "none")
    assert refused("log call anna eval:-x: y").allowed[0] == "very positive"


def test_limits() -> None:
    assert say("log call anna 168h: x") == log("call", "anna", note="x", duration=10_080)
    assert say("log call anna cost:999999999: x") == log("call", "anna", note="x", cost=Decimal("999999999"))
    whole = say(f"log call anna: {'x' * 4_000} cost:1")
    assert isinstance(whole, LogInteraction)
    assert len(whole.note) == 4_000
    refusal = refused(f"log call anna:  {'x' * 4_001}")
    assert (refusal.problem, refusal.limit, refusal.start) == (Problem.TOO_LONG, 4_000, 4_016)


def test_today_is_the_readers() -> None:
    utc = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
    oslo = utc.astimezone(ZoneInfo("Europe/Oslo"))
    assert say("log call anna on:today: x", now=utc) == log("call", "anna", note="x", on=date(2026, 3, 28))
    assert say("log call anna on:today: x", now=oslo) == log("call", "anna", note="x", on=date(2026, 3, 29))
    # Summer time ends on the 25th: a day of 25 hours is one day.
    evening = datetime(2026, 10, 25, 23, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    assert say("log call anna on:yesterday: x", now=evening) == log("call", "anna", note="x", on=date(2026, 10, 24))


def test_again() -> None:
    assert say("again anna olsen") == LogAgain(contact="anna olsen")
    assert say('again "Acme: Norge"') == LogAgain(contact="Acme: Norge")
    assert say("again") == LogAgain()
    assert refused("again anna: talked").problem is Problem.UNEXPECTED
