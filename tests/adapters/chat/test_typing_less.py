"""What need not be typed: the last template, contacts used lately, by mention, or there already; and what was read."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from adapters.chat.card import Confirm
from adapters.chat.form import Field, Form
from adapters.chat.grammar.mentions import mark
from adapters.chat.plain import plain
from adapters.chat.turn import Reply
from core.person import Profile
from core.requests.contacts import ShowContact
from tests.adapters.chat.talk import Talk, choices, identity, labels


def field(form: Form | None, key: str) -> Field:
    assert form is not None
    return next(each for each in form.fields if each.key == key)


async def entry(talk: Talk, no: int) -> tuple[str, int, int]:
    found = await talk.database.read(1, lambda work: work.entries.get(no))
    return found.template_code, found.duration, int(found.cost)


async def picked(talk: Talk, words: str, who: str = "kari", limit: int = 10) -> list[str]:
    return [no for no, _ in await talk.conversation.suggest_contacts(1, identity(who), words, limit, talk.now)]


async def test_the_form_begins_with_the_last_template_and_its_figures(talk: Talk) -> None:
    assert field((await talk.say("log")).form, "template").value == ""
    await talk.say("log meeting anna: met")
    await talk.say("log call anna 40m: spoke")
    form = (await talk.say("log")).form
    shown = {each.key: each.value for each in (form.fields if form else ())}
    assert (shown["template"], shown["duration"], shown["cost"]) == ("CALL", "15m", "20")
    assert field((await talk.say("log", "mads")).form, "template").value == ""
    logged = await talk.submit(form, contact="CT000012")
    assert await entry(talk, logged.entry_nos[0]) == ("CALL", 15, 20)


async def test_another_template_brings_its_own_figures_unless_they_were_changed(talk: Talk) -> None:
    await talk.say("log call anna: spoke")
    form = (await talk.say("log")).form
    other = await talk.submit(form, template="MEETING", contact="CT000012")
    assert await entry(talk, other.entry_nos[0]) == ("MEETING", 60, 0)
    form = (await talk.say("log")).form
    changed = await talk.submit(form, template="CALL", contact="CT000013", duration="25m", cost="7")
    assert await entry(talk, changed.entry_nos[0]) == ("CALL", 25, 7)


async def test_what_was_said_wins_over_what_is_usual(talk: Talk) -> None:
    await talk.say("log call anna: spoke")
    form = (await talk.say("log 25m: a long talk")).form
    assert (field(form, "template").value, field(form, "duration").value) == ("CALL", "25m")
    logged = await talk.submit(form, template="MEETING", contact="CT000012")
    assert await entry(talk, logged.entry_nos[0]) == ("MEETING", 25, 0)
    asked = await talk.say("log sam: spoke")
    assert (field(asked.form, "template").value, field(asked.form, "contact").value) == ("MEETING", "CT000015")


async def test_the_only_template_is_the_one(talk: Talk) -> None:
    for code in ("MEETING", "COMPLAINT"):
        await talk.database.write(1, lambda work, code=code: work.templates.remove(code))  # type: ignore[misc]
    assert field((await talk.say("log")).form, "template").value == "CALL"


async def test_contacts_used_lately_come_first_while_little_is_typed(talk: Talk) -> None:
    for who in ("kari", "mads", "nobody"):
        await talk.say("whoami", who)
    by_name = await picked(talk, "")
    assert by_name[0] == "CT000011"
    for contact in ("CT000015", "CT000013", "CT000012"):
        await talk.say(f"log call {contact}: spoke")
    await talk.say("cancel 2")
    await talk.say("log call CT000014: petra is blocked")
    assert await picked(talk, "") == ["CT000012", "CT000015", *[no for no in by_name if no not in ("CT000012", "CT000015")]]
    assert await picked(talk, "", limit=1) == ["CT000012"]
    assert (await picked(talk, "ol"))[:2] == ["CT000012", "CT000011"]
    assert (await picked(talk, "olsen"))[:2] == ["CT000011", "CT000012"]
    assert await picked(talk, "", "mads") == by_name
    assert await picked(talk, "", "nobody") == []
    form = (await talk.say("log")).form
    assert field(form, "contact").choices == (("CT000012", "Olga Olsen · Fjord AS"), ("CT000015", "Sam Single"))


async def test_what_a_segment_was_logged_with_is_not_used_lately(talk: Talk) -> None:
    await talk.say("segment create FAIR: Trade fair")
    await talk.say("segment FAIR add olga")
    preview = await talk.say("log meeting segment:FAIR: invited")
    yes = next(each.yes for each in preview.card.body if isinstance(each, Confirm))
    assert (await talk.say(yes.request)).outcome == "done"
    assert (await talk.say("list me")).entry_nos == (1,)
    assert (await picked(talk, ""))[0] == "CT000011"
    assert field((await talk.say("log")).form, "template").value == ""


GUEST = Profile(name="Anna Olsen", email="anna@fjord.example", member=False)
STRANGER = Profile(name="Nina | New", email="nina@new.example", member=False)
Ask = Callable[[str], Awaitable[Reply]]


@pytest.fixture
def ask(talk: Talk) -> Ask:
    """Says a line where people can be looked up."""

    async def look_up(user: str) -> Profile | None:
        return {"U1": GUEST, "U2": STRANGER}.get(user)

    async def say(line: str) -> Reply:
        await talk.say("whoami")
        return await talk.handle(replace(talk.turn(line), look_up=look_up))

    return say


async def test_a_contact_is_named_by_a_mention(talk: Talk, ask: Ask) -> None:
    anna = await talk.database.read(1, lambda work: work.contacts.get("CT000011"))
    await talk.database.write(1, lambda work: work.contacts.update(replace(anna, email="Anna@Fjord.example")))
    mention = mark("U1", "anna")
    logged = await ask(f"log call {mention} 10m: met {mention}")
    assert (logged.outcome, logged.entry_nos) == ("done", (1,))
    row = await talk.database.read(1, lambda work: work.entries.row(1))
    assert (row.contact_name, row.entry.description, row.entry.duration) == ("Anna Olsen", "met @Anna Olsen", 10)
    assert "Anna Olsen" in str((await ask(f"again {mention}")).card.title)
    assert (await ask(f"contact {mention}")).again == ShowContact(contact="CT000011")
    assert (await ask(f"list {mention}")).entry_nos != ()
    assert choices(await ask(f"contacts {mention}"))[0].request == ShowContact(contact="CT000011")
    form = (await ask(f"log {mention}")).form
    assert field(form, "contact").value == "CT000011"
    # Written out, as a place without mentions would pass it on.
    assert (await ask("log meeting <@U1>: met")).outcome == "done"


async def test_who_is_no_contact_can_be_added_with_name_and_address(talk: Talk, ask: Ask) -> None:
    asked = await ask(f"log call {mark('U2')}: met")
    assert asked.card.title == ("No contact matches “@Nina New”",)
    form = (await talk.press(asked, "Add contact")).form
    assert (field(form, "name").value, field(form, "email").value) == ("Nina New", "nina@new.example")
    await talk.submit(form)
    assert (await ask(f"log call {mark('U2')}: met")).outcome == "done"


async def test_the_nearest_are_those_of_the_name(talk: Talk, ask: Ask) -> None:
    asked = await ask(f"log call {mark('U1')}: met")
    assert asked.card.title == ("No contact matches “@Anna Olsen”",)
    assert choices(asked)[0].label == "Anna Olsen"
    assert "Add contact" in labels(asked)
    assert (await talk.say(choices(asked)[0].request)).outcome == "done"


@pytest.mark.parametrize(
    "line", ["log call {}: x", "again {}", "contact {}", "contacts {}", "list {}", 'log call "{} x": y', "stats {}"]
)
async def test_of_whom_nothing_is_known_nothing_breaks(talk: Talk, ask: Ask, line: str) -> None:
    await talk.say("log call anna: spoke")
    for mention in (mark("U9", "Somebody Else"), "<@U9>", "<@U 9>", "<@|>", "<@U9|a|b|c>"):
        reply = await ask(line.format(mention))
        assert reply.outcome in ("refused", "asked", "done"), mention
        assert "<@U9>" not in str(reply.card.title)
    # Nobody to ask, as in the console.
    assert (await talk.say(line.format("<@U9>"))).outcome in ("refused", "asked", "done")


async def test_a_person_is_still_named_by_a_mention(talk: Talk, ask: Ask) -> None:
    await talk.say("whoami", "mads")
    assert (await ask(f"list by:{mark('mads', 'Mads')}")).outcome == "done"
    assert (await talk.say(f"list by:{mark('mads', 'Mads Juhl', 'mads@example.test')}", "maria")).outcome == "done"
    assert (await talk.say(f"stats {mark('mads', 'Mads Juhl', 'mads@example.test')}", "maria")).outcome == "done"


async def test_a_contact_that_is_there_already_is_offered(talk: Talk) -> None:
    one = await talk.say("add contact Olsen, Anna")
    assert one.card.title == ("“Olsen, Anna” looks like a contact that is there already",) or one.outcome == "asked"
    assert labels(one) == ["Use this one", "Add anyway"]
    assert "Anna Olsen · Fjord AS" in str(one.card.body)
    assert (await talk.press(one, "Use this one")).again == ShowContact(contact="CT000011")
    form = (await talk.say("add contact")).form
    again = await talk.submit(form, name="Ana Olsen", email="ana@example.test")
    added = await talk.press(again, "Add anyway")
    assert added.outcome == "done"
    assert (await talk.press(again, "Add anyway")).replay
    two = await talk.say("add contact Ana Olsen")
    assert [choice.label for choice in choices(two)][:1] == ["Ana Olsen"]
    assert len(choices(two)) == 2
    assert labels(two) == ["Add anyway"]


async def test_the_answer_tells_what_was_read_as_options(talk: Talk) -> None:
    said = "log call anna in type:email lang:nb subject:Offer campaign:SP opp:O1 via:+4722334455: spoke"
    answer = plain((await talk.say(said)).card)
    for fact in (
        "Information flow: inbound",
        "Correspondence type: e-mail",
        "Language: Norwegian (Bokmål)",
        "Subject: Offer",
        "Campaign: SP",
        "Opportunity: O1",
        "Via: +4722334455",
    ):
        assert fact in answer
    assert "Information flow" not in plain((await talk.say("log call anna: spoke again")).card)
