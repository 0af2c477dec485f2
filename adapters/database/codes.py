"""Salespeople, groups, templates, campaigns and opportunities: tables of tens of rows whose key is a code."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy import delete as delete_from

from adapters.database import person_tables, reference_tables, template_tables
from adapters.database.records import Record, given
from adapters.database.session import Row, Session
from adapters.database.template_languages import LANGUAGES_OF_TEMPLATE, TemplateLanguages, codes_and_descriptions
from core.errors import AlreadyExists, InUse, NotFound
from core.reference import Reference
from core.salesperson import Salesperson
from core.template import InteractionGroup, InteractionTemplate, TemplateLanguage

T = TypeVar("T", Salesperson, InteractionGroup, InteractionTemplate, Reference)


class CodeTable(Generic[T]):
    """The statements for one such table. `kind` names it in refusals; `derived` gives columns that are no fields."""

    def __init__(self, cls: type[T], table: Table, kind: str, derived: Callable[[T], Mapping[str, Any]] | None = None) -> None:
        self.record: Record[T] = Record(cls, table)
        self.kind = kind
        self._derived: Callable[[T], Mapping[str, Any]] | None = derived
        changed = [column.name for column in table.c if column.name not in ("organization_id", "code")]
        mine = table.c.organization_id == bindparam("org")
        one = mine & (table.c.code == bindparam("key"))
        self.select_one = select(*self.record.columns).where(one)
        self.select_all = select(*self.record.columns).where(mine).order_by(table.c.code)
        self.insert = insert(table)
        self.update = update(table).where(one).values(given(table, changed))
        self.delete = delete_from(table).where(one)

    def values(self, value: T) -> dict[str, Any]:
        values = self.record.values(value) | {"key": value.code}
        return values | dict(self._derived(value)) if self._derived else values


def _folded_email(salesperson: Salesperson) -> dict[str, str]:
    return {"folded_email": salesperson.email.strip().lower()}


_SALESPEOPLE = CodeTable(Salesperson, person_tables.salesperson, "salesperson", _folded_email)
_GROUPS = CodeTable(InteractionGroup, template_tables.interaction_group, "group")
_TEMPLATES = CodeTable(InteractionTemplate, template_tables.interaction_template, "template")
_TEMPLATE = _TEMPLATES.select_one.add_columns(LANGUAGES_OF_TEMPLATE)
_ALL_TEMPLATES = _TEMPLATES.select_all.add_columns(LANGUAGES_OF_TEMPLATE)
_CAMPAIGNS = CodeTable(Reference, reference_tables.campaign, "campaign")
_OPPORTUNITIES = CodeTable(Reference, reference_tables.opportunity, "opportunity")
_TEMPLATES_OF_GROUP = select(func.count()).where(
    template_tables.interaction_template.c.organization_id == bindparam("org"),
    template_tables.interaction_template.c.group_code == bindparam("key"),
)


class _Coded(Generic[T]):
    def __init__(self, session: Session, table: CodeTable[T]) -> None:
        self._session = session
        self._table: CodeTable[T] = table

    def find(self, code: str) -> T | None:
        row = self._session.first(self._table.select_one, {"key": code.upper()})
        return None if row is None else self._table.record.read(row)

    def get(self, code: str) -> T:
        found = self.find(code)
        if found is None:
            raise NotFound(self._table.kind, code)
        return found

    def all(self) -> Sequence[T]:
        return [self._table.record.read(row) for row in self._session.all(self._table.select_all)]

    def add(self, value: T) -> None:
        if self.find(value.code) is not None:
            raise AlreadyExists(self._table.kind, value.code)
        self._session.run(self._table.insert, self._table.values(value))

    def update(self, value: T) -> None:
        if not self._session.run(self._table.update, self._table.values(value)):
            raise NotFound(self._table.kind, value.code)

    def remove(self, code: str) -> None:
        if not self._session.run(self._table.delete, {"key": code.upper()}):
            raise NotFound(self._table.kind, code)

    def upsert(self, values: Sequence[T]) -> int:
        there = {value.code: value for value in self.all()}
        wanted = {value.code: value for value in values}
        self._session.many(self._table.insert, [self._table.values(new) for code, new in wanted.items() if code not in there])
        row_of = self._table.values
        changed = [new for code, new in wanted.items() if code in there and row_of(there[code]) != row_of(new)]
        self._session.many(self._table.update, [self._table.values(new) for new in changed])
        return len(changed) + sum(code not in there for code in wanted)


class SalespeopleTable(_Coded[Salesperson]):
    def __init__(self, session: Session) -> None:
        super().__init__(session, _SALESPEOPLE)


class GroupsTable(_Coded[InteractionGroup]):
    def __init__(self, session: Session) -> None:
        super().__init__(session, _GROUPS)

    def remove(self, code: str) -> None:
        row = self._session.first(_TEMPLATES_OF_GROUP, {"key": code.upper()})
        if row is not None and row[0]:
            raise InUse("group", code.upper(), "template", row[0])
        super().remove(code)


class TemplatesTable(_Coded[InteractionTemplate]):
    """Templates are read with their languages, at the price of no further statement."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _TEMPLATES)

    def find(self, code: str) -> InteractionTemplate | None:
        row = self._session.first(_TEMPLATE, {"key": code.upper()})
        return None if row is None else _template(row)

    def all(self) -> Sequence[InteractionTemplate]:
        return [_template(row) for row in self._session.all(_ALL_TEMPLATES)]

    def languages(self, code: str) -> Sequence[TemplateLanguage]:
        return TemplateLanguages(self._session).of(code)

    def descriptions(self) -> Sequence[tuple[str, str, str]]:
        return TemplateLanguages(self._session).descriptions()

    def save_language(self, language: TemplateLanguage) -> None:
        TemplateLanguages(self._session).save(language)

    def remove_language(self, code: str, language_code: str) -> None:
        TemplateLanguages(self._session).remove(code, language_code)


def _template(row: Row) -> InteractionTemplate:
    languages, descriptions = codes_and_descriptions(row[_TEMPLATES.record.width])
    return _TEMPLATES.record.read(row, languages=languages, descriptions=descriptions)


class CampaignsTable(_Coded[Reference]):
    def __init__(self, session: Session) -> None:
        super().__init__(session, _CAMPAIGNS)


class OpportunitiesTable(_Coded[Reference]):
    def __init__(self, session: Session) -> None:
        super().__init__(session, _OPPORTUNITIES)
