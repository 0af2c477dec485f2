"""When something takes long or fails: Slack gets its acknowledgement in time, and the person an answer."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from adapters.slack import limits
from tests.adapters.slack.conftest import TENTHS, SlackWorld
from tests.adapters.slack.reading import title, words
from tests.standins.block_kit_parts import Json


@pytest.fixture
def slowly(here: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets the database take so many seconds longer for everything, and Slack wait a tenth as long as it does."""

    def slow_down(seconds: float) -> None:
        for name, shorter in TENTHS.items():
            monkeypatch.setattr(limits, name, shorter)
        for name in ("read", "write"):
            monkeypatch.setattr(here.database, name, _later(getattr(here.database, name), seconds))

    return slow_down


def _later(quick: Callable[..., Any], seconds: float) -> Callable[..., Any]:
    async def later(*arguments: object) -> object:
        await asyncio.sleep(seconds)
        return await quick(*arguments)

    return later


async def test_a_slow_command_is_acknowledged_and_answered_later(here: SlackWorld, slowly: Callable[[float], None]) -> None:
    kari = here.person()
    await kari.command("hello")
    slowly(0.4)
    answer = await kari.command("log call anna: hello")
    assert answer.body == {"response_type": "ephemeral", "text": "Working on it…"}
    late = await here.slack.wait_for("response_url")
    assert (late["response_type"], title(late)) == ("ephemeral", "Logged #1: Phone call, Anna Olsen")


async def test_a_slow_form_still_opens(here: SlackWorld, slowly: Callable[[float], None]) -> None:
    kari = here.person()
    await kari.command("hello")
    slowly(0.4)
    await kari.command("log")
    opened = await here.slack.wait_for("views.open")
    assert opened["view"]["title"]["text"] == "Log an interaction"


async def test_a_modal_that_slack_is_slow_to_open_does_not_keep_slack_waiting(
    here: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPEN_WITHIN", 0.1)
    kari = here.person()
    here.slack.delays["views.open"] = 0.4
    assert (await kari.command("log")).body == {}
    assert here.slack.calls[-1].method != "views.open"
    await here.slack.wait_for("views.open")
    here.slack.failures["views.open"] += ["internal_error", "expired_trigger_id"]
    assert (await kari.command("log")).body == {}
    assert _form_button(await here.slack.wait_for("response_url"))


async def test_a_form_that_slack_does_not_open_is_offered_by_a_button(here: SlackWorld) -> None:
    here.slack.failures["views.open"].append("expired_trigger_id")
    answer = await here.person().command("log")
    assert answer.body["response_type"] == "ephemeral"
    assert await here.person().press(answer.body, _form_button(answer.body))
    assert (await here.slack.wait_for("views.open"))["view"]["title"]["text"] == "Log an interaction"


async def test_a_modal_opens_at_once_and_then_fills(here: SlackWorld, slowly: Callable[[float], None]) -> None:
    kari = here.person(channel="Dkari")
    await kari.say("log")
    posted = await here.slack.wait_for("chat.postMessage")
    slowly(0.5)
    await kari.press(posted, _form_button(posted), ephemeral=False)
    loading = await here.slack.wait_for("views.open")
    assert "One moment" in words(loading["view"])
    filled = await here.slack.wait_for("views.update")
    assert filled["view"]["title"]["text"] == "Log an interaction"


async def test_a_slow_submission_says_so_in_the_modal(here: SlackWorld, slowly: Callable[[float], None]) -> None:
    kari = here.person()
    await kari.command("log call: hello")
    view = next(iter(here.slack.views.values()))
    slowly(0.5)
    answer = await kari.submit(view, contact="CT000011", template="CALL")
    assert (answer.body["response_action"], words(answer.body["view"])) == ("update", "One moment …")
    filled = await here.slack.wait_for("views.update")
    assert "Logged #1: Phone call, Anna Olsen" in words(filled["view"])


async def test_a_slow_message_is_acknowledged_and_answered(here: SlackWorld, slowly: Callable[[float], None]) -> None:
    kari = here.person()
    await kari.command("hello")
    slowly(0.5)
    assert (await kari.say("log call anna: hello")).status == 200
    assert title(await here.slack.wait_for("chat.postMessage")) == "Logged #1: Phone call, Anna Olsen"


async def test_stopping_waits_for_answers_under_way(here: SlackWorld, slowly: Callable[[float], None]) -> None:
    kari = here.person()
    await kari.command("hello")
    slowly(0.4)
    await kari.command("log call anna: hello")
    await here.door.close()
    assert title(here.slack.sent("response_url")[0]) == "Logged #1: Phone call, Anna Olsen"


async def test_an_answer_whose_address_is_used_up_goes_another_way(here: SlackWorld) -> None:
    kari = here.person()
    logged = await kari.command("log call anna: hello")
    here.slack.failures["response_url"].append("used_url")
    await kari.press(logged.body, "Undo")
    posted = await here.slack.wait_for("chat.postEphemeral")
    assert title(posted).startswith("Taken back: #1 is canceled")


async def test_a_database_that_fails_is_an_answer_with_a_reference(here: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise OSError("disk")

    kari = here.person()
    logged = await kari.command("log call anna: hello")
    await kari.command("log")
    view = next(iter(here.slack.views.values()))
    for name in ("read", "write"):
        monkeypatch.setattr(here.database, name, fail)
    answer = await kari.command("list")
    assert title(answer.body).startswith("Something went wrong")
    assert "reference" in words(answer.body)
    await kari.press(logged.body, "Undo")
    assert title(await here.slack.wait_for("response_url")).startswith("Something went wrong")
    assert (await kari.submit(view, contact="CT000011", template="CALL")).body == {"response_action": "clear"}
    assert title(await here.slack.wait_for("response_url", 2)).startswith("Something went wrong")
    assert await kari.search(view, "contact", "anna") == []
    await kari.open_home()
    assert "Something went wrong" in words((await here.slack.wait_for("views.publish"))["view"])


async def test_a_broken_lookup_of_the_workspace_is_an_answer_too(here: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    async with here.another_door() as other:
        monkeypatch.setattr(here.database, "_runner", None)
        here.database._organizations.clear()
        answer = await other.person().command("list")
        monkeypatch.undo()
    assert title(answer.body) == "Something went wrong"


async def test_a_button_that_nobody_can_read_says_so(here: SlackWorld) -> None:
    kari = here.person()
    await kari.command("hello")
    for value in ("nonsense", "2list", '1list{"contact":7}', '1share{"request":"1cancel{}"}', "@0123456789"):
        message = {"blocks": [{"type": "actions", "elements": [_button(value)]}]}
        assert (await kari.press(message, "Old")).status == 200
    for number in range(5):
        assert title(await here.slack.wait_for("response_url", number + 1))


async def test_what_bolt_reads_from_the_environment_changes_nothing(
    here: SlackWorld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN"):
        monkeypatch.setenv(name, "another")
    async with here.another_door() as other:
        answer = await other.person().command("list")
    assert title(answer.body) == "Interaction log"
    assert caplog.records == []


async def test_an_exception_in_a_listener_is_no_error_for_slack(here: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.inbound.command", _broken)
    monkeypatch.setattr("adapters.slack.inbound.submitted", _broken)
    answer = await here.person().command("list")
    assert answer.status == 200
    assert "Something went wrong" in answer.body["text"]
    view = {"id": "V1", "type": "modal", "callback_id": "form", "blocks": []}
    submitted = await here.person().submit(view)
    assert (submitted.status, submitted.body["response_action"]) == (200, "update")


def _broken(_: Json) -> None:
    raise KeyError("team")


def _button(value: str) -> Json:
    return {"type": "button", "action_id": "ask:1", "text": {"type": "plain_text", "text": "Old"}, "value": value}


def _form_button(message: Json) -> str:
    """The label of the button that opens a form."""
    elements = [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]
    return str(next(element["text"]["text"] for element in elements if element["value"].startswith("1form")))
