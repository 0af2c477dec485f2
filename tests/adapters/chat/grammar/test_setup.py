from decimal import Decimal

import pytest

from adapters.chat.grammar import Problem
from adapters.chat.request import Request
from core.requests.contacts import AddContact, FindContacts, ShowContact
from core.requests.setup import (
    ConnectWorkspace,
    GrantRole,
    ListGroups,
    ListPeople,
    ListTemplates,
    RemoveGroup,
    RemoveTemplate,
    SaveGroup,
    SaveTemplate,
    SetLanguage,
    ShowTemplate,
    WhoAmI,
)
from core.values import ContactType, CorrespondenceType, InformationFlow, InitiatedBy, Role
from tests.adapters.chat.grammar.saying import refused, say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contacts olsen", FindContacts(words="olsen")),
        ("contacts", FindContacts()),
        ("search olsen acme", FindContacts(words="olsen acme")),
        ("contact anna", ShowContact(contact="anna")),
        ("contact anna:", ShowContact(contact="anna")),
        ('contact "Acme: Norge"', ShowContact(contact="Acme: Norge")),
        ("contact", ShowContact()),
        ("add contact", AddContact()),
        ("add-contact", AddContact()),
        ("Add Contact Anna Olsen", AddContact(name="Anna Olsen")),
        ("add contact Acme type:company", AddContact(name="Acme", type=ContactType.COMPANY)),
        (
            "add contact Anna company:Acme Norge AS phone:+47 22 33 44 email:a@b.no title:Head of sales",
            AddContact(name="Anna", company="Acme Norge AS", phone="+47 22 33 44", email="a@b.no", job_title="Head of sales"),
        ),
        ('add contact company:"Acme AS" Anna', AddContact(name="Anna", company="Acme AS")),
        ("add contact Anna company: Acme", AddContact(name="Anna", company="Acme")),
        ('add contact "Anna: O’Hara" type: person', AddContact(name="Anna: O’Hara")),
        ("templates", ListTemplates()),
        ("template", ListTemplates()),
        ("template call", ShowTemplate(template="call")),
        ('template "phone call"', ShowTemplate(template="phone call")),
        ("template change", ShowTemplate(template="change")),
        ("template create", SaveTemplate(new=True)),
        ("template create VISIT", SaveTemplate(code="VISIT", new=True)),
        ("template create VISIT: Visit: at customer", SaveTemplate(code="VISIT", new=True, description="Visit: at customer")),
        ("template create VISIT: Visit 15m", SaveTemplate(code="VISIT", new=True, description="Visit 15m")),
        (
            "template create VISIT 60m group:MEET cost:100 out initiated:us type:email lang:nb ignore:yes: Visit",
            SaveTemplate(
                code="VISIT",
                new=True,
                description="Visit",
                group="MEET",
                unit_cost=Decimal(100),
                unit_duration=60,
                information_flow=InformationFlow.OUTBOUND,
                initiated_by=InitiatedBy.US,
                correspondence_type=CorrespondenceType.EMAIL,
                language="nb",
                ignore_contact_correspondence_type=True,
            ),
        ),
        ("template VISIT change 30m", SaveTemplate(code="VISIT", unit_duration=30)),
        ("template VISIT change: Visit", SaveTemplate(code="VISIT", description="Visit")),
        (
            "template VISIT change in type:none: Visit",
            SaveTemplate(
                code="VISIT",
                description="Visit",
                information_flow=InformationFlow.INBOUND,
                correspondence_type=CorrespondenceType.NONE,
            ),
        ),
        ("template VISIT change", SaveTemplate(code="VISIT")),
        ("template VISIT: Visit", SaveTemplate(code="VISIT", description="Visit")),
        ("template VISIT remove", RemoveTemplate(code="VISIT")),
        ("template remove VISIT", RemoveTemplate(code="VISIT")),
        ('template "in" change out', SaveTemplate(code="in", information_flow=InformationFlow.OUTBOUND)),
        ("groups", ListGroups()),
        ("group", ListGroups()),
        ("group create", SaveGroup(new=True)),
        ("group create MEET: Meetings", SaveGroup(code="MEET", new=True, description="Meetings")),
        ("group MEET: Meetings", SaveGroup(code="MEET", description="Meetings")),
        ("group MEET change: Meetings", SaveGroup(code="MEET", description="Meetings")),
        ("group MEET remove", RemoveGroup(code="MEET")),
        ("whoami", WhoAmI()),
        ("language norsk", SetLanguage(language="norsk")),
        ("language", SetLanguage()),
        ("people", ListPeople()),
        ("grant anna@x.no manager", GrantRole(person="anna@x.no", role=Role.MANAGER)),
        ("grant <@U123> ADMIN", GrantRole(person="<@U123>", role=Role.ADMIN)),
        ("grant me rep", GrantRole(person="me", role=Role.REP)),
        ("connect teams 72F988BF-86F1", ConnectWorkspace(platform="teams", workspace="72f988bf-86f1")),
        ("connect Slack t024be7lh", ConnectWorkspace(platform="slack", workspace="T024BE7LH")),
        ("grant JR none", GrantRole(person="JR", role=Role.NONE)),
    ],
)
def test_commands(text: str, expected: Request) -> None:
    assert say(text) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("template VISIT remove", "mall VISIT ta bort"),
        ("template VISIT language nb remove", "mall VISIT språk nb ta bort"),
        ("group MEET remove", "grupp MEET ta bort"),
        ("campaign SPRING remove", "kampanj SPRING ta bort"),
        ("notify remove 3", "avisera ta bort 3"),
    ],
)
def test_what_is_done_may_be_said_in_two_words(line: str, said: str) -> None:
    assert say(said, "sv") == say(line)


@pytest.mark.parametrize(
    ("text", "problem", "word", "suggestion"),
    [
        ("contact anna: hello", Problem.UNEXPECTED, "hello", ""),
        ("contacts anna: hello", Problem.UNEXPECTED, "hello", ""),
        ("add contact Anna tpye:company", Problem.UNKNOWN_OPTION, "tpye:", "add contact Anna type:company"),
        ("add contact Anna type:compny", Problem.UNKNOWN_VALUE, "compny", "add contact Anna type:company"),
        ("add contact Anna email:a@b.no email:c@d.no", Problem.REPEATED, "email:c@d.no", ""),
        ("add contact Anna email:", Problem.MISSING_VALUE, "email:", ""),
        ("add contact Anna email: phone:22", Problem.MISSING_VALUE, "email:", ""),
        ("template VISIT cost:20", Problem.UNEXPECTED, "cost:20", "template VISIT change cost:20"),
        ("template VISIT OTHER change 15m", Problem.UNEXPECTED, "OTHER", ""),
        ("template VISIT remove: now", Problem.UNEXPECTED, "now", ""),
        ("template VISIT change cost:x", Problem.BAD_AMOUNT, "x", ""),
        ("template VISIT change failed", Problem.UNEXPECTED, "failed", ""),
        ("template: Visit", Problem.MISSING_VALUE, "", ""),
        ("group MEET", Problem.MISSING_VALUE, "", ""),
        ("group MEET OTHER: Meetings", Problem.UNEXPECTED, "OTHER", ""),
        ("templates now", Problem.UNEXPECTED, "now", ""),
        ("groups now", Problem.UNEXPECTED, "now", ""),
        ("people now", Problem.UNEXPECTED, "now", ""),
        ("whoami now", Problem.UNEXPECTED, "now", ""),
        ("grant", Problem.MISSING_VALUE, "", ""),
        ("connect", Problem.MISSING_VALUE, "", ""),
        ("connect teams", Problem.MISSING_VALUE, "", ""),
        ("connect taems t1", Problem.UNKNOWN_VALUE, "taems", "connect teams t1"),
        ("connect teams t1 t2", Problem.UNEXPECTED, "t2", ""),
        ("grant anna@x.no", Problem.MISSING_VALUE, "", ""),
        ("grant anna@x.no mangaer", Problem.UNKNOWN_VALUE, "mangaer", "grant anna@x.no manager"),
    ],
)
def test_refusals(text: str, problem: Problem, word: str, suggestion: str) -> None:
    refusal = refused(text)
    assert (refusal.problem, refusal.word, refusal.suggestion) == (problem, word, suggestion)
