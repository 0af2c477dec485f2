"""A segment in Slack: filled and logged through forms and buttons."""

from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.slack_client import labels


async def test_a_segment_is_filled_and_logged_through_forms_and_a_confirmation(here: SlackWorld) -> None:
    kari = here.person()
    made = await kari.command("segment create mail: Spring mailing")
    assert title(made.body) == "Added segment MAIL: Spring mailing"
    await kari.press(made.body, "Add contacts")
    await here.slack.wait_for("views.open")
    (view,) = here.slack.views.values()
    await kari.submit(view, company="CT000001")
    assert title(await here.slack.wait_for("response_url")) == "Added 3 contacts to MAIL"
    shown = (await kari.command("segment mail")).body
    await kari.press(shown, "Log")
    await here.slack.wait_for("views.open", 2)
    view = list(here.slack.views.values())[-1]
    await kari.submit(view, template="CALL", note="new prices")
    asked = await here.slack.wait_for("response_url", 2)
    assert title(asked) == "Log Phone call for 3 contacts of MAIL?"
    assert "45 min all in all" in words(asked)
    await kari.press(asked, "Log 3 entries")
    done = await here.slack.wait_for("response_url", 3)
    assert title(done) == "Logged Phone call for 3 contacts of MAIL"
    assert labels(done) == ["Undo", "Entries", "Follow-up segment", "Show"]
    # The answer to a press that comes again is there already.
    await kari.press(asked, "Log 3 entries")
    await kari.press(done, "Undo")
    undone = await here.slack.wait_for("response_url", 4)
    assert title(undone) == "Taken back: logged segment MAIL is canceled with its entries"
    refused = await kari.command("restore 1")
    assert title(refused.body).startswith("#1 belongs to segment MAIL, which is canceled")
    assert len((await kari.command("list segment:MAIL canceled:all")).body["blocks"]) > 3
