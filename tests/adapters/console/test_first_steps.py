"""What leads the admin of an empty database in the console, and what need not be typed there."""

import pytest

from adapters.console.completion import completions
from adapters.database import Database
from tests.adapters.console.talk import Terminal


@pytest.fixture
def empty(database: Database) -> Terminal:
    """An organization that has nothing; `ada` is its admin."""
    return Terminal(database)


async def test_the_steps_are_there_before_the_first_line_and_once(empty: Terminal) -> None:
    said = await empty.say("start", who="ada")
    assert said[0] == "Three steps, and your team can log"
    assert [line.split(":")[0] for line in said[1:4]] == ["1. Contacts", "2. Templates", "3. Reps"]
    assert "python -m bot import contacts contacts.csv" in said[1]
    # Where the answers are read by a program they are the answers alone.
    assert empty.noticed == said
    for who in ("ada", "nobody"):
        assert await empty.say(who=who) == []
        assert empty.noticed == []


async def test_a_step_after_the_other(empty: Terminal) -> None:
    said = await empty.say("choose templates", "add these", "add contact Anna Olsen", "start", "invite reps", who="ada")
    assert "There are 9 templates now" in said
    assert "1. Contacts: Done" in said
    assert "2. Templates: Done" in said
    assert said[-1] == "You can say: give a role"


async def test_the_form_asks_for_the_template_and_offers_contacts_used_lately(terminal: Terminal) -> None:
    said = await terminal.say("log call sam: spoke", "log", "", "1", "spoke again", "list me")
    assert "Template [Phone call]: " in "".join(said) or "Template [Phone call]:" in "\n".join(said)
    assert sum("Sam Single" in line and "Phone call" in line for line in said if line.startswith("#")) == 2
    other = await terminal.say("log", "meeting", "sam", "met", "list me")
    assert any("Meeting: met" in line for line in other)


async def test_contacts_used_lately_are_completed_before_a_letter_is_typed() -> None:
    async def contacts(words: str) -> list[tuple[str, str]]:
        return [("CT1", "Anna Olsen · Fjord AS")] if not words else []

    async def templates(words: str) -> list[tuple[str, str]]:
        return [("CALL", "Phone call")]

    assert await completions("contact ", "en", contacts, templates) == ["Anna Olsen"]
    assert await completions("log call ", "en", contacts, templates) == ["Anna Olsen"]
    assert await completions("log ", "en", contacts, templates) == ["CALL"]
    assert await completions("log call anna: ", "en", contacts, templates) == []
    assert await completions("undo ", "en", contacts, templates) == []
