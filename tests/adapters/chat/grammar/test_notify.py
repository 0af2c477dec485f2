from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.grammar import Misunderstood, Problem, complete
from adapters.chat.grammar.notify import Notify
from adapters.chat.grammar.notify_lines import notify_line
from core.document import DocumentType
from core.document_groups import ALL, GROUPS, names_of, types_of
from core.notification import Frequency
from core.requests.notifications import RemoveRule, SaveRule, SetQuietHours, ShowNotifications, SwitchNotifications
from core.values import Weekday
from tests.adapters.chat.grammar.saying import refused, say
from tests.adapters.chat.grammar.test_properties import understood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("notify", ShowNotifications()),
        ("notifications", ShowNotifications()),
        ("notify 3", ShowNotifications(rule=3)),
        ("notify me", SaveRule()),
        ("notify here", SaveRule(here=True)),
        ("notify me invoices", SaveRule(documents="invoices")),
        ("notify invoices", SaveRule(documents="invoices")),
        ("notify me invoice", SaveRule(documents="invoices")),
        ("notify me sales invoices", SaveRule(documents="sales_invoice")),
        ("notify me sales_invoice", SaveRule(documents="sales_invoice")),
        ("notify me sales", SaveRule(documents="sales")),
        (
            "notify me quotes, purchase orders, purchase return order confirmation",
            SaveRule(documents="quotes purchase_order purchase_return_order_confirmation"),
        ),
        ("notify me all", SaveRule(documents="all")),
        ("notify me at once", SaveRule(documents="all")),
        ("notify me everything hourly", SaveRule(documents="all", frequency=Frequency.HOURLY)),
        ("notify me invoices above:1000", SaveRule(documents="invoices", above=Decimal(1000))),
        ("notify me above:99,50", SaveRule(above=Decimal("99.50"))),
        ("notify me template:INV contact:fjord by:KH", SaveRule(template="INV", contact="fjord", by="KH")),
        ("notify me by:me", SaveRule(by="me")),
        ('notify me contact:"Daily Mail" daily', SaveRule(contact="Daily Mail", frequency=Frequency.DAILY)),
        ("notify me contact:fjord as invoices", SaveRule(contact="fjord as", documents="invoices")),
        ("notify me contact: van den berg hourly", SaveRule(contact="van den berg", frequency=Frequency.HOURLY)),
        ("notify me daily", SaveRule(documents="all", frequency=Frequency.DAILY)),
        ("notify me daily at 8:00", SaveRule(documents="all", frequency=Frequency.DAILY, at=time(8))),
        ("notify me daily 8:30", SaveRule(documents="all", frequency=Frequency.DAILY, at=time(8, 30))),
        ("notify me daily at 8", SaveRule(documents="all", frequency=Frequency.DAILY, at=time(8))),
        ("notify me at:8:00 daily", SaveRule(documents="all", frequency=Frequency.DAILY, at=time(8))),
        ("notify me orders at 8:00", SaveRule(documents="orders", frequency=Frequency.DAILY, at=time(8))),
        (
            "notify me weekly on friday at 16:00 orders",
            SaveRule(documents="orders", frequency=Frequency.WEEKLY, weekday=Weekday.FRIDAY, at=time(16)),
        ),
        ("notify me weekly tuesday", SaveRule(documents="all", frequency=Frequency.WEEKLY, weekday=Weekday.TUESDAY)),
        ("notify me on sunday", SaveRule(documents="all", frequency=Frequency.WEEKLY, weekday=Weekday.SUNDAY)),
        ("notify me on:fri at:9", SaveRule(documents="all", frequency=Frequency.WEEKLY, weekday=Weekday.FRIDAY, at=time(9))),
        (
            "notify here quotes quiet:20:00-7:00",
            SaveRule(here=True, documents="quotes", quiet_from=time(20), quiet_until=time(7)),
        ),
        ("notify off", SwitchNotifications(on=False)),
        ("notify stop", SwitchNotifications(on=False)),
        ("notify me off", SwitchNotifications(on=False)),
        ("notify here off", SwitchNotifications(on=False, here=True)),
        ("notify on", SwitchNotifications(on=True)),
        ("notify here on", SwitchNotifications(on=True, here=True)),
        ("notify own off", SwitchNotifications(on=False, own=True)),
        ("notify me own on", SwitchNotifications(on=True, own=True)),
        ("notify quiet 20:00-7:00", SetQuietHours(quiet_from=time(20), quiet_until=time(7))),
        ("notify quiet 20 - 7.30", SetQuietHours(quiet_from=time(20), quiet_until=time(7, 30))),
        ("notify here quiet 20–7", SetQuietHours(here=True, quiet_from=time(20), quiet_until=time(7))),
        ("notify quiet off", SetQuietHours()),
        ("notify mute", SaveRule(mute=True)),
        ("notify mute credit memos", SaveRule(mute=True, documents="credit_memos")),
        ("notify here mute contact:fjord", SaveRule(here=True, mute=True, contact="fjord")),
        ("notify remove 3", RemoveRule(rule=3)),
        ("notify delete #3", RemoveRule(rule=3)),
    ],
)
def test_what_is_said(text: str, expected: Notify) -> None:
    assert say(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "weekly"),
    [
        ("en", "notify me daily 8am", False),
        ("en", "notify me daily at 8 o'clock", False),
        ("en", "notify me tuesdays at 8", True),
        ("nb", "varsle meg daglig klokken 8", False),
        ("nb", "varsle meg hver dag klokka 8", False),
        ("nb", "varsle meg på tirsdager kl. 8", True),
        ("da", "underret mig dagligt klokken 8", False),
        ("da", "underret mig om tirsdagen kl. 8", True),
        ("da", "underret mig tirsdage kl. 8.00", True),
        ("sv", "avisera mig dagligen klockan 8", False),
        ("sv", "avisera mig tisdagar klockan 8", True),
        ("fi", "ilmoita minä päivittäin kello 8", False),
        ("fi", "ilmoita minä päivittäin klo 8", False),
        ("fi", "ilmoita minä päivittäin 8.00", False),
        ("fi", "ilmoita minä tiistaisin kello 8", True),
        ("nl", "meld mij dagelijks om 8 uur", False),
        ("nl", "meld mij dagelijks 8 uur", False),
        ("nl", "meld mij op dinsdagen om 8u", True),
    ],
)
def test_times_are_said_as_each_language_says_them(language: str, text: str, weekly: bool) -> None:
    rule = SaveRule(documents="all", frequency=Frequency.DAILY, at=time(8))
    assert say(text, language) == (replace(rule, frequency=Frequency.WEEKLY, weekday=Weekday.TUESDAY) if weekly else rule)


@pytest.mark.parametrize(
    ("text", "problem", "word", "suggestion"),
    [
        ("notify me invoces", Problem.UNKNOWN_VALUE, "invoces", "notify me invoices"),
        ("notify me dayly", Problem.UNKNOWN_VALUE, "dayly", "notify me daily"),
        ("notify anna", Problem.UNKNOWN_VALUE, "anna", ""),
        ('notify me "invoices"', Problem.UNKNOWN_VALUE, '"invoices"', ""),
        ("notify me templte:X", Problem.UNKNOWN_OPTION, "templte:", "notify me template:X"),
        ("notify me above:x", Problem.BAD_AMOUNT, "x", ""),
        ("notify me above:", Problem.MISSING_VALUE, "above:", ""),
        ("notify me contact:", Problem.MISSING_VALUE, "contact:", ""),
        ("notify me contact:a contact:b", Problem.REPEATED, "contact:b", ""),
        ("notify me hourly daily", Problem.REPEATED, "daily", ""),
        ("notify me daily on monday", Problem.UNEXPECTED, "on", ""),
        ("notify me hourly at 8:00", Problem.UNEXPECTED, "at", ""),
        ("notify me weekly on mondy", Problem.UNKNOWN_VALUE, "mondy", "notify me weekly on monday"),
        ("notify me daily at 25:00", Problem.BAD_TIME, "25:00", ""),
        ("notify me daily at", Problem.MISSING_VALUE, "at", ""),
        ("notify me quiet:x", Problem.BAD_SPAN, "x", ""),
        ("notify quiet 20:00", Problem.BAD_SPAN, "20:00", ""),
        ("notify quiet", Problem.MISSING_VALUE, "", ""),
        ("notify quiet off now", Problem.UNEXPECTED, "now", ""),
        ("notify mute invoices daily", Problem.UNEXPECTED, "daily", ""),
        ("notify mute quiet:20-7", Problem.UNEXPECTED, "quiet:20-7", ""),
        ("notify remove", Problem.MISSING_VALUE, "", ""),
        ("notify remove x", Problem.BAD_RULE, "x", ""),
        ("notify remove 0", Problem.BAD_RULE, "0", ""),
        ("notify remove 1 2", Problem.UNEXPECTED, "2", ""),
        ("notify own", Problem.MISSING_VALUE, "", ""),
        ("notify own of", Problem.UNKNOWN_VALUE, "of", "notify own off"),
        ("notify off 3", Problem.UNEXPECTED, "3", ""),
    ],
)
def test_what_is_refused(text: str, problem: Problem, word: str, suggestion: str) -> None:
    refusal = refused(text)
    assert (refusal.problem, refusal.word, refusal.suggestion) == (problem, word, suggestion)


def test_words_are_completed() -> None:
    assert complete("notify h", "en") == ["here", "hourly"]
    assert complete("notify me inv", "en") == ["invoices"]
    assert complete("notify me ab", "en") == ["above:"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "varsle meg salgsfakturaer, servicekontrakter hver fredag kl. 16:30"),
        ("da", "underret mig salgsfakturaer, servicekontrakter på fredag kl. 16:30"),
        ("sv", "avisera mig försäljningsfakturor, serviceavtal på fredag kl. 16:30"),
        ("fi", "ilmoita minä myyntilaskut, huoltosopimukset joka perjantai klo 16:30"),
        ("nl", "meld mij verkoopfacturen, servicecontracten op vrijdag om 16:30"),
    ],
)
def test_several_documents_and_times_in_the_words_of_each_language(language: str, line: str) -> None:
    assert say(line, language) == say("notify me sales invoices, service contracts every friday at 16:30")


def test_weekdays_are_those_of_the_language() -> None:
    assert say("notify me weekly on fredag", "nb") == say("notify me weekly on friday")
    line = notify_line(SaveRule(documents="all", frequency=Frequency.WEEKLY, weekday=Weekday.FRIDAY), "nb")
    assert "fredag" in line
    assert say(line, "nb") == say("notify me weekly on friday")


types = st.lists(st.sampled_from(DocumentType), unique=True, max_size=8).map(tuple)


@given(types)
def test_types_have_names_that_mean_them(wanted: tuple[DocumentType, ...]) -> None:
    assert set(types_of(" ".join(names_of(wanted)))) == set(wanted)


def test_groups_have_names() -> None:
    for name, group in GROUPS.items():
        assert names_of(group) == (name,)
    assert types_of("") == types_of(ALL) == types_of(f"{ALL} invoices") == ()
    with pytest.raises(ValueError, match="nothing"):
        types_of("nothing")


TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Z"], exclude_characters='“”"«»<>\u200b\u2060\ufeff'), min_size=1
)
PHRASES = st.one_of(
    st.just(""),
    WORDS,
    st.lists(WORDS, min_size=2, max_size=3).map(" ".join),
    st.sampled_from(["Daily Mail", "at once", "O'Brien", "me"]),
)
DOCUMENTS = st.one_of(
    st.sampled_from(["", ALL]),
    st.lists(st.sampled_from([*GROUPS, *(each.value for each in DocumentType)]), min_size=1, max_size=4, unique=True).map(
        " ".join
    ),
)


@st.composite
def _rules(draw: st.DrawFn) -> SaveRule:
    """Whatever can come of a line or of a form that is sent off."""
    mute = draw(st.booleans())
    frequency = Frequency.AT_ONCE if mute else draw(st.sampled_from(Frequency))
    timed = frequency in (Frequency.DAILY, Frequency.WEEKLY)
    quiet = None if mute else draw(st.one_of(st.none(), st.tuples(TIMES, TIMES)))
    return SaveRule(
        here=draw(st.booleans()),
        mute=mute,
        documents=draw(DOCUMENTS.filter(bool)),
        template=draw(PHRASES),
        contact=draw(PHRASES),
        by=draw(PHRASES),
        above=draw(st.one_of(st.none(), st.decimals(0, 10**8, places=2))),
        frequency=frequency,
        at=draw(st.one_of(st.none(), TIMES)) if timed else None,
        weekday=draw(st.sampled_from(Weekday)) if frequency is Frequency.WEEKLY else Weekday.MONDAY,
        quiet_from=quiet[0] if quiet else None,
        quiet_until=quiet[1] if quiet else None,
    )


REQUESTS: st.SearchStrategy[Notify] = st.one_of(
    _rules(),
    st.builds(ShowNotifications, rule=st.integers(0, 10**6)),
    st.builds(RemoveRule, rule=st.integers(1, 10**6)),
    st.builds(SwitchNotifications, on=st.booleans(), here=st.booleans()),
    st.builds(SwitchNotifications, on=st.booleans(), own=st.just(True)),
    st.tuples(st.booleans(), st.one_of(st.just((None, None)), st.tuples(TIMES, TIMES))).map(
        lambda said: SetQuietHours(here=said[0], quiet_from=said[1][0], quiet_until=said[1][1])
    ),
)


@given(REQUESTS, st.sampled_from(["en", "nb", "fi"]))
def test_what_is_to_be_typed_means_the_same(request: Notify, language: str) -> None:
    assert say(notify_line(request, language), language) == request


PIECES = """
    me here off on own quiet mute remove invoices sales invoice all above:1000 above: contact:fjord contact: as by:me template:X
    at once hourly daily weekly on monday at 8:00 25:00 at:9 on:fri quiet:20-7 quiet:x 3 #4 0 , ; " : :: 20:00-7:00 - x
"""


@given(
    st.lists(st.one_of(st.sampled_from(PIECES.split()), st.text(max_size=4)), max_size=9).map(" ".join),
    st.sampled_from(["en", "nb", "fi"]),
)
def test_every_line_is_understood_or_refused_and_what_is_understood_can_be_said(said: str, language: str) -> None:
    request = understood(f"notify {said}", language)
    if isinstance(request, Misunderstood):
        assert request.text[request.start : request.end] == request.word
        return
    assert isinstance(request, Notify)
    assert say(notify_line(request, language), language) == request
