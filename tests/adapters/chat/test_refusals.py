"""Every refusal is worded, says what to do next, and never fails."""

from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import pytest

import adapters.chat.conversation  # all refusals are known once the conversation is
from adapters.chat.grammar import Misunderstood, Problem, Reading
from adapters.chat.plain import plain
from adapters.chat.reader import Reader, reader_for
from adapters.chat.replies import misunderstood as unread
from adapters.chat.replies.refusals import message
from adapters.chat.replies.remedies import remedy
from adapters.chat.request import NAMES
from adapters.chat.turn import Place
from core.document import DocumentType
from core.errors import AlreadyExists, InUse, InvalidValue, NoAccess, NotAllowed, NotFound, NothingToUndo, Refusal
from core.person import Actor
from core.reference import Reference, ReferenceKind, ReferenceStatus
from core.requests.entries import LogInteraction
from core.segment import LeftOut, Omission
from core.values import Role
from core.work import Work
from tests.adapters.chat.talk import Talk
from tests.factories import NOW, contact, salesperson, template

assert adapters.chat.conversation

RULES = [
    "negative", "not_a_number", "not_a_duration", "not_a_time", "too_long", "too_large", "empty", "in_future", "unknown",
    "not_a_date", "not_a_day", "not_a_time_zone", "not_a_language", "not_a_code", "not_an_email", "not_a_company", "taken",
    "same", "too_many", "too_many_contacts",
]  # fmt: skip
KINDS = ["entry", "contact", "template", "group", "salesperson", "person", "change", "command", "skipped", "rule",
         "segment", "segment contact", "logged segment"]  # fmt: skip


def kinds(kind: type[Refusal] = Refusal) -> set[type[Refusal]]:
    return {kind}.union(*(kinds(each) for each in kind.__subclasses__()))


def reader(role: Role = Role.REP) -> Reader:
    actor = Actor(person_id=1, name="Kari", email="kari@example.test", role=role)
    return reader_for(actor, Place(command="/interaction "), NOW, "nonce", "en")


def sample(kind: type[Refusal]) -> Refusal:
    """One of the kind with something in every field."""
    values: dict[str, Any] = {
        "needed": Role.MANAGER, "entry_no": 7, "kind": "entry", "key": "7", "words": "olsen", "count": 2, "by": "template",
        "contact": contact(), "value": "x" * 200, "rule": "unknown", "limit": 100, "by_name": "Mads", "name": "Ada",
        "segment_no": "MAIL", "at": NOW, "entries": 4,
        "omissions": (Omission(reason=LeftOut.EXCLUDED, count=1, contacts=(contact(),)),),
        "likely": (), "allowed": ("en", "nb"), "problem": Problem.UNKNOWN_COMMAND, "field": "cost",
    }  # fmt: skip
    if kind.__name__.startswith("Contact") or kind.__name__ == "DuplicateContacts":
        values |= {"likely": (contact(),), "nearest": (contact(),)}
    if kind.__name__.startswith("Template"):
        values["likely"] = (template(), template("CARD"))
    if kind.__name__.startswith("Salesperson"):
        values["likely"] = (salesperson(),)
    if kind.__name__.startswith("Reference"):
        near = Reference(code="SPRING", description="Spring mailing", status=ReferenceStatus.ACTIVE)
        values |= {"kind": ReferenceKind.CAMPAIGN, "nearest": (near,)}
    if not is_dataclass(kind):
        return kind()
    needed = {each.name: values[each.name] for each in fields(kind) if each.default is MISSING or each.name in values}
    return kind(**needed)


def test_the_list_of_refusals_is_whole() -> None:
    assert len(kinds()) > 20
    assert Misunderstood in kinds()


@pytest.mark.parametrize("kind", sorted(kinds() - {Refusal, Misunderstood}, key=str))
def test_every_refusal_has_wording_of_its_own(kind: type[Refusal]) -> None:
    said = message(sample(kind), reader())
    assert said
    assert said != message(Refusal(), reader())
    assert "{" not in said
    assert len(said) < 200


async def test_every_refusal_of_every_request_is_answered(talk: Talk) -> None:
    requests: list[Any] = [None]
    for kind in NAMES.values():
        needed: dict[str, Any] = {"no": 1, "nos": (1,), "text": "x", "options": (), "request": "1whoami", "person": "me",
                                  "role": Role.REP, "code": "CALL", "template": "CALL", "evaluation": "",
                                  "platform": "teams", "workspace": "t2", "rule": 1, "on": True, "channel": "C1",
                                  "segment": "MAIL", "contact": "CT1",
                                  "previewed": "x", "language": "nb", "kind": ReferenceKind.CAMPAIGN,
                                  "document_type": DocumentType.SALES_INVOICE}  # fmt: skip
        spec = {each.name: needed[each.name] for each in fields(kind) if each.default is MISSING}
        requests.append(kind(**spec))

    def answer_all(work: Work) -> None:
        for kind in kinds() - {Misunderstood}:
            for request in requests:
                for role in Role:
                    reply = remedy(work, sample(kind), request, reader(role))
                    assert plain(reply.card).strip()
                    assert reply.outcome in ("refused", "asked")

    await talk.database.read(1, answer_all)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_a_value_is_worded(rule: str) -> None:
    said = message(InvalidValue(field="cost", value="-5", rule=rule, limit=99), reader())
    other = message(InvalidValue(field="cost", value="-5", rule="no such rule"), reader())
    assert (said == other) == (rule == "unknown")
    assert "Cost" in said
    assert "{" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_thing_is_worded(kind: str) -> None:
    said = message(NotFound(kind, "abc"), reader())
    assert said != message(NotFound("thing", "abc"), reader())
    assert kind == "change" or "abc" in said


def test_what_is_wrong_is_cut_to_what_can_be_read() -> None:
    assert len(message(NotFound("contact", "x" * 5000), reader())) < 120
    assert "\n" not in message(NotFound("contact", "a\n\nb"), reader())


def test_who_may_do_it_is_said() -> None:
    assert "admin" in message(NotAllowed(Role.ADMIN), reader())
    assert "#7" in message(NotAllowed(Role.MANAGER, own=True, entry_no=7), reader())
    assert "Guests" in message(NoAccess(member=False), reader())
    assert "already" in message(NothingToUndo(already=True), reader())
    assert message(AlreadyExists("group", "X"), reader()) != message(InUse("group", "X", "template", 1), reader())


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_of_a_line_is_worded(problem: Problem) -> None:
    refusal = Misunderstood(problem=problem, word="mondey", start=11, end=17, text="list since:mondey me", command="list",
                            suggestion="list since:monday me", allowed=("today", "monday"))  # fmt: skip
    reply = unread.misunderstood(refusal, Reading(NOW), reader())
    said = plain(reply.card)
    assert "list since:→mondey← me" in said
    assert "/interaction list since:monday me" in said
    assert "today, monday" in said
    assert [button.label for button in reply.card.buttons] == ["list since:monday me", "Help: list"]


def test_a_long_line_shows_the_place() -> None:
    text = "a" * 5000 + "BAD" + "b" * 5000
    refusal = Misunderstood(problem=Problem.UNEXPECTED, word="BAD", start=5000, end=5003, text=text)
    assert "a→BAD←b" in unread.marked(refusal)
    assert len(unread.marked(refusal)) < 200


def test_what_is_missing_is_shown_where_it_would_be() -> None:
    refusal = Misunderstood(problem=Problem.MISSING_NUMBER, word="", start=6, end=6, text="cancel", command="cancel")
    assert unread.marked(refusal) == "cancel →…←"


def test_a_suggestion_that_writes_is_done_once() -> None:
    refusal = Misunderstood(problem=Problem.UNKNOWN_COMMAND, word="lgo", start=0, end=3, text="lgo call anna: x",
                            suggestion="log call anna: x")  # fmt: skip
    request = unread.misunderstood(refusal, Reading(NOW), reader()).card.buttons[0].request
    assert isinstance(request, LogInteraction)
    assert request.nonce == "nonce"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("log call anna on:tomorrow: x", "“tomorrow” is in the future: an interaction is of today or before"),
        ("log call anna follow:yesterday: x", "“yesterday” is in the past: a follow-up is today or later"),
        ("log call anna on:32: x", "write yesterday, monday or 2026-11-19"),
        ("log call anna at:25:00: x", "write 14:30"),
        ("log call anna 999h: x", "at most 10,080 minutes"),
        ("log call anna cost:-1: x", "write 250 or 99.50"),
        ("log call anna cost:9999999999: x", "at most 999,999,999"),
        ("list no:500-1", "write 1-500, 500- or 1042"),
        ("show 12abc", "write 1042 or #1042"),
        ("cancel 0", "“0” is no number here"),
        ("grant", "grant PERSON ROLE"),
        ("show", "show NO"),
        ("comment 5", "comment NO TEXT"),
    ],
)
async def test_the_form_that_would_do_is_named(talk: Talk, line: str, says: str) -> None:
    reply = await talk.say(line, "ada")
    assert reply.outcome == "refused"
    assert says in plain(reply.card)


async def test_a_change_of_a_canceled_entry_says_that_it_is_canceled(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    assert "Reason: wrong contact" in plain((await talk.say("cancel 1 wrong contact")).card)
    said = plain((await talk.say("evaluate 1 positive")).card)
    assert "The entry is canceled." in said
    assert "Reason" not in said


async def test_a_new_contact_shows_its_salesperson_by_name(talk: Talk) -> None:
    assert "Salesperson: Kari Haugen" in plain((await talk.say("add contact Nina Ny company:fjord")).card)


async def test_a_single_number_is_no_range(talk: Talk) -> None:
    assert "Nothing matches: no. 7" in plain((await talk.say("list no:7")).card).splitlines()
