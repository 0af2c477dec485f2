"""The message extension: searching, sharing, and logging a message."""

from typing import Any

import pytest

from adapters.teams.manifest import CONTACTS, ENTRIES, LOG_MESSAGE, WORDS
from core.work import Work
from tests.adapters.teams.conftest import TeamsWorld, add_member
from tests.factories import contact
from tests.standins.adaptive_cards import inputs
from tests.standins.teams import Fault
from tests.standins.teams_client import Answer, TeamsClient, labels, title, words

FORM: dict[str, Any] = {"choice_contact": "CT000011", "choice_template": "CALL"}


async def search(person: TeamsClient, command: str, text: str) -> Any:
    parameters = [{"name": WORDS, "value": text}] if text else [{"name": "initialRun", "value": "true"}]
    value = {"commandId": command, "parameters": parameters, "queryOptions": {"skip": 0, "count": 25}}
    answer = await person.invoke("composeExtension/query", value)
    assert answer.status == 200
    return answer.body["composeExtension"]


def found(body: Any) -> list[str]:
    assert body["type"] == "result"
    return [each["preview"]["content"]["title"] for each in body["attachments"]]


async def open_form(person: TeamsClient, **payload: Any) -> Answer:
    message = {
        "id": "17",
        "createdDateTime": "2026-11-19T08:30:12.5Z",
        "body": {"contentType": "html", "content": "<p>We&nbsp;take the <b>offer</b> &amp; more</p><p>Regards</p>"},
        "from": {"user": {"id": "aad-anna", "displayName": "Anna", "userIdentityType": "aadUser"}},
    } | payload
    value = {"commandId": LOG_MESSAGE, "commandContext": "message", "messagePayload": message}
    return await person.invoke("composeExtension/fetchTask", value)


def card_of(answer: Answer) -> dict[str, Any]:
    assert answer.body["task"]["type"] == "continue"
    card: dict[str, Any] = answer.body["task"]["value"]["card"]["content"]
    return card


async def submit(person: TeamsClient, card: dict[str, Any], **entered: Any) -> Answer:
    (action,) = card["actions"]
    value = {"commandId": LOG_MESSAGE, "commandContext": "message", "data": action["data"] | entered}
    return await person.invoke("composeExtension/submitAction", value)


async def test_contacts_are_found_and_shared_without_what_only_the_asker_may_do(here: TeamsWorld) -> None:
    kari = here.person(kind="groupChat")
    body = await search(kari, CONTACTS, "ols")
    assert found(body) == ["Anna Olsen (CT000011)", "Olga Olsen (CT000012)"]
    card = body["attachments"][0]["content"]
    assert "Fjord AS" in words(card)
    assert "Shared by Kari Haugen" in words(card)
    assert labels(card) == []
    assert "Fjord AS" in body["attachments"][0]["preview"]["content"]["text"]
    assert found(await search(kari, CONTACTS, ""))[0] == "Anna Olsen (CT000011)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["#2: Meeting, Sam Single", "#1: Phone call, Anna Olsen"]),
        ("#1", ["#1: Phone call, Anna Olsen"]),
        ("anna olsen", ["#1: Phone call, Anna Olsen"]),
        ("drawings", ["#2: Meeting, Sam Single"]),
    ],
)
async def test_entries_are_found_by_number_contact_and_words(here: TeamsWorld, text: str, expected: list[str]) -> None:
    kari = here.person()
    await kari.say("log call anna: sent the offer")
    await kari.say("log meeting sam: looked at drawings")
    assert found(await search(kari, ENTRIES, text)) == expected


async def test_nothing_is_found(here: TeamsWorld) -> None:
    kari = here.person()
    assert await search(kari, CONTACTS, "zzzzzz") == {"type": "message", "text": "Nothing matches"}
    assert await search(kari, ENTRIES, "zzzzzz") == {"type": "message", "text": "Nothing matches"}
    assert "#99" in (await search(kari, ENTRIES, "99"))["text"]


@pytest.mark.parametrize("command", [CONTACTS, ENTRIES])
async def test_who_has_no_role_finds_nothing(here: TeamsWorld, command: str) -> None:
    await here.person().say("log call anna: hello")
    assert "no access" in (await search(here.person("nobody"), command, "anna"))["text"]
    assert "not connected" in (await search(here.person(tenant="t2"), command, "anna"))["text"]


async def test_somebody_unknown_where_the_bot_is_not_is_told_what_to_do(here: TeamsWorld) -> None:
    here.standin.faults += [Fault(403, body={"error": {"code": "BotNotInConversationRoster"}})]
    body = await search(here.person(kind="groupChat"), CONTACTS, "anna")
    assert body == {"type": "message", "text": "Teams did not say who you are"}


async def test_a_message_is_logged_with_its_author_text_and_time(here: TeamsWorld) -> None:
    def add(work: Work) -> None:
        work.contacts.upsert([contact("CT000021", "Anna Extern", email="Anna@extern.test", salesperson_code="KH")])

    await here.database.write(1, add)
    add_member(here.standin, "anna", "Anna", "anna@extern.test")
    kari = here.person()
    await kari.say("hello")
    card = card_of(await open_form(kari.at("groupChat")))
    fields = inputs(card)
    assert fields["choice_contact"]["value"] == "CT000021"
    assert fields["field_note"]["value"] == "We take the offer & more\n\nRegards"
    # Half past eight in UTC is half past nine in Oslo.
    assert (fields["field_on"]["value"], fields["field_at"]["value"]) == ("2026-11-19", "09:30")
    done = await submit(kari.at("groupChat"), card, choice_contact="CT000021", choice_template="CALL", field_at="09:30")
    assert done.body == {"task": {"type": "message", "value": "Logged #1: Phone call, Anna Extern"}}
    assert done.places == ["a:kari"]
    assert "Undo" in labels(done.card)


async def test_an_author_who_is_no_contact_is_asked_for(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    for sender in (
        None,
        {"user": None},
        {"application": {"id": "x"}},
        {"user": {"id": "aad-kari"}},
        {"user": {"id": "aad-mads"}},
    ):
        card = card_of(await open_form(kari, **{"from": sender}))
        assert "value" not in inputs(card)["choice_contact"]


async def test_errors_are_shown_in_the_dialog(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    card = card_of(await open_form(kari))
    wrong = await submit(kari, card, **FORM, field_duration="a while")
    assert "“a while”" in words(card_of(wrong))
    assert wrong.calls == ()
    right = await submit(kari, card_of(wrong), **FORM, field_duration="5m")
    assert right.body["task"]["value"] == "Logged #1: Phone call, Anna Olsen"
    again = await submit(kari, card_of(wrong), **FORM, field_duration="5m")
    assert (again.body, again.calls) == (right.body, ())
    async with here.another_door() as other:
        late = await submit(other.person(), card_of(wrong), **FORM, field_duration="5m")
        assert (late.body, late.calls) == (right.body, ())
    assert await here.entries() == [1]


async def test_where_nothing_can_be_sent_the_dialog_shows_the_answer(here: TeamsWorld) -> None:
    kari = here.person(kind="groupChat")
    card = card_of(await open_form(kari))
    here.standin.faults += [Fault(403, body={"error": {"code": "BotNotInConversationRoster"}})]
    assert title(card_of(await submit(kari, card, **FORM))) == "✓  Logged #1: Phone call, Anna Olsen"


async def test_a_form_that_is_not_ours_is_answered_so(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    answer = await kari.invoke("composeExtension/submitAction", {"commandId": LOG_MESSAGE, "data": {"what": 1}})
    assert answer.status == 200
    assert title(answer.body["task"]["value"]["card"]["content"]) == "⚠  This button no longer works"


async def test_who_has_no_role_logs_no_message(here: TeamsWorld) -> None:
    answer = await open_form(here.person("nobody"))
    assert "no access" in words(card_of(answer))
    assert inputs(card_of(answer)) == {}


async def test_a_message_without_text_or_time_opens_the_form_too(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    card = card_of(await open_form(kari, body=None, createdDateTime="yesterday"))
    assert "value" not in inputs(card)["field_note"]
    long = card_of(await open_form(kari, body={"contentType": "text", "content": "x" * 9000}))
    assert len(inputs(long)["field_note"]["value"]) == 4000
