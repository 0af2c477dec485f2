"""Templates are called in the reader's language, and understood in any of theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.chat.card import Entries, Facts
from adapters.chat.plain import plain
from adapters.chat.turn import Place
from adapters.chat.vocabulary import Kind, vocabulary
from core.document import DocumentEventKind, DocumentType
from core.requests.documents import TryDocument
from core.requests.entries import ListEntries
from core.template import TemplateLanguage
from tests.adapters.chat.talk import Talk, identity, labels


@pytest.fixture
async def named(talk: Talk) -> Talk:
    for line in ("language nb: Telefonsamtale", "language nl: Telefoongesprek", "language da: Opkald"):
        await talk.say(f"template call {line}", "ada")
    await talk.say("template meeting language nl: Telefonische afspraak", "ada")
    return talk


async def test_answers_call_them_in_the_readers_language(named: Talk) -> None:
    await named.say("log call anna: hello")
    await named.say("log call olga")
    assert "Phone call" in plain((await named.say("list")).card)
    await named.say("language norsk")
    listed = await named.say(ListEntries())
    rows = next(element.rows for element in listed.card.body if isinstance(element, Entries))
    # A description that nobody wrote is the template's, and says nothing more.
    assert [row.what for row in rows] == ["Telefonsamtale", "Telefonsamtale: hello"]
    templates = vocabulary("nb").word(Kind.COMMAND, "templates")
    assert "Telefonsamtale" in plain((await named.say(templates)).card)
    picked = await named.conversation.suggest_templates(1, identity("kari"), "tele", 10, named.now)
    assert picked == [("CALL", "Telefonsamtale")]


async def test_a_description_in_the_contacts_language_says_nothing_more(named: Talk) -> None:
    await named.say("log call anna")
    listed = await named.say(ListEntries())
    rows = next(element.rows for element in listed.card.body if isinstance(element, Entries))
    assert [row.what for row in rows] == ["Phone call"]
    assert "Telefonsamtale" not in plain((await named.say("show #1")).card)
    assert (await named.database.read(1, lambda work: work.entries.get(1))).description == "Telefonsamtale"


async def test_they_are_called_anew_when_they_are_changed(named: Talk) -> None:
    await named.say("language norsk")
    await named.say("log call anna: hello")
    await named.say("template call language nb: Samtale", "ada", after=1)
    assert "Samtale: hello" in plain((await named.say(ListEntries(), after=1)).card)
    # Another process changes it.
    other = TemplateLanguage(template_code="CALL", language_code="nb", description="Prat")
    await named.database.write(1, lambda work: work.templates.save_language(other))
    named.now += timedelta(minutes=2)
    assert "Prat: hello" in plain((await named.say(ListEntries())).card)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("telefons", "CALL"),
        ("opkald", "CALL"),
        ("TELEFOONG", "CALL"),
        ("telefonische", "MEETING"),
        # Begins those of two in Dutch, of one in Norwegian.
        ("telefo", "CALL"),
        ("phone", "CALL"),
    ],
)
async def test_they_are_understood_in_any_of_their_languages(named: Talk, said: str, code: str) -> None:
    await named.say(f"log {said} anna: hello")
    entry = await named.database.read(1, lambda work: work.entries.get(1))
    assert (entry.template_code, entry.contact_no) == (code, "CT000011")


async def test_what_several_read_has_the_names_of_the_channels_language(named: Talk) -> None:
    named.place = Place(shared=True, channel="C1")
    await named.say("log call anna: hello")
    await named.say("notify here language dansk", "maria")
    listed = await named.say("list anna")
    assert "Share here" in labels(listed)
    shared = await named.press(listed, "Share here")
    assert "Opkald: hello" in plain(replace(shared.card, language="en"))


async def test_a_language_without_an_attachment_goes_without_one(named: Talk) -> None:
    asked = plain((await named.say("template call language da remove", "ada")).card)
    assert "Remove Danish from template CALL?" in asked
    assert "attach" not in asked


async def test_a_description_that_nobody_wrote_is_previewed_in_the_readers_words(named: Talk) -> None:
    await named.say("segment create mail: Spring mailing")
    await named.say("segment mail add anna")
    await named.say("setup documents sales_invoice CALL posted", "ada")
    await named.say("language dansk")
    await named.say("language dansk", "ada")
    for reply in (
        await named.say("log call segment:mail"),
        await named.say(
            TryDocument(document_type=DocumentType.SALES_INVOICE, event=DocumentEventKind.POSTED, contact="anna"), "ada"
        ),
    ):
        facts = next(element for element in reply.card.body if isinstance(element, Facts))
        assert {fact.value for fact in facts.rows} >= {("Opkald",)}
        assert "Telefonsamtale" not in plain(reply.card)
