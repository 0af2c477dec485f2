"""A hint below an answer, once for each person."""

from adapters.chat.card import Paragraph
from adapters.chat.turn import Reply
from core.person import Identity
from tests.acceptance.world import PROFILES
from tests.adapters.chat.talk import Talk


def hint(reply: Reply) -> str:
    """The hint of a reply, "" for none; never two."""
    found = [
        str(each.text[0]) for each in reply.card.body if isinstance(each, Paragraph) and str(each.text[0]).startswith("Tip: ")
    ]
    assert len(found) <= 1
    return found[0] if found else ""


async def test_the_first_log_has_one_and_no_other(talk: Talk) -> None:
    first = await talk.say("log call anna: hello")
    assert hint(first) == (
        "Tip: one line is enough, with the day and the duration too: log call Anna Olsen on:yesterday 15m: sent the offer"
    )
    assert hint(await talk.say("log call anna: hello again")) == ""
    # The hint is what can be said, and it works as it stands.
    said = await talk.say(hint(first).partition("too: ")[2])
    assert said.outcome == "done"
    assert "Yesterday" in str(said.card) or "18" in str(said.card)
    assert hint(await talk.say("log call anna: mads logs too", "mads")) != ""


async def test_a_repeat_of_the_first_log_gets_the_same_answer(talk: Talk) -> None:
    first = await talk.say("log call anna: hello", key="k1")
    again = await talk.say("log call anna: hello", key="k1", after=0)
    assert again.replay
    assert again.card == first.card


async def test_a_form_that_is_left_open_uses_no_hint_up(talk: Talk) -> None:
    form = (await talk.say("log")).form
    assert hint(await talk.submit(form, template="CALL", contact="CT000011")) != ""


async def test_nothing_that_is_refused_uses_one_up(talk: Talk) -> None:
    assert hint(await talk.say("log call petra: hello")) == ""
    assert hint(await talk.say("log call anna: hello")) != ""


async def test_the_first_list_has_one_when_it_was_typed(talk: Talk) -> None:
    listed = await talk.say("list today")
    assert hint(listed) == "Tip: list me shows yours alone, list this week those of this week."
    assert hint(await talk.say("list")) == ""


async def test_the_first_line_that_nobody_understands_has_one(talk: Talk) -> None:
    assert hint(await talk.say("looog call anna")) == "Tip: log alone opens a form that asks for everything."
    assert hint(await talk.say("looog call anna")) == ""
    assert hint(await talk.say("looog call anna", "nobody")) == ""


async def test_it_is_not_shown_again_on_another_platform_or_by_another_process(talk: Talk) -> None:
    assert hint(await talk.say("list")) != ""
    other = Talk(talk.database)
    other.now = talk.now
    assert hint(await other.say("list")) == ""
    teams = Identity("teams", "tenant", "kari")
    await other.conversation.introduce(1, teams, PROFILES["kari"], other.now)
    turn = other.turn("list")
    reply = await other.conversation.handle(
        type(turn)(**{name: getattr(turn, name) for name in turn.__slots__} | {"identity": teams})
    )
    assert hint(reply) == ""
