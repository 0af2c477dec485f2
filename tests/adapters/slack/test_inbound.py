"""What arrives from Slack, as what was asked."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.chat.grammar.mentions import mark
from adapters.slack import inbound
from adapters.slack.buttons import Press
from adapters.slack.inbound import Origin, SharedFile, Surface

COMMAND = {
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
    "command": "/interaction",
    "text": "log call anna: R&amp;D &lt;3",
    "response_url": "https://hooks.test/1",
    "trigger_id": "1.2",
}


def event(**fields: Any) -> dict[str, Any]:
    message = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "list me", "ts": "1.1"}
    return {
        "team_id": "T1",
        "event_id": "Ev1",
        "authorizations": [{"user_id": "U0BOT", "is_bot": True}],
        "event": {**message, **fields},
    }


def press(**fields: Any) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": True},
        "response_url": "https://hooks.test/1",
        "trigger_id": "1.2",
        "actions": [{"type": "button", "action_id": "ask:1", "value": '1show{"no":7}'}],
        **fields,
    }


def test_a_command() -> None:
    line = inbound.command(COMMAND)
    assert (line.text, line.key, line.command) == ("log call anna: R&D <3", "1.2", "/interaction ")
    assert line.origin == Origin(team="T1", user="U1", channel="C1", response_url="https://hooks.test/1", trigger="1.2")
    assert line.origin.shared
    assert not inbound.command({**COMMAND, "channel_id": "D1"}).origin.shared


def test_people_and_addresses_in_a_command() -> None:
    text = "list <@U7|bob> <mailto:a@b.test|a@b.test> <tel:+4722334455|22 33 44 55>"
    assert inbound.command({**COMMAND, "text": text}).text == f"list {mark('U7', 'bob')} a@b.test 22 33 44 55"


def test_a_direct_message() -> None:
    line = inbound.message(event())
    assert line is not None
    assert (line.text, line.key, line.command) == ("list me", "Ev1", "")
    assert line.origin == Origin(team="T1", user="U1", channel="D1", lasting=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0BOT> list me", "list me"),
        ("<@U0BOT|aftercall>  list <@U7>", f"list {mark('U7')}"),
        ("please <@U0BOT> list", "please   list"),
        ("<@U0BOT>", ""),
    ],
)
def test_a_mention_is_taken_out(text: str, said: str) -> None:
    line = inbound.message(event(type="app_mention", channel="C1", channel_type="channel", text=text, thread_ts="1.0"))
    assert line is not None
    assert line.text == said
    assert line.origin == Origin(team="T1", user="U1", channel="C1", thread="1.0")


@pytest.mark.parametrize(
    "fields",
    [
        {"bot_id": "B1"},
        {"user": None},
        {"user": "U0BOT"},
        {"user": "USLACKBOT"},
        {"subtype": "message_changed"},
        {"subtype": "bot_message"},
        {"edited": {"ts": "1"}},
        {"channel_type": "channel", "channel": "C1"},
    ],
)
def test_what_no_person_said_to_us_is_ignored(fields: dict[str, Any]) -> None:
    assert inbound.message(event(**fields)) is None


@pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
def test_a_line_with_a_file_is_a_line(subtype: str) -> None:
    line, plain = inbound.message(event(subtype=subtype, files=[{"id": "F1"}])), inbound.message(event())
    assert line is not None
    assert plain is not None
    assert line == replace(plain, files=(SharedFile(name="file", url="", size=0),))


def test_the_home_is_one_tab_of_two() -> None:
    assert inbound.home_opened(event(tab="home")) == Origin(team="T1", user="U1", surface=Surface.HOME)
    assert inbound.home_opened(event(tab="messages")) is None


def test_a_button_on_an_answer_of_ones_own_replaces_it() -> None:
    pressed = inbound.pressed(press())
    assert (pressed.press, pressed.request, pressed.key) == (Press.REPLACE, '1show{"no":7}', "1.2")
    assert (pressed.origin.replace, pressed.origin.lasting, pressed.origin.shared) == (True, False, True)


def test_without_a_message_it_is_what_one_person_sees() -> None:
    assert inbound.pressed(press(container=None)).origin.replace
    assert not inbound.pressed(press(container=None, message={"ts": "1.1"})).origin.replace


def test_a_button_on_what_everyone_sees_never_replaces_it() -> None:
    container = {"type": "message", "message_ts": "1.1", "channel_id": "C1", "thread_ts": "1.0"}
    pressed = inbound.pressed(press(container=container))
    assert (pressed.origin.replace, pressed.origin.thread) == (False, "1.0")


def test_a_button_in_the_conversation_with_the_bot() -> None:
    container = {"type": "message", "message_ts": "1.1", "channel_id": "D1"}
    pressed = inbound.pressed(press(container=container, channel={"id": "D1"}))
    assert (pressed.origin.replace, pressed.origin.lasting, pressed.origin.shared) == (True, True, False)


def test_a_button_whose_answer_is_a_message_of_its_own_and_one_that_closes() -> None:
    fresh = inbound.pressed(press(actions=[{"type": "button", "action_id": "new:3", "value": "1help"}]))
    assert (fresh.press, fresh.origin.replace) == (Press.FRESH, False)
    assert inbound.pressed(press(actions=[{"type": "button", "action_id": "close:3"}])).press is Press.CLOSE


def test_a_choice_in_a_menu() -> None:
    option = {"text": {"type": "plain_text", "text": "Anna"}, "value": '1contact{"contact":"CT1"}'}
    action = {"type": "static_select", "action_id": "ask:1", "selected_option": option}
    assert inbound.pressed(press(actions=[action])).request == '1contact{"contact":"CT1"}'


@pytest.mark.parametrize(("kind", "surface", "view"), [("home", Surface.HOME, ""), ("modal", Surface.MODAL, "V1")])
def test_a_button_in_a_view(kind: str, surface: Surface, view: str) -> None:
    body = press(view={"id": "V1", "type": kind}, container={"type": "view", "view_id": "V1"})
    del body["channel"], body["response_url"]
    origin = inbound.pressed(body).origin
    assert (origin.surface, origin.view, origin.channel, origin.shared) == (surface, view, "", False)


def test_the_workspace_of_an_enterprise_user() -> None:
    assert inbound.pressed(press(team=None, user={"id": "U1", "team_id": "T2"})).origin.team == "T2"


def test_a_search() -> None:
    body = {"type": "block_suggestion", "team": {"id": "T1"}, "user": {"id": "U1"}, "action_id": "contact", "value": "ann"}
    search = inbound.search(body)
    assert (search.kind, search.words, search.origin.team, search.origin.user) == ("contact", "ann", "T1", "U1")
