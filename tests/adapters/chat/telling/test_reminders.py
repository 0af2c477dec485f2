"""What people are reminded of, in their language."""

from datetime import timedelta

import pytest

from adapters.chat.plain import plain
from tests.adapters.chat.telling.conftest import Telling


@pytest.fixture
async def named(telling: Telling) -> Telling:
    """The template of a call is called by another name in Norwegian, which Anna is written to in, and in Danish."""
    for line in ("language nb: Telefonsamtale", "language da: Opkald"):
        await telling.talk.say(f"template call {line}", "ada")
    return telling


async def test_a_follow_up_is_told_of_in_the_readers_words(named: Telling) -> None:
    await named.talk.say('log call anna follow:tomorrow "send offer"')
    assert (await named.talk.database.read(1, lambda work: work.entries.get(1))).description == "Telefonsamtale"
    await named.talk.say("language da")
    (card,) = await named.cards("kari", named.talk.now + timedelta(days=1))
    assert card is not None
    said = plain(card)
    assert "#1 Opkald" in said
    assert "Telefonsamtale" not in said
    assert "Phone call" not in said


async def test_what_was_noted_comes_with_its_follow_up(named: Telling) -> None:
    await named.talk.say("log call anna follow:tomorrow: talked about prices")
    (card,) = await named.cards("kari", named.talk.now + timedelta(days=1))
    assert card is not None
    assert "talked about prices" in plain(card)
