"""Slash commands, their forms and the answers to them, the whole way on both databases."""

import asyncio

from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit import message_problems, option_problems
from tests.standins.slack_client import actions, labels


async def entries(here: SlackWorld) -> list[int]:
    """The numbers of all entries, canceled ones too."""
    answer = await here.person("maria").command("list canceled:all")
    return [
        int(action["accessibility_label"].split("#")[1]) for action in actions(answer.body) if "accessibility_label" in action
    ]


async def test_a_form_opens_is_corrected_at_its_fields_and_logs(here: SlackWorld) -> None:
    kari = here.person()
    assert (await kari.command("log: spoke on the phone")).body == {}
    (opened,) = here.slack.sent("views.open")
    view = next(iter(here.slack.views.values()))
    assert opened["view"]["title"]["text"] == "Log an interaction"
    wrong = await kari.submit(view, contact="CT000011", template="CALL", duration="a while")
    assert wrong.body["response_action"] == "errors"
    assert wrong.body["errors"].keys() == {"duration"}
    right = await kari.submit(view, contact="CT000011", template="CALL", duration="20m")
    assert right.body == {"response_action": "clear"}
    answer = await here.slack.wait_for("response_url")
    assert (answer["response_type"], answer["replace_original"]) == ("ephemeral", False)
    assert title(answer) == "Logged #1: Phone call, Anna Olsen"
    assert "spoke on the phone" in words(answer)
    assert await entries(here) == [1]


async def test_what_is_missing_in_a_form_is_said_at_the_field(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log")
    view = next(iter(here.slack.views.values()))
    answer = await kari.submit(view, template="CALL")
    assert answer.body["response_action"] == "errors"
    assert "contact" in answer.body["errors"]


async def test_pickers_search_while_typing(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log")
    view = next(iter(here.slack.views.values()))
    found = await kari.search(view, "contact", "ols")
    assert option_problems(found) == []
    assert [option["text"]["text"] for option in found] == ["Anna Olsen · Fjord AS", "Olga Olsen · Fjord AS"]
    assert [option["text"]["text"] for option in await kari.search(view, "template", "")] == [
        "Phone call",
        "Complaint",
        "Meeting",
    ]
    assert await here.person("nobody").search(view, "contact", "ols") == []
    assert await here.person(team="T2").search(view, "contact", "ols") == []


async def test_which_of_several_is_picked_with_a_button(here: SlackWorld) -> None:
    kari = here.person()
    asked = await kari.command("log call olsen: hello")
    assert labels(asked.body) == ["Choose", "Choose"]
    await kari.press(asked.body, "Choose")
    answer = await here.slack.wait_for("response_url")
    assert answer["replace_original"] is True
    assert title(answer) == "Logged #1: Phone call, Anna Olsen"


async def test_a_pasted_phone_number_with_marks_of_direction_goes_through_buttons_and_forms(here: SlackWorld) -> None:
    pasted = "call back on \u202a+47 22 33 44 55\u202c"
    kari = here.person()
    asked = await kari.command(f"log call olsen: {pasted}")
    assert labels(asked.body) == ["Choose", "Choose"]
    await kari.press(asked.body, "Choose")
    assert title(await here.slack.wait_for("response_url")) == "Logged #1: Phone call, Anna Olsen"
    assert (await kari.command(f"log call: {pasted}")).body == {}
    (view,) = here.slack.views.values()
    await kari.submit(view, contact="CT000015")
    assert title(await here.slack.wait_for("response_url", 2)).startswith("Logged #2: Phone call")
    first, second = await here.database.read(1, lambda work: [work.entries.get(no) for no in (1, 2)])
    assert (first.description, second.description) == (pasted, "call back on +47 22 33 44 55")


async def test_undo_replaces_the_answer(here: SlackWorld) -> None:
    kari = here.person()
    logged = await kari.command("log call anna: hello")
    await kari.press(logged.body, "Undo")
    answer = await here.slack.wait_for("response_url")
    assert answer["replace_original"] is True
    assert title(answer).startswith("Taken back: #1 is canceled")


async def test_an_entry_is_canceled_with_a_reason(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    shown = await kari.command("show 1")
    assert (await kari.press(shown.body, "Cancel")).body == {}
    await here.slack.wait_for("views.open")
    view = next(iter(here.slack.views.values()))
    assert view["title"]["text"] == "Cancel #1"
    await kari.submit(view, reason="typed twice")
    answer = await here.slack.wait_for("response_url")
    assert title(answer) == "Canceled #1: Phone call, Anna Olsen"
    assert "typed twice" in words((await kari.command("show 1")).body)


async def test_older_and_newer(here: SlackWorld) -> None:
    kari = here.person()
    for number in range(12):
        here.clock.move(minutes=1)
        await kari.command(f"log call anna: call number {number}")
    listed = await kari.command("list anna")
    assert len(labels(listed.body)) >= 11
    await kari.press(listed.body, "Older")
    older = await here.slack.wait_for("response_url")
    assert "call number 0" in words(older)
    assert "call number 11" not in words(older)
    await kari.press(older, "Newer")
    assert "call number 11" in words(await here.slack.wait_for("response_url", 2))


async def test_share_here_is_for_everyone_and_stays(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: hello")
    listed = await kari.command("list anna")
    await kari.press(listed.body, "Share here")
    shared = await here.slack.wait_for("response_url")
    assert (shared["response_type"], shared["replace_original"]) == ("in_channel", False)
    assert "Shared by Kari Haugen" in words(shared)
    await here.person("mads").press(shared, "Show", ephemeral=False)
    shown = await here.slack.wait_for("response_url", 2)
    assert (shown["response_type"], shown["replace_original"]) == ("ephemeral", False)
    await here.person("nobody").press(shared, "Show", ephemeral=False)
    refused = await here.slack.wait_for("response_url", 3)
    assert title(refused).startswith("⚠") or "no access" in words(refused)
    assert "hello" not in words(refused)


async def test_the_same_delivered_three_times_at_once_is_logged_once(here: SlackWorld) -> None:
    kari = here.person()
    same = {"trigger_id": here.slack.trigger(), "response_url": here.slack.response_url()}
    answers = await asyncio.gather(*(kari.command("log call anna: hello", **same) for _ in range(3)))
    assert answers[0].status == 200
    assert answers[0] == answers[1] == answers[2]
    # On PostgreSQL the two that came second may have taken numbers before they found out.
    (no,) = await entries(here)
    assert title(answers[0].body) == f"Logged #{no}: Phone call, Anna Olsen"


async def test_a_form_sent_three_times_at_once_logs_once(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call: hello")
    view = next(iter(here.slack.views.values()))
    answers = await asyncio.gather(*(kari.submit(view, contact="CT000011", template="CALL") for _ in range(3)))
    assert [answer.body for answer in answers] == [{"response_action": "clear"}] * 3
    assert len(await entries(here)) == 1


async def test_a_double_click_does_it_once_and_is_answered_once(here: SlackWorld) -> None:
    kari = here.person()
    asked = await kari.command("log call olsen: hello")
    await asyncio.gather(kari.press(asked.body, "Choose"), kari.press(asked.body, "Choose"))
    logged = await here.slack.wait_for("response_url")
    await asyncio.gather(kari.press(logged, "Undo"), kari.press(logged, "Undo"))
    undone = await here.slack.wait_for("response_url", 2)
    await here.door.close()
    assert title(undone).startswith("Taken back: #1 is canceled")
    assert len(here.slack.sent("response_url")) == 2


async def test_the_same_line_again_is_asked_about(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("log call anna: " + "a very long note " * 200)
    again = await kari.command("log call anna: " + "a very long note " * 200)
    assert "#1" in title(again.body)
    yes, no = actions(again.body)[:2]
    # The request is too long for a button, and kept.
    assert yes["value"].startswith("@")
    await kari.press(again.body, no["text"]["text"])
    assert await here.slack.wait_for("response_url") == {"delete_original": True}
    await kari.press(again.body, yes["text"]["text"])
    answer = await here.slack.wait_for("response_url", 2)
    assert title(answer) == "Logged #2: Phone call, Anna Olsen"


async def test_a_guest_gets_nothing(here: SlackWorld) -> None:
    await here.person().command("log call anna: hello")
    here.slack.add_user("guest", "Gunn Guest", "kari@example.test", is_restricted=True)
    for line in ("list", "show 1", "contact anna", "log call anna: x", "log"):
        answer = await here.person("guest").command(line)
        assert "Olsen" not in words(answer.body)
        assert "hello" not in words(answer.body)
    assert here.slack.sent("views.open") == []


async def test_another_workspace_is_not_connected(here: SlackWorld) -> None:
    await here.person().command("hello")
    answer = await here.person(team="T2").command("list")
    assert "This workspace is not connected" in title(answer.body)


async def test_slack_does_not_say_who_somebody_is(here: SlackWorld) -> None:
    here.slack.failures["users.info"].append("fatal_error")
    answer = await here.person().command("list")
    assert "Slack did not say who you are" in title(answer.body)
    assert title((await here.person().command("list")).body) == "Interaction log"


async def test_every_line_gets_an_answer(here: SlackWorld) -> None:
    for text in ("", " ", "help", "<script>", "log call anna: <!here> *x* &amp; <@U1>", "\u202e", "x" * 7000):
        answer = await here.person().command(text)
        assert answer.status == 200
        assert message_problems({key: answer.body[key] for key in ("text", "blocks")}) == []


async def test_a_note_with_marks_of_slack_comes_back_as_it_was_typed(here: SlackWorld) -> None:
    note = "R&D <!here> *bold* _it_ `code` :wave: <https://evil.test|bank>"
    answer = await here.person().command(f"log call anna: {note}")
    assert note in words(answer.body)


async def test_somebody_who_never_wrote_is_named_by_a_mention(here: SlackWorld) -> None:
    here.slack.add_user("U9", "Nina New", "nina@example.test")
    ada = here.person("ada")
    here.slack.add_user("U8", "Otto Other", "")
    await ada.say("grant <@U9|nina> rep")
    assert title(await here.slack.wait_for("chat.postMessage")) == "Nina New has the role rep now"
    assert "Role: rep" in words((await here.person("U9").command("whoami")).body)
    await ada.say("grant <@U8> rep")
    assert "“@Otto Other”" in title(await here.slack.wait_for("chat.postMessage", 2))
    await ada.say("log call anna for:<@ada>: hello")
    refused = title(await here.slack.wait_for("chat.postMessage", 3))
    assert refused == "“Ada Admin” means no salesperson, or one who is blocked"
