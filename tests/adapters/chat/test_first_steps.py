"""The way from nothing to the first interaction, as the admin of a new organization is led."""

import pytest

from adapters.chat.card import Facts
from adapters.chat.conversation import Conversation
from adapters.chat.telling import notice
from adapters.chat.turn import Reply
from adapters.database import Database
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage
from core.requests.setup import ListPeople, ShowFirstSteps
from core.work import Work
from tests.acceptance import world
from tests.acceptance.world import PROFILES
from tests.adapters.chat.talk import Talk, button, identity, labels
from tests.factories import NOW


@pytest.fixture
def empty(database: Database) -> Talk:
    """An organization that has nothing; `ada` is its admin."""
    return Talk(database)


def steps(reply: Reply) -> list[bool]:
    """Which steps the card shows as done."""
    (facts,) = (each for each in reply.card.body if isinstance(each, Facts))
    return [fact.value == ("Done",) for fact in facts.rows]


async def test_from_nothing_to_the_first_interaction(empty: Talk) -> None:
    first = await empty.say("start", "ada")
    assert steps(first) == [False, False, False]
    assert labels(first) == ["Add contact", "Choose templates", "Invite reps", "What is left?"]
    asked = await empty.press(first, "Add contact", "ada")
    added = await empty.submit(asked.form, "ada", name="Anna Olsen", email="anna@example.test")
    assert labels(added)[0] == "What is left?"
    left = await empty.press(added, "What is left?", "ada")
    assert steps(left) == [True, False, False]
    usual = await empty.press(left, "Choose templates", "ada")
    assert labels(usual) == ["Add these", "New template", "Back"]
    assert steps(await empty.press(usual, "Back", "ada")) == [True, False, False]
    # What is pressed gives way to the steps that are left.
    there = await empty.press(usual, "Add these", "ada")
    assert not button(usual, "Add these").fresh
    assert steps(there) == [True, True, False]
    assert there.card.title == ("There are 9 templates now",)
    people = await empty.press(there, "Invite reps", "ada")
    asked = await empty.press(people, "Give a role", "ada")
    granted = await empty.submit(asked.form, "ada", person="kari@example.test", salesperson="kh")
    assert granted.card.title[1:] == (" has the role ", "rep", " now")
    done = await empty.press(left, "What is left?", "ada")
    assert steps(done) == [True, True, True]
    assert labels(done) == ["Log an interaction", "Help"]
    logged = await empty.say("log call anna 15m: likes it")
    assert logged.outcome == "done"


async def test_words_that_lead_there(empty: Talk) -> None:
    assert (await empty.say("start", "ada")).command == "start"
    assert (await empty.say("first steps", "ada")).command == "start"
    assert (await empty.say("setup", "ada")).command == "documentsetups"
    assert "start" in str((await empty.say("help", "ada")).card)
    assert (await empty.say("start", "nobody")).outcome == "refused"


async def test_pressed_twice_the_templates_are_added_once(empty: Talk) -> None:
    usual = await empty.press(await empty.say("start", "ada"), "Choose templates", "ada")
    for _ in range(2):
        assert (await empty.press(usual, "Add these", "ada")).card.title == ("There are 9 templates now",)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"person": ""}, "person"),
        ({"person": "kari(at)example"}, ""),
        ({"person": "kari@example.test", "role": "king"}, "role"),
        ({"person": "kari@example.test", "salesperson": "K H"}, "salesperson"),
    ],
)
async def test_a_role_that_cannot_be_given_is_said_at_the_field(empty: Talk, values: dict[str, str], field: str) -> None:
    people = await empty.say(ListPeople(), "ada")
    form = (await empty.press(people, "Give a role", "ada")).form
    reply = await empty.submit(form, "ada", **values)
    assert reply.outcome == "refused"
    if field:
        assert reply.form is not None
        assert list(reply.form.errors) == [field]


async def test_an_admin_is_sent_the_steps_once_and_reads_what_is_left_then(empty: Talk) -> None:
    ada = PROFILES["ada"]

    def card(work: Work) -> object:
        person = work.people.by_email(ada.email)
        assert person is not None
        to = Recipient(person_id=person.id)
        message = OutboxMessage(recipient=to, kind=MessageKind.FIRST_STEPS, created_at=NOW, due_at=NOW)
        return notice(work, to, [message], NOW, "en", "UTC")

    await empty.say("help", "nobody")
    await empty.say("help", "ada")
    await empty.say("add contact Anna Olsen", "ada")
    shown = await empty.database.read(1, card)
    assert steps(Reply(card=shown)) == [True, False, False]  # type: ignore[arg-type]
    await world.build(empty.database)
    assert await empty.database.read(1, card) is None


async def test_who_asks_is_not_sent_them_as_well(empty: Talk) -> None:
    await empty.conversation.introduce(1, identity("ada"), PROFILES["ada"], NOW)
    await empty.say("start", "ada")
    assert await empty.conversation.welcome(empty.turn("", "ada")) is None
    assert await empty.database.lanes.next_at() is None


async def test_the_welcome_is_for_an_admin_of_what_is_not_set_up(empty: Talk) -> None:
    for who in ("ada", "nobody"):
        await empty.conversation.introduce(1, identity(who), PROFILES[who], NOW)
    assert await empty.conversation.welcome(empty.turn("", "nobody")) is None
    welcome = await Conversation(empty.database).welcome(empty.turn("", "ada"))
    assert welcome is not None
    assert (steps(welcome), welcome.again) == ([False, False, False], ShowFirstSteps())
    assert await empty.conversation.welcome(empty.turn("", "ada")) is None
