from dataclasses import replace
from typing import Any

import pytest

from core.contact import Contact
from core.errors import (
    ContactAmbiguous,
    ContactMissing,
    ContactNotFound,
    DuplicateContacts,
    InvalidValue,
    Refusal,
)
from core.operations.canceling import cancel_entries
from core.operations.contacts import add_contact, find_contacts, show_contact
from core.requests.contacts import AddContact, FindContacts, ShowContact
from core.requests.entries import CancelEntries
from core.results.contacts import FoundContacts
from core.values import ContactType
from tests.core.operations.conftest import ANNA, ANNA_BERG, CARL, FABRIKAM, ORGANIZATION, World


def _nos(found: FoundContacts) -> set[str]:
    return {each.no for each in found.contacts}


@pytest.mark.parametrize(
    ("words", "nos"),
    [
        ("anna", {ANNA.no, ANNA_BERG.no}),
        ("lar", {ANNA.no}),
        ("fabrikam", {FABRIKAM.no, ANNA.no}),
        ("anna@fabrikam.example", {ANNA.no}),
        ("+47 22 33 44 55", {FABRIKAM.no}),
        ("CT000004", {CARL.no}),
    ],
)
async def test_find(world: World, words: str, nos: set[str]) -> None:
    found = await world.do(find_contacts, FindContacts(words=words))
    assert (_nos(found), found.more, found.nearest) == (nos, False, ())


@pytest.mark.parametrize("words", ["fabrikan", "fabricann"])
async def test_find_with_typos_offers_the_nearest(world: World, words: str) -> None:
    found = await world.do(find_contacts, FindContacts(words=words))
    assert found.contacts == ()
    assert FABRIKAM.no in {each.no for each in found.nearest}


async def test_find_tells_that_there_are_more(world: World) -> None:
    crowd = [replace(CARL, no=f"CT0001{number:02}", name=f"Zoe Number{number}") for number in range(11)]
    await world.database.write(ORGANIZATION, lambda work: work.contacts.upsert(crowd))
    found = await world.do(find_contacts, FindContacts(words="zoe"))
    assert (len(found.contacts), found.more) == (10, True)
    wider = await world.database.read(
        ORGANIZATION, lambda work: find_contacts(work, FindContacts(words="zoe"), world.jo, world.now, 100)
    )
    assert (len(wider.contacts), wider.more) == (11, False)
    everyone = await world.do(find_contacts, FindContacts())
    assert (len(everyone.contacts), everyone.more) == (10, True)


async def test_show_a_company(world: World) -> None:
    for contact in (ANNA, FABRIKAM, ANNA, FABRIKAM, ANNA, ANNA, CARL):
        await world.log("PHONE", contact.no)
    await world.log("PHONE", ANNA.no, postpone=True)
    await world.do(cancel_entries, CancelEntries(nos=(6,)))
    details = await world.do(show_contact, ShowContact(contact="fabrikam as"))
    assert (details.contact, details.company, details.persons) == (FABRIKAM, None, (ANNA,))
    assert [row.entry.no for row in details.last] == [5, 4, 3, 2, 1]
    assert details.salesperson is not None
    assert details.salesperson.name == "Mia Lund"


async def test_show_a_person(world: World) -> None:
    await world.log("PHONE", ANNA.no)
    await world.log("PHONE", FABRIKAM.no)
    details = await world.do(show_contact, ShowContact(contact=ANNA.no))
    assert (details.contact, details.company, details.persons) == (ANNA, FABRIKAM, ())
    assert [row.entry.no for row in details.last] == [1]
    assert (await world.do(show_contact, ShowContact(contact="carl"))).salesperson is None
    await world.database.write(ORGANIZATION, lambda work: work.contacts.update(replace(CARL, salesperson_code="GONE")))
    assert (await world.do(show_contact, ShowContact(contact="carl"))).salesperson is None


@pytest.mark.parametrize(("words", "kind"), [("", ContactMissing), ("zzzzzz", ContactNotFound), ("anna", ContactAmbiguous)])
async def test_show_refused(world: World, words: str, kind: type[Refusal]) -> None:
    await world.refused(kind, show_contact, ShowContact(contact=words))


async def test_add_a_person_of_a_company(world: World) -> None:
    request = AddContact(
        name=" Dina\tDahl ", company="fabrikam as", email="dina@fabrikam.example", phone="+47 99 88 77 66", job_title="Buyer"
    )
    added = await world.do(add_contact, request)
    assert added == Contact(
        no=added.no,
        type=ContactType.PERSON,
        name="Dina Dahl",
        company_no=FABRIKAM.no,
        email="dina@fabrikam.example",
        phone="+47 99 88 77 66",
        language_code="nb",
        salesperson_code="JR",
        job_title="Buyer",
    )
    assert (await world.do(show_contact, ShowContact(contact="dina"))).contact == added
    assert added.no not in {ANNA.no, FABRIKAM.no, CARL.no, ANNA_BERG.no}


async def test_the_salesperson_of_a_new_contact(world: World) -> None:
    assert (await world.do(add_contact, AddContact(name="Emil", company=FABRIKAM.no), world.kim)).salesperson_code == "ML"
    assert (await world.do(add_contact, AddContact(name="Fredrik"), world.kim)).salesperson_code == ""


async def test_a_company_has_no_company(world: World) -> None:
    added = await world.do(add_contact, AddContact(type=ContactType.COMPANY, name="Contoso", company="fabrikam"))
    assert (added.type, added.company_no) == (ContactType.COMPANY, "")


@pytest.mark.parametrize(
    "same",
    [{"name": "anna larsen"}, {"name": "New", "email": "ANNA@fabrikam.example"}, {"name": "New", "phone": "0047 22334455"}],
)
async def test_one_that_looks_the_same_is_asked_about(world: World, same: dict[str, Any]) -> None:
    refusal = await world.refused(DuplicateContacts, add_contact, AddContact(**same))
    assert len(refusal.likely) == 1
    assert refusal.likely[0] in (ANNA, FABRIKAM)
    assert (await world.do(add_contact, AddContact(**same, duplicate=True))).name == same["name"]


@pytest.mark.parametrize(
    ("request_", "kind", "field"),
    [
        (AddContact(name=" "), InvalidValue, "name"),
        (AddContact(name="x" * 101), InvalidValue, "name"),
        (AddContact(name="New", email="nobody"), InvalidValue, "email"),
        (AddContact(name="New", phone="1" * 31), InvalidValue, "phone"),
        (AddContact(name="New", job_title="x" * 101), InvalidValue, "job_title"),
        (AddContact(name="New", company="carl"), InvalidValue, "company"),
        (AddContact(name="New", company="zzzzzzz"), ContactNotFound, "company"),
        (AddContact(name="New", company="anna"), ContactAmbiguous, "company"),
    ],
)
async def test_add_refused(world: World, request_: AddContact, kind: type[Refusal], field: str) -> None:
    assert (await world.refused(kind, add_contact, request_)).field == field
