"""The machine: an organization of its own on the real database, and the dictionaries that tell what should be in it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from hypothesis.strategies import SearchStrategy, fixed_dictionaries

from core.person import Actor
from core.salesperson import Salesperson
from core.template import TemplateLanguage
from core.values import ChangeKind, ContactType, InitiatedBy, Role
from core.work import Work
from tests.core.operations.in_any_order import Steps
from tests.core.operations.whole_log.model import COMPANY_OF, LANGUAGE_OF, SALESPERSON_OF, TEMPLATES, Change, Entry, Log, Mark
from tests.factories import contact, group, template

T = TypeVar("T")


def step(**strategies: SearchStrategy[Any]) -> Callable[[T], T]:
    """Makes a method one of the steps, with what its arguments are drawn from."""

    def mark(method: T) -> T:
        method.drawn = fixed_dictionaries(strategies)  # type: ignore[attr-defined]
        return method

    return mark


class Machine(Steps):
    """`admin` may do everything, `rep` what is the rep's own."""

    def __init__(self) -> None:
        super().__init__()
        self.log = Log()
        self.touched: set[int] = set()
        self.admin, self.rep = self.write(self.seed)

    def seed(self, work: Work) -> tuple[Actor, Actor]:
        for code in ("TALK", "PAPER"):
            work.groups.add(group(code, code.capitalize()))
        for code, values in TEMPLATES.items():
            fields = {"group_code": values["group"], "unit_cost": values["cost"], "unit_duration": values["duration"]}
            work.templates.add(template(code, values["description"], initiated_by=InitiatedBy.US, **fields))
            if "nb" in values:
                for language in ("", "nb"):
                    named = TemplateLanguage(template_code=code, language_code=language, description=values.get(language, ""))
                    work.templates.save_language(named)
        for no, company_no in COMPANY_OF.items():
            kind = ContactType.COMPANY if no.startswith("C") else ContactType.PERSON
            belongs = company_no if company_no != no else ""
            person = {"salesperson_code": SALESPERSON_OF[no], "language_code": LANGUAGE_OF.get(no, "")}
            work.contacts.add(contact(no, f"Name {no}", type=kind, company_no=belongs, **person))
        work.salespeople.upsert([Salesperson(code=code, name=code, email=f"{code}@example.test") for code in ("MM", "JO")])
        admin, rep = (work.people.ensure(f"{code}@example.test", code) for code in ("MM", "JO"))
        return (
            Actor(person_id=admin.id, name="MM", email=admin.email, role=Role.ADMIN, salesperson_code="MM"),
            Actor(person_id=rep.id, name="JO", email=rep.email, role=Role.REP, salesperson_code="JO"),
        )

    def actor(self, admin: bool) -> Actor:
        return self.admin if admin else self.rep

    def mark(self, actor: Actor, reason: str = "") -> Mark:
        return self.now, actor.person_id, reason

    def may_change(self, actor: Actor, no: int) -> bool:
        return self.log.may_change(no, actor.person_id, actor.role, actor.salesperson_code)

    def picked(self, picks: Iterable[int]) -> tuple[int, ...]:
        """Entries, each once, that the drawn numbers stand for; none when there are none."""
        there = sorted(self.log.entries)
        return tuple(dict.fromkeys(there[pick % len(there)] for pick in picks)) if there else ()

    def changed(self, change: int, kind: ChangeKind, actor: Actor, rows: dict[int, tuple[Entry, Entry]], whole: str = "") -> None:
        """Keeps a change; the operation has to say 0 when nothing differs."""
        assert bool(change) is bool(rows)
        if rows:
            self.log.changes[change] = Change(kind=kind, by=actor.person_id, rows=rows, whole=whole)
            self.touched.update(rows)

    def last_change(self, no: int) -> int:
        """The id of the entry's newest change, where no answer tells it."""
        return self.read(lambda work: work.history.of(no))[-1].id

    def base(self, contact_no: str, template_code: str, at: datetime, by: int, salesperson: str, said: str = "") -> Entry:
        """A new entry as contact and template make it."""
        values = TEMPLATES[template_code]
        language = LANGUAGE_OF.get(contact_no, "")
        return {
            "contact_no": contact_no,
            "company_no": COMPANY_OF[contact_no],
            "template_code": template_code,
            "group_code": values["group"],
            "description": said or values.get(language) or values["description"],
            "language_code": language if language in values else "",
            "salesperson_code": salesperson,
            "cost": values["cost"],
            "duration": values["duration"],
            "attempt_failed": False,
            "evaluation": "",
            "created_by": by,
            "at": at,
            "segment_no": "",
            "document_no": "",
            "postponed": False,
            "mark": None,
        }
