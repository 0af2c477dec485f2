"""Bringing files in, on both databases."""

from collections.abc import Sequence
from dataclasses import astuple
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.csvfiles import imports
from adapters.csvfiles.imports import Import
from adapters.csvfiles.reader import BadFile
from adapters.database import Database
from core.contact import Contact
from core.document import Side
from core.template import InteractionTemplate
from core.values import ContactType, CorrespondenceType, InformationFlow, InitiatedBy


class Office:
    """Imports files and keeps what was said about bad lines."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.bad: list[str] = []

    async def bring_in(self, kind: str, *lines: str) -> tuple[int, ...]:
        """(new, changed, same, bad); what is bad is in `bad`."""
        self.bad = []
        file = self.folder / f"{kind}.csv"
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        run = Import(self.database, 1, file, lambda line: self.bad.append(f"{line.line} {line.column}: {line.reason}"))
        rounds = {
            "contacts": run.contacts,
            "salespeople": run.salespeople,
            "templates": run.templates,
            "relations": run.relations,
        }
        return astuple(await rounds[kind]())

    async def contact(self, no: str) -> Contact:
        return await self.database.read(1, lambda work: work.contacts.get(no))

    async def template(self, code: str) -> InteractionTemplate:
        return await self.database.read(1, lambda work: work.templates.get(code))

    async def related(self, side: Side, *nos: str) -> dict[str, str]:
        return await self.database.read(1, lambda work: work.documents.contacts_of(side, nos))

    async def group_codes(self) -> Sequence[str]:
        return await self.database.read(1, lambda work: [group.code for group in work.groups.all()])


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office(database, tmp_path)


async def test_all_columns_of_a_contact(office: Office) -> None:
    await office.bring_in("salespeople", "code,name,email,phone,blocked", "kh,Kari Haugen,kari@example.test,+47 22 00 01 01,no")
    counts = await office.bring_in(
        "contacts",
        "no;type;name;company_no;email;phone;mobile;address;postal_code;city;country;language;salesperson;job_title;"
        "correspondence_type;exclude_from_segment;privacy_blocked;external_id",
        "ct2;PERSON;Åse Ø'Brien;ct1;ase@example.test;+47 22 00 00 00;(020) 7946 0000;Gata 1;0150;Oslo;Norway;NB;kh;Boss;"
        "Hard Copy;YES;0;X-1",
        "ct1;company;Fjord AS;;;;;;;;;;;;;;;",
    )
    assert counts == (2, 0, 0, 0)
    assert await office.contact("CT2") == Contact(
        no="CT2",
        type=ContactType.PERSON,
        name="Åse Ø'Brien",
        company_no="CT1",
        email="ase@example.test",
        phone="+47 22 00 00 00",
        mobile="(020) 7946 0000",
        address="Gata 1",
        postal_code="0150",
        city="Oslo",
        country="Norway",
        language_code="nb",
        salesperson_code="KH",
        job_title="Boss",
        correspondence_type=CorrespondenceType.HARD_COPY,
        exclude_from_segment=True,
        external_id="X-1",
    )


async def test_importing_again_changes_nothing(office: Office) -> None:
    lines = ("no,type,name,company_no", "2,person,Anna,1", "1,company,Fjord AS,")
    assert await office.bring_in("contacts", *lines) == (2, 0, 0, 0)
    assert await office.bring_in("contacts", *lines) == (0, 0, 2, 0)
    assert await office.bring_in("contacts", lines[0], "2,person,Anna Olsen,1", lines[2]) == (0, 1, 1, 0)
    people = ("code,name,blocked", "KH,Kari,no", "MJ,Mads,yes")
    assert await office.bring_in("salespeople", *people) == (2, 0, 0, 0)
    assert await office.bring_in("salespeople", *people) == (0, 0, 2, 0)
    templates = ("code,description,unit_cost", "CALL,Call,20", "VISIT,Visit,1250.5")
    assert await office.bring_in("templates", *templates) == (2, 0, 0, 0)
    assert await office.bring_in("templates", *templates) == (0, 0, 2, 0)


async def test_columns_that_a_file_does_not_have_keep_their_values(office: Office) -> None:
    await office.bring_in("contacts", "no,type,name,email,city", "1,person,Anna,anna@example.test,Bergen")
    assert await office.bring_in("contacts", "no,type,name,city", "1,person,Anna,") == (0, 1, 0, 0)
    anna = await office.contact("1")
    assert (anna.email, anna.city) == ("anna@example.test", "")


async def test_bad_cells_are_named_by_column_and_the_other_lines_go_in(office: Office) -> None:
    counts = await office.bring_in(
        "contacts",
        "no,type,name,email,phone,language,salesperson,correspondence_type,privacy_blocked",
        "1,person,Anna,,,,,,",
        "2,robot,,no-address,12,xx,JR,pigeon,perhaps",
        f"{'9' * 21},person,{'x' * 101},,,,,,",
        "a b,person,Olga,,,,,,",
        "1,person,Anna again,,,,,,",
    )
    assert counts == (1, 0, 0, 4)
    assert office.bad == [
        "3 type: 'robot' is none of company, person",
        "3 name: is empty",
        "3 email: 'no-address' is no e-mail address",
        "3 phone: '12' is no phone number",
        "3 language: 'xx' is none of en, nb, da, sv, fi, nl",
        "3 correspondence_type: 'pigeon' is none of hard copy, email, fax",
        "3 privacy_blocked: 'perhaps' is neither yes nor no",
        "4 no: longer than 20 characters",
        "4 name: longer than 100 characters",
        "5 no: 'A B' is no code; it may have letters, digits, - and _",
        "6 no: 1 stands on line 2 already",
    ]


async def test_what_a_contact_refers_to_has_to_be_there(office: Office) -> None:
    counts = await office.bring_in(
        "contacts",
        "no,type,name,company_no,salesperson",
        "1,company,Fjord AS,1,",
        "2,person,Anna,99,",
        "3,person,Olga,4,",
        "4,person,Per,1,XX",
        "5,company,Daughter AS,1,",
        "6,person,Kari,5,",
    )
    assert counts == (1, 0, 0, 5)
    assert office.bad == [
        "6 company_no: only a person belongs to a company",
        "3 company_no: there is no company 99",
        "4 company_no: there is no company 4",
        "5 salesperson: there is no salesperson XX; import salespeople first",
        "7 company_no: there is no company 5",
    ]
    assert await office.bring_in("contacts", "no,type,name", "1,person,Fjord") == (0, 0, 0, 1)
    assert office.bad == ["2 type: 1 is in the log as a company, which cannot change"]


async def test_all_columns_of_a_template_and_a_group_that_is_unknown(office: Office) -> None:
    counts = await office.bring_in(
        "templates",
        "code,description,group_code,unit_cost,unit_duration,information_flow,initiated_by,correspondence_type,"
        "ignore_contact_correspondence_type,language,campaign_no,campaign_target,campaign_response",
        'call,Phone call,phone,"12,50",15,outbound,us,email,true,en,c1,1,no',
        "bad,Bad,PHONE,-1,1.5,up,me,,,,,,",
        "toolongcode,Long,,,,,,,,,,,",
    )
    assert counts == (1, 0, 0, 2)
    assert office.bad == [
        "3 unit_cost: -1 is less than 0",
        "3 unit_duration: '1.5' is no number of whole minutes",
        "3 information_flow: 'up' is none of outbound, inbound",
        "3 initiated_by: 'me' is none of us, them",
        "4 code: longer than 10 characters",
    ]
    assert await office.group_codes() == ["PHONE"]
    assert await office.template("CALL") == InteractionTemplate(
        code="CALL",
        description="Phone call",
        group_code="PHONE",
        unit_cost=Decimal("12.50"),
        unit_duration=15,
        information_flow=InformationFlow.OUTBOUND,
        initiated_by=InitiatedBy.US,
        correspondence_type=CorrespondenceType.EMAIL,
        ignore_contact_correspondence_type=True,
        language_code="en",
        campaign_no="C1",
        campaign_target=True,
    )


async def test_a_wrong_header_brings_nothing_in(office: Office) -> None:
    with pytest.raises(BadFile, match="unknown columns: 'e-mail'"):
        await office.bring_in("contacts", "no,type,name,e-mail", "1,person,Anna,anna@example.test")
    assert await office.database.read(1, lambda work: work.contacts.search("", 1)) == []


async def test_chunks_make_no_difference(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK", 3)
    persons = [f"P{no},person,Person {no},C{no % 4}" for no in range(20)]
    companies = [f"C{no},company,Company {no}," for no in range(4)]
    assert await office.bring_in("contacts", "no,type,name,company_no", *persons, *companies) == (24, 0, 0, 0)
    assert await office.bring_in("contacts", "no,type,name,company_no", *persons, *companies) == (0, 0, 24, 0)


async def test_relations(office: Office) -> None:
    await office.bring_in("contacts", "no,type,name", "ct1,company,Fjord AS", "ct2,company,Berg BV")
    first = (
        "side;no;contact_no",
        "customer;10000;ct1",
        "Vendor;10000;CT2",
        "customer;k-7/2;ct2",
        "customer;10000;ct2",
        "supplier;1;ct1",
        "customer;;ct1",
        "vendor;3;",
        "vendor;4;ct9",
    )
    assert await office.bring_in("relations", *first) == (3, 0, 0, 5)
    assert sorted(office.bad) == [
        "5 no: customer 10000 stands on line 2 already",
        "6 side: 'supplier' is none of customer, vendor",
        "7 no: is empty",
        "8 contact_no: is empty",
        "9 contact_no: there is no contact CT9; import contacts first",
    ]
    assert await office.related(Side.CUSTOMER, "10000", "K-7/2") == {"10000": "CT1", "K-7/2": "CT2"}
    assert await office.related(Side.VENDOR, "10000") == {"10000": "CT2"}
    second = ("contact_no,no,side", "CT1,10000,CUSTOMER", "CT1,10000,vendor", "CT1,20000,vendor")
    assert await office.bring_in("relations", *second) == (1, 1, 1, 0)
    assert await office.related(Side.VENDOR, "10000") == {"10000": "CT1"}
    with pytest.raises(BadFile):
        await office.bring_in("relations", "side,no", "customer,1")
