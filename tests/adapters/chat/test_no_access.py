"""What somebody without a role is told: how to get one."""

from dataclasses import replace

import pytest

from adapters.chat.plain import plain
from adapters.database import Database
from core.access import AccessPolicy
from core.person import Profile
from core.values import Role
from core.work import Work
from tests.adapters.chat.talk import Talk, identity

LINES = ("help", "whoami", "list", "log call anna: hello")
FIRST = "python -m bot grant eva@example.test admin"


@pytest.fixture
def access() -> AccessPolicy:
    return AccessPolicy()


@pytest.fixture
async def talk(database: Database) -> Talk:
    talk = Talk(database)
    await talk.conversation.introduce(1, identity("eva"), Profile(name="Eva", email="eva@example.test"), talk.now)
    return talk


@pytest.mark.parametrize("line", LINES)
async def test_where_nobody_is_an_admin_whoever_runs_the_program_makes_the_first(talk: Talk, line: str) -> None:
    said = plain((await talk.say(line, "eva")).card)
    assert FIRST in said
    assert "ADMIN_EMAILS" in said
    assert "Ask an admin" not in said


@pytest.mark.parametrize("line", LINES)
async def test_an_admin_is_asked_where_there_is_one(talk: Talk, line: str) -> None:
    def grant(work: Work) -> None:
        work.people.update(replace(work.people.ensure("ada@example.test"), role=Role.ADMIN))

    await talk.database.write(1, grant)
    said = plain((await talk.say(line, "eva")).card)
    assert "Ask an admin to type: grant eva@example.test rep" in said
    assert FIRST not in said


class TestAdminEmails:
    @pytest.fixture
    def access(self) -> AccessPolicy:
        return AccessPolicy(admin_emails=frozenset({"ada@example.test"}))

    async def test_an_admin_who_was_not_met_yet_can_be_asked(self, talk: Talk) -> None:
        assert "Ask an admin" in plain((await talk.say("list", "eva")).card)
