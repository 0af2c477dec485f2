"""Sample data for trying out: salespeople, templates, contacts, segments, and weeks of interactions and documents up to now."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from adapters.csvfiles.imports import Import
from adapters.csvfiles.reader import BadLine
from bot.sampling_documents import record_sample_documents
from core.contact import Contact
from core.operations.canceling import cancel_entries
from core.operations.commenting import comment_entry
from core.operations.evaluating import evaluate_entries
from core.operations.log import log_interaction
from core.person import Actor
from core.requests.entries import CancelEntries, CommentEntry, EvaluateEntries, LogInteraction
from core.storage import Storage
from core.template import TemplateLanguage
from core.values import Evaluation, Role
from core.work import Work

_FILES = Path(__file__).parent / "sample"
_GROUPS = {
    "PHONE": "Phone calls",
    "MEETINGS": "Meetings and visits",
    "WRITTEN": "Letters and e-mails",
    "SALES": "Quotes and orders",
    "DOCUMENTS": "Business documents",
}
_WEEKS = 5
_A_DAY = 5
_UNREACHED = "nobody answered, will try again"
_COMMENTS = ("They called back and confirmed.", "Sent the papers the same day.", "Ask again before the holidays.")
_REASONS = ("entered twice", "wrong contact", "the meeting did not take place")


async def load_sample(storage: Storage, organization_id: int, now: datetime) -> bool:
    """Fills an organization that has nothing yet, the same for the same `now`. False when it has something: nothing is done."""
    if not await storage.read(organization_id, _is_empty):
        return False

    def bring_in(name: str) -> Import:
        return Import(storage, organization_id, _FILES / f"{name}.csv", _unexpected)

    await bring_in("salespeople").salespeople()
    await bring_in("templates").templates()
    await storage.write(organization_id, _name_templates)
    await bring_in("contacts").contacts()
    await bring_in("relations").relations()
    await bring_in("segments").segments(now)
    await storage.write(organization_id, lambda work: _record(work, now))
    await storage.write(organization_id, lambda work: record_sample_documents(work, now))
    return True


def _is_empty(work: Work) -> bool:
    return not (work.templates.all() or work.salespeople.all() or work.contacts.search("", 1))


def _unexpected(bad: BadLine) -> None:
    raise ValueError(f"sample data, line {bad.line}, {bad.column}: {bad.reason}")


def _name_templates(work: Work) -> None:
    """What the templates are called in all languages."""
    with (_FILES / "template_languages.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            template = work.templates.get(row.pop("code"))
            for language, description in (row | {template.language_code: template.description}).items():
                named = TemplateLanguage(template_code=template.code, language_code=language, description=description)
                work.templates.save_language(named)


@dataclass(frozen=True, slots=True)
class _Said:
    at: datetime
    contact: Contact
    template: str
    note: str
    evaluation: Evaluation


def _record(work: Work, now: datetime) -> None:
    for code, description in _GROUPS.items():
        work.groups.update(replace(work.groups.get(code), description=description))
    actors = {}
    for salesperson in work.salespeople.all():
        person = work.people.ensure(salesperson.email, salesperson.name)
        actors[salesperson.code] = Actor(
            person_id=person.id, name=person.name, email=person.email, role=Role.REP, salesperson_code=salesperson.code
        )
    interactions = list(_interactions(work, now))
    for index, said in enumerate(interactions):
        actor = actors[said.contact.salesperson_code]
        failed = said.template == "CALL" and index % 5 == 2
        request = LogInteraction(
            template=said.template,
            contact=said.contact.no,
            note=_UNREACHED if failed else said.note,
            failed=failed or None,
            postpone=index == len(interactions) - 3,
            repeat=True,
        )
        no = log_interaction(work, request, actor, said.at).row.entry.no
        later = min(said.at + timedelta(minutes=20), now)
        if not failed and (index % 4 == 1 or said.template == "COMPLAINT"):
            evaluate_entries(work, EvaluateEntries(nos=(no,), evaluation=said.evaluation), actor, later)
        if index % 11 == 3:
            comment_entry(work, CommentEntry(no=no, text=_COMMENTS[index // 11 % len(_COMMENTS)]), actor, later)
        if index % 23 == 12:
            cancel_entries(work, CancelEntries(nos=(no,), reason=_REASONS[index // 23 % len(_REASONS)]), actor, later)


def _interactions(work: Work, now: datetime) -> Iterator[_Said]:
    """What was said on the working days of the last weeks, oldest first."""
    chance = Random(1042)  # noqa: S311  # the same data every time, nothing secret
    contacts = [contact for contact in work.contacts.search("", 100) if not contact.privacy_blocked]
    contacts.sort(key=lambda contact: contact.no)
    with (_FILES / "notes.csv").open(encoding="utf-8", newline="") as file:
        notes = [(row["template"], row["note"], Evaluation(row["evaluation"])) for row in csv.DictReader(file)]
    for back in range(_WEEKS * 7, -1, -1):
        day = (now - timedelta(days=back)).date()
        minutes = sorted(chance.sample(range(8 * 60, 16 * 60, 5), _A_DAY))
        choices = [(chance.choice(contacts), *chance.choice(notes)) for _ in minutes]
        for minute, (contact, template, note, evaluation) in zip(minutes, choices, strict=True):
            at = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=now.tzinfo)
            if day.weekday() < 5 and at < now:
                yield _Said(at, contact, template, note, evaluation)
