"""A Slack channel that is told of recorded documents."""

from adapters.slack.blocks import fallback, to_blocks
from adapters.slack.carried import Carried
from core.notification import Recipient
from tests.adapters.chat.talk import Talk
from tests.adapters.chat.telling.conftest import Telling, invoice, set_up, several
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit import message_problems
from tests.standins.slack import TEAM
from tests.standins.slack_client import labels

CHANNEL = Recipient(platform="slack", workspace=TEAM, channel="C1")


async def told(here: SlackWorld, count: int = 1) -> dict[str, object]:
    """The message that the channel gets of recorded invoices."""
    await here.database.write(1, set_up)
    telling = Telling(Talk(here.database))
    await telling.record(*(several(count) if count > 1 else [invoice()]), now=here.clock.now)
    (card,) = await telling.cards(CHANNEL, here.clock.now)
    assert card is not None
    message: dict[str, object] = {"text": fallback(card), "blocks": to_blocks(card, Carried())}
    assert message_problems(message) == []
    return message


async def test_a_channel_is_asked_for_by_a_command_in_it(here: SlackWorld) -> None:
    answer = await here.person("maria").command("notify here invoices above:1000")
    assert "This channel is told of invoices above 1,000, at once" in title(answer.body)
    assert "/interaction notify remove 1" in words(answer.body)
    (rule,) = await here.database.read(1, lambda work: work.notifications.rules())
    assert rule.recipient == CHANNEL
    answer = await here.person("maria", channel="Dmaria").command("notify here invoices")
    assert "Here is no channel" in title(answer.body)


async def test_whoever_presses_is_asked_for_their_own_rights(here: SlackWorld) -> None:
    await here.person("maria").command("notify here invoices")
    message = await told(here)
    assert labels(message) == ["Show", "Cancel", "Evaluate", "Comment", "Mute this", "Open Sales invoice 103045"]
    await here.person("mads").press(message, "Cancel", ephemeral=False)
    answer = await here.slack.wait_for("response_url")
    assert "#1 is not yours" in title(answer)
    assert (answer["response_type"], answer["replace_original"]) == ("ephemeral", False)
    await here.person("kari").press(message, "Cancel", ephemeral=False)
    await here.slack.wait_for("views.open")
    view = next(iter(here.slack.views.values()))
    await here.person("kari").submit(view, reason="sent twice")
    await here.door.close()
    assert (await here.database.read(1, lambda work: work.entries.get(1))).canceled


async def test_what_a_channel_is_told_of_is_muted_by_a_manager(here: SlackWorld) -> None:
    maria = here.person("maria")
    await maria.command("notify here invoices")
    message = await told(here, 9)
    await here.person("kari").press(message, "Mute this", ephemeral=False)
    assert "manager" in title(await here.slack.wait_for("response_url"))
    await maria.press(message, "Mute this", ephemeral=False)
    await here.door.close()
    asked = here.slack.sent("response_url")[-1]
    assert title(asked).endswith("Mute what?")
    assert "Anna Olsen" in words(asked)
