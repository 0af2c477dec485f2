"""Deleting and changing many entries in Teams."""

from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.teams_client import labels, title, words


async def log(here: TeamsWorld, count: int) -> None:
    for place in range(count):
        here.clock.move(minutes=1)
        await here.person().say(f"log call anna: number {place}")


async def test_canceled_entries_are_deleted(here: TeamsWorld) -> None:
    ada = here.person("ada")
    await log(here, 3)
    await here.person().say("cancel 1 3")
    asked = (await ada.say("delete-canceled")).card
    assert "Delete 2 canceled entries?" in title(asked)
    refused = await here.person("maria").press(asked, "Delete 2 entries")
    assert "admin" in words(refused.card)
    done = await ada.press(asked, "Delete 2 entries")
    assert "Deleted 2 canceled entries" in title(done.card)
    assert "numbers: #1, #3" in words((await ada.say("audit")).card)
    assert await here.entries() == [2]


async def test_canceled_entries_are_kept_when_asked_to(here: TeamsWorld) -> None:
    ada = here.person("ada")
    await log(here, 1)
    await here.person().say("cancel 1")
    asked = (await ada.say("delete-canceled")).card
    await ada.press(asked, "Keep them")
    assert "#1" in words((await ada.say("list anna canceled:yes")).card)


async def test_all_that_is_shown_is_canceled_and_taken_back(here: TeamsWorld) -> None:
    kari = here.person()
    await log(here, 12)
    shown = (await kari.say("list anna")).card
    asked = (await kari.press(shown, "Cancel all 12 found")).card
    assert "Cancel 12 entries?" in title(asked)
    done = (await kari.press(asked, "Cancel 12 entries")).card
    assert "Canceled 12 entries" in title(done)
    assert "Cancel all 12 found" not in labels((await kari.say("list anna")).card)
    await kari.press(done, "Undo")
    again = (await kari.say("list anna")).card
    assert "Cancel all 12 found" in labels(again)
    asked = (await kari.press(again, "Evaluate all 12 found")).card
    done = (await kari.press(asked, "neutral")).card
    assert "Evaluated 12 entries" in title(done)
