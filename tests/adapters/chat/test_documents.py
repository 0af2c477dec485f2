"""Documents in chat: setting them up by buttons and forms, trying, and what was skipped."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.chat.card import Entries, EntryRow, Facts
from adapters.chat.conversation import Conversation
from adapters.chat.inline import Link
from adapters.chat.plain import plain
from adapters.chat.turn import Reply
from core.document import DocumentEvent, DocumentEventKind, DocumentType, Relation, Side
from core.notification import Frequency, NotificationRule, Recipient
from core.operations import skipped
from core.operations.documents import record_documents
from core.requests.documents import ListSkipped, ReplayDocuments, ShowDocumentSetup
from core.values import Role
from core.work import Work
from tests.acceptance.world import SKIPPED
from tests.adapters.chat.talk import Talk, choices, labels
from tests.factories import NOW


async def deliver(talk: Talk, *events: DocumentEvent) -> None:
    await talk.database.write(1, lambda work: record_documents(work, events, NOW))


def listed_entries(reply: Reply) -> tuple[EntryRow, ...]:
    return next(element.rows for element in reply.card.body if isinstance(element, Entries))


def events(count: int, **fields: Any) -> list[DocumentEvent]:
    return [replace(SKIPPED[0], document_no=str(no), **fields) for no in range(count)]


async def test_a_document_is_set_up_by_choosing(talk: Talk) -> None:
    overview = await talk.say("setup documents", "ada")
    assert len(choices(overview)) == len(DocumentType)
    chosen = next(each for each in choices(overview) if each.label == "Sales reminder")
    assert chosen.request == ShowDocumentSetup(document_type=DocumentType.SALES_REMINDER)
    one = await talk.say(chosen.request, "ada")
    assert "Usual events: posted, printed, e-mailed." in plain(one.card)
    asked = await talk.press(one, "Choose a template", "ada")
    assert asked.form is not None
    switched = {field.key for field in asked.form.fields if field.value == "yes"}
    assert switched == {"posted", "printed", "emailed"}
    saved = await talk.submit(asked.form, "ada", template="CALL", printed="", archived="yes")
    assert plain(saved.card).splitlines()[:3] == [
        "Sales reminder: recorded with CALL",
        "Template: CALL (Phone call)",
        "Events: posted, e-mailed, archived",
    ]
    again = (await talk.press(saved, "Change", "ada")).form
    assert again is not None
    assert {field.key: field.value for field in again.fields if field.value} == {
        "template": "CALL",
        "posted": "yes",
        "emailed": "yes",
        "archived": "yes",
    }
    none = await talk.submit(again, "ada", posted="", emailed="", archived="")
    assert "Events: posted, printed, e-mailed" in plain(none.card)
    off = await talk.press(none, "Do not record", "ada")
    assert plain(off.card).startswith("Sales reminder: not recorded any more")
    assert "Try it" not in labels(off)


async def test_the_usual_templates_are_called_in_the_language_of_who_adds_them(talk: Talk) -> None:
    await talk.say("language nb", "ada")
    await talk.press(await talk.say("setup documents usual", "ada"), "Sett dem opp", "ada")
    template = await talk.database.read(1, lambda work: work.templates.get("CONFIRM"))
    assert template.description == "Ordrebekreftelse"


async def test_the_usual_documents_are_set_up_at_once(talk: Talk) -> None:
    await talk.say("template create INVOICE 5m: Our invoice", "ada")
    asked = await talk.press(await talk.say("setup documents", "ada"), "Set up the usual ones", "ada")
    said = plain(asked.card)
    assert "Sales invoice | INVOICE | posted, e-mailed" in said
    assert "New templates: QUOTE, CONFIRM, SHIPMENT, CREDIT, REMINDER, PURCHASE, SERVICE" in said
    assert "QUOTE" not in plain((await talk.say("templates", "ada")).card)
    assert plain((await talk.say("setup documents invoice", "ada")).card).startswith("Sales invoice: not recorded")
    await talk.press(asked, "Set them up", "ada")
    assert "INVOICE (Our invoice)" in plain((await talk.say("setup documents invoice", "ada")).card)
    assert "QUOTE | Quote" in plain((await talk.say("templates", "ada")).card)
    assert plain((await talk.say("setup documents usual", "ada")).card).startswith("The usual documents are set up already")
    await talk.say("setup documents invoice call", "ada")
    await talk.say("setup documents quote off", "ada")
    again = plain((await talk.say("setup documents usual", "ada")).card)
    assert "Sales quote | QUOTE | created" in again
    assert "invoice" not in again


async def test_a_list_names_the_document_that_a_description_lacks(talk: Talk) -> None:
    await talk.say("setup documents invoice call", "ada")
    descriptions = {"7": "", "8": "ordered 80 chairs", "9": "Invoice 9"}
    await deliver(talk, *(replace(SKIPPED[0], document_no=no, description=text) for no, text in descriptions.items()))
    said = [row.what for row in listed_entries(await talk.say("list auto:yes", "kari"))]
    assert said == ["Phone call: Invoice 9", "Phone call 8: ordered 80 chairs", "Phone call 7"]


async def test_a_template_that_was_removed_is_told(talk: Talk) -> None:
    await talk.say("setup documents invoice complaint", "ada")
    await talk.say("template complaint remove", "ada")
    await talk.press(await talk.say("template complaint remove", "ada"), "Remove", "ada")
    assert "Sales invoice | COMPLAINT (removed)" in plain((await talk.say("setup documents", "ada")).card)
    one = await talk.say("setup documents invoice", "ada")
    assert "Template COMPLAINT was removed, so nothing is recorded" in plain(one.card)
    asked = await talk.press(one, "Change", "ada")
    assert asked.form is not None
    assert asked.form.fields[0].value == ""


async def test_a_template_that_is_not_clear_is_chosen(talk: Talk) -> None:
    asked = await talk.say("setup documents invoice c posted", "ada")
    assert [each.detail for each in choices(asked)] == ["CALL", "COMPLAINT"]
    done = await talk.say(choices(asked)[0].request, "ada")
    assert "Events: posted" in plain(done.card).splitlines()


async def test_trying_says_what_would_be_and_writes_nothing(talk: Talk) -> None:
    saved = await talk.say("setup documents purchase order call", "ada")
    tried = await talk.press(saved, "Try it", "ada")
    said = plain(tried.card)
    assert said.startswith("Purchase order, released: would be recorded for Anna Olsen")
    assert "Note: Phone call" in said
    assert "Salesperson: Kari Haugen" in said
    form = (await talk.press(tried, "Try another one", "ada")).form
    assert form is not None
    other = plain((await talk.submit(form, "ada", party_no="20000")).card)
    assert other.startswith("Purchase order, released: would be skipped (no contact)")
    assert "Party: vendor 20000" in other
    assert "import relations" in other
    relation = Relation(side=Side.VENDOR, no="20000", contact_no="CT000002")
    await talk.database.write(1, lambda work: work.documents.upsert_relations([relation]))
    assert "would be recorded for Van den Berg Bloemen B.V." in plain((await talk.submit(form, "ada", party_no="20000")).card)
    blocked = plain((await talk.submit(form, "ada", contact="CT000014")).card)
    assert "would be skipped (privacy blocked)" in blocked
    printed = plain((await talk.submit(form, "ada", event="printed")).card)
    assert "would be skipped (event not recorded)" in printed
    assert plain((await talk.say("list", "ada")).card).count("#") == 0
    assert len(await talk.database.read(1, lambda work: work.documents.skipped(10))) == len(SKIPPED)


async def test_skipped_documents_are_listed_page_by_page(talk: Talk) -> None:
    await deliver(talk, *events(21))
    first = await talk.say("skipped", "maria")
    assert "no template: 24." in plain(first.card)
    older = await talk.press(first, "Older", "maria")
    assert "Newer" in labels(older)
    last = await talk.press(older, "Older", "maria")
    assert "Older" not in labels(last)
    assert "1 | Sales invoice 103045" in plain(last.card)
    assert plain((await talk.press(older, "Newer", "maria")).card) == plain(first.card)
    assert "Set up documents" not in labels(first)
    assert "Set up documents" in labels(await talk.say("skipped", "ada"))


async def test_these_are_replayed(talk: Talk) -> None:
    await talk.say("setup documents invoice call", "ada")
    replayed = await talk.press(await talk.say(ListSkipped(), "maria"), "Replay these", "maria")
    assert plain(replayed.card).startswith("Recorded #1 for Anna Olsen")
    assert replayed.entry_nos == (1,)
    shown = (await talk.say("show 1")).card
    links = [
        part
        for each in shown.body
        if isinstance(each, Facts)
        for fact in each.rows
        for part in fact.value
        if isinstance(part, Link)
    ]
    assert links == [Link("Sales invoice 103045", "https://erp.example.test/invoices/103045")]
    again = await talk.say(ReplayDocuments(nos=(1, 2)), "maria")
    assert "No longer skipped: 1" in plain(again.card)
    assert "no contact: 1" in plain(again.card)


async def test_many_are_replayed_in_steps(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skipped, "REPLAYED_AT_ONCE", 10)
    await deliver(talk, *events(15))
    await talk.say("setup documents invoice call", "ada")
    some = await talk.say("replay all no template", "maria")
    said = plain(some.card)
    assert said.startswith("Recorded 8 documents")
    assert "There are more that were not tried yet." in said
    assert "Still skipped: 2" in said
    rest = await talk.press(some, "Go on", "maria")
    assert plain(rest.card).startswith("Recorded 8 documents")
    assert "Go on" not in labels(rest)
    assert plain((await talk.say("replay all no template", "maria")).card).startswith("There is nothing to replay")


async def test_replayed_ones_are_told_by_the_clocks_of_the_organization_where_the_readers_are_unknown(talk: Talk) -> None:
    def want(work: Work) -> None:
        person = work.people.ensure("mads@example.test", "Mads Juhl")
        work.people.update(replace(person, role=Role.REP))
        rule = NotificationRule(recipient=Recipient(person_id=person.id), frequency=Frequency.DAILY, at=time(8))
        work.notifications.add(rule)

    await talk.database.write(1, want)
    talk.conversation = Conversation(talk.database, time_zone="Asia/Tokyo")
    await talk.say("setup documents invoice call", "ada")
    assert "Recorded" in plain((await talk.say("replay all", "maria")).card)
    lanes = []
    while (lane := await talk.database.lanes.claim("host/1/1", NOW + timedelta(days=2), timedelta(hours=1))) is not None:
        lanes.append(lane)
    (due,) = {each.due_at for lane in lanes for each in lane.messages if each.frequency is Frequency.DAILY}
    assert due.astimezone(ZoneInfo("Asia/Tokyo")).time() == time(8)


async def test_nothing_is_skipped(talk: Talk) -> None:
    await talk.database.write(1, lambda work: work.documents.unskip(SKIPPED))
    assert plain((await talk.say("skipped", "maria")).card).startswith("No skipped documents")


async def test_an_entry_shows_its_document_and_what_happened_to_it(talk: Talk) -> None:
    await talk.say("setup documents invoice call", "ada")
    later = replace(
        SKIPPED[0], event=DocumentEventKind.PRINTED, version=2, occurred_at=SKIPPED[0].occurred_at + timedelta(days=1)
    )
    await deliver(talk, SKIPPED[0], later)
    said = plain((await talk.say("show 1")).card)
    assert "Version: 2" in said
    assert "Amount: 1,250.00 EUR" in said
    assert "Events: posted Thu 19 Nov 2026, 14:05, printed Fri 20 Nov 2026, 14:05" in said
    assert "- Document, Thu 19 Nov 2026, 15:05: printed, version 2" in said.splitlines()
