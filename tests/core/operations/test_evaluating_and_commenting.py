import pytest

from core.errors import InvalidValue, NotAllowed, NotFound
from core.operations.commenting import comment_entry
from core.operations.evaluating import evaluate_entries
from core.requests.entries import CommentEntry, EvaluateEntries
from core.values import ChangeKind, Evaluation
from tests.core.operations.conftest import World


@pytest.mark.parametrize("evaluation", [each for each in Evaluation if each is not Evaluation.NEUTRAL])
async def test_every_value_on_several_entries(world: World, evaluation: Evaluation) -> None:
    await world.log(evaluation=Evaluation.NEUTRAL)
    await world.log(evaluation=evaluation)
    await world.log(evaluation=Evaluation.NEUTRAL)
    changed = await world.do(evaluate_entries, EvaluateEntries(nos=(1, 2, 3), evaluation=evaluation))
    assert ([row.entry.no for row in changed.rows], [row.entry.no for row in changed.unchanged]) == ([1, 3], [2])
    assert {(await world.entry(no)).evaluation for no in (1, 2, 3)} == {evaluation}
    assert ((await world.history(1))[-1].kind, (await world.history(1))[-1].id) == (ChangeKind.EVALUATED, changed.change)
    assert len(await world.history(2)) == 1


async def test_evaluating_all_or_nothing(world: World) -> None:
    await world.log()
    await world.log(actor=world.kim)
    await world.refused(NotFound, evaluate_entries, EvaluateEntries(nos=(1, 9), evaluation=Evaluation.NEUTRAL))
    await world.refused(NotAllowed, evaluate_entries, EvaluateEntries(nos=(1, 2), evaluation=Evaluation.NEUTRAL))


async def test_comments_are_kept_in_order_with_who_and_when(world: World) -> None:
    await world.log()
    first = await world.do(comment_entry, CommentEntry(no=1, text=" first\nline "))
    second = await world.do(comment_entry, CommentEntry(no=1, text="second"), world.mia)
    comments = await world.comments(1)
    assert [(each.id, each.by, each.by_name, each.text) for each in comments] == [
        (first.change, world.jo.person_id, "Jo", "first\nline"),
        (second.change, world.mia.person_id, "Mia", "second"),
    ]
    assert comments[1].at == world.now
    assert [each.kind for each in await world.history(1)] == [ChangeKind.CREATED, ChangeKind.COMMENTED, ChangeKind.COMMENTED]
    assert [row.entry.no for row in second.rows] == [1]


async def test_comments_refused(world: World) -> None:
    await world.log()
    for text, rule in ((" ", "empty"), ("x" * 4001, "too_long")):
        refusal = await world.refused(InvalidValue, comment_entry, CommentEntry(no=1, text=text))
        assert (refusal.field, refusal.rule) == ("text", rule)
    await world.refused(NotFound, comment_entry, CommentEntry(no=2, text="hello"))
    await world.refused(NotAllowed, comment_entry, CommentEntry(no=1, text="hello"), world.kim)
