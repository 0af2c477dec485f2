"""Charts: Slack's own where it takes them, drawn ones where it does not, and everywhere that is no message."""

from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit_parts import Json


def charts(message: Json) -> list[Json]:
    return [block for block in message["blocks"] if block["type"] == "data_visualization"]


async def test_a_command_is_answered_by_its_response_url(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    assert (await kari.command("stats by template")).body == {}
    answer = await here.slack.wait_for("response_url")
    assert (answer["response_type"], title(answer)) == ("ephemeral", "Your statistics")
    (chart,) = charts(answer)
    assert chart["chart"]["series"][0]["data"] == [{"label": "Phone call", "value": 1.0}]
    assert "Phone call: 1" in answer["text"]
    assert here.slack.refused() == []


async def test_where_slack_takes_no_charts_they_are_drawn(here: SlackWorld) -> None:
    kari = here.person()
    here.slack.takes_charts = False
    await kari.command("log call anna: hello")
    assert (await kari.command("stats by template")).body == {}
    answer = await here.slack.wait_for("response_url")
    assert charts(answer) == []
    assert "Interactions by template" in words(answer)
    assert "Phone call  1  ████████████████████" in words(answer)
    (refused,) = here.slack.refused()
    assert (refused.method, refused.error) == ("response_url", "invalid_blocks")
    assert len(here.slack.sent("response_url")) == 1


async def test_in_a_conversation_with_the_bot_too(here: SlackWorld) -> None:
    kari = here.person(channel="Dkari")
    await kari.say("log call anna: hello")
    await here.slack.wait_for("chat.postMessage")
    await kari.say("stats by template")
    assert charts(await here.slack.wait_for("chat.postMessage", 2))
    here.slack.takes_charts = False
    await kari.say("stats by evaluation")
    drawn = await here.slack.wait_for("chat.postMessage", 3)
    assert charts(drawn) == []
    assert "█" in words(drawn)
    assert [call.error for call in here.slack.refused()] == ["invalid_blocks"]


async def test_a_shared_one_is_there_for_everyone(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    await kari.command("stats by template")
    mine = await here.slack.wait_for("response_url")
    await kari.press(mine, "Share here")
    shared = await here.slack.wait_for("response_url", 2)
    assert (shared["response_type"], len(charts(shared))) == ("in_channel", 1)
    assert "Shared by Kari Haugen" in words(shared)
    here.slack.takes_charts = False
    await kari.press(mine, "By week")
    drawn = await here.slack.wait_for("response_url", 3)
    assert charts(drawn) == []
    assert "█" in words(drawn)


async def test_an_answer_that_cannot_go_its_way_keeps_its_chart(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    here.slack.failures["response_url"] += ["used_url", "used_url"]
    await kari.command("stats by template")
    assert charts(await here.slack.wait_for("chat.postEphemeral"))
