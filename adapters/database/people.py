"""People and their accounts on the platforms."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Integer, and_, bindparam, func, insert, literal_column, select, update
from sqlalchemy import cast as sql_cast

from adapters.database.counters import next_number
from adapters.database.person_tables import account, person, salesperson
from adapters.database.records import Record, given
from adapters.database.session import Session
from adapters.database.tables import organization
from core.access import AccessPolicy
from core.errors import NotFound
from core.person import Actor, Identity, Person, Profile
from core.values import Hint, Role

_PERSON: Record[Person] = Record(Person, person)
_MINE = person.c.organization_id == bindparam("org")
_ACCOUNT = and_(
    account.c.organization_id == bindparam("org"),
    account.c.platform == bindparam("on_platform"),
    account.c.workspace == bindparam("on_workspace"),
    account.c.user_id == bindparam("on_user"),
)
_OF_PERSON = and_(account.c.organization_id == person.c.organization_id, account.c.person_id == person.c.id)
_HIS_SALESPEOPLE = and_(
    salesperson.c.organization_id == person.c.organization_id,
    salesperson.c.folded_email == person.c.folded_email,
    person.c.folded_email != "",
    salesperson.c.blocked.is_(False),
)
_HOW_MANY = select(func.count()).select_from(salesperson).where(_HIS_SALESPEOPLE).scalar_subquery()
_CODE = select(func.min(salesperson.c.code)).where(_HIS_SALESPEOPLE).scalar_subquery()
_SALESPERSON_NAME = select(func.min(salesperson.c.name)).where(_HIS_SALESPEOPLE).scalar_subquery()

_ACTOR = (
    select(
        *_PERSON.columns,
        account.c.member,
        account.c.language,
        account.c.time_zone,
        account.c.checked_at,
        person.c.hints,
        _HOW_MANY,
        _CODE,
        _SALESPERSON_NAME,
    )
    .select_from(account.join(person, _OF_PERSON))
    .where(_ACCOUNT)
)
_BY_ID = select(*_PERSON.columns).where(_MINE, person.c.id == bindparam("person_id"))
# Written out, the condition of the index shows that the index serves.
_HAS_EMAIL = person.c.folded_email != literal_column("''")
_BY_EMAIL = select(*_PERSON.columns).where(_MINE, _HAS_EMAIL, person.c.folded_email == bindparam("email"))
_BY_ACCOUNT = select(*_PERSON.columns, account.c.email_bound).select_from(account.join(person, _OF_PERSON)).where(_ACCOUNT)
_OF_ONE = (
    select(account.c.platform, account.c.workspace, account.c.user_id)
    .where(
        account.c.organization_id == bindparam("org"), account.c.person_id == bindparam("person_id"), account.c.member.is_(True)
    )
    .order_by(account.c.checked_at.is_(None), account.c.checked_at.desc(), account.c.platform, account.c.user_id)
)
_ACCOUNTS = select(func.count()).select_from(account).where(_OF_PERSON).scalar_subquery()
_MEMBER = select(func.max(sql_cast(account.c.member, Integer))).where(_OF_PERSON).scalar_subquery()
_ALL = select(*_PERSON.columns, _ACCOUNTS, _MEMBER, _HOW_MANY).where(_MINE).order_by(person.c.name, person.c.id)
_READERS = select(*_PERSON.columns, _ACCOUNTS, _MEMBER, _HOW_MANY, _CODE).where(person.c.organization_id == bindparam("org"))
# Of several accounts the one that was met last comes last.
_VOICES = (
    select(account.c.person_id, account.c.language, account.c.time_zone)
    .where(account.c.organization_id == bindparam("org"))
    .order_by(account.c.checked_at.is_not(None), account.c.checked_at)
)
_ADD = insert(person)
_UPDATE = update(person).where(_MINE, person.c.id == bindparam("key")).values(given(person, (*_PERSON.names[1:], "folded_email")))
_LOCK = select(organization.c.id).where(organization.c.id == bindparam("org")).with_for_update()
_SET_NAME = update(person).where(_MINE, person.c.id == bindparam("key")).values(name=bindparam("called"))
_HINT = bindparam("hint", type_=Integer)
# One statement, so that of two transactions at the same time one alone changes the row.
_SHOW_HINT = (
    update(person)
    .where(_MINE, person.c.id == bindparam("key"), person.c.hints.bitwise_and(_HINT) == 0)
    .values(hints=person.c.hints.bitwise_or(_HINT))
)
_HINTED = select(person.c.id).where(_MINE, person.c.hints.bitwise_and(_HINT) != 0).limit(1)
_GRANTED_ADMIN = select(person.c.id).where(_MINE, person.c.role == Role.ADMIN).limit(1)
_ADD_ACCOUNT = insert(account)
_UPDATE_ACCOUNT = (
    update(account)
    .where(_ACCOUNT)
    .values(given(account, ("person_id", "member", "email_bound", "language", "time_zone", "checked_at")))
)


def _fold(email: str) -> str:
    return email.strip().lower()


class PeopleTable:
    def __init__(self, session: Session, policy: AccessPolicy) -> None:
        self._session = session
        self._policy = policy

    def actor(self, identity: Identity) -> Actor | None:
        row = self._session.first(_ACTOR, _account_values(identity))
        if row is None:
            return None
        who = _PERSON.read(row)
        member, language, time_zone, checked_at, hints, salespeople, code, salesperson_name = row[_PERSON.width :]
        return Actor(
            person_id=who.id,
            name=who.name,
            email=who.email,
            role=self._policy.role(member=member, email=who.email, granted=who.role, salespeople=salespeople),
            salesperson_code=code if salespeople == 1 else "",
            salesperson_name=salesperson_name if salespeople == 1 else "",
            language=who.language or language,
            time_zone=who.time_zone or time_zone,
            checked_at=checked_at,
            identity=identity,
            member=bool(member),
            hints=Hint(hints),
        )

    def bind(self, identity: Identity, profile: Profile, now: datetime) -> Actor:
        # An address that a guest or a foreign workspace shows proves nothing, so only a member's is bound.
        email = profile.email.strip() if profile.member else ""
        row = self._session.first(_BY_ACCOUNT, _account_values(identity))
        if row is None:
            who = self._with_email(email, profile.name) if email else self._add("", profile.name)
            self._session.run(_ADD_ACCOUNT, _profile_values(identity, profile, who.id, bool(email), now) | _key_values(identity))
        else:
            who, bound = _PERSON.read(row), bool(row[_PERSON.width])
            if email and not bound:
                who, bound = self._bind_email(who, email), True
            self._session.run(_UPDATE_ACCOUNT, _profile_values(identity, profile, who.id, bound, now) | _account_values(identity))
        self._follow_name(who, profile)
        return cast(Actor, self.actor(identity))

    def get(self, person_id: int) -> Person:
        row = self._session.first(_BY_ID, {"person_id": person_id})
        if row is None:
            raise NotFound("person", str(person_id))
        return _PERSON.read(row)

    def by_email(self, email: str) -> Person | None:
        folded = _fold(email)
        row = self._session.first(_BY_EMAIL, {"email": folded}) if folded else None
        return None if row is None else _PERSON.read(row)

    def by_identity(self, identity: Identity) -> Person | None:
        row = self._session.first(_BY_ACCOUNT, _account_values(identity))
        return None if row is None else _PERSON.read(row)

    def accounts(self, person_id: int) -> Sequence[Identity]:
        return [Identity(*row) for row in self._session.all(_OF_ONE, {"person_id": person_id})]

    def all(self) -> Sequence[tuple[Person, Role]]:
        people = []
        for row in self._session.all(_ALL):
            who = _PERSON.read(row)
            accounts, member, salespeople = row[_PERSON.width :]
            # Someone who was granted a role before ever writing to the bot counts as the member to come.
            role = self._policy.role(
                member=bool(member) or not accounts, email=who.email, granted=who.role, salespeople=salespeople
            )
            people.append((who, role))
        return people

    def readers(self, person_ids: Collection[int] = (), emails: Collection[str] = ()) -> Sequence[Actor]:
        folded = {_fold(email) for email in emails} - {""}
        rows = {row[0]: row for row in self._session.within(_READERS, person.c.id, set(person_ids))}
        rows |= {row[0]: row for row in self._session.within(_READERS.where(_HAS_EMAIL), person.c.folded_email, folded)}
        voices = {row[0]: (row[1], row[2]) for row in self._session.within(_VOICES, account.c.person_id, rows)}
        return [self._reader(row, *voices.get(row[0], ("", ""))) for row in rows.values()]

    def _reader(self, row: Sequence[Any], language: str, time_zone: str) -> Actor:
        who = _PERSON.read(row)
        accounts, member, salespeople, code = row[_PERSON.width :]
        # As in `all`, whoever is yet to write to the bot counts as a member.
        role = self._policy.role(member=bool(member) or not accounts, email=who.email, granted=who.role, salespeople=salespeople)
        return Actor(
            person_id=who.id,
            name=who.name,
            email=who.email,
            role=role,
            salesperson_code=code if salespeople == 1 else "",
            language=who.language or language,
            time_zone=who.time_zone or time_zone,
        )

    def ensure(self, email: str, name: str = "") -> Person:
        return self._with_email(email.strip(), name)

    def lock(self) -> None:
        # SQLite has one writer at a time anyway.
        if self._session.postgresql:
            self._session.first(_LOCK)

    def update(self, person: Person) -> None:
        if not self._session.run(_UPDATE, _PERSON.values(person) | {"key": person.id, "folded_email": _fold(person.email)}):
            raise NotFound("person", str(person.id))

    def show_hint(self, person_id: int, hint: Hint) -> bool:
        return self._session.run(_SHOW_HINT, {"key": person_id, "hint": hint.value}) > 0

    def is_hint_shown(self, hint: Hint) -> bool:
        return self._session.first(_HINTED, {"hint": hint.value}) is not None

    def has_admin(self) -> bool:
        return bool(self._policy.admin_emails) or self._session.first(_GRANTED_ADMIN) is not None

    def are_all_reps(self) -> bool:
        return self._policy.everyone

    def _with_email(self, email: str, name: str) -> Person:
        return self.by_email(email) or self._add(email, name)

    def _add(self, email: str, name: str) -> Person:
        who = Person(id=next_number(self._session, "person"), name=name or email, email=email)
        self._session.run(_ADD, _PERSON.values(who) | {"folded_email": _fold(email), "hints": Hint.NONE.value})
        return who

    def _bind_email(self, who: Person, email: str) -> Person:
        """The person of an account whose e-mail becomes known only now."""
        known = self.by_email(email)
        if known is not None or who.email:
            return known or who
        named = Person(id=who.id, name=who.name, email=email, role=who.role, language=who.language, time_zone=who.time_zone)
        self.update(named)
        return named

    def _follow_name(self, who: Person, profile: Profile) -> None:
        """A person is called as the platform calls a member; an e-mail address never replaces a name."""
        name = profile.name.strip()
        if profile.member and name and name != who.name and "@" not in name:
            # Nothing but the name: somebody may be granting a role meanwhile.
            self._session.run(_SET_NAME, {"key": who.id, "called": name})


def _account_values(identity: Identity) -> dict[str, object]:
    return {"on_platform": identity.platform, "on_workspace": identity.workspace, "on_user": identity.user_id}


def _key_values(identity: Identity) -> dict[str, object]:
    return {"platform": identity.platform, "workspace": identity.workspace, "user_id": identity.user_id}


def _profile_values(identity: Identity, profile: Profile, person_id: int, bound: bool, now: datetime) -> dict[str, object]:
    return {
        "person_id": person_id,
        "member": profile.member,
        "email_bound": bound,
        "language": profile.language,
        "time_zone": profile.time_zone,
        "checked_at": None if identity.platform == "console" else now,
    }
