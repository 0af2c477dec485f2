"""ORGANIZATION: which organization a command line call means."""

import pytest

from adapters.database.organizations import OrganizationState
from bot.failures import WhichOrganization
from bot.organizations import choose

ONE = OrganizationState(1, "Acme", (("slack", "T1"), ("teams", "0a1b")))
TWO = OrganizationState(2, "Beta", (("slack", "T2"),))
SAME = OrganizationState(3, "beta", (("console", ""),))


def test_the_only_one_needs_no_name() -> None:
    assert choose("", [ONE], serves=False) == 1


@pytest.mark.parametrize(("named", "chosen"), [("2", 2), (" 1 ", 1), ("ACME", 1), ("t2", 2), ("0A1B", 1)])
def test_one_of_several_is_named(named: str, chosen: int) -> None:
    for serves in (True, False):
        assert choose(named, [ONE, TWO], serves=serves) == chosen


@pytest.mark.parametrize(("named", "chosen"), [("1", 1), ("t1", 1), ("acme", 1), ("9", 9)])
def test_nobody_takes_a_number_or_an_id_by_a_name(named: str, chosen: int) -> None:
    called = [OrganizationState(9, name, ()) for name in ("1", "T1")]
    for other in called:
        assert choose(named, [ONE, TWO, other], serves=True) == chosen


def test_a_server_takes_the_first_for_what_names_none() -> None:
    assert choose("", [ONE, TWO], serves=True) == 1


@pytest.mark.parametrize(
    ("named", "problem"), [("", "is missing"), ("4", "names no organization: 4"), ("beta", "names several organizations: beta")]
)
def test_what_is_not_clear_says_which_there_are(named: str, problem: str) -> None:
    with pytest.raises(WhichOrganization) as raised:
        choose(named, [ONE, TWO, SAME], serves=False)
    assert problem in str(raised.value)
    assert "1 Acme (slack T1, teams 0a1b); 2 Beta (slack T2); 3 beta (console )" in str(raised.value)
