"""Messages to the bot and the App Home."""

import asyncio

from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.slack import BOT_USER
from tests.standins.slack_client import labels


async def test_a_direct_message_is_answered_in_the_conversation(here: SlackWorld) -> None:
    answer = await here.person().say("log call anna: talked about R&amp;D")
    assert (answer.status, answer.body) == (200, {})
    posted = await here.slack.wait_for("chat.postMessage")
    assert posted["channel"] == "Dkari"
    assert title(posted) == "Logged #1: Phone call, Anna Olsen"
    assert "talked about R&D" in words(posted)


async def test_a_form_opens_from_a_button_where_a_message_can_open_none(here: SlackWorld) -> None:
    kari = here.person(channel="Dkari")
    await kari.say("log")
    posted = await here.slack.wait_for("chat.postMessage")
    (button,) = labels(posted)
    await kari.press(posted, button, ephemeral=False)
    await here.slack.wait_for("views.open")
    view = next(iter(here.slack.views.values()))
    await kari.submit(view, contact="CT000011", template="CALL")
    answer = await here.slack.wait_for("response_url")
    # What was said in the conversation with the bot stays there.
    assert answer["response_type"] == "in_channel"
    assert title(answer) == "Logged #1: Phone call, Anna Olsen"


async def test_the_same_event_three_times_at_once_is_answered_once(here: SlackWorld) -> None:
    kari = here.person()
    for text in ("log call anna: hello", "list"):
        event_id = f"Ev {text}"
        answers = await asyncio.gather(*(kari.say(text, event_id=event_id) for _ in range(3)))
        assert {answer.status for answer in answers} == {200}
    await here.door.close()
    posted = here.slack.sent("chat.postMessage")
    assert [title(message) for message in posted] == ["Logged #1: Phone call, Anna Olsen", "Interaction log"]


async def test_an_event_that_another_process_answered_is_stored_once_and_not_answered_again(here: SlackWorld) -> None:
    await here.person().say("log call anna: hello", event_id="Ev1")
    await here.slack.wait_for("chat.postMessage")
    async with here.another_door() as other:
        answer = await other.person().say("log call anna: hello", event_id="Ev1")
        assert answer.status == 200
    assert len(here.slack.sent("chat.postMessage")) == 1


async def test_a_mention_is_answered_to_the_asker_alone(here: SlackWorld) -> None:
    await here.person().mention("list", thread_ts="7.1")
    posted = await here.slack.wait_for("chat.postEphemeral")
    assert (posted["channel"], posted["user"], posted["thread_ts"]) == ("C1", "kari", "7.1")
    assert title(posted) == "Interaction log"


async def test_a_mention_where_nothing_can_be_posted_is_answered_in_a_direct_message(here: SlackWorld) -> None:
    here.slack.channels["C1"].discard(BOT_USER)
    await here.person().mention("list")
    posted = await here.slack.wait_for("chat.postMessage")
    assert posted["channel"] == "kari"


async def test_a_bare_mention_and_small_talk_get_help(here: SlackWorld) -> None:
    await here.person().mention("")
    await here.person().mention("hello")
    assert title(await here.slack.wait_for("chat.postEphemeral")) == "What you can say"
    assert title(await here.slack.wait_for("chat.postEphemeral", 2)) == "What you can say"


async def test_examples_work_where_they_are_read(here: SlackWorld) -> None:
    """In a channel what is typed without the slash command is a message to everybody there."""
    kari = here.person()
    await kari.mention("help")
    assert "/interaction list" in words(await here.slack.wait_for("chat.postEphemeral"))
    await kari.press(await here.slack.wait_for("chat.postEphemeral"), "Log an interaction")
    view = (await here.slack.wait_for("views.open"))["view"]
    await kari.submit({**view, "id": "V1"}, template="CALL", contact="CT000013")
    assert "/interaction log" in words(await here.slack.wait_for("response_url"))
    await kari.say("help")
    assert "/interaction" not in words(await here.slack.wait_for("chat.postMessage"))


async def test_other_bots_edits_and_ourselves_get_no_answer(here: SlackWorld) -> None:
    kari = here.person()
    await kari.say("list", bot_id="B9")
    await kari.say("list", user=BOT_USER)
    await kari.say("list", subtype="message_changed")
    await kari.say("list", channel_type="channel", channel="C1")
    await here.door.close()
    assert here.slack.calls == []


async def test_what_cannot_be_posted_is_no_error_for_slack(here: SlackWorld) -> None:
    here.slack.failures["chat.postMessage"] += ["channel_not_found", "is_archived"]
    answer = await here.person().say("log call anna: hello")
    assert answer.status == 200
    await here.door.close()
    assert {call.error for call in here.slack.refused()} == {"channel_not_found", "is_archived"}


async def test_the_home_has_the_last_entries_and_a_log_button(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    await kari.open_home()
    await here.slack.wait_for("views.publish")
    home = here.slack.homes["kari"]
    assert "hello" in words(home)
    await kari.press(home, "Log an interaction")
    await here.slack.wait_for("views.open")
    view = list(here.slack.views.values())[-1]
    here.clock.move(minutes=1)
    assert (await kari.submit(view, contact="CT000012", template="MEETING", note="planned")).body == {"response_action": "clear"}
    posted = await here.slack.wait_for("chat.postMessage")
    assert (posted["channel"], title(posted)) == ("kari", "Logged #2: Meeting, Olga Olsen")
    await here.slack.wait_for("views.publish", 2)
    assert "planned" in words(here.slack.homes["kari"])


async def test_an_entry_opens_over_the_home_and_is_canceled_there(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    await kari.open_home()
    await here.slack.wait_for("views.publish")
    await kari.press(here.slack.homes["kari"], "Show")
    await here.slack.wait_for("views.open")
    shown = list(here.slack.views.values())[-1]
    assert "Phone call, Anna Olsen" in words(shown)
    await kari.press(shown, "Cancel")
    await here.slack.wait_for("views.push")
    form = list(here.slack.views.values())[-1]
    await kari.submit(form, reason="typed twice")
    posted = await here.slack.wait_for("chat.postMessage")
    assert title(posted) == "Canceled #1: Phone call, Anna Olsen"
    await here.slack.wait_for("views.publish", 3)
    assert "hello" not in words(here.slack.homes["kari"])


async def test_the_home_of_who_has_no_role_shows_no_data(here: SlackWorld) -> None:
    await here.person().command("log call anna: hello")
    await here.person("nobody").open_home()
    await here.slack.wait_for("views.publish")
    assert "no access" in words(here.slack.homes["nobody"])
    assert "hello" not in words(here.slack.homes["nobody"])
