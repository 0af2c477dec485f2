"""A segment in Teams: filled and logged through forms and buttons."""

from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.teams_client import labels, title, words


async def test_a_segment_is_filled_and_logged_through_forms_and_a_confirmation(here: TeamsWorld) -> None:
    kari = here.person()
    made = (await kari.say("segment create mail: Spring mailing")).card
    assert title(made) == "✓  Added segment MAIL: Spring mailing"
    form = (await kari.press(made, "Add contacts")).card
    added = (await kari.press(form, "Add", choice_company="CT000001")).card
    assert title(added) == "✓  Added 3 contacts to MAIL"
    form = (await kari.press((await kari.say("segment mail")).card, "Log")).card
    asked = (await kari.press(form, "Preview", choice_template="CALL", field_note="new prices")).card
    assert "Log Phone call for 3 contacts of MAIL?" in title(asked)
    assert "45 min all in all" in words(asked)
    done = await kari.press(asked, "Log 3 entries")
    assert title(done.card) == "✓  Logged Phone call for 3 contacts of MAIL"
    assert (await kari.press(asked, "Log 3 entries")).body == done.body
    assert await here.entries() == [1, 2, 3]
    shown = (await kari.press(done.card, "Show")).card
    assert {"Entries", "Follow-up segment", "Cancel"} <= set(labels(shown))
    canceled = (await kari.press(shown, "Cancel")).card
    assert title(canceled) == "✓  Canceled logged segment MAIL with 3 entries"
    assert await here.entries() == []
    assert title((await kari.press(canceled, "Undo")).card).startswith("✓  Taken back: logged segment MAIL")
    assert await here.entries() == [1, 2, 3]
    followed = (await kari.press(done.card, "Follow-up segment")).card
    assert title(followed) == "✓  Added segment MAIL-2: Spring mailing"
