"""Help: everything it shows can be said as it stands."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from adapters.chat.card import Examples
from adapters.chat.grammar import Reading, parse
from adapters.chat.grammar.parse import COMMANDS
from adapters.chat.help import Names
from adapters.chat.help_topics import overview_groups, topics
from adapters.chat.plain import plain
from adapters.chat.request import Help
from adapters.chat.turn import Place, Reply
from core.attachment import Upload
from tests.adapters.chat.talk import Talk, labels
from tests.factories import NOW

TOPICS = topics(str, str)
NAMES = Names.usual(str)


def lines(reply: Reply) -> list[str]:
    return [line for element in reply.card.body if isinstance(element, Examples) for line, _ in element.rows]


def test_every_command_has_a_topic_and_its_place() -> None:
    assert set(TOPICS) == set(COMMANDS) - {"hello"}
    shown = [command for _, commands in overview_groups(str) for command in commands]
    assert sorted(shown) == sorted(set(TOPICS) - {"help"})


@pytest.mark.parametrize("command", TOPICS)
def test_every_example_can_be_read(command: str) -> None:
    topic = TOPICS[command]
    for line in (topic.example, *topic.more):
        said = NAMES.put_in(line)
        assert "{" not in said
        assert parse(said, Reading(NOW))
    for language in ("nb", "da", "sv", "fi", "nl"):
        assert parse(NAMES.put_in(topic.example), Reading(NOW, language))


@pytest.mark.parametrize("who", ["kari", "maria", "ada"])
async def test_examples_work_on_what_is_there(talk: Talk, who: str) -> None:
    talk.place = Place(channel="C1")
    await talk.say("log call anna: hello", who if who != "ada" else "kari")
    done: set[str] = set()
    for command in (*TOPICS, ""):
        shown = lines(await talk.say(Help(topic=command), who))
        assert shown
        for line in [each for each in shown if each not in done]:
            done.add(line)
            reply = await talk.say(line, who)
            if reply.file:
                reply.file.remove()
            if reply.command == "language":
                await talk.say("language english", who)
            said = plain(reply.card)
            forbidden = who != "ada" and ("you need the role admin" in said or "you need the role manager" in said)
            assert forbidden or reply.outcome in ("done", "asked"), f"{line}\n{said}"


async def test_examples_name_what_exists(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    said = plain((await talk.say("help log")).card)
    assert "log call Anna Olsen:" in said
    assert "edit #1 " in plain((await talk.say("help edit")).card)


async def test_drafts_are_offered_for_finishing_when_there_are_any(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    assert not [line for line in lines(await talk.say("help")) if line.startswith(("finish", "drop"))]
    await talk.say("log call anna postpone: ask")
    await talk.say("log call anna: hello again")
    assert {"finish #2", "drop #2"} < set(lines(await talk.say("help")))
    assert lines(await talk.say("help finish")) == ["finish #2"]


async def test_without_a_draft_or_an_attachment_the_example_leads_to_one(talk: Talk, tmp_path: Path) -> None:
    await talk.say("log call anna: hello")
    assert lines(await talk.say("help finish")) == lines(await talk.say("help drop")) == ["postponed"]
    assert lines(await talk.say("help open")) == ["attach #1"]
    assert not [line for line in lines(await talk.say("help")) if line.startswith("open")]
    path = tmp_path / "offer.txt"
    path.write_bytes(b"offer")
    file = Upload(name=path.name, path=path, size=5, checksum=sha256(b"offer").hexdigest())
    await talk.handle(replace(talk.turn("attach 1"), file=file))
    await talk.say("log call anna: hello again")
    for who in ("kari", "ada"):
        assert lines(await talk.say("help open", who)) == ["open #1"]
        assert "open #1" in lines(await talk.say("help", who))


async def test_lines_are_shown_as_they_are_typed_there(talk: Talk) -> None:
    talk.place = Place(command="/interaction ")
    assert all(line.startswith("/interaction ") for line in lines(await talk.say("help")))


async def test_each_sees_what_is_theirs(talk: Talk) -> None:
    assert "people" not in lines(await talk.say("help"))
    assert "people" in lines(await talk.say("help", "ada"))
    assert lines(await talk.say("help", "nobody")) == ["whoami"]


@pytest.mark.parametrize(
    ("topic", "near"), [("lgo", "log"), ("contcts", "contacts"), ("evalute", "evaluate"), ("tempalte", "template")]
)
async def test_a_slip_leads_to_the_nearest_topic(talk: Talk, topic: str, near: str) -> None:
    reply = await talk.say(f"help {topic}")
    assert f"Help: {near}" in labels(reply)
    assert (await talk.press(reply, f"Help: {near}")).card.title[0] == f"{near}: {TOPICS[near].does}"


async def test_greetings_are_answered(talk: Talk) -> None:
    for line in ("hi", "Hello!", "help", "?", ""):
        assert "What you can say" in plain((await talk.say(line)).card)
