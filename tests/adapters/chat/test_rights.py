"""The table of rights, cell by cell, through the conversation; and as `help rights` prints it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast

import pytest

from adapters.chat.card import Table
from adapters.chat.conversation import Conversation
from adapters.chat.grammar.parse import COMMANDS
from adapters.chat.request import NAMES
from adapters.chat.turn import Reply, Turn
from core.operations.notifying import save_rule
from core.person import Actor
from core.requests.entries import LogInteraction, Undo
from core.requests.follow_ups import ListFollowUps
from core.requests.notifications import RemoveRule, SaveRule, SetQuietHours, SwitchNotifications
from core.requests.segments import CancelLoggedSegment, LogSegment, RestoreLoggedSegment
from core.requests.setup import SetLanguage
from core.requests.statistics import ShowStatistics
from core.rights import RULES, Whose, decide
from core.values import Role
from tests.acceptance.rights import ELSEWHERE_TEXT, REFUSED, build_elsewhere
from tests.core.operations.conftest import ORGANIZATION, World
from tests.core.operations.conftest import world as world
from tests.core.operations.test_rights import EXAMPLES, add_segments

CHANNEL: dict[str, Any] = {"here": True, "channel": "C9"}
# What an example asks of somebody else's, where no number of an entry says whose it is.
OTHERS: dict[type, dict[str, Any]] = {
    LogInteraction: {"salesperson": "ml"},
    LogSegment: {"salesperson": "ml"},
    ListFollowUps: {"person": "jo@sales.example"},
    ShowStatistics: {"contact": "jo@sales.example"},
    SaveRule: CHANNEL,
    SetQuietHours: CHANNEL,
    SwitchNotifications: CHANNEL,
}
# What jo has logged, so that nobody else's own is there to be tried.
BY_JO = (CancelLoggedSegment, RestoreLoggedSegment)
ELSEWHERE = 500


def about(example: Any, no: int) -> Any:
    """The example about an entry, where it is about one."""
    changes: dict[str, object] = {}
    if hasattr(example, "no"):
        changes["no"] = no
    if hasattr(example, "nos"):
        changes["nos"] = (no,)
    return replace(example, **changes)


def concerns_entries(example: Any) -> bool:
    return hasattr(example, "no") or hasattr(example, "nos")


async def requests(world: World, actor: Actor) -> AsyncIterator[tuple[Any, Whose]]:
    """Every cell of the actor's: what is asked for, and whose that is."""
    # What is refused is told by its words.
    for example in (SetLanguage(language="en") if isinstance(each, SetLanguage) else each for each in cast(list[Any], EXAMPLES)):
        kind = type(example)
        own = await world.log(actor=actor if actor.role is not Role.NONE else world.jo)
        other = await world.log(actor=world.jo)
        if kind is RemoveRule:
            saver = actor if actor.role is not Role.NONE else world.jo
            mine = await world.do(save_rule, SaveRule(documents="quotes"), saver)
            channels = await world.do(save_rule, SaveRule(documents="orders", **CHANNEL), world.mia)
            yield RemoveRule(rule=mine.named.rule.id), Whose.OWN
            yield RemoveRule(rule=channels.named.rule.id), Whose.OTHERS
        elif kind in BY_JO:
            yield example, Whose.OTHERS
        else:
            yield about(example, own.row.entry.no), Whose.OWN
            if concerns_entries(example):
                yield about(example, other.row.entry.no), Whose.OTHERS
            elif kind is Undo:
                yield Undo(change=other.change), Whose.OTHERS
            elif kind in OTHERS:
                yield replace(example, **OTHERS[kind]), Whose.OTHERS
        if concerns_entries(example):
            yield about(example, ELSEWHERE), Whose.ELSEWHERE


@pytest.mark.parametrize("who", ["nell", "kim", "mia", "ada"])
async def test_every_cell(world: World, database_url: str, who: str) -> None:
    actor: Actor = getattr(world, who)
    conversation = Conversation(world.database)
    await world.database.write(ORGANIZATION, lambda work: add_segments(work, world.jo))
    await build_elsewhere(world.database, database_url, ELSEWHERE)
    tried: set[tuple[type, Whose]] = set()

    async def ask(request: Any) -> Reply:
        assert actor.identity is not None
        turn = Turn(organization_id=ORGANIZATION, identity=actor.identity, said=request, now=world.now)
        return await conversation.handle(turn)

    async for request, whose in requests(world, actor):
        reply = await ask(request)
        refused = any(words in str(reply.card.title) for words in REFUSED)
        heading = f"{request} {whose}: {reply.card.title}"
        assert reply.outcome != "failed", heading
        tried.add((type(request), whose))
        if whose is Whose.ELSEWHERE:
            assert ELSEWHERE_TEXT not in str(reply), heading
        else:
            assert refused is not decide(type(request), actor.role, whose), heading
    assert {kind for kind, _ in tried} == set(RULES)
    assert {kind for kind, rule in RULES.items() if rule.own or rule.others} <= {k for k, w in tried if w is Whose.OTHERS}
    left = await world.database.read(2, lambda work: (work.entries.get(ELSEWHERE), work.history.of(ELSEWHERE)))
    assert (left[0].canceled, left[0].description, list(left[1])) == (False, ELSEWHERE_TEXT, [])


async def test_help_prints_the_table(world: World) -> None:
    assert world.kim.identity is not None
    turn = Turn(organization_id=ORGANIZATION, identity=world.kim.identity, said="help rights", now=world.now)
    reply = await Conversation(world.database).handle(turn)
    (table,) = [element for element in reply.card.body if isinstance(element, Table)]
    assert table.columns == ("Commands", "no role", "rep", "manager", "admin")
    cells = {said: row[1:] for row in table.rows for said in str(row[0][0]).split(" · ")}
    assert cells["edit"] == (("no",), ("own",), ("yes",), ("yes",))
    assert cells["list"] == (("no",), ("yes",), ("yes",), ("yes",))
    assert cells["whoami"] == (("yes",),) * 4
    assert cells["export"] == (("no",), ("no",), ("yes",), ("yes",))
    assert cells["contact erase"] == (("no",), ("no",), ("no",), ("yes",))
    assert set(RULES) <= set(NAMES.values())
    assert reply.command == "help"


async def test_the_commands_are_named_as_they_are_said(world: World) -> None:
    assert world.kim.identity is not None
    turn = Turn(organization_id=ORGANIZATION, identity=world.kim.identity, said="help rights", now=world.now)
    (table,) = (part for part in (await Conversation(world.database).handle(turn)).card.body if isinstance(part, Table))
    known = {name.split()[0] for name in COMMANDS}
    said = [each for row in table.rows for each in cast(str, row[0][0]).split(" · ")]
    assert [each for each in said if each.split()[0].rstrip(",") not in known] == []
