"""Segments in the conversation: lines, buttons and forms."""

from dataclasses import replace

import pytest

from adapters.chat.card import Confirm, Table
from adapters.chat.codec import dump, load
from adapters.chat.plain import plain
from adapters.chat.turn import Reply
from core.requests.segments import LogSegment
from tests.adapters.chat.talk import Talk, choices, labels
from tests.factories import contact


def confirm(reply: Reply) -> LogSegment:
    request = next(element.yes.request for element in reply.card.body if isinstance(element, Confirm))
    assert isinstance(request, LogSegment)
    return request


async def has_contacts(talk: Talk, count: int) -> None:
    people = [contact(f"P{n:03}", f"Person {n}", country="Chad", salesperson_code="KH") for n in range(count)]
    await talk.database.write(1, lambda work: work.contacts.upsert(people))


async def test_from_a_new_segment_to_a_logged_one_and_back(talk: Talk) -> None:
    made = await talk.say("segment create mail template:call cost:2: Spring mailing")
    assert plain(made.card).startswith("Added segment MAIL: Spring mailing")
    assert "segment mail add by:me" in plain(made.card)
    assert "Added Anna Olsen to MAIL" in plain((await talk.say("segment mail add anna olsen")).card)
    added = await talk.say("segment mail add by:me")
    assert "Added 2 contacts to MAIL" in plain(added.card)
    assert "1 was in it already." in plain(added.card)
    shown = await talk.say("segment mail")
    table = next(element for element in shown.card.body if isinstance(element, Table))
    assert [row[0] for row in table.rows] == [("CT000001",), ("CT000011",), ("CT000012",)]
    asked = await talk.say("log segment:mail: new prices")
    said = plain(asked.card)
    assert said.startswith("Log Phone call for 3 contacts of MAIL?")
    for words in ("6.00 all in all", "45 min all in all", "new prices"):
        assert words in said
    assert asked.outcome == "asked"
    assert (await talk.say("list")).entry_nos == ()
    done = await talk.press(asked, "Log 3 entries")
    assert plain(done.card).startswith("Logged Phone call for 3 contacts of MAIL")
    assert "Numbers: #1–#3" in plain(done.card)
    assert labels(done) == ["Undo", "Entries", "Follow-up segment", "Show"]
    # Pressed again, the answer is the same; said again, it is refused.
    again = await talk.press(asked, "Log 3 entries")
    assert (again.card, again.replay) == (done.card, True)
    refused = await talk.say("log call segment:mail: once more")
    assert "Segment MAIL was logged on" in plain(refused.card)
    assert (refused.outcome, labels(refused)) == ("refused", ["Show", "Follow-up segment"])
    assert (await talk.press(done, "Entries")).entry_nos == (3, 2, 1)
    assert (await talk.say("list segment:MAIL")).entry_nos == (3, 2, 1)
    assert "MAIL" in plain((await talk.say("segments logged")).card)
    canceled = await talk.say("segment mail cancel not sent after all")
    assert plain(canceled.card).startswith("Canceled logged segment MAIL with 3 entries")
    assert "Reason: not sent after all" in plain(canceled.card)
    refused = await talk.say("restore 2")
    assert "#2 belongs to segment MAIL, which is canceled: restore that" in plain(refused.card)
    restored = await talk.press(await talk.press(refused, "Show"), "Restore")
    assert plain(restored.card).startswith("Restored logged segment MAIL with 3 entries")
    undone = await talk.say("undo")
    assert plain(undone.card).startswith("Taken back: logged segment MAIL is canceled with its entries")
    assert plain((await talk.press(undone, "Restore")).card).startswith("Restored")
    assert "was not" not in plain((await talk.say("segment mail restore")).card)
    followed = await talk.press(done, "Follow-up segment")
    assert plain(followed.card).startswith("Added segment MAIL-2: Spring mailing")
    assert "3 contacts of MAIL." in plain(followed.card)
    assert (await talk.press(done, "Follow-up segment")).card == followed.card


async def test_undo_of_a_logged_segment(talk: Talk) -> None:
    await talk.say("segment create mail: Spring mailing")
    await talk.say("segment mail add anna olsen")
    done = await talk.press(await talk.say("log call segment:mail: hello"), "Log 1 entry")
    undone = await talk.press(done, "Undo")
    assert plain(undone.card).startswith("Taken back: logged segment MAIL is canceled with its entries")
    assert "canceled" in plain((await talk.say("show 1")).card)
    assert labels(await talk.say("segment mail")) == ["Entries", "Follow-up segment", "Restore"]
    assert labels(await talk.say("segment mail", "mads")) == ["Entries", "Follow-up segment"]
    assert "not yours" in plain((await talk.say("segment mail restore", "mads")).card)


async def test_who_is_left_out_is_named(talk: Talk) -> None:
    await talk.say("segment create mail: Spring mailing")
    added = await talk.say("segment mail add by:MJ")
    assert "privacy blocked (1): Petra Blocked" in plain(added.card)
    blocked = await talk.say("segment mail add petra")
    assert (blocked.outcome, "privacy blocked" in plain(blocked.card)) == ("refused", True)
    await talk.say("segment mail add sam")
    asked = await talk.say("log call segment:mail: hello", "maria")
    assert "neither you nor the contact has a salesperson (1): Sam Single" in plain(asked.card)
    empty = await talk.say("segment create empty: Nobody")
    assert "Log" not in labels(empty)
    refused = await talk.say("log call segment:empty: hello")
    assert "Segment EMPTY has no contacts" in plain(refused.card)
    assert labels(refused) == ["Add contacts"]


async def test_what_changed_since_the_preview_is_shown_again(talk: Talk) -> None:
    await talk.say("segment create mail: Spring mailing")
    await talk.say("segment mail add company:fjord")
    asked = await talk.say("log call segment:mail: hello")
    await talk.say("segment mail remove anna olsen")
    stale = await talk.press(asked, "Log 3 entries")
    assert "The segment has changed meanwhile" in plain(stale.card)
    assert plain((await talk.press(stale, "Log 2 entries")).card).startswith("Logged Phone call for 2 contacts")


async def test_a_confirmation_can_be_carried_by_a_button(talk: Talk) -> None:
    await talk.say("segment create mail: Spring mailing")
    await talk.say("segment mail add company:fjord")
    request = confirm(await talk.say("log call segment:mail 20m cost:3 ++ on:yesterday: hello"))
    assert load(dump(request)) == request
    assert len(request.previewed) == 24
    other = replace(request, previewed="forged")
    assert "The segment has changed meanwhile" in plain((await talk.say(other)).card)


async def test_logging_by_the_form(talk: Talk) -> None:
    await talk.say("segment create mail: Spring mailing")
    await talk.say("segment mail add company:fjord")
    opened = await talk.press(await talk.say("segment mail"), "Log")
    assert opened.form is not None
    assert (opened.form.title, opened.form.submit) == ("Log segment MAIL", "Preview")
    asked = await talk.submit(opened.form, template="MEETING", note="come by", duration="30")
    assert plain(asked.card).startswith("Log Meeting for 3 contacts of MAIL?")
    assert "1 h 30 min all in all" in plain(asked.card)
    edited = await talk.press(asked, "Edit")
    assert edited.form is not None
    assert {field.key: field.value for field in edited.form.fields}["note"] == "come by"
    # Without a template the form asks for one.
    form = (await talk.say("log segment:mail: hello")).form
    assert form is not None
    assert form.title == "Log segment MAIL"


async def test_forms_of_a_segment(talk: Talk) -> None:
    made = await talk.submit((await talk.say("segment create")).form, code="mail", description="Spring", unit_cost="2,50")
    assert "Cost: 2.50" in plain(made.card)
    changed = await talk.submit((await talk.say("segment mail change")).form, unit_cost="", template="CALL")
    assert "Cost" not in plain(changed.card)
    assert "Template: Phone call" in plain(changed.card)
    added = await talk.submit((await talk.say("segment mail add")).form, company="CT000001")
    assert "Added 3 contacts to MAIL" in plain(added.card)
    reduced = await talk.submit((await talk.say("segment mail reduce")).form, city="oslo")
    assert "Removed Olga Olsen from MAIL" in plain(reduced.card)
    refined = await talk.submit((await talk.say("segment mail refine")).form, type="person")
    assert "Removed Fjord AS from MAIL" in plain(refined.card)
    line = await talk.submit((await talk.say("segment mail change anna olsen")).form, unit_duration="1h", subject="Hello Anna")
    assert "1 h · Hello Anna" in plain(line.card)
    assert "1 h · Hello Anna" in plain((await talk.say("segment mail")).card)
    emptied = await talk.submit((await talk.say("segment mail change anna olsen")).form, unit_duration="", subject="")
    assert "Nothing is different from the segment." in plain(emptied.card)
    nothing = await talk.submit((await talk.say("segment mail add")).form)
    assert "A contact or a criterion is missing" in plain(nothing.card)


async def test_contacts_in_pages(talk: Talk) -> None:
    await has_contacts(talk, 23)
    await talk.say("segment create chad: All of Chad")
    assert "Person 9, …" in plain((await talk.say("segment chad add country:chad")).card)
    first = await talk.say("segment chad")
    second = await talk.press(first, "More")
    third = await talk.press(second, "More")
    assert "P022" in plain(third.card)
    assert "More" not in labels(third)
    assert (await talk.press(third, "Back")).card == second.card
    assert (await talk.press(second, "Back")).card.body == first.card.body


async def test_several_contacts_are_offered(talk: Talk) -> None:
    await talk.say("segment create mail: Spring mailing")
    asked = await talk.say("segment mail add olsen")
    assert "Added Olga Olsen to MAIL" in plain((await talk.say(choices(asked)[1].request)).card) or "Anna" in plain(asked.card)
    company = await talk.say("segment mail add company:o")
    assert company.outcome == "asked"
    assert plain((await talk.say(choices(company)[0].request)).card).startswith(("Added", "Nobody new"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("segment nothing", "“nothing” is not the code of one segment"),
        ("segment mail add nobody at all", "No contact matches"),
        ("segment mail ad anna", "“ad” is not known here"),
        ("segment mail add contry:norway", "country:"),
        ("segment mail add anna by:me", "“anna”"),
        ("segment mail reduce anna", "“anna”"),
        ("segment mail add before:mondey", "“mondey” is no date"),
        ("segment mail add type:firm", "“firm” is not known here"),
        ("segment mail add by:me by:MJ", "by"),
        ("segment mail change anna olsen on:yesterday", "on:yesterday"),
        ("segment mail change anna olsen 15m", "Anna Olsen is not in the segment"),
        ("segment create mail: Again", "There is a segment MAIL already"),
        ("segment mail cancel", "Segment MAIL was not logged yet"),
        ("segments loged", "“loged” is not known here"),
        ("log call segment:mail postpone: x", "“postpone”"),
        ("log nothing segment:mail: x", "Log segment MAIL"),
    ],
)
async def test_what_cannot_be_done_is_said(talk: Talk, line: str, says: str) -> None:
    await talk.say("segment create mail: Spring mailing")
    reply = await talk.say(line)
    assert says in plain(reply.card), plain(reply.card)
    assert reply.outcome in ("refused", "asked")


async def test_removing_asks_first(talk: Talk) -> None:
    assert "No segments yet" in plain((await talk.say("segments")).card)
    assert "No segment was logged yet" in plain((await talk.say("segments logged")).card)
    await talk.say("segment create mail: Spring mailing")
    await talk.say("segment mail: Autumn mailing")
    assert "Autumn mailing" in plain((await talk.say("segments")).card)
    asked = await talk.say("segment mail remove")
    assert plain(asked.card).startswith("Remove segment MAIL: Autumn mailing?")
    assert plain((await talk.press(asked, "Remove")).card).startswith("Removed segment MAIL")
    assert (await talk.say("segment mail")).outcome == "refused"


async def test_nobody_without_a_role_sees_any(talk: Talk) -> None:
    await talk.say("segment create mail: Spring mailing")
    for line in ("segments", "segment mail", "segment mail add anna", "log call segment:mail: x", "segments logged"):
        assert "You have no access yet" in plain((await talk.say(line, "nobody")).card)


@pytest.mark.parametrize("line", ["list segment:nope", "stats segment:nope", "export segment:nope"])
async def test_a_filter_by_a_segment_that_is_none_is_refused(talk: Talk, line: str) -> None:
    await talk.say("segment create mail: Spring mailing")
    reply = await talk.say(line, "maria")
    assert (plain(reply.card).splitlines()[0], reply.outcome) == ("“nope” is not the code of one segment", "refused")
    assert labels(reply) == ["Segments"]
    assert "is not the code" not in plain((await talk.say(line.replace("nope", "mail"), "maria")).card)
