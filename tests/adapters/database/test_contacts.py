from collections.abc import Callable
from typing import TypeVar

import pytest

from adapters.database import Database
from core.contact import Contact, ContactMatches, Contacts
from core.errors import AlreadyExists, NotFound
from core.values import ContactType, CorrespondenceType
from tests.factories import company, contact, entry

T = TypeVar("T")

FJORD = company("CT000001", "Fjord AS", phone="+47 55 66 77 88")
ANNA = contact("CT000002", "Anna Hansen", company_no="CT000001", email="anna.hansen@fjord.no", phone="+47 22 33 44 55")
ANNE = contact("CT000003", "Anne Marie Hansen", company_no="CT000001", phone="22 33 44 56", country="NO")
BRIEN = contact("CT000004", "Conan O'Brien", mobile="020 123 4567", country="NL")
SOREN = contact("CT000005", "Søren Åberg")
GROSS = company("CT000006", "Groß & Söhne GmbH")
ALL = [FJORD, ANNA, ANNE, BRIEN, SOREN, GROSS]


@pytest.fixture
async def filled(database: Database) -> Database:
    await database.write(1, lambda work: work.contacts.upsert(ALL))
    return database


async def ask(database: Database, question: Callable[[Contacts], T]) -> T:
    return await database.read(1, lambda work: question(work.contacts))


async def change(database: Database, operation: Callable[[Contacts], T]) -> T:
    return await database.write(1, lambda work: operation(work.contacts))


async def find(database: Database, words: str, limit: int = 10) -> ContactMatches:
    return await ask(database, lambda contacts: contacts.find(words, limit))


def nos(contacts: tuple[Contact, ...] | list[Contact]) -> list[str]:
    return [each.no for each in contacts]


async def test_a_contact_comes_back_as_it_was_kept(database: Database) -> None:
    whole = Contact(
        no="CT9",
        type=ContactType.PERSON,
        name="Zoë \U0001f600 'quoted' %_\\",
        company_no="CT1",
        email="Zoe@Example.test",
        phone="+47 1",
        mobile="2",
        address="Street 1\nBack yard",
        postal_code="0150",
        city="Oslo",
        country="NO",
        language_code="nb",
        salesperson_code="JR",
        job_title="Buyer",
        correspondence_type=CorrespondenceType.HARD_COPY,
        exclude_from_segment=True,
        privacy_blocked=True,
        external_id="x-1",
    )
    await change(database, lambda contacts: contacts.add(whole))
    assert await ask(database, lambda contacts: contacts.get("ct9")) == whole


async def test_what_is_not_there(filled: Database) -> None:
    with pytest.raises(NotFound) as caught:
        await ask(filled, lambda contacts: contacts.get("CT404"))
    assert (caught.value.kind, caught.value.key) == ("contact", "CT404")
    with pytest.raises(NotFound):
        await change(filled, lambda contacts: contacts.update(contact("CT404")))
    assert list(await ask(filled, lambda contacts: contacts.get_many(["CT000002", "CT404"]))) == [ANNA]


async def test_a_no_is_taken_once(filled: Database) -> None:
    with pytest.raises(AlreadyExists):
        await change(filled, lambda contacts: contacts.add(contact("CT000001", "Other")))
    assert await ask(filled, lambda contacts: contacts.get("CT000001")) == FJORD


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("CT000002", ANNA),
        ("ct000002", ANNA),
        ("anna.hansen@fjord.no", ANNA),
        ("Anna.Hansen@FJORD.no", ANNA),
        ("+47 22 33 44 55", ANNA),
        ("004722334455", ANNA),
        ("22334455", ANNA),
        ("0047 22 33 44 56", ANNE),
        ("+31 20 123 4567", BRIEN),
        ("020-1234567", BRIEN),
        ("anna", ANNA),
        ("Anna Hansen", ANNA),
        ("hans anna", ANNA),
        ("anne mar", ANNE),
        ("marie", ANNE),
        ("obrien", BRIEN),
        ("o'brien", BRIEN),
        ("O’Brien", BRIEN),
        ("brien", BRIEN),
        ("soren aberg", SOREN),
        ("SØREN", SOREN),
        ("åberg", SOREN),
        ("gross", GROSS),
        ("Groß", GROSS),
        ("sohne", GROSS),
        ("fjord", FJORD),
        ("fjord as", FJORD),
        ("anna fjord", ANNA),
    ],
)
async def test_words_that_name_one_contact(filled: Database, words: str, exact: Contact) -> None:
    found = await find(filled, words)
    assert found.exact == exact
    assert found.likely == (exact,)
    assert found.nearest == ()


async def test_words_that_fit_several(filled: Database) -> None:
    found = await find(filled, "hansen")
    assert found.exact is None
    assert nos(found.likely) == ["CT000002", "CT000003"]
    assert nos((await find(filled, "hansen", 1)).likely) == ["CT000002"]
    assert (await find(filled, "hansen", 1)).exact is None


async def test_a_whole_name_is_meant_though_others_begin_like_it(filled: Database) -> None:
    await change(filled, lambda contacts: contacts.add(contact("CT000010", "Anna Hansensen")))
    assert (await find(filled, "anna hansen")).exact == ANNA
    assert (await find(filled, "anna hans")).exact is None


async def test_of_two_with_the_same_name_none_is_meant(filled: Database) -> None:
    await change(filled, lambda contacts: contacts.add(contact("CT000010", "ANNA HANSEN")))
    found = await find(filled, "anna hansen")
    assert found.exact is None
    assert nos(found.likely) == ["CT000002", "CT000010"]


async def test_two_with_the_same_phone_number(filled: Database) -> None:
    await change(filled, lambda contacts: contacts.add(contact("CT000010", "Front desk", phone="22334455")))
    found = await find(filled, "22 33 44 55")
    assert found.exact is None
    assert nos(found.likely) == ["CT000002", "CT000010"]


@pytest.mark.parametrize("words", ["hansenn", "hansn", "hanson", "hnasen", "anna hanson", "fjrod"])
async def test_a_typo_gives_the_nearest_names(filled: Database, words: str) -> None:
    found = await find(filled, words)
    assert found.exact is None
    assert found.likely == ()
    assert (FJORD if words == "fjrod" else ANNA) in found.nearest


@pytest.mark.parametrize(
    ("words", "likest"),
    [("anna hansson", ANNA), ("ana hansn", ANNA), ("hanssen anna", ANNA), ("bert hansen", ANNA), ("fjordlund", FJORD)],
)
async def test_names_that_are_only_like_the_words(filled: Database, words: str, likest: Contact) -> None:
    assert likest in await ask(filled, lambda contacts: contacts.like(words, 5))


@pytest.mark.parametrize("words", ["xyzzy", "anna xyzzy", "", "%", "99999999", "nobody@nowhere.test", "an"])
async def test_no_name_is_like_the_words(filled: Database, words: str) -> None:
    assert await ask(filled, lambda contacts: contacts.like(words, 5)) == []


@pytest.mark.parametrize(
    "words", ["xyzzy", "", "  ", "'", "%", "_", "\\", "anna xyzzy", "99999999", "nobody@nowhere.test", "\x00", "@"]
)
async def test_words_that_fit_nobody(filled: Database, words: str) -> None:
    assert await find(filled, words) == ContactMatches(None, (), ())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["CT000002", "CT000003", "CT000004", "CT000001", "CT000006", "CT000005"]),
        ("han", ["CT000002", "CT000003"]),
        ("fjo", ["CT000001", "CT000002", "CT000003"]),
        ("fjord ann", ["CT000002", "CT000003"]),
        ("2233", ["CT000002", "CT000003"]),
        ("+47 2233", ["CT000002", "CT000003"]),
        ("anna.han", ["CT000002"]),
        ("anna.hansen@fj", ["CT000002"]),
        ("ct00000", ["CT000001", "CT000002", "CT000003", "CT000004", "CT000005", "CT000006"]),
        ("zzz", []),
    ],
)
async def test_search(filled: Database, words: str, found: list[str]) -> None:
    assert nos(list(await ask(filled, lambda contacts: contacts.search(words)))) == found


async def test_search_gives_no_more_than_asked_for(filled: Database) -> None:
    assert len(await ask(filled, lambda contacts: contacts.search("", 2))) == 2
    assert len(await ask(filled, lambda contacts: contacts.search("ct", 4))) == 4


async def test_similar(filled: Database) -> None:
    async def similar(name: str = "", email: str = "", *phones: str) -> list[str]:
        return nos(list(await ask(filled, lambda contacts: contacts.similar(name, email, phones))))

    assert await similar("soren aberg") == ["CT000005"]
    assert await similar("", "ANNA.HANSEN@fjord.no") == ["CT000002"]
    assert await similar("Somebody", "", "0047 55667788") == ["CT000001"]
    assert await similar("Søren Åberg", "anna.hansen@fjord.no", "55667788") == ["CT000005", "CT000002", "CT000001"]
    assert await similar("Nobody", "nobody@nowhere.test", "12345678") == []
    assert await similar() == []
    # In another order, with a typo, without the legal form; but no beginning of a name, nor one of more words.
    for alike in ("Åberg, Søren", "Soren Abergg", "SØREN  ÅBREG"):
        assert await similar(alike) == ["CT000005"], alike
    assert await similar("fjord") == await similar("Fjord A/S") == ["CT000001"]
    for other in ("Søren", "Søren Åb", "Søren Peter Åberg", "Sören Ahlberg", "Mette Åberg"):
        assert await similar(other) == [], other


async def test_persons_of_a_company(filled: Database) -> None:
    assert list(await ask(filled, lambda contacts: contacts.persons("CT000001", 10))) == [ANNA, ANNE]
    assert list(await ask(filled, lambda contacts: contacts.persons("CT000001", 1))) == [ANNA]


async def test_persons_are_found_by_the_new_name_of_their_company(filled: Database) -> None:
    await change(filled, lambda contacts: contacts.update(company("CT000001", "Skagerrak AS")))
    assert nos(list(await ask(filled, lambda contacts: contacts.search("skagerrak")))) == ["CT000001", "CT000002", "CT000003"]
    assert nos(list(await ask(filled, lambda contacts: contacts.search("fjord")))) == ["CT000002"]  # by her e-mail address


async def test_a_person_may_stand_before_its_company(database: Database) -> None:
    await change(database, lambda contacts: contacts.add(contact("CT2", "Ola Nordmann", company_no="CT1")))
    assert nos(list(await ask(database, lambda contacts: contacts.search("fjord")))) == []
    await change(database, lambda contacts: contacts.add(company("CT1", "Fjord AS")))
    assert nos(list(await ask(database, lambda contacts: contacts.search("fjord")))) == ["CT1", "CT2"]


async def test_old_words_find_nothing_any_more(filled: Database) -> None:
    await change(filled, lambda contacts: contacts.update(contact("CT000005", "Mette Dahl")))
    assert (await find(filled, "soren")).likely == ()
    assert (await find(filled, "mette")).exact == contact("CT000005", "Mette Dahl")


async def test_entries_follow_a_person_to_another_company(filled: Database) -> None:
    no = await filled.write(1, lambda work: work.entries.add(entry("CT000002", company_no="CT000001")))
    await change(filled, lambda contacts: contacts.update(contact("CT000002", "Anna Hansen", company_no="CT000006")))
    assert (await filled.read(1, lambda work: work.entries.get(no))).company_no == "CT000006"


async def test_upsert_tells_how_many_were_new_or_different(filled: Database) -> None:
    other = contact("CT000005", "Mette Dahl")
    assert await change(filled, lambda contacts: contacts.upsert(ALL)) == 0
    assert await change(filled, lambda contacts: contacts.upsert([*ALL, contact("CT000020", "New One"), other])) == 2
    assert await change(filled, lambda contacts: contacts.upsert([])) == 0


async def test_many_at_once(database: Database) -> None:
    many = [contact(f"CT{number:06d}", f"Person{number} Tester", company_no="CO1") for number in range(1200)]
    assert await change(database, lambda contacts: contacts.upsert([*many, company("CO1", "Big Company")])) == 1201
    assert (await find(database, "person1199")).exact == many[1199]
    assert (await find(database, "person777 big")).exact == many[777]
    assert await change(database, lambda contacts: contacts.upsert(many)) == 0


async def test_new_numbers_go_on_from_those_in_use(filled: Database) -> None:
    assert await change(filled, lambda contacts: contacts.new_no()) == "CT000007"
    assert await change(filled, lambda contacts: contacts.new_no()) == "CT000008"


async def test_the_first_new_number(database: Database) -> None:
    assert await change(database, lambda contacts: contacts.new_no()) == "CT000001"


async def test_another_organization_sees_nothing(filled: Database) -> None:
    assert await filled.read(2, lambda work: work.contacts.find("anna")) == ContactMatches(None)
    assert list(await filled.read(2, lambda work: work.contacts.search(""))) == []
    with pytest.raises(NotFound):
        await filled.read(2, lambda work: work.contacts.get("CT000002"))
