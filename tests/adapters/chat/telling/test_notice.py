"""The cards that tell of recorded documents."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from adapters.chat.card import Card, Table
from adapters.chat.inline import Link
from adapters.chat.plain import plain
from adapters.chat.telling import renewed
from adapters.chat.turn import Place, Reply
from core.document import DocumentType
from core.notification import Recipient
from core.outbox import MessageKind, OutboxMessage, PostedCopy
from core.requests.entries import ListEntries
from core.requests.notifications import AskWhatToMute
from core.requests.outbox import ResumeSending
from tests.adapters.chat.talk import Talk, button, choices
from tests.adapters.chat.telling.conftest import Telling, invoice, several
from tests.factories import NOW

CHANNEL = Recipient(platform="slack", workspace="T1", channel="C1")
HERE = Place(shared=True, channel="C1")


async def here(talk: Talk, line: str, who: str = "maria") -> Reply:
    """Said in the channel."""
    talk.place = HERE
    reply = await talk.say(line, who)
    talk.place = Place()
    return reply


def labels(card: Card | None) -> list[str]:
    assert card is not None
    return [each.label for each in card.buttons]


def lines(card: Card | None) -> list[str]:
    assert card is not None
    return plain(card).splitlines()


def as_reply(card: Card | None) -> Reply:
    assert card is not None
    return Reply(card=card)


async def test_the_salesperson_gets_a_card_of_the_document(telling: Telling) -> None:
    (no,) = await telling.record(invoice())
    (card,) = await telling.cards("kari")
    assert lines(card) == [
        f"#{no}: Sales invoice 103045, Anna Olsen",
        "Document: Sales invoice 103045 (https://erp.example/invoice/103045)",
        "Amount: 1,250.00 EUR",
        "Recorded as: Invoice sent",
        # Of a reader in Oslo.
        "Date: Thu 19 Nov 2026, 15:05",
        "Salesperson: Kari Haugen",
        "You are told because you are the salesperson of Anna Olsen.",
    ]
    assert labels(card) == ["Show", "Cancel", "Evaluate", "Comment", "Mute this"]
    assert card is not None
    assert all(each.fresh for each in card.buttons)
    assert card.language == "en"
    assert card.links == (Link("Open Sales invoice 103045", "https://erp.example/invoice/103045"),)


async def test_an_address_that_is_none_of_the_web_is_no_link(telling: Telling) -> None:
    await telling.record(invoice(url="javascript:alert(1)", amount=None))
    (card,) = await telling.cards("kari")
    assert card is not None
    assert "Link" not in repr(card)
    assert "Amount" not in plain(card)
    assert card.links == ()


async def test_the_salesperson_of_a_document_alone(telling: Telling) -> None:
    await telling.record(invoice(salesperson_code="MJ"))
    assert await telling.cards("kari") == []


async def test_the_salesperson_of_a_document_hears_of_others_contacts(telling: Telling) -> None:
    await telling.record(invoice(salesperson_code="MJ"))
    (card,) = await telling.cards("mads")
    assert lines(card)[-1] == "You are told because you are the salesperson of this document."


async def test_a_rule_is_named_and_others_entries_are_only_shown(telling: Telling) -> None:
    await telling.talk.say("notify me invoices above:1000", "mads")
    await telling.record(invoice())
    (card,) = await telling.cards("mads")
    assert lines(card)[-1] == "You are told because of your rule 1: invoices above 1,000."
    assert labels(card) == ["Show", "Mute this"]


async def test_a_channel_is_told_as_somebody_without_rights_and_all_buttons_are_there(telling: Telling) -> None:
    await here(telling.talk, "notify here invoices contact:fjord")
    await telling.record(invoice())
    (card,) = await telling.cards(CHANNEL)
    assert "Date: Thu 19 Nov 2026, 15:05" in lines(card)
    assert lines(card)[-1] == "This channel is told because of its rule 1: invoices, contact Fjord AS."
    assert labels(card) == ["Show", "Cancel", "Evaluate", "Comment", "Mute this"]
    reply = as_reply(card)
    refused = await telling.talk.press(reply, "Cancel", "mads")
    assert refused.outcome == "refused"
    opened = await telling.talk.press(reply, "Cancel", "kari")
    assert (await telling.talk.submit(opened.form, "kari", reason="sent twice")).outcome == "done"


async def test_a_canceled_entry_is_shown_so_and_can_be_restored(telling: Telling) -> None:
    (no,) = await telling.record(invoice())
    await telling.talk.say(f"cancel {no} sent twice", "maria")
    (card,) = await telling.cards("kari")
    assert lines(card)[0] == f"Canceled #{no}: Sales invoice 103045, Anna Olsen"
    assert lines(card)[1].startswith("Canceled by Maria Manager, Thu 19 Nov 2026")
    assert lines(card)[1].endswith(": sent twice")
    assert labels(card) == ["Show", "Restore", "Comment", "Mute this"]


def copy(no: int, recipient: Recipient, rule_id: int = 0) -> PostedCopy:
    return PostedCopy(
        entry_no=no,
        recipient=recipient,
        rule_id=rule_id,
        platform="slack",
        workspace="T1",
        conversation="D1",
        message="1.2",
        posted_at=NOW,
    )


async def test_a_posted_card_is_made_anew_whatever_is_wanted_since(telling: Telling) -> None:
    (no,) = await telling.record(invoice())
    for line in (f"evaluate {no} positive", "notify off", "notify mute invoices"):
        await telling.talk.say(line)
    kari = await telling.person("kari")
    card = await telling.talk.database.read(1, lambda work: renewed(work, copy(no, kari), NOW, "en", "UTC"))
    assert "Evaluation: positive" in lines(card)
    removed = await telling.talk.database.read(1, lambda work: renewed(work, copy(no, CHANNEL, 77), NOW, "en", "UTC"))
    assert lines(removed)[-1] == "This was told because of a rule that has been removed since."
    deleted = await telling.talk.database.read(1, lambda work: renewed(work, copy(99, kari), NOW, "en", "UTC"))
    assert lines(deleted) == ["Entry #99 was deleted"]


@pytest.mark.parametrize(
    "line",
    ["notify off", "notify own off", "notify mute invoices", "notify mute contact:fjord", "notify mute by:KH above:1000"],
)
async def test_what_is_not_wanted_any_more_is_not_told(telling: Telling, line: str) -> None:
    await telling.record(invoice())
    await telling.talk.say(line)
    assert await telling.cards("kari") == [None]


async def test_what_is_still_wanted_is_told(telling: Telling) -> None:
    await telling.record(invoice(), invoice("CM1", document_type=DocumentType.SALES_CREDIT_MEMO))
    for line in ("notify mute invoices", "notify mute contact:joost", "notify mute above:2000"):
        await telling.talk.say(line)
    invoiced, credited = await telling.cards("kari")
    assert invoiced is None
    assert "Sales credit memo CM1" in lines(credited)[0]


async def test_a_rule_that_was_removed_tells_nothing_more(telling: Telling) -> None:
    await telling.talk.say("notify me invoices", "mads")
    await telling.record(invoice())
    await telling.talk.say("notify remove 1", "mads")
    assert await telling.cards("mads") == [None]


async def test_whoever_has_no_role_any_more_is_told_nothing(telling: Telling) -> None:
    await telling.record(invoice())
    await telling.talk.say("grant kari@example.test none", "ada")
    assert await telling.cards("kari") == [None]


async def test_a_burst_is_one_card_with_a_table(telling: Telling) -> None:
    nos = await telling.record(*several(27))
    await telling.talk.say(f"cancel {nos[1]}", "maria")
    (card,) = await telling.cards("kari")
    assert card is not None
    said = lines(card)
    assert said[0] == "27 documents were recorded"
    (table,) = [element for element in card.body if isinstance(element, Table)]
    assert table.columns == ("No.", "Date", "Contact", "Document", "Amount")
    assert len(table.rows) == 20
    assert f"#{nos[0]} | Thu 19 Nov 2026, 15:05 | Anna Olsen | Sales invoice 1000 | 1,250.00 EUR" in said
    assert f"#{nos[1]} | Thu 19 Nov 2026, 15:05 | Anna Olsen | Sales invoice 1001 (canceled) | 1,250.00 EUR" in said
    assert said[-2:] == [
        f"And 7 more: list auto:yes no:{nos[0]}-{nos[-1]}",
        "You are told because you are the salesperson.",
    ]
    assert labels(card) == ["Show all", "Mute this"]
    shown = await telling.talk.press(as_reply(card), "Show all")
    assert len(shown.entry_nos) == 10
    assert len((await telling.talk.say(f"list auto:yes no:{nos[0]}-{nos[-1]}")).entry_nos) == 10
    assert button(as_reply(card), "Show all").request == ListEntries(automatic=True, no_from=nos[0], no_to=nos[-1], canceled=None)


async def test_what_is_muted_is_left_out_of_a_burst(telling: Telling) -> None:
    await telling.record(*several(5), invoice("9", amount=Decimal(9000)), invoice("10", amount=Decimal(9000)))
    await telling.talk.say("notify mute above:8000")
    (card,) = await telling.cards("kari")
    assert lines(card)[0] == "5 documents were recorded"
    assert "9,000" not in plain(card) if card else False


@pytest.mark.parametrize(
    ("line", "due", "title"),
    [
        ("notify me invoices hourly", NOW.replace(hour=15, minute=0), "In the last hour: 2 documents were recorded"),
        ("notify me invoices daily at 9:00", NOW.replace(day=20, hour=8, minute=0), "Since yesterday: 2 documents were recorded"),
        ("notify me invoices on monday at 9:00", NOW.replace(day=23, hour=8, minute=0), "This week: 2 documents were recorded"),
    ],
)
async def test_a_digest_comes_when_it_is_due(telling: Telling, line: str, due: datetime, title: str) -> None:
    await telling.talk.say(line, "mads")
    await telling.record(invoice("1"))
    await telling.record(invoice("2"), now=NOW + timedelta(minutes=20))
    assert await telling.cards("mads", due - timedelta(seconds=1)) == []
    (card,) = await telling.cards("mads", due)
    assert lines(card)[0] == title
    assert lines(card)[-1] == "You are told because of your rule 1: invoices."


async def test_a_digest_of_one_is_a_card_of_its_own(telling: Telling) -> None:
    await telling.talk.say("notify me all hourly", "mads")
    (no,) = await telling.record(invoice())
    (card,) = await telling.cards("mads", NOW + timedelta(hours=1))
    assert lines(card)[0].startswith(f"#{no}: Sales invoice")
    assert lines(card)[-1] == "You are told because of your rule 1: all documents."


async def test_mute_this_asks_what_and_mutes_it(telling: Telling) -> None:
    await telling.record(invoice())
    (card,) = await telling.cards("kari")
    asked = await telling.talk.press(as_reply(card), "Mute this")
    assert asked.outcome == "asked"
    assert [(each.label, each.detail) for each in choices(asked)] == [
        ("Anna Olsen", "this contact"),
        ("sales invoices", "this document type"),
        ("All", "you are told of nothing any more"),
    ]
    muted = await telling.talk.say(choices(asked)[0].request)
    assert plain(muted.card).splitlines()[0] == "Not told of: all documents, contact Anna Olsen"
    # Pressed twice, it is the same rule.
    assert "such a rule already" in plain((await telling.talk.say(choices(asked)[0].request)).card)
    await telling.record(invoice("2"), invoice("3", contact_no="CT000012"))
    (other,) = [each for each in await telling.cards("kari", NOW + timedelta(seconds=2)) if each and "Olga" in plain(each)]
    assert "Olga Olsen" in lines(other)[0]
    assert (await telling.talk.say(choices(asked)[2].request)).outcome == "done"
    assert "you are told of nothing" in plain((await telling.talk.say("notify")).card)


async def test_mute_this_in_a_channel_is_for_managers(telling: Telling) -> None:
    await here(telling.talk, "notify here invoices")
    await telling.record(invoice())
    (card,) = await telling.cards(CHANNEL)
    request = button(as_reply(card), "Mute this").request
    assert request == AskWhatToMute(nos=(1,), here=True, channel="C1")
    assert (await telling.talk.say(request, "kari")).outcome == "refused"
    asked = await telling.talk.say(request, "maria")
    await telling.talk.say(choices(asked)[1].request, "maria")
    await telling.record(invoice("2"))
    assert await telling.cards(CHANNEL, NOW + timedelta(seconds=2)) == [None]


async def test_what_is_told_of_several_can_be_muted(telling: Telling) -> None:
    await telling.record(*several(4), *several(4, contact_no="CT000012", document_type=DocumentType.SALES_CREDIT_MEMO))
    (card,) = await telling.cards("kari")
    asked = await telling.talk.press(as_reply(card), "Mute this")
    assert [each.label for each in choices(asked)] == ["Anna Olsen", "Olga Olsen", "sales invoices", "sales credit memos", "All"]


async def test_admins_are_told_of_a_conversation_that_is_gone(telling: Telling) -> None:
    await telling.talk.say("whoami", "ada")
    ada = await telling.person("ada")
    payload = {"person_id": 0, "platform": "slack", "workspace": "T1", "channel": "C1", "reason": "channel_not_found"}
    message = OutboxMessage(recipient=ada, kind=MessageKind.STOPPED, created_at=NOW, due_at=NOW, payload=payload)
    card = await telling.card(ada, (message,))
    assert "C1" in lines(card)[0]
    assert "channel_not_found" in lines(card)[1]
    request = button(as_reply(card), "Write again").request
    assert request == ResumeSending(platform="slack", workspace="T1", channel="C1")
