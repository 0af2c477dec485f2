"""An organization with some of everything, and people of every role, on a real database."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from core.contact import Contact
from core.entry import Change, Comment, InteractionLogEntry
from core.errors import Refusal
from core.filters import EntryFilter
from core.operations.log import log_interaction
from core.operations.segment_contacts import add_to_segment
from core.operations.segments import save_segment
from core.person import Actor, Identity, Profile
from core.requests.entries import LogInteraction
from core.requests.segments import AddToSegment, SaveSegment
from core.results.entries import Logged
from core.salesperson import Salesperson
from core.storage import Storage
from core.template import InteractionGroup, InteractionTemplate
from core.values import ContactType, CorrespondenceType, InformationFlow, InitiatedBy, Role
from core.work import Work

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ORGANIZATION = 1
T = TypeVar("T")
R = TypeVar("R")
RefusalT = TypeVar("RefusalT", bound=Refusal)

FABRIKAM = Contact(
    no="CT000001",
    type=ContactType.COMPANY,
    name="Fabrikam AS",
    phone="+47 22 33 44 55",
    language_code="nb",
    salesperson_code="ML",
)
ANNA = Contact(
    no="CT000002",
    type=ContactType.PERSON,
    name="Anna Larsen",
    company_no="CT000001",
    email="anna@fabrikam.example",
    language_code="nb",
    salesperson_code="ML",
    correspondence_type=CorrespondenceType.EMAIL,
)
BLOCKED = Contact(no="CT000003", type=ContactType.PERSON, name="Bertil Blocked", salesperson_code="ML", privacy_blocked=True)
CARL = Contact(no="CT000004", type=ContactType.PERSON, name="Carl Nobody")
ANNA_BERG = Contact(no="CT000005", type=ContactType.PERSON, name="Anna Berg", salesperson_code="ML")

PHONE = InteractionTemplate(
    code="PHONE",
    description="Phone call",
    group_code="TALK",
    unit_cost=Decimal("5.50"),
    unit_duration=10,
    information_flow=InformationFlow.OUTBOUND,
    initiated_by=InitiatedBy.US,
    language_code="en",
    campaign_no="CAMP1",
    campaign_target=True,
    campaign_response=True,
)
LETTER = InteractionTemplate(
    code="LETTER",
    description="Letter by post",
    group_code="WRITE",
    correspondence_type=CorrespondenceType.HARD_COPY,
    ignore_contact_correspondence_type=True,
)
MEETING = InteractionTemplate(code="MEETING", description="Meeting at ours", group_code="TALK", unit_duration=60)
MEMO = InteractionTemplate(code="MEMO", description="Memo", correspondence_type=CorrespondenceType.FAX)
BARE = InteractionTemplate(code="BARE", description="")


@dataclass
class World:
    """`jo` and `kim` are reps, of whom only jo is a salesperson; `mia` is a manager, `ada` an admin, `nell` nobody."""

    database: Storage
    jo: Actor
    kim: Actor
    mia: Actor
    ada: Actor
    nell: Actor
    now: datetime = NOW

    async def do(self, operation: Callable[[Work, R, Actor, datetime], T], request: R, actor: Actor | None = None) -> T:
        """Asks for it as `actor` (jo), a second after what was asked for before."""
        self.now += timedelta(seconds=1)
        who, now = actor or self.jo, self.now
        return await self.database.write(ORGANIZATION, lambda work: operation(work, request, who, now))

    async def refused(
        self,
        kind: type[RefusalT],
        operation: Callable[[Work, R, Actor, datetime], object],
        request: R,
        actor: Actor | None = None,
    ) -> RefusalT:
        """The refusal that must come; nothing may have been changed."""
        before = await self.everything()
        with pytest.raises(kind) as refusal:
            await self.do(operation, request, actor)
        assert type(refusal.value) is kind
        assert await self.everything() == before
        return refusal.value

    async def log(self, *words: str, actor: Actor | None = None, **values: Any) -> Logged:
        """`log PHONE ANNA` unless told otherwise; never taken for a repeat."""
        wanted: dict[str, Any] = {"words": words or ("PHONE", ANNA.no), "repeat": True} | values
        return await self.do(log_interaction, LogInteraction(**wanted), actor)

    async def entry(self, no: int) -> InteractionLogEntry:
        return await self.database.read(ORGANIZATION, lambda work: work.entries.get(no))

    async def history(self, no: int) -> list[Change]:
        return await self.database.read(ORGANIZATION, lambda work: list(work.history.of(no)))

    async def comments(self, no: int) -> list[Comment]:
        return await self.database.read(ORGANIZATION, lambda work: list(work.history.comments(no)))

    async def everything(self) -> object:
        """All that operations can change."""
        return await self.database.read(ORGANIZATION, _everything)


def _everything(work: Work) -> object:
    nos = [row.entry.no for row in work.entries.page(EntryFilter(canceled=None), 1000)]
    return (
        [(work.entries.get(no), work.history.of(no), work.history.comments(no)) for no in nos],
        work.templates.all(),
        work.groups.all(),
        work.people.all(),
        work.contacts.search("", 1000),
        [(row.segment, work.segments.all_lines(row.segment.no)) for row in work.segments.page(1000)],
        work.segments.logged(1000),
    )


def _identity(name: str) -> Identity:
    return Identity("slack", "T1", name)


def _seed(work: Work) -> dict[str, Actor]:
    work.salespeople.upsert(
        [
            Salesperson(code="JR", name="Jo Rep", email="jo@sales.example"),
            Salesperson(code="ML", name="Mia Lund", email="mia@sales.example"),
            Salesperson(code="OLD", name="Olga Old", email="olga@sales.example", blocked=True),
            Salesperson(code="T1", name="Twin One", email="twins@sales.example"),
            Salesperson(code="T2", name="Twin Two", email="twins@sales.example"),
        ]
    )
    for code in ("TALK", "WRITE", "UNUSED"):
        work.groups.add(InteractionGroup(code=code, description=code.capitalize()))
    work.templates.upsert([PHONE, LETTER, MEETING, MEMO, BARE])
    work.contacts.upsert([FABRIKAM, ANNA, BLOCKED, CARL, ANNA_BERG])
    roles = {"jo": None, "kim": Role.REP, "mia": Role.MANAGER, "ada": Role.ADMIN, "nell": None}
    actors = {}
    for name, role in roles.items():
        profile = Profile(name=name.capitalize(), email=f"{name}@sales.example", language="en", time_zone="Europe/Oslo")
        bound = work.people.bind(_identity(name), profile, NOW)
        work.people.update(replace(work.people.get(bound.person_id), role=role))
        actor = work.people.actor(_identity(name))
        assert actor is not None
        actors[name] = replace(actor, identity=_identity(name))
    return actors


@pytest.fixture
async def world(database: Storage) -> World:
    actors = await database.write(ORGANIZATION, _seed)
    return World(database, actors["jo"], actors["kim"], actors["mia"], actors["ada"], actors["nell"])


@pytest.fixture
async def mail(world: World) -> World:
    """With the segment MAIL: Fabrikam, Anna Larsen, Carl and Anna Berg."""
    await world.do(save_segment, SaveSegment(code="MAIL", new=True, description="Spring mailing"))
    for contact in (FABRIKAM, ANNA, CARL, ANNA_BERG):
        await world.do(add_to_segment, AddToSegment(segment="MAIL", contact=contact.no))
    return world
