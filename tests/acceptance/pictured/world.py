"""The company that the pictures show, in the language of its people."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import bot.sample
from adapters.database import Database
from core.document import DocumentEvent, DocumentEventKind, DocumentType
from core.operations.documents import record_documents
from core.person import Profile
from core.values import InformationFlow, InitiatedBy, Role
from core.work import Work
from tests.factories import NOW, company, contact, group, salesperson, template

_NAMES = Path(bot.sample.__file__).with_name("template_languages.csv")
_ENGLISH = {"CALL": "Phone call", "MEETING": "Meeting", "COMPLAINT": "Complaint"}


def profiles(texts: Mapping[str, str]) -> dict[str, Profile]:
    """Who speaks, by user id."""
    who = {"ada": "admin", "maria": "manager", "kari": "rep", "mads": "other", "nobody": "nobody"}
    return {
        user: Profile(name=texts[key], email=f"{texts[f'{key}_first']}@example.test", time_zone=texts["zone"])
        for user, key in who.items()
    }


async def build(database: Database, language: str, texts: Mapping[str, str]) -> None:
    """Fills organization 1."""
    await database.write(1, partial(_fill, names=_template_names(language), texts=texts))


def _template_names(language: str) -> Mapping[str, str]:
    if language == "en":
        return _ENGLISH
    with _NAMES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row[language] for row in csv.DictReader(file)}


def _fill(work: Work, names: Mapping[str, str], texts: Mapping[str, str]) -> None:
    people = profiles(texts)
    work.salespeople.upsert(
        [
            salesperson("KH", texts["rep"], email=people["kari"].email),
            salesperson("MJ", texts["other"], email=people["mads"].email),
        ]
    )
    work.groups.add(group("PHONE", texts["phone"]))
    outbound = {"information_flow": InformationFlow.OUTBOUND, "initiated_by": InitiatedBy.US}
    call = template("CALL", names["CALL"], group_code="PHONE", unit_cost=Decimal(20), unit_duration=15, **outbound)
    others = [template(code, names[code], unit_cost=Decimal(1250), unit_duration=60) for code in ("MEETING", "COMPLAINT")]
    work.templates.upsert([call, *others])
    persons = (("11", "contact", "1", "KH"), ("12", "contact2", "1", "KH"), ("13", "third", "2", "MJ"), ("15", "single", "", ""))
    work.contacts.upsert(
        [
            company("CT000001", texts["company"], city=texts["city"], salesperson_code="KH"),
            company("CT000002", texts["company2"], city=texts["city2"], salesperson_code="MJ"),
            *(_person(*each, texts=texts) for each in persons),
            replace(_person("14", "blocked", "2", "MJ", texts=texts), privacy_blocked=True),
        ]
    )
    record_documents(work, _skipped(texts), NOW, tell=False)
    for user, role in (("maria", Role.MANAGER), ("ada", Role.ADMIN)):
        person = work.people.ensure(people[user].email, people[user].name)
        work.people.update(replace(person, role=role))


def _person(no: str, key: str, of: str, by: str, texts: Mapping[str, str]) -> Any:
    at = texts[f"{key}_first"]
    return contact(
        f"CT0000{no}",
        texts[key],
        company_no=f"CT00000{of}" if of else "",
        city=texts["city"],
        salesperson_code=by,
        email=f"{at}@customer.example",
        phone="+47 22 33 44 55",
    )


def _skipped(texts: Mapping[str, str]) -> list[DocumentEvent]:
    """Documents that no template records; the second's customer is unknown, the third's contact is blocked."""
    parties: tuple[dict[str, Any], ...] = (
        {"contact_no": "CT000011"},
        {"bill_to_customer_no": "10000"},
        {"contact_no": "CT000014"},
    )
    return [
        DocumentEvent(
            document_type=DocumentType.SALES_INVOICE,
            document_no=str(103045 + index),
            event=DocumentEventKind.POSTED,
            occurred_at=NOW - timedelta(hours=1),
            description=texts["invoice"],
            amount=Decimal("1250.00"),
            currency="EUR",
            url=f"https://erp.example.test/invoices/{103045 + index}",
            **party,
        )
        for index, party in enumerate(parties)
    ]
