"""Who talks to the bot, and with which role."""

from dataclasses import replace
from datetime import datetime

from core import checks
from core.audit import AuditAction
from core.errors import InvalidValue, LastAdmin, NotFound
from core.languages import LANGUAGES, find_language
from core.mention import mention_of
from core.operations import auditing, resolving
from core.person import Actor, Person
from core.requests.setup import GrantRole, ListPeople, SetLanguage, WhoAmI
from core.results.setup import Me, People
from core.rights import authorize
from core.salesperson import Salesperson
from core.text import one_line
from core.values import Role
from core.work import Work

_SALESPERSON_CODE = 20


def who_am_i(work: Work, request: WhoAmI, actor: Actor, now: datetime) -> Me:
    """The person as the product sees it; everybody may ask. Who has no role is not told of a salesperson."""
    authorize(request, actor)
    has_admin = actor.role is not Role.NONE or work.people.has_admin()
    return Me(actor=actor, salesperson=_own_salesperson(work, actor), has_admin=has_admin)


def set_language(work: Work, request: SetLanguage, actor: Actor, now: datetime) -> Me:
    """Keeps the language as the person's own choice. Raises InvalidValue (language)."""
    authorize(request, actor)
    code = chosen_language(request.language)
    work.people.lock()
    work.people.update(replace(work.people.get(actor.person_id), language=code))
    return Me(actor=replace(actor, language=code), salesperson=_own_salesperson(work, actor))


def chosen_language(said: str) -> str:
    """The code of a language that was named. Raises InvalidValue (language)."""
    words = one_line(said)
    code = find_language(words)
    if code is None:
        raise InvalidValue(field="language", value=words, rule="not_a_language" if words else "empty", allowed=LANGUAGES)
    return code


def list_people(work: Work, request: ListPeople, actor: Actor, now: datetime) -> People:
    """All by name, with the role that counts."""
    authorize(request, actor)
    return People(people=tuple(work.people.all()))


def grant_role(work: Work, request: GrantRole, actor: Actor, now: datetime) -> tuple[Person, Role]:
    """Grants a role, or with none withdraws what the person has; returns the role that counts from now on.

    That is another one for those whom the settings make admins. An unknown e-mail address gets a person, who is met later.
    Raises NotFound (person), InvalidValue (an address that is none, a salesperson code that cannot be the person's), LastAdmin.
    """
    authorize(request, actor)
    work.people.lock()
    person = _grantee(work, request.person, actor)
    was_admin = _roles(work).get(person.id) is Role.ADMIN
    person = replace(person, role=request.role)
    work.people.update(person)
    roles = _roles(work)
    if was_admin and Role.ADMIN not in roles.values():
        raise LastAdmin(person.name)
    if request.salesperson:
        _make_salesperson(work, request.salesperson, person)
    role = "none" if request.role is Role.NONE else request.role.name.lower()
    auditing.note(work, AuditAction.ROLE_GRANTED, person.email or person.name, actor, now, role=role)
    return person, roles[person.id]


def _grantee(work: Work, words: str, actor: Actor) -> Person:
    wanted = one_line(words)
    try:
        meant = resolving.person(work, wanted, actor)
    except NotFound:
        mentioned = mention_of(wanted)
        email = (mentioned.email or "") if mentioned else wanted
        if "@" not in email:
            raise
        return work.people.ensure(checks.email("person", email), mentioned.name if mentioned else "")
    if meant.person is not None:
        return meant.person
    email = meant.salespeople[0].email
    if not email:
        raise NotFound("person", wanted)
    return work.people.ensure(email, meant.salespeople[0].name)


def _make_salesperson(work: Work, said: str, person: Person) -> None:
    """Under the code that was said, which nobody else has; a person who is a salesperson already stays that one."""
    code = checks.code("salesperson", said, _SALESPERSON_CODE)
    if not person.email:
        raise InvalidValue(field="email", value="", rule="empty")
    for each in work.salespeople.all():
        own = each.email.casefold() == person.email.casefold()
        if own is not (each.code == code):
            raise InvalidValue(field="salesperson", value=each.code, rule="taken")
        if own:
            return
    work.salespeople.upsert([Salesperson(code=code, name=person.name or person.email, email=person.email)])


def _roles(work: Work) -> dict[int, Role]:
    return {person.id: role for person, role in work.people.all()}


def _own_salesperson(work: Work, actor: Actor) -> Salesperson | None:
    if actor.role is Role.NONE or not actor.salesperson_code:
        return None
    return work.salespeople.get(actor.salesperson_code)
