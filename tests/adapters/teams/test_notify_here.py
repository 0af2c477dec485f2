"""A Teams channel that is told of recorded documents."""

import pytest

from adapters.teams.cards.card import card_content
from core.notification import Recipient
from tests.adapters.chat.talk import Talk
from tests.adapters.chat.telling.conftest import Telling, invoice, set_up, several
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.adaptive_cards import problems
from tests.standins.teams_client import CHANNEL, GROUP, labels, title, words


@pytest.mark.parametrize(("kind", "place"), [("channel", CHANNEL), ("groupChat", GROUP)])
async def test_a_channel_is_asked_for_by_a_mention_in_it(here: TeamsWorld, kind: str, place: str) -> None:
    maria = here.person("maria")
    await maria.say("hello")
    answer = await maria.at(kind).say("notify here invoices above:1000")
    assert title(answer.card) == "✓  This channel is told of invoices above 1,000, at once"
    (rule,) = await here.database.read(1, lambda work: work.notifications.rules())
    # The channel as a whole, and no thread of it.
    assert rule.recipient == Recipient(platform="teams", workspace=maria.tenant, channel=place)
    # The answer came in the person's own chat, and is about the channel still.
    overview = await maria.press(answer.card, "All that is told")
    assert "Rule 1: invoices above 1,000, at once" in words(overview.card)
    assert "Add a rule for this channel" in labels(overview.card)
    removed = await maria.press(answer.card, "Remove")
    assert title(removed.card) == "✓  Removed rule 1: invoices above 1,000"
    refused = await maria.say("notify here invoices")
    assert "Here is no channel" in title(refused.card)


async def test_whoever_presses_is_asked_for_their_own_rights(here: TeamsWorld) -> None:
    maria, mads = here.person("maria"), here.person("mads")
    for person in (maria, mads):
        await person.say("hello")
    await maria.at("channel").say("notify here invoices")
    await here.database.write(1, set_up)
    telling = Telling(Talk(here.database))
    await telling.record(invoice(), now=here.clock.now)
    recipient = Recipient(platform="teams", workspace=maria.tenant, channel=CHANNEL)
    (card,) = await telling.cards(recipient, here.clock.now)
    assert card is not None
    content = card_content(card)
    assert problems(content) == []
    assert {"Show", "Cancel", "Evaluate", "Comment", "Mute this"} <= set(labels(content))
    assert title((await mads.at("channel").press(content, "Cancel")).card).endswith("others' entries are changed by a manager")
    assert title((await mads.at("channel").press(content, "Show")).card) == "#1: Invoice sent, Anna Olsen"
    assert title((await maria.at("channel").press(content, "Cancel")).card) == "Cancel #1"
    assert title((await maria.at("channel").press(content, "Mute this")).card).endswith("Mute what?")
    assert "manager" in title((await mads.at("channel").press(content, "Mute this")).card)


async def test_a_burst_fits_into_one_card(here: TeamsWorld) -> None:
    maria = here.person("maria")
    await maria.at("channel").say("notify here invoices")
    await here.database.write(1, set_up)
    telling = Telling(Talk(here.database))
    await telling.record(*several(400), now=here.clock.now)
    recipient = Recipient(platform="teams", workspace=maria.tenant, channel=CHANNEL)
    (card,) = await telling.cards(recipient, here.clock.now)
    assert card is not None
    content = card_content(card)
    assert problems(content) == []
    assert title(content) == "400 documents were recorded"
    assert "And 380 more." in words(content)
