"""The App Home: what is due, drafts, the week and the last entries, each with what can be done about it."""

from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit_parts import Json
from tests.standins.slack_client import SlackClient, actions, labels


async def _home(here: SlackWorld, kari: SlackClient, count: int = 1) -> Json:
    await here.slack.wait_for("views.publish", count)
    return here.slack.homes[kari.user]


async def _opened(here: SlackWorld) -> tuple[SlackClient, Json]:
    kari = here.person()
    await kari.command('log call anna follow:today "send offer": likes it')
    await kari.command("log meeting joost postpone: prepare")
    await kari.open_home()
    return kari, await _home(here, kari)


async def test_everything_that_waits_is_there_with_its_buttons(here: SlackWorld) -> None:
    _, home = await _opened(here)
    text = words(home)
    for heading in ("Due follow-ups", "send offer", "Your drafts", "prepare", "Your week", "Interactions by day", "Your last"):
        assert heading in text
    assert {"Log an interaction", "Done", "Tomorrow", "Log", "Finish", "Drop", "All follow-ups"} <= set(labels(home))
    named = [each["accessibility_label"] for each in actions(home) if each["text"]["text"] in ("Done", "Finish")]
    assert named == ["Done #1", "Finish #2"]
    assert not here.slack.refused()


async def test_what_is_done_from_the_home_shows_there(here: SlackWorld) -> None:
    kari, home = await _opened(here)
    await kari.press(home, "Done")
    home = await _home(here, kari, 2)
    assert "Due follow-ups" not in words(home)
    await kari.press(home, "Finish")
    home = await _home(here, kari, 3)
    assert "Your drafts" not in words(home)
    opened = [each["view"] for each in here.slack.sent("views.open")]
    assert ["Undo" in labels(view) for view in opened] == [True, True]
    assert not here.slack.refused()


async def test_the_form_of_a_follow_up_knows_whom_it_is_about(here: SlackWorld) -> None:
    kari, home = await _opened(here)
    await kari.press(home, "Log")
    await here.slack.wait_for("views.open")
    view = list(here.slack.views.values())[-1]
    here.clock.move(minutes=1)
    await kari.submit(view, note="sent it")
    assert title(await here.slack.wait_for("chat.postMessage")) == "Logged #3: Phone call, Anna Olsen"


async def test_a_full_home_is_within_what_slack_takes(here: SlackWorld) -> None:
    kari = here.person()
    for number in range(12):
        here.clock.move(minutes=1)
        await kari.command(f'log call anna follow:today "{"x" * 100}": {"long " * 60} {number}')
        await kari.command(f"log meeting joost postpone: {'long ' * 60} {number}")
    await kari.open_home()
    home = await _home(here, kari)
    assert labels(home).count("Done") == 5
    assert labels(home).count("More") == 2
    assert not here.slack.refused()
