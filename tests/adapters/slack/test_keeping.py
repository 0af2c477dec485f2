"""Deleting and changing many entries in Slack; what is too long for a button is kept."""

from datetime import timedelta

from adapters.slack import limits
from core.work import Work
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.factories import contact, entry
from tests.standins.block_kit import message_problems
from tests.standins.slack_client import actions, labels


async def log(here: SlackWorld, count: int) -> None:
    for place in range(count):
        here.clock.move(minutes=1)
        await here.person().command(f"log call anna: number {place}")


async def test_canceled_entries_are_deleted(here: SlackWorld) -> None:
    ada = here.person("ada")
    await log(here, 3)
    await here.person().command("cancel 1 3")
    asked = (await ada.command("delete-canceled")).body
    assert message_problems({key: asked[key] for key in ("text", "blocks")}) == []
    assert "Delete 2 canceled entries?" in title(asked)
    await ada.press(asked, "Delete 2 entries")
    assert "Deleted 2 canceled entries" in title(await here.slack.wait_for("response_url"))
    assert "numbers: #1, #3" in words((await ada.command("audit")).body)
    await here.person("maria").press(asked, "Delete 2 entries")
    assert "you need the role admin" in words(await here.slack.wait_for("response_url", 2)).lower()
    assert here.slack.refused() == []


async def test_the_numbers_of_many_are_kept_for_the_button(here: SlackWorld) -> None:
    numbers = 2 * limits.BUTTON_VALUE

    def fill(work: Work) -> None:
        work.contacts.upsert([contact("CT900001", "Mass Mailing")])
        canceled = entry("CT900001", canceled=True, canceled_at=here.clock())
        work.entries.add_many([canceled] * numbers)

    await here.database.write(1, fill)
    ada = here.person("ada")
    asked = (await ada.command("delete-canceled")).body
    (delete,) = [action for action in actions(asked) if action["text"]["text"] == "Delete 4,000 entries"]
    assert len(delete["value"]) < limits.BUTTON_VALUE
    await ada.press(asked, "Delete 4,000 entries")
    begun = await here.slack.wait_for("response_url")
    assert "Deleted 2,000 canceled entries" in title(begun)
    assert labels(begun) == ["Delete 2,000 entries"]
    await ada.press(begun, "Delete 2,000 entries")
    assert "Deleted 4,000 canceled entries" in title(await here.slack.wait_for("response_url", 2))
    assert await here.database.read(1, lambda work: work.entries.canceled_before(here.clock() + timedelta(days=1), 10)) == []


async def test_all_that_is_shown_is_canceled_and_taken_back(here: SlackWorld) -> None:
    kari = here.person()
    await log(here, 12)
    shown = (await kari.command("list anna")).body
    await kari.press(shown, "Cancel all 12 found")
    asked = await here.slack.wait_for("response_url")
    assert "Cancel 12 entries?" in title(asked)
    await kari.press(asked, "Cancel 12 entries")
    done = await here.slack.wait_for("response_url", 2)
    assert "Canceled 12 entries" in title(done)
    assert "Nothing matches" in words((await kari.command("list since:today contact:anna")).body)
    await kari.press(done, "Undo")
    await here.slack.wait_for("response_url", 3)
    assert "Cancel all 12 found" in labels((await kari.command("list anna")).body)
    assert here.slack.refused() == []
