from decimal import Decimal

import pytest

from adapters.chat.grammar import Problem
from adapters.chat.request import Request
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EvaluateEntries,
    FinishDraft,
    ListDrafts,
    RestoreEntries,
    ShowEntry,
    Undo,
)
from core.values import Evaluation, InformationFlow
from tests.adapters.chat.grammar.saying import refused, say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("undo", Undo()),
        ("Undo.", Undo()),
        ("show 1042", ShowEntry(no=1042)),
        ("show #1042", ShowEntry(no=1042)),
        ("#1042", ShowEntry(no=1042)),
        ("cancel 12", CancelEntries(nos=(12,))),
        ("cancel 12 13 14", CancelEntries(nos=(12, 13, 14))),
        ("cancel 12,13", CancelEntries(nos=(12, 13))),
        ("cancel #12, #13", CancelEntries(nos=(12, 13))),
        ("cancel 12 12", CancelEntries(nos=(12,))),
        ("cancel 12 13 wrong contact", CancelEntries(nos=(12, 13), reason="wrong contact", anew=True)),
        ("cancel 12: wrong: see 13", CancelEntries(nos=(12,), reason="wrong: see 13", anew=True)),
        ("cancel 12: 2 duplicates", CancelEntries(nos=(12,), reason="2 duplicates", anew=True)),
        ('cancel 12 "2 duplicates"', CancelEntries(nos=(12,), reason="2 duplicates", anew=True)),
        ("void 12", CancelEntries(nos=(12,))),
        ("restore 12 #13", RestoreEntries(nos=(12, 13))),
        ("evaluate 12 very positive", EvaluateEntries(nos=(12,), evaluation=Evaluation.VERY_POSITIVE)),
        ("evaluate 12 13 ++", EvaluateEntries(nos=(12, 13), evaluation=Evaluation.VERY_POSITIVE)),
        ("evaluate 12 Very-Negative", EvaluateEntries(nos=(12,), evaluation=Evaluation.VERY_NEGATIVE)),
        ("evaluate 12: o", EvaluateEntries(nos=(12,), evaluation=Evaluation.NEUTRAL)),
        ("evaluate 12 none", EvaluateEntries(nos=(12,), evaluation=Evaluation.NONE)),
        ("rate 12 -", EvaluateEntries(nos=(12,), evaluation=Evaluation.NEGATIVE)),
        ('comment 12 he said "15m"\nand more', CommentEntry(no=12, text='he said "15m"\nand more')),
        ("comment 12: 5 boxes", CommentEntry(no=12, text="5 boxes")),
        ("comment 12 13 boxes", CommentEntry(no=12, text="13 boxes")),
        ("edit 12", EditEntry(no=12)),
        ("edit 12: new note", EditEntry(no=12, note="new note")),
        ("edit 12 : new note", EditEntry(no=12, note="new note")),
        ("edit 12:", EditEntry(no=12, note="")),
        ("edit 12: 15m", EditEntry(no=12, duration=15)),
        ("edit 12: new 15m", EditEntry(no=12, note="new", duration=15)),
        ("edit #12 failed in", EditEntry(no=12, failed=True, information_flow=InformationFlow.INBOUND)),
        (
            "edit 12 15m cost:200 contact:anna template:call: new note",
            EditEntry(no=12, duration=15, cost=Decimal(200), contact="anna", template="call", note="new note"),
        ),
        ('edit 12 contact:"Anna Olsen"', EditEntry(no=12, contact="Anna Olsen")),
        ("edit 12 contact:Anna Olsen", EditEntry(no=12, contact="Anna Olsen")),
        ("edit 12 contact: Anna Olsen 30m: new", EditEntry(no=12, contact="Anna Olsen", duration=30, note="new")),
        (
            "edit 12 template:phone call subject:Offer for spring",
            EditEntry(no=12, template="phone call", subject="Offer for spring"),
        ),
        ("postponed", ListDrafts()),
        ("drafts", ListDrafts()),
        ("finish 12", FinishDraft(no=12)),
        ("drop #12", DropDraft(no=12)),
    ],
)
def test_commands(text: str, expected: Request) -> None:
    assert say(text) == expected


@pytest.mark.parametrize("command", ["show", "cancel", "restore", "evaluate", "comment", "edit", "finish", "drop"])
def test_numbers_are_checked(command: str) -> None:
    assert refused(command).problem is Problem.MISSING_NUMBER
    assert refused(f"{command} anna").problem is Problem.MISSING_NUMBER
    assert refused(f"{command} 12x").problem is Problem.BAD_NUMBER
    assert refused(f"{command} #").problem is Problem.MISSING_NUMBER
    assert refused(f"{command} 0 ++").problem is Problem.BAD_NUMBER
    refusal = refused(f"{command} 2147483648 ++")
    assert (refusal.problem, refusal.word, refusal.limit) == (Problem.OUT_OF_RANGE, "2147483648", 2_147_483_647)
    assert refused(f"{command} {'9' * 5_000} ++").problem is Problem.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("text", "problem", "word"),
    [
        ("undo 12", Problem.UNEXPECTED, "12"),
        ("show 12 13", Problem.UNEXPECTED, "13"),
        ("#12 and more", Problem.UNEXPECTED, "and more"),
        ("finish 12 13", Problem.UNEXPECTED, "13"),
        ("drop 12 now", Problem.UNEXPECTED, "now"),
        ("postponed 12", Problem.UNEXPECTED, "12"),
        ("cancel 12-14", Problem.BAD_NUMBER, "12-14"),
        ("cancel 12 13-15", Problem.BAD_NUMBER, "13-15"),
        ("restore 12 please", Problem.BAD_NUMBER, "please"),
        ("evaluate 12", Problem.MISSING_VALUE, ""),
        ("evaluate 12 great stuff", Problem.UNKNOWN_VALUE, "great stuff"),
        ("comment 12", Problem.MISSING_VALUE, ""),
        ("comment 12:", Problem.MISSING_VALUE, ""),
        ("edit 12 anna", Problem.UNEXPECTED, "anna"),
        ("edit 12 13", Problem.UNEXPECTED, "13"),
        ('edit 12 contact:"Anna" olsen', Problem.UNEXPECTED, "olsen"),
        ("edit 12 cost:20 kroner", Problem.UNEXPECTED, "kroner"),
        ("edit 12 postpone", Problem.UNEXPECTED, "postpone"),
        ("edit 12 cost:x: new", Problem.BAD_AMOUNT, "x"),
    ],
)
def test_refusals(text: str, problem: Problem, word: str) -> None:
    refusal = refused(text)
    assert (refusal.problem, refusal.word) == (problem, word)


def test_suggestions() -> None:
    assert refused("evaluate 12 very postive").suggestion == "evaluate 12 very positive"
    assert "cost:" in refused("edit 12 anna").allowed


def test_nothing_is_cut_in_silence() -> None:
    for command in ("comment 12 ", "cancel 12 ", "edit 12: "):
        assert say(command + "x" * 4_000)
        assert refused(command + "x" * 4_001).problem is Problem.TOO_LONG


def test_failed_is_taken_back() -> None:
    assert say("edit 12 failed:no") == EditEntry(no=12, failed=False)
    assert say("edit 12 failed: NO 30m") == EditEntry(no=12, failed=False, duration=30)
    assert say("edit 12 failed:yes") == say("edit 12 failed") == EditEntry(no=12, failed=True)
    assert say("edit 12 failed: no answer") == EditEntry(no=12, failed=True, note="no answer")
    assert say("edit 12: no") == EditEntry(no=12, note="no")


def test_none_takes_a_key_away() -> None:
    assert say("edit 12 campaign:none opp:NONE") == EditEntry(no=12, campaign="", opportunity="")
    assert say('edit 12 campaign:"none"') == EditEntry(no=12, campaign="none")
    assert say("edit 12 campaign:spring") == EditEntry(no=12, campaign="spring")
