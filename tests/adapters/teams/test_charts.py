"""Statistics in Teams: its own chart, with a drawn one for clients that do not know it."""

from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.adaptive_cards import Json, objects, problems, shown
from tests.standins.teams_client import words


def charts(card: Json | None) -> list[Json]:
    return [part for part in objects(card) if str(part.get("type", "")).startswith("Chart.")]


async def test_statistics_have_a_chart_that_a_button_changes(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna 20m: hello")
    await kari.say("log meeting sam: hello")
    answer = await kari.say("stats")
    assert answer.card is not None
    assert problems(answer.card) == []
    (chart,) = charts(answer.card)
    assert (chart["type"], chart["title"], len(chart["data"])) == ("Chart.VerticalBar", "Interactions by week", 14)
    assert chart["data"][-1] == {"x": "Mon 16 Nov 2026", "y": 2.0}
    assert "████████████████████ Mon 16 Nov 2026  2" in shown(chart["fallback"])
    (other,) = charts((await kari.press(answer.card, "By template")).card)
    assert (other["type"], other["data"]) == ("Chart.HorizontalBar", [{"x": "Phone call", "y": 1.0}, {"x": "Meeting", "y": 1.0}])


async def test_statistics_are_shared_with_a_channel(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    mine = await kari.at("channel").say("stats by template")
    assert len(charts(mine.card)) == 1
    shared = await kari.press(mine.card, "Share here")
    assert len(charts(shared.card)) == 1
    assert "Shared by Kari Haugen" in words(shared.card)
    assert shared.card["actions"] == []
